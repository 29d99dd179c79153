/** Bodies of decisions that several stages take; what only one takes stands in its stage. */
import { Day, DocumentNo, Fen, Line, Nested, NestedList, Optional, Paragraph } from './fields.js';

export class ReasonBody {
  @Paragraph()
  reason!: string;
}

export class ItemBody {
  @Line()
  field!: string;
  @Paragraph()
  opinion!: string;
}

export class ItemsBody {
  @NestedList(() => ItemBody, { min: 1, max: 100, what: '退回时至少列明一项需要修改的内容' })
  items!: ItemBody[];
}

export class DocumentBody {
  @DocumentNo()
  documentNo!: string;
}

export class RefusalBody extends DocumentBody {
  @Paragraph()
  reason!: string;
}

export class UrgeBody {
  @DocumentNo() documentNo!: string;
  @Day() urgedOn!: string;
}

export class PayoutBody {
  @Day() paidOn!: string;
  @DocumentNo() voucherNo!: string;
}

/** Upon which paper a payment is taken that is older than what made it due. */
export class CorrectionBody {
  @DocumentNo() documentNo!: string;
  @Paragraph() reason!: string;
}

export class PaymentBody extends PayoutBody {
  @Fen() amountFen!: string;
  @Optional() @Nested(() => CorrectionBody) correction?: CorrectionBody;
}
