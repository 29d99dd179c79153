import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ANNEXES, CLAUSES } from '../contract/contract.events.js';
import type { Annex, Clause } from '../contract/contract.events.js';

/** Longest text that a person writes into one field. */
export const TEXT_MAX = 2_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const RATE = /^\d{1,2}(\.\d{1,4})?[%‰]$/;
const INSTALMENTS_MAX = 120;
const FEN = /^(0|[1-9]\d{0,14})$/;
const RATIO = /^\d{1,3}(\.\d{1,4})?%$/;
const ratio = { message: '$property 应为百分比，例如 "30%"' };
const day = { message: '$property 应为 YYYY-MM-DD 格式的日期' };
const amount = { message: '$property 应为以分为单位的整数字符串，例如 "115000000"' };

/** 人民币 in 分 as a decimal string. */
const Fen = () => Matches(FEN, amount);
const Day = () => Matches(DAY, day);

class Text {
  @IsString() @IsNotEmpty({ message: '$property 不能为空' }) @MaxLength(TEXT_MAX)
  reason!: string;
}

export class ReasonBody extends Text {}
export class NothingBody {}

export class ItemBody {
  @IsString() @IsNotEmpty() @MaxLength(200)
  field!: string;
  @IsString() @IsNotEmpty() @MaxLength(TEXT_MAX)
  opinion!: string;
}

export class ItemsBody {
  @IsArray() @ArrayMinSize(1, { message: '退回时至少列明一项需要修改的内容' }) @ArrayMaxSize(100)
  @ValidateNested({ each: true }) @Type(() => ItemBody)
  items!: ItemBody[];
}

export class ConditionBody {
  @IsString() @IsNotEmpty() @MaxLength(200)
  issuer!: string;
  @IsString() @IsNotEmpty() @MaxLength(200)
  documentNo!: string;
  @Day()
  on!: string;
  @IsString() @IsNotEmpty() @MaxLength(TEXT_MAX)
  text!: string;
}

export class OpinionBody {
  @IsString() @IsNotEmpty() @MaxLength(TEXT_MAX)
  text!: string;
}

export class DocumentBody {
  @IsString() @IsNotEmpty() @MaxLength(200)
  documentNo!: string;
}

export class RefusalBody extends DocumentBody {
  @IsString() @IsNotEmpty() @MaxLength(TEXT_MAX)
  reason!: string;
}

export class RelistBody extends Text {
  @IsOptional() @Fen()
  priceFen?: string;
}

export class PartyBody {
  @IsString() @IsNotEmpty() @MaxLength(200)
  name!: string;
  @Length(18, 18, { message: '统一社会信用代码应为18位' })
  uscc!: string;
}

export class PublishDealBody {
  @ValidateNested() @Type(() => PartyBody) @IsNotEmpty()
  buyer!: PartyBody;
  @Fen()
  priceFen!: string;
  @Day()
  publishedOn!: string;
}

export class TradeDecisionBody {
  @Fen() startFen!: string;
  @Fen() depositFen!: string;
  @Fen() incrementFen!: string;
  /** 底价: sealed as soon as it is taken, and told to nobody before the close. */
  @IsOptional() @Fen() reserveFen?: string;
  @IsOptional() @IsIn(['price', 'score'], { message: 'criterion 应为 price（价高者得）或 score（综合评价，仅招标）' }) criterion?: 'price' | 'score';
  @Day() heldOn!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) documentNo!: string;
}

export class SupervisionBody {
  @IsString() @IsNotEmpty() @MaxLength(200) agreementNo!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) supervisor!: string;
  @Day() on!: string;
}

export class InstalmentBody {
  @Day() dueOn!: string;
  @Fen() amountFen!: string;
}

export class UrgeBody {
  @IsString() @IsNotEmpty() @MaxLength(200) documentNo!: string;
  @Day() urgedOn!: string;
}

