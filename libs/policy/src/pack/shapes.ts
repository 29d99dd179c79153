/**
 * The shapes of a pack's files, one class per file and per row. In YAML the names are written_like_this.
 * Every row says where it comes from and whether the city has confirmed it.
 */
import {
  Day,
  Days,
  Flag,
  Key,
  OneOf,
  Optional,
  Pattern,
  RateText,
  Rows,
  Scalar,
  SomeOf,
  Text,
  Texts,
  Whole,
} from './fields.js';
import {
  ACTS,
  BOUNDS,
  CLOCK_KINDS,
  CODE_SYSTEMS,
  DATASET_KEYS,
  DISTRICT_LEAVES,
  FORMS,
  FORMULAS,
  GATES,
  OFFICIAL_PAPER_KINDS,
  PAPER_NEEDS,
  PAPER_STAGES,
  QUOTA_BOOKINGS,
  ROUTES,
  STATUSES,
  UNITS,
  USES,
} from './terms.js';
import type {
  Act,
  Bound,
  ClockKind,
  CodeSystem,
  DatasetKey,
  DistrictLeave,
  EntryStatus,
  Form,
  Formula,
  Gate,
  OfficialPaperKind,
  PaperNeed,
  PaperStage,
  QuotaBooking,
  RouteName,
  Unit,
  Use,
} from './terms.js';

/** Longest period a row may hold: ten years of days. */
const DAYS_MAX = 3_660;
/** Longest term of a right in land. */
const YEARS_MAX = 70;
const ANY = 'any';

export class Sourced {
  /** Statute and article, or the document; for an example value, that it is one. */
  @Text('土地管理法第六十三条') readonly source!: string;
  /** True only where the source was read; false values are shown as not yet confirmed. */
  @Flag() readonly confirmed!: boolean;
  /** First day of validity. */
  @Day() readonly validFrom!: string;
  /** Last day of validity; open when absent. */
  @Optional() @Day() readonly validTo?: string;
}

/** A row for the whole city, or for one district instead of the city's. */
export class LevelledRow extends Sourced {
  /** Six digits; where absent the row stands for every district that has none of its own. */
  @Optional() @Pattern(/^\d{6}$/, '六位区县代码（加引号）', '"370114"') readonly district?: string;
  /** On the city's row: what a district's row may do to it; {@link leaveOf} where absent. */
  @Optional() @OneOf(DISTRICT_LEAVES) readonly districtMay?: DistrictLeave;
}

export class ScalarRow extends LevelledRow {
  @Key('scheme.vote-threshold') readonly key!: string;
  @Text('表决通过比例') readonly title!: string;
  @Scalar() readonly value!: string | number | boolean;
  @OneOf(UNITS) readonly unit!: Unit;
}

/** A clock of the procedure: `at-least` must elapse, `at-most` must not be exceeded. */
export class ClockRow extends LevelledRow {
  @Key('procedure.approval') readonly key!: string;
  @Text('区政府审批') readonly title!: string;
  @Whole(0, DAYS_MAX, 10) readonly days!: number;
  @OneOf(CLOCK_KINDS) readonly kind!: ClockKind;
  @OneOf(BOUNDS) readonly bound!: Bound;
  /** The fact from which the days count, as the program knows it. */
  @Optional() @Text('成交之日') readonly countsFrom?: string;
  /** Whether a start on an off day moves to the next working day; no when absent. */
  @Optional() @Flag() readonly rollStart?: boolean;
  /**
   * Whether an end of calendar days does; yes when absent, but for the days of a contract and of a
   * reservation.
   */
  @Optional() @Flag() readonly rollEnd?: boolean;
}

export class PackFile {
  @Key('jinan') readonly id!: string;
  @Pattern(/^\d{4}\.\d{1,3}$/, '“年.序号”形式的版本（加引号）', '"2026.1"') readonly version!: string;
  @Text('济南市集体经营性建设用地入市规则') readonly title!: string;
  @Day() readonly validFrom!: string;
  @Optional() @Day() readonly validTo?: string;
  @Text('济政字〔2021〕60号') readonly source!: string;
}

export class TownshipRow {
  @Pattern(/^\d{6}-\d{2}$/, '“区代码-两位序号”', '370114-01') readonly code!: string;
  @Text('双山街道') readonly name!: string;
  /** True when the seed plan names it (or an area in it) as 先行区. */
  @Flag() readonly pilot!: boolean;
}

