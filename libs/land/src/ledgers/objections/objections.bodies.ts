import { DocumentNo, Paragraph } from '../../body/fields.js';

/** Characters of an answer. It goes to whoever objected, so it names nobody else. */
const ANSWER_MAX = 2_000;

export class ObjectionReplyBody {
  @DocumentNo() documentNo!: string;
  @Paragraph({ max: ANSWER_MAX }) answer!: string;
}
