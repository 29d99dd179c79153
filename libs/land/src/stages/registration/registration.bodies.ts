import { ItemsBody, RefusalBody } from '../../body/common.bodies.js';
import { Day, DocumentNo, Fen, Line, Optional, Paragraph, Pattern } from '../../body/fields.js';

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

/** 受理通知书. */
export class AcceptanceBody {
  @DocumentNo() applicationNo!: string;
  @Day() acceptedOn!: string;
}

/** 补正告知书: all that is missing, at once. */
export class CorrectionNoticeBody extends ItemsBody {
  @DocumentNo() documentNo!: string;
  @Day() askedOn!: string;
}

/** 不予登记告知书. */
export class RegistrationRefusalBody extends RefusalBody {
  @Line() clause!: string;
  @Day() refusedOn!: string;
}

export class ApplyAgainBody {
  @Day() appliedOn!: string;
  @Paragraph() remedy!: string;
}
