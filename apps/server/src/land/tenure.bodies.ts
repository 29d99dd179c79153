import {
  ACTS,
  Day,
  DocumentNo,
  EXCUSES,
  Fen,
  Line,
  Nested,
  Optional,
  PartyBody,
  PaymentBody,
  RETURN_GROUNDS,
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
  @Choice(
    EXCUSES,
    'excuse 应为 force-majeure（不可抗力）、government（政府原因）或 preparation（必需的前期工作）',
  )
  excuse!: (typeof EXCUSES)[number];
  @Whole(1, DAYS_MAX) days!: number;
  @DocumentNo() documentNo!: string;
}

export class TransferBody {
  @Choice(ACTS, 'act 应为 sale（出售）、exchange（交换）、gift（赠与）、lease（出租）或 equity（作价出资）')
  act!: (typeof ACTS)[number];
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
  @Line() code!: string;
  @Line() name!: string;
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
  @Choice(
    RETURN_GROUNDS,
    'ground 应为 public-interest（公益）、idle（闲置）、misuse（擅自改变用途）或 disuse（停止使用）',
  )
  ground!: (typeof RETURN_GROUNDS)[number];
}