export class DistrictRow extends Sourced {
  @Pattern(/^\d{6}$/, '六位代码（加引号）', '"370114"') readonly code!: string;
  @Text('章丘区') readonly name!: string;
  /** As it stands in the numbers of its papers; its name where absent. */
  @Optional() @Text('济章') readonly short?: string;
  /** Who approves entry schemes: 区政府 or 管委会. */
  @Text('章丘区人民政府') readonly government!: string;
  /** County codes that a parcel of this district may begin with: functional zones have none of their own. */
  @Texts() readonly parcelCounties!: string[];
  /** 先行区 as the seed plan lists them. */
  @Texts() readonly pilotAreas!: string[];
  @Rows(() => TownshipRow) readonly townships!: TownshipRow[];
}

export class OfficeKindRow {
  @Key('zrzy') readonly suffix!: string;
  /** `{district}` stands for the district's name. */
  @Text('{district}自然资源局') readonly name!: string;
  @Text('规划条件、联审、备案') readonly duty!: string;
}

export class DistrictsFile {
  @Pattern(/^\d{4}00$/, '市级行政区划代码（加引号）', '"370100"') readonly cityCode!: string;
  @Rows(() => DistrictRow) readonly districts!: DistrictRow[];
  @Rows(() => OfficeKindRow) readonly districtOffices!: OfficeKindRow[];
  @Rows(() => OfficeKindRow) readonly cityOffices!: OfficeKindRow[];
}

export class OffRange {
  @Day() readonly from!: string;
  @Day() readonly to!: string;
}

export class CalendarRow {
  @Whole(2000, 2199, 2026) readonly year!: number;
  @Rows(() => OffRange) readonly off!: OffRange[];
  @Days() readonly workdays!: string[];
  /** Working days of the year as published; a slip of the pen in a range then shows at once. */
  @Whole(200, 300, 248) readonly total!: number;
  @Text('国务院办公厅关于2026年部分节假日安排的通知') readonly source!: string;
  @Flag() readonly confirmed!: boolean;
}

export class CalendarFile {
  @Rows(() => CalendarRow) readonly years!: CalendarRow[];
}

export class RulesFile {
  @Optional() @Rows(() => ScalarRow) readonly rules?: ScalarRow[];
  @Optional() @Rows(() => ClockRow) readonly clocks?: ClockRow[];
}

/** A kind of paper, and whether the step that it belongs to asks for it. */
export class PaperRow extends Sourced {
  @Key('members-resolution') readonly key!: string;
  @Text('成员（代表）会议决议') readonly title!: string;
  @OneOf(PAPER_STAGES) readonly stage!: PaperStage;
  @OneOf(PAPER_NEEDS) readonly need!: PaperNeed;
  /** 容缺: within so many days after the entry came to the step. */
  @Optional() @Whole(1, DAYS_MAX, 20) readonly withinDays?: number;
  /** Why it is not needed. */
  @Optional() @Text('权籍调查成果由登记机构共享') readonly why?: string;
  /** Only for these forms of supply; for all where absent. */
  @Optional() @SomeOf(FORMS) readonly forms?: Form[];
  /** Only for these routes; for all where absent. */
  @Optional() @SomeOf(ROUTES) readonly routes?: RouteName[];
}

/** A paper that an office sends out: how it is numbered, to whom it goes, and what it says. */
export class OfficialPaperRow extends Sourced {
  @OneOf(OFFICIAL_PAPER_KINDS) readonly key!: OfficialPaperKind;
  @Text('关于{坐落}集体经营性建设用地入市方案的批复') readonly title!: string;
  /** `{简称}` is that of the district, `{年}` the year, `{号}` the next number of that year. */
  @Text('{简称}自然资入市批〔{年}〕{号}号') readonly number!: string;
  /** 主送; absent where it goes to everybody. */
  @Optional() @Text('{所有权人}') readonly addressee?: string;
  /** Each a paragraph; one that is the name of a table and nothing else is that table. */
  @Texts() readonly paragraphs!: string[];
  /** Who signs. */
  @Text('{区县}自然资源局') readonly office!: string;
}

export class ProcedureFile extends RulesFile {
  @Optional() @Rows(() => OfficialPaperRow) readonly officialPapers?: OfficialPaperRow[];
  @Optional() @Rows(() => PaperRow) readonly papers?: PaperRow[];
}

