/** What a pack holds: its tables, and how one of its rules is shown beside what it decided. */
import type { CivilDate } from '../civil.js';
import type {
  BenchmarkRow,
  ClockRow,
  ContentGroupRow,
  DatasetRow,
  DeductionRow,
  DistrictRow,
  GateRow,
  GradeMapRow,
  LayerRow,
  OfficialPaperRow,
  PaperRow,
  PriceMinimumRow,
  QuotaKindRow,
  RateRow,
  ScalarRow,
  SurchargeRow,
  UseCodeRow,
  UseRow,
} from './shapes.js';
import type { OfficeLevel, Unit } from './terms.js';

export type Office = Readonly<{
  /** `370114-zrzy`, `370114-01` or `370100-ggzy`. */
  code: string;
  name: string;
  level: OfficeLevel;
  /** Six digits; empty for an office of the city. */
  district: string;
  /** Suffix of the office's kind (`zrzy`, `fgw` …), `township` for townships. */
  kind: string;
  duty: string;
  /**
   * Only where the district has several rows, so that its offices have several names; else an office is there
   * as long as its district.
   */
  validFrom?: CivilDate;
  validTo?: CivilDate;
}>;

/** The tables of a pack whose rows are valid for a time. */
export type DatedRows = Readonly<{
  districts: readonly DistrictRow[];
  offices: readonly Office[];
  rules: readonly ScalarRow[];
  clocks: readonly ClockRow[];
  contentGroups: readonly ContentGroupRow[];
  uses: readonly UseRow[];
  useCodes: readonly UseCodeRow[];
  layers: readonly LayerRow[];
  quotaKinds: readonly QuotaKindRow[];
  rates: readonly RateRow[];
  surcharges: readonly SurchargeRow[];
  deductions: readonly DeductionRow[];
  gates: readonly GateRow[];
  datasets: readonly DatasetRow[];
  papers: readonly PaperRow[];
  officialPapers: readonly OfficialPaperRow[];
  gradeMaps: readonly GradeMapRow[];
  benchmarks: readonly BenchmarkRow[];
  priceMinimums: readonly PriceMinimumRow[];
}>;

/** What packs of 0.1.0, which stand in logs, do not have. */
type Later = 'datasets' | 'papers' | 'officialPapers' | 'gradeMaps' | 'benchmarks' | 'priceMinimums';

export type PackData = Omit<DatedRows, Later> &
  Partial<Pick<DatedRows, Later>> &
  Readonly<{
    id: string;
    version: string;
    title: string;
    source: string;
    validFrom: CivilDate;
    validTo?: CivilDate;
  }>;

/** One scalar rule, ready to be shown beside what it decided. */
export type RuleValue = Readonly<{
  /** The name of the row that decided: its key, or `listing.notice@370114` where it is the district's own. */
  key: string;
  title: string;
  value: string | number | boolean;
  unit: Unit;
  source: string;
  confirmed: boolean;
  validFrom: CivilDate;
  validTo?: CivilDate;
}>;

/** So many periods of a clock, longer by so many days; or the same day so many years later. */
export type Step = Readonly<{ clock: string; times?: number; days?: number }> | Readonly<{ years: number }>;
