import { DocumentNo, Flag, Line, Paragraph } from '#land';

const TEXT_MAX = 400;

export class ObjectionBody {
  @DocumentNo({ max: TEXT_MAX }) objectionNo!: string;
  @Line({ max: TEXT_MAX }) objector!: string;
  @Paragraph({ max: TEXT_MAX }) reason!: string;
}

export class ObjectionAnswerBody {
  @DocumentNo({ max: TEXT_MAX }) objectionNo!: string;
  @Flag({ yes: '成立，重新编制分配方案', no: '不成立' }) upheld!: boolean;
  @Paragraph({ max: TEXT_MAX }) answer!: string;
}
