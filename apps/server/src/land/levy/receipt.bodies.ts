import { DocumentNo, PaymentBody } from '#land';

/** Money that came for the levy: which notice it pays. */
export class LevyReceiptBody extends PaymentBody {
  @DocumentNo() noticeNo!: string;
}
