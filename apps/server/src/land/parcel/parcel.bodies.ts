import { Day, DocumentNo, Line, Paragraph, ReasonBody, BURDEN_NAMES, Choice } from '#land';

const TEXT_MAX = 400;

export class BurdenBody {
  @DocumentNo({ max: TEXT_MAX }) id!: string;
  @Choice(BURDEN_NAMES, { called: '限制种类' })
  kind!: 'dispute';
  @Line({ max: TEXT_MAX }) organ!: string;
  @Day() on!: string;
  @Paragraph({ max: TEXT_MAX }) reason!: string;
}

export class LiftingBody extends ReasonBody {
  @DocumentNo({ max: TEXT_MAX }) id!: string;
}
