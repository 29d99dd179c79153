import { ApiPropertyOptional } from '@nestjs/swagger';
import { Day, District, DocumentNo, Optional, TextsByName } from '#land';

/** A pack has a dozen. */
const FILES_MAX = 100;

export class LevelsQuery {
  @ApiPropertyOptional({ description: '哪个区县，代码或者名称' }) @District() district!: string;
  @ApiPropertyOptional({ description: '哪一日，默认今天' }) @Optional() @Day({ called: '日期' }) on?: string;
}

export class AdoptRulesBody {
  /** 文件名到内容，例如 {"levy.yaml": "rules: …"}。 */
  @TextsByName(FILES_MAX) files!: Record<string, string>;
  @DocumentNo() documentNo!: string;
}
