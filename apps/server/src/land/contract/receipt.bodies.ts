import { DocumentNo, Optional, PaymentBody } from '#land';

/** Money that came for a contract. */
export class GuaranteeReceiptBody extends PaymentBody {
  @DocumentNo() contractNo!: string;
}

/** And of a rent that was called for, which notice it pays. */
export class PriceReceiptBody extends GuaranteeReceiptBody {
  @Optional() @DocumentNo() noticeNo?: string;
}