export class ContentGroupRow extends Sourced {
  @Key('boundary') readonly key!: string;
  @Text('土地界址') readonly title!: string;
  /** Names of the scheme's fields that fill this group. */
  @Texts() readonly fields!: string[];
}

export class UseRow extends Sourced {
  @OneOf(USES) readonly use!: Use;
  /** Maximum years of a grant. */
  @Whole(1, 70, 40) readonly years!: number;
  /** `restricted` is allowed only under the condition; `prohibited` never. */
  @OneOf(STATUSES) readonly entry!: EntryStatus;
  @Optional() @Text('仅限保障性租赁住房') readonly condition?: string;
}

export class UseCodeRow extends Sourced {
  @OneOf(CODE_SYSTEMS) readonly codeSystem!: CodeSystem;
  @Pattern(/^\d{2,6}$|^\d{2}H\d$/, '加引号的用地代码', '"0901"') readonly code!: string;
  @Text('商业用地') readonly name!: string;
  @Optional() @OneOf(USES) readonly use?: Use;
  @OneOf(STATUSES) readonly entry!: EntryStatus;
  @Optional() @Text('仅限保障性租赁住房') readonly condition?: string;
}

/**
 * 基准地价 of land of a grade, as a district's document publishes it. The most special row counts: district
 * before form before use before grade.
 */
export class BenchmarkRow extends Sourced {
  @Key('bp-shangfu-1') readonly id!: string;
  /** Six-digit code, or `any`. */
  @Pattern(/^(\d{6}|any)$/, '六位区代码（加引号）或 any', 'any') readonly district!: string;
  @OneOf([...USES, ANY]) readonly use!: Use | 'any';
  /** As the grade map says it, or `any`. */
  @Text('一级') readonly grade!: string;
  /** A lease is never held against a benchmark, which is the price of the whole right. */
  @OneOf([...FORMS, ANY]) readonly form!: Form | 'any';
  /** The term that the price is of. */
  @Optional() @Whole(1, YEARS_MAX, 40) readonly years?: number;
  @Pattern(/^\d{1,7}(\.\d{1,2})?$/, '加引号的元/平方米', '"350.00"') readonly yuanPerM2!: string;
  /** The document that publishes it, by its number. */
  @Text('章政发〔2025〕7号') readonly document!: string;
}

export class SchemeFile extends RulesFile {
  @Rows(() => ContentGroupRow) readonly contentGroups!: ContentGroupRow[];
  @Rows(() => UseRow) readonly uses!: UseRow[];
  @Rows(() => UseCodeRow) readonly useCodes!: UseCodeRow[];
  @Optional() @Rows(() => BenchmarkRow) readonly benchmarks?: BenchmarkRow[];
}

export class LayerRow extends Sourced {
  @Key('permanent-farmland') readonly id!: string;
  @Text('永久基本农田') readonly name!: string;
  @OneOf(GATES) readonly gate!: Gate;
  /** `forbidden`: the parcel must stay outside; `required`: it must lie inside. */
  @OneOf(['forbidden', 'required'], { required: '宗地应在图层之内' })
  readonly relation!: 'forbidden' | 'required';
  /** Overlap (or, for `required`, the part outside) up to this many m² is a sliver of two surveys. */
  @Pattern(/^\d{1,6}(\.\d{1,2})?$/, '加引号的平方米数', '"1.00"') readonly toleranceM2!: string;
  /** … and up to this share of the parcel. Both limits must hold. */
  @RateText() readonly toleranceRatio!: string;
}

/** 级别图: a layer that says of which grade land is for a use. It bars nothing; prices and rates go by it. */
export class GradeMapRow extends Sourced {
  @Key('land-grade') readonly id!: string;
  @Text('土地级别图') readonly name!: string;
  /** Of which use its grades are; `any` where one map serves all that have none of their own. */
  @OneOf([...USES, ANY]) readonly use!: Use | 'any';
}

export class PlanningFile extends RulesFile {
  @Rows(() => LayerRow) readonly layers!: LayerRow[];
  @Optional() @Rows(() => GradeMapRow) readonly gradeMaps?: GradeMapRow[];
}

export class QuotaKindRow extends Sourced {
  @Key('supply-plan') readonly id!: string;
  @Text('年度建设用地供应计划') readonly name!: string;
  /** Which land consumes it: all land, or only 新增. */
  @OneOf(QUOTA_BOOKINGS) readonly consumedBy!: QuotaBooking;
  @Text('公告发布或者成交时') readonly occupiedOn!: string;
}

