/**
 * What each calculator asks for. Money is text in 分, area text in m²; what is not named here is refused by
 * name.
 */
import { ACTS, FORMS, METHODS, QUOTA_STEPS, USES } from '#policy';
import type { Act, Form, Method, QuotaStep, Use } from '#policy';
import { BASIS_NAMES, BID_PHASE_NAMES, METHOD_NAMES } from '../shared/choice-names.js';
import {
  Day,
  Fen,
  FenList,
  Flag,
  Fraction,
  GeoJson,
  List,
  Nested,
  OneOf,
  Optional,
  RateText,
  SquareMetres,
  Whole,
  Words,
  WordsList,
  Yuan,
} from './fields.js';

const COMPETED = Object.fromEntries(METHODS.map((method) => [method, METHOD_NAMES[method]]));
const DAY_KINDS = { working: '工作日', calendar: '自然日' } as const;
const COUNT_MAX = 1_000_000;
const YEARS_MAX = 100;
const DAYS_MAX = 3_660;
const SEQUENCE_MAX = Number.MAX_SAFE_INTEGER;

export class LevyInput {
  @Optional() @OneOf('征收种类，默认取规则包', ['调节金', '土地增值税']) readonly kind?:
    '调节金' | '土地增值税';
  @Optional() @OneOf('行为，默认入市', ACTS) readonly act?: Act;
  @OneOf('供应方式', FORMS) readonly form!: Form;
  @OneOf('用途', USES) readonly use!: Use;
  @Words('基准地价级别', '一级') readonly grade!: string;
  @Words('区代码', '370114') readonly district!: string;
  @Day('计征日') readonly date!: string;
  @Optional() @Fen('收入：出让价款、作价金额或者再转让收入') readonly incomeFen?: string;
  @Optional() @FenList('各期租金，代替 incomeFen') readonly rentsFen?: string[];
  @Optional() @Whole('第几期租金（规则包按期计征时）', 1, DAYS_MAX) readonly period?: number;
  @Optional()
  @Fen('取得成本；没有支出的填 0，无法核定的不填。与开发支出都能核定时按净收益计征')
  readonly acquisitionFen?: string;
  @Optional() @Fen('土地开发支出；没有支出的填 0，无法核定的不填') readonly developmentFen?: string;
  @Optional() @SquareMetres('宗地面积') readonly areaM2?: string;
  @Optional() @Words('费率届满后确认沿用的人', '钱进') readonly confirmedBy?: string;
  @Optional() @Words('确认沿用的文号', '济财函〔2027〕3号') readonly documentNo?: string;
}

export class PaymentInput {
  @Day('缴款日') readonly paidOn!: string;
  @Fen('缴款金额') readonly amountFen!: string;
}

export class LateFeeInput {
  @Fen('应缴本金') readonly principalFen!: string;
  @Day('缴款期限的最后一日') readonly dueOn!: string;
  @Day('计算到哪一日') readonly asOf!: string;
  @Optional() @List('已缴各笔，次序不限', () => PaymentInput) readonly payments?: PaymentInput[];
}

export class DeedTaxInput {
  @Fen('成交价款') readonly priceFen!: string;
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}

export class DepositInput {
  @Fen('出让最低价') readonly floorFen!: string;
  @Optional() @Fen('拟定的保证金，不足时拒绝') readonly depositFen?: string;
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}

export class PriceFloorInput {
  @Words('区代码', '370114') readonly district!: string;
  @OneOf('用途', USES) readonly use!: Use;
  @Words('基准地价级别', '一级') readonly grade!: string;
  @OneOf('供应方式', FORMS) readonly form!: Form;
  @SquareMetres('宗地面积') readonly areaM2!: string;
  @Optional() @Fen('拟定的起始价或者入市价格，求是否达到') readonly priceFen?: string;
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}

export class PremiumInput {
  @Fen('起始价') readonly startFen!: string;
  @Fen('成交价') readonly priceFen!: string;
}

export class RentInput {
  @Fen('全部租期的租金合计') readonly totalFen!: string;
  @Whole('租赁年数', 1, YEARS_MAX) readonly years!: number;
  @SquareMetres('租赁面积') readonly areaM2!: string;
}

export class EquityInput {
  @Fen('土地作价（集体的出资额）') readonly valuationFen!: string;
  @Fen('公司全部出资，含土地作价') readonly capitalFen!: string;
  @Optional() @RateText('每年保底分红占土地作价的比例') readonly minDividendRatio?: string;
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}

export class MemberInput {
  @Words('成员或者户', '张三') readonly id!: string;
  @Whole('股份数或者人口数', 0, COUNT_MAX) readonly weight!: number;
}

export class MembersInput {
  @OneOf('按股份或者按户', ['股份', '户']) readonly by!: '股份' | '户';
  @List('名单', () => MemberInput, 1) readonly list!: MemberInput[];
}

export class RelocationInput {
  @OneOf('本方案是哪一方的', ['复垦区', '建新区']) readonly side!: '复垦区' | '建新区';
  @SquareMetres('复垦验收面积') readonly reclaimedM2!: string;
}

export class DistributionInput {
  @Fen('收入') readonly receiptsFen!: string;
  @Fen('调节金') readonly levyFen!: string;
  @Optional() @Fen('税费') readonly taxFen?: string;
  @Optional() @Fen('垫付的成本') readonly costsFen?: string;
  @Optional() @RateText('村民小组占净收益的比例') readonly groupRatio?: string;
  @Optional() @RateText('成员占净收益的比例（决议）；默认取规则包') readonly membersRatio?: string;
  @Optional() @OneOf('成员收益的形式，默认股份', ['股份', '现金']) readonly payout?: '股份' | '现金';
  @Optional() @Nested('成员名单', () => MembersInput) readonly members?: MembersInput;
  @Optional() @Nested('异地调整入市', () => RelocationInput) readonly relocation?: RelocationInput;
  @Optional() @Flag('按规则包的三级分成扣除区、镇部分') readonly tiers?: boolean;
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}

