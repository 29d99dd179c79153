import { ReasonBody } from '../../body/common.bodies.js';
import { Choice, Day, DocumentNo, Fen, Optional } from '../../body/fields.js';
import { CRITERION_NAMES } from '../../shared/choice-names.js';

export class RelistBody extends ReasonBody {
  @Optional()
  @Fen()
  priceFen?: string;
}

export class TradeDecisionBody {
  @Fen() startFen!: string;
  @Fen() depositFen!: string;
  @Fen() incrementFen!: string;
  /** 底价: sealed as soon as it is taken, and told to nobody before the close. */
  @Optional() @Fen() reserveFen?: string;
  @Optional()
  @Choice(CRITERION_NAMES)
  criterion?: 'price' | 'score';
  @Day() heldOn!: string;
  @DocumentNo() documentNo!: string;
}