export class QuotaFile extends RulesFile {
  @Rows(() => QuotaKindRow) readonly kinds!: QuotaKindRow[];
}

/** What a data set of the public resource platform says that no fact of an entry does. */
export class DatasetRow extends Sourced {
  @OneOf(DATASET_KEYS) readonly key!: DatasetKey;
  /** Six-digit code, or `any`: a district's own row goes before it. */
  @Pattern(/^(\d{6}|any)$/, '六位区代码（加引号）或 any', 'any') readonly district!: string;
  @Text('"01"') readonly value!: string;
}

/** What land of a use may never be sold below, whatever it is appraised at. */
export class PriceMinimumRow extends Sourced {
  @Key('pm-gongye') readonly id!: string;
  /** Six-digit code, or `any`. */
  @Pattern(/^(\d{6}|any)$/, '六位区代码（加引号）或 any', 'any') readonly district!: string;
  @OneOf([...USES, ANY]) readonly use!: Use | 'any';
  @Pattern(/^\d{1,7}(\.\d{1,2})?$/, '加引号的元/平方米', '"168.00"') readonly yuanPerM2!: string;
}

export class ListingFile extends RulesFile {
  @Optional() @Rows(() => PriceMinimumRow) readonly priceMinimums?: PriceMinimumRow[];
  @Optional() @Rows(() => DatasetRow) readonly datasets?: DatasetRow[];
}

export class RateRow extends Sourced {
  @Key('jn-price-shangfu-1') readonly id!: string;
  @OneOf(FORMULAS) readonly formula!: Formula;
  @OneOf(ACTS) readonly act!: Act;
  /** Six-digit code, or `any`. */
  @Pattern(/^(\d{6}|any)$/, '六位区代码（加引号）或 any', 'any') readonly district!: string;
  @OneOf([...USES, ANY]) readonly use!: Use | 'any';
  /** Grade of the benchmark price, or `any`. */
  @Text('一级') readonly grade!: string;
  @OneOf([...FORMS, ANY]) readonly form!: Form | 'any';
  @RateText() readonly rate!: string;
  /** Formula C only: average acquisition and development cost, 元 per m². */
  @Optional()
  @Pattern(/^\d{1,7}(\.\d{1,2})?$/, '加引号的元/平方米', '"350.00"')
  readonly averageCostYuan?: string;
  @Text('财税〔2016〕41号') readonly legalBasis!: string;
}

/**
 * 再调节金: of the part of the price above a threshold per 亩, up to the next threshold, this share besides the
 * ordinary fee.
 */
export class SurchargeRow extends Sourced {
  @Key('jn-over-300') readonly id!: string;
  @OneOf(ACTS) readonly act!: Act;
  @Pattern(/^(\d{6}|any)$/, '六位区代码（加引号）或 any', 'any') readonly district!: string;
  @OneOf([...USES, ANY]) readonly use!: Use | 'any';
  @OneOf([...FORMS, ANY]) readonly form!: Form | 'any';
  @Pattern(/^\d{1,9}(\.\d{1,2})?$/, '加引号的元/亩', '"3000000.00"') readonly overYuanPerMu!: string;
  @RateText() readonly rate!: string;
  @Text('区政府文件') readonly legalBasis!: string;
}

export class LevyFile extends RulesFile {
  @Rows(() => RateRow) readonly rates!: RateRow[];
  @Optional() @Rows(() => SurchargeRow) readonly surcharges?: SurchargeRow[];
}

export class DeductionRow extends Sourced {
  @Key('public-reserve') readonly key!: string;
  @Text('公积金') readonly name!: string;
  /** `amount` comes from outside (fee, tax, cost); `ratio` is taken from what is left after all amounts. */
  @OneOf(['amount', 'ratio']) readonly kind!: 'amount' | 'ratio';
  @Optional() @RateText() readonly ratio?: string;
}

export class DistributionFile extends RulesFile {
  /** In order. What remains is 集体留存. */
  @Rows(() => DeductionRow) readonly deductions!: DeductionRow[];
}

export class GateRow extends Sourced {
  @Key('price-paid') readonly key!: string;
  @Text('土地价款已付清') readonly title!: string;
}

export class RegistrationFile extends RulesFile {
  @Rows(() => GateRow) readonly gates!: GateRow[];
}
