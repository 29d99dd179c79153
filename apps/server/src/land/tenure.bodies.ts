import { Type } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ACTS, EXCUSES, PartyBody, RETURN_GROUNDS, ReturnBody } from '#land';
import { IsDay } from '../http/day.js';

const TEXT_MAX = 200;
const YEARS_MAX = 70;
const DAYS_MAX = 3_650;
const Text = (): PropertyDecorator => (target, key) => [IsString(), IsNotEmpty(), MaxLength(TEXT_MAX)].forEach((decorate) => decorate(target, key));
const Fen = (): PropertyDecorator => Matches(/^(0|[1-9]\d{0,14})$/, { message: '$property 应为以分为单位的整数字符串，例如 "115000000"' });

export class StartBody {
  @IsDay() startedOn!: string;
  @Text() documentNo!: string;
}

export class CompletionBody {
  @IsDay() completedOn!: string;
  @Text() documentNo!: string;
}

export class ExcuseBody {
  @IsIn(EXCUSES, { message: 'excuse 应为 force-majeure（不可抗力）、government（政府原因）或 preparation（必需的前期工作）' }) excuse!: (typeof EXCUSES)[number];
  @IsInt() @Min(1) @Max(DAYS_MAX) days!: number;
  @Text() documentNo!: string;
}

export class TransferBody {
  @IsIn(ACTS, { message: 'act 应为 sale（出售）、exchange（交换）、gift（赠与）、lease（出租）或 equity（作价出资）' }) act!: (typeof ACTS)[number];
  @ValidateNested() @Type(() => PartyBody) @IsNotEmpty() to!: PartyBody;
  @Text() contractNo!: string;
  @IsDay() signedOn!: string;
  /** Written notice to the owner of the land (实施条例 Art. 43). */
  @Text() noticeNo!: string;
  @IsDay() noticedOn!: string;
  @Fen() incomeFen!: string;
  @Fen() developmentFen!: string;
  @Fen() plannedFen!: string;
  @Fen() investedFen!: string;
  @IsOptional() @IsInt() @Min(1) @Max(YEARS_MAX) years?: number;
  @IsOptional() @Text() rateDocumentNo?: string;
  @IsOptional() @Text() mortgageeNoticeNo?: string;
}

export class TransferRegistrationBody {
  @Text() certificateNo!: string;
  @IsDay() registeredOn!: string;
  @IsString() @MaxLength(TEXT_MAX) deedTaxVoucher!: string;
  @Fen() deedTaxFen!: string;
}

export class LandUseBody {
  @Text() system!: string;
  @Text() code!: string;
  @Text() name!: string;
}

export class UseChangeBody {
  @ValidateNested() @Type(() => LandUseBody) @IsNotEmpty() use!: LandUseBody;
  @Text() planningNo!: string;
  @Text() consentNo!: string;
  @Text() contractNo!: string;
  @Fen() extraFen!: string;
  @IsString() @MaxLength(TEXT_MAX) voucherNo!: string;
  @IsDay() changedOn!: string;
}

export class RenewalBody {
  @IsInt() @Min(1) @Max(YEARS_MAX) years!: number;
  @IsDay() appliedOn!: string;
}

export class RenewalGrantBody {
  @Text() contractNo!: string;
  @Fen() priceFen!: string;
}

export class TakeBackBody extends ReturnBody {
  @IsIn(RETURN_GROUNDS, { message: 'ground 应为 public-interest（公益）、idle（闲置）、misuse（擅自改变用途）或 disuse（停止使用）' }) ground!: (typeof RETURN_GROUNDS)[number];
}