export class VoteInput {
  @Optional() @Words('集体经济组织', '三涧溪村股份经济合作社') readonly collective?: string;
  @OneOf('会议形式', BASIS_NAMES) readonly basis!: 'members' | 'delegates';
  @Whole('全体成员（代表）人数', 1, COUNT_MAX) readonly total!: number;
  @Whole('同意票数', 0, COUNT_MAX) readonly yes!: number;
  @Optional() @Whole('到会人数', 0, COUNT_MAX) readonly attended?: number;
  @Optional() @Day('通知日') readonly noticedOn?: string;
  @Optional() @Day('开会日') readonly heldOn?: string;
}

export class VotesInput {
  @List('表决；异地调整入市有两个集体，须都通过', () => VoteInput, 1) readonly votes!: VoteInput[];
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}

export class TermInput {
  @OneOf('用途', USES) readonly use!: Use;
  @OneOf('供应方式', FORMS) readonly form!: Form;
  @Whole('总年限', 1, YEARS_MAX) readonly years!: number;
  @Optional() @Whole('其中租赁的年数（先租后让、租让结合）', 1, YEARS_MAX) readonly leaseYears?: number;
  @Optional() @Whole('再转让时的剩余年数', 0, YEARS_MAX) readonly remainingYears?: number;
  @Optional() @Day('起算日') readonly startsOn?: string;
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}

export class ParcelCodeInput {
  @Words('19 位宗地代码或者 28 位不动产单元代码', '370114001002JB00001') readonly code!: string;
}

export class AreaInput {
  @Optional() @GeoJson('界址（GeoJSON Polygon）') readonly boundary?: object;
  @Optional()
  @Words('界址的坐标系：EPSG:4490，或者2000国家大地坐标系的平面 EPSG:4491 至 EPSG:4554', 'EPSG:4548')
  readonly crs?: string;
  @Optional() @SquareMetres('面积，代替界址', 'mu') readonly areaM2?: string;
  @Optional() @Fraction('亩数，代替界址') readonly mu?: string;
  @Optional() @Fraction('公顷数，代替界址') readonly hectares?: string;
  @Optional() @SquareMetres('申报面积，与界址面积比较') readonly declaredM2?: string;
  @Optional() @Fen('总价，求单价') readonly priceFen?: string;
  @Optional() @Yuan('每亩单价，求总价') readonly yuanPerMu?: string;
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}

export class BidInput {
  @Whole('交易平台的流水号：先后只看它', 0, SEQUENCE_MAX) readonly sequence!: number;
  @Words('竞买人', '甲公司') readonly bidder!: string;
  @Fen('报价') readonly amountFen!: string;
  @Optional() @OneOf('报价的阶段，默认 listed', BID_PHASE_NAMES) readonly phase?: 'listed' | 'live';
  @Optional() @Words('报价时刻，只作记录，不作排序', '2026-04-01T09:00:00+08:00') readonly at?: string;
}

export class TradeInput {
  @OneOf('交易方式', COMPETED) readonly method!: Method;
  @Fen('起始价') readonly startFen!: string;
  @Optional() @Fen('加价幅度，默认 0') readonly incrementFen?: string;
  @Optional() @Fen('底价；未设底价时不填') readonly reserveFen?: string;
  @Optional() @Whole('报名合格的竞买人数，默认为出价人数', 0, COUNT_MAX) readonly bidders?: number;
  @Optional() @WordsList('资格不符的竞买人') readonly disqualified?: string[];
  @List('报价', () => BidInput) readonly bids!: BidInput[];
}

export class ListingInput {
  @Optional() @Day('方案报送日：求最早公告日') readonly reportedOn?: string;
  @Optional() @Day('公告日：求最早的开始和截止日') readonly announcedOn?: string;
  @Optional() @Day('成交日：求签约、公布和退款期限') readonly dealtOn?: string;
  @Optional() @Nested('交易：求成交结果', () => TradeInput) readonly trade?: TradeInput;
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}

export class WorkdaysInput {
  @Day('起算日（当日不计）') readonly start!: string;
  @Optional() @OneOf('按什么日计，默认 working', DAY_KINDS) readonly kind?: 'working' | 'calendar';
  @Optional()
  @Whole('天数；负数为往前数，例如 -10 是“至迟十个工作日前”', -DAYS_MAX, DAYS_MAX)
  readonly days?: number;
  @Optional() @Day('止日，代替天数') readonly end?: string;
  @Optional() @Words('规则包中的时限，代替天数', 'procedure.report-before-notice') readonly clock?: string;
}

export class MovementInput {
  @Words('指标种类', 'supply-plan') readonly kind!: string;
  @OneOf('流水', QUOTA_STEPS) readonly step!: QuotaStep;
  @SquareMetres('面积') readonly areaM2!: string;
  @Optional() @OneOf('释放的是预占还是占用，默认预占', ['预占', '占用']) readonly from?: '预占' | '占用';
  @Optional() @Words('宗地或者文号', '370114001002JB00001') readonly ref?: string;
}

export class QuotaInput {
  @List('流水，按发生次序', () => MovementInput) readonly movements!: MovementInput[];
  @Optional() @Day('按哪一日有效的规则，默认今天') readonly date?: string;
}
