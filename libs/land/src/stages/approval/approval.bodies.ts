import { Line, NestedList, Optional, Paragraph } from '../../body/fields.js';

export class DoubtAnswerBody {
  @Line({ max: 100 }) code!: string;
  @Paragraph() answer!: string;
}

export class OpinionBody {
  @Paragraph()
  text!: string;
  /** To the doubts about the scheme, each under its code. */
  @Optional()
  @NestedList(() => DoubtAnswerBody, { max: 50 })
  answers?: DoubtAnswerBody[];
}
