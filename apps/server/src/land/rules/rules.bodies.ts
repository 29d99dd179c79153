import { DocumentNo, TextsByName } from '#land';

/** A pack has a dozen. */
const FILES_MAX = 100;

export class AdoptRulesBody {
  /** 文件名到内容，例如 {"levy.yaml": "rules: …"}。 */
  @TextsByName(FILES_MAX) files!: Record<string, string>;
  @DocumentNo() documentNo!: string;
}
