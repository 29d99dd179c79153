import { Day, Fen, Line } from '../../body/fields.js';

export class RefundPaymentBody {
  /** As it is owed: whoever pays confirms the sum. */
  @Fen({ called: '退还金额' }) amountFen!: string;
  @Line({ called: '收款人', example: '示范实业有限公司' }) payee!: string;
  @Line({ max: 100 }) voucherNo!: string;
  @Day({ called: '退款日' }) paidOn!: string;
}