export class ContractPaperBody {
  @IsString() @IsNotEmpty() @MaxLength(200)
  contractNo!: string;
  @Day() signedOn!: string;
  @Day() deliveryOn!: string;
  @Day() startOn!: string;
  @Day() completionOn!: string;
  @IsString() @MaxLength(200) planningNo!: string;
  @IsString() @MaxLength(200) industryNo!: string;
  @IsString() @MaxLength(200) ecologyNo!: string;
  @IsString() @MaxLength(200) grantor!: string;
  @ValidateNested() @Type(() => SupervisionBody) @IsNotEmpty() supervision!: SupervisionBody;
  @IsArray() @IsIn(CLAUSES, { each: true }) clauses!: Clause[];
  @IsArray() @IsIn(ANNEXES, { each: true }) annexes!: Annex[];
  @IsOptional() @IsInt() @Min(1) @Max(100) termYears?: number;
  @IsOptional() @Fen() earnestFen?: string;
  @IsOptional() @Matches(RATE, { message: 'lateRate 应为每日的千分率或百分率，例如 "0.5‰"' }) lateRate?: string;
  @IsOptional() @IsArray() @ArrayMaxSize(INSTALMENTS_MAX) @ValidateNested({ each: true }) @Type(() => InstalmentBody) instalments?: InstalmentBody[];
}

export class RescindBody extends Text {
  @IsIn(['buyer', 'owner', 'law'])
  fault!: 'buyer' | 'owner' | 'law';
  @IsOptional() @IsIn(['price', 'breach'], { message: 'ground 应为 price（价款逾期）或 breach（其他违约）' }) ground?: 'price' | 'breach';
  @IsOptional() @Fen() compensationFen?: string;
}

/** Taking a right back: by whose approval, when, and what the buildings are worth. */
export class ReturnBody {
  @IsString() @IsNotEmpty() @MaxLength(200) approvalNo!: string;
  @Day() returnedOn!: string;
  @Fen() buildingsFen!: string;
}

export class FilingBody {
  @IsString() @IsNotEmpty() @MaxLength(200)
  filingNo!: string;
  @Day() filedOn!: string;
}

export class NoticeBody {
  @IsString() @IsNotEmpty() @MaxLength(200)
  noticeNo!: string;
  @Day() issuedOn!: string;
  /** 分期缴纳 where the rules allow it. */
  @IsOptional() @IsInt() @Min(1) @Max(60)
  instalments?: number;
}

export class ResolutionBody {
  @IsInt() @Min(1) @Max(1_000_000) total!: number;
  @IsInt() @Min(0) @Max(1_000_000) yes!: number;
  @IsOptional() @IsIn(['members', 'delegates']) basis?: 'members' | 'delegates';
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000) attended?: number;
  /** 会前十日提供方案（农村集体经济组织法第四十六条）. */
  @Day() planShownOn!: string;
  @IsOptional() @Day() noticedOn?: string;
  @Day() heldOn!: string;
}

export class MemberBody {
  @IsString() @IsNotEmpty() @MaxLength(100) id!: string;
  @Matches(/^(0|[1-9]\d{0,11})$/, { message: '份额应为非负整数' }) weight!: string;
}

export class MembersBody {
  @IsIn(['股份', '户'], { message: '按 股份 或 户 分配' }) by!: '股份' | '户';
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20_000)
  @ValidateNested({ each: true }) @Type(() => MemberBody)
  list!: MemberBody[];
}

export class PlanBody {
  @Fen() costsFen!: string;
  @IsOptional() @Fen() taxFen?: string;
  @IsOptional() @Matches(RATIO, ratio) membersRatio?: string;
  @IsOptional() @Matches(RATIO, ratio) groupRatio?: string;
  @IsOptional() @ValidateNested() @Type(() => MembersBody) members?: MembersBody;
  @IsOptional() @IsIn(['股份', '现金'], { message: '兑付方式应为 股份 或 现金' }) payout?: '股份' | '现金';
  @ValidateNested() @Type(() => ResolutionBody) @IsNotEmpty()
  resolution!: ResolutionBody;
}

export class PublishedBody {
  @Day() publishedOn!: string;
}

export class PayoutBody {
  @Day() paidOn!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) voucherNo!: string;
}

export class DistributedBody extends PayoutBody {
  @IsOptional() @IsIn(['collective', 'personal']) account?: 'collective' | 'personal';
}

export class PaymentBody extends PayoutBody {
  @Fen() amountFen!: string;
}

export class RightBody {
  @IsString() @Length(28, 28, { message: '不动产单元号应为28位' }) unitNo!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) certificateNo!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) supervisionNo!: string;
  @IsString() @MaxLength(200) deedTaxVoucher!: string;
  @Fen() deedTaxFen!: string;
  @IsOptional() @IsString() @MaxLength(200) deedTaxRelief?: string;
  @Day() registeredOn!: string;
}
