import {
  ACT_NAMES,
  Day,
  DocumentNo,
  EXCUSE_NAMES,
  Fen,
  Line,
  Nested,
  Optional,
  PartyBody,
  PaymentBody,
  RETURN_GROUND_NAMES,
  ReturnBody,
  Whole,
  Choice,
} from '#land';

const YEARS_MAX = 70;
const DAYS_MAX = 3_650;

export class StartBody {
  @Day() startedOn!: string;
  @DocumentNo() documentNo!: string;
}

export class CompletionBody {
  @Day() completedOn!: string;
  @DocumentNo() documentNo!: string;
}

export class ExcuseBody {
  @Choice(EXCUSE_NAMES)
  excuse!: keyof typeof EXCUSE_NAMES;
  @Whole(1, DAYS_MAX) days!: number;
  @DocumentNo() documentNo!: string;
}

export class TransferBody {
  @Choice(ACT_NAMES)
  act!: keyof typeof ACT_NAMES;
  @Nested(() => PartyBody) to!: PartyBody;
  @DocumentNo() contractNo!: string;
  @Day() signedOn!: string;
  /** Written notice to the owner of the land (实施条例 Art. 43). */
  @DocumentNo() noticeNo!: string;
  @Day() noticedOn!: string;
  @Fen() incomeFen!: string;
  @Optional() @Fen() developmentFen?: string;
  @Fen() plannedFen!: string;
  @Fen() investedFen!: string;
  @Optional() @Whole(1, YEARS_MAX) years?: number;
  @Optional() @DocumentNo() rateDocumentNo?: string;
  @Optional() @DocumentNo() mortgageeNoticeNo?: string;
}

export class TransferRegistrationBody {
  @DocumentNo() certificateNo!: string;
  @Day() registeredOn!: string;
  @DocumentNo({ empty: true }) deedTaxVoucher!: string;
  @Fen() deedTaxFen!: string;
}

export class ConversionApplicationBody {
  @Day() appliedOn!: string;
  @DocumentNo() documentNo!: string;
}

export class DividendBody extends PaymentBody {
  /** 分红年度，从使用权期间开始起数，1是第一年. */
  @Whole(1, YEARS_MAX) year!: number;
  /** The resolution of the company. */
  @DocumentNo() documentNo!: string;
}

export class LandUseBody {
  @Line() system!: string;
  @Line({ called: '用途代码', example: '1001' }) code!: string;
  @Line({ called: '用途名称', example: '工业用地' }) name!: string;
}

export class UseChangeBody {
  @Nested(() => LandUseBody) use!: LandUseBody;
  @DocumentNo() planningNo!: string;
  @DocumentNo() consentNo!: string;
  @DocumentNo() contractNo!: string;
  @Fen() extraFen!: string;
  @DocumentNo({ empty: true }) voucherNo!: string;
  @Day() changedOn!: string;
}

export class RenewalBody {
  @Whole(1, YEARS_MAX) years!: number;
  @Day() appliedOn!: string;
}

export class RenewalGrantBody {
  @DocumentNo() contractNo!: string;
  @Fen() priceFen!: string;
}

export class TakeBackBody extends ReturnBody {
  @Choice(RETURN_GROUND_NAMES, { called: '收回理由' })
  ground!: keyof typeof RETURN_GROUND_NAMES;
}
