import { Day, DocumentNo, Fen, Line, Optional, Pattern } from '../../body/fields.js';

export class RightBody {
  @Pattern(/^[0-9A-Z]{28}$/, '28位不动产单元号', '370114001002JB00001W00000000') unitNo!: string;
  @DocumentNo() certificateNo!: string;
  @Pattern(/^([0-9A-Z]{16}|[0-9A-Z]{19})$/, '16位或19位电子监管号', '3701142026B00012')
  supervisionNo!: string;
  @DocumentNo({ empty: true }) deedTaxVoucher!: string;
  @Fen() deedTaxFen!: string;
  @Optional() @Line() deedTaxRelief?: string;
  @Day() registeredOn!: string;
}
