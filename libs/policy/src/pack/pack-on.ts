/**
 * A pack as it stands on one day. There is no other way to ask for a rule: what was valid before or will be
 * later is not in it.
 */
import { Rejected } from '#kernel/messages';
import type { CivilDate } from '../civil.js';
import type { WorkingCalendar } from '../calendar.js';
import { anniversary, certain, lastDay, lastDayBy } from '../periods.js';
import type { LastDay } from '../periods.js';
import { nameOfRow } from './district-rows.js';
import type { Pack } from './pack.js';
import type { DatedRows, Office, RuleValue, Step } from './pack-data.js';
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
  SurchargeRow,
  UseCodeRow,
  UseRow,
} from './shapes.js';
import type { CodeSystem, DatasetKey, Unit, Use } from './terms.js';

export type { DatedRows, Office, PackData, RuleValue, Step } from './pack-data.js';

/** A row without a first day (an office) is valid until its last. */
type Valid = Readonly<{ validFrom?: CivilDate; validTo?: CivilDate }>;

export const isValidOn = ({ validFrom, validTo }: Valid, on: CivilDate): boolean =>
  (validFrom === undefined || validFrom <= on) && (validTo === undefined || on <= validTo);

export class PackOn {
  readonly #pack: Pack;
  readonly #rows: DatedRows;

  /** Made by {@link Pack.on}. */
  constructor(
    pack: Pack,
    readonly day: CivilDate,
    rows: DatedRows,
    /** Whose rows these are: a code, or `any` for the city's. */
    readonly place: string,
  ) {
    this.#pack = pack;
    this.#rows = rows;
    Object.freeze(this);
  }

  /** The same pack in the same district on another day: for a fact that the law judges by its own day. */
  on(day: CivilDate): PackOn {
    return day === this.day ? this : this.#pack.on(day, this.place);
  }

  /** `jinan@2026.1`: what an event's metadata keeps. */
  get ref(): string {
    return this.#pack.ref;
  }
  get title(): string {
    return this.#pack.title;
  }
  get calendar(): WorkingCalendar {
    return this.#pack.calendar;
  }
  get districts(): readonly DistrictRow[] {
    return this.#rows.districts;
  }
  get offices(): readonly Office[] {
    return this.#rows.offices;
  }
  get layers(): readonly LayerRow[] {
    return this.#rows.layers;
  }
  get contentGroups(): readonly ContentGroupRow[] {
    return this.#rows.contentGroups;
  }
  get quotaKinds(): readonly QuotaKindRow[] {
    return this.#rows.quotaKinds;
  }
  /** Kinds of papers, with what is asked of them; a pack from before there were any has none. */
  get papers(): readonly PaperRow[] {
    return this.#rows.papers;
  }
  /** What the county sends out by itself, at most one row for each kind; none where it writes its own. */
  get officialPapers(): readonly OfficialPaperRow[] {
    return this.#rows.officialPapers;
  }
  /** Maps of grades that a district may adopt; none where grades are what schemes say. */
  get gradeMaps(): readonly GradeMapRow[] {
    return this.#rows.gradeMaps;
  }
  get benchmarks(): readonly BenchmarkRow[] {
    return this.#rows.benchmarks;
  }
  get priceMinimums(): readonly PriceMinimumRow[] {
    return this.#rows.priceMinimums;
  }
  get gates(): readonly GateRow[] {
    return this.#rows.gates;
  }
  /** What a district's data sets say: its own row before the one for all. */
  dataset(district: string, key: DatasetKey): DatasetRow | undefined {
    const rows = this.#rows.datasets.filter((row) => row.key === key);
    return rows.find((row) => row.district === district) ?? rows.find((row) => row.district === 'any');
  }
  get deductions(): readonly DeductionRow[] {
    return this.#rows.deductions;
  }
  get surcharges(): readonly SurchargeRow[] {
    return this.#rows.surcharges;
  }
  get rates(): readonly RateRow[] {
    return this.#rows.rates;
  }
  get uses(): readonly UseRow[] {
    return this.#rows.uses;
  }
  get useCodes(): readonly UseCodeRow[] {
    return this.#rows.useCodes;
  }
  /** Rates that have ended: what may go on only where an officer confirms it. */
  get endedRates(): readonly RateRow[] {
    return this.#pack.ratesEndedBefore(this.day);
  }

  /** A scalar rule that a pack may leave out. */
  find(key: string): RuleValue | undefined {
    return this.#rows.rules.some((rule) => rule.key === key) ? this.value(key) : undefined;
  }

  /**
   * A scalar rule or a clock by its key.
   * @throws {@link Rejected} `policy.rule-unknown`, or `policy.rule-not-valid` when no row covers the day.
   */
  value(key: string): RuleValue {
    const row = this.#rows.rules.find((rule) => rule.key === key);
    if (!row)
      return this.#pack.knows('rules', (rule) => rule.key === key)
        ? this.absent(key)
        : clockValue(this.clock(key));
    const { title, value, unit, source, confirmed, validFrom, validTo } = row;
    return { key: nameOfRow(row), title, value, unit, source, confirmed, validFrom, validTo };
  }

  /** A rule that is a whole number. @throws {@link Rejected} `policy.rule-type`. */
  number(key: string): RuleValue & { value: number } {
    const rule = this.value(key);
    if (typeof rule.value !== 'number') throw wrongType(this.ref, rule, '整数');
    return rule as RuleValue & { value: number };
  }

  /** A rule that is text: a rate or a word. @throws {@link Rejected} `policy.rule-type`. */
  text(key: string): RuleValue & { value: string } {
    const rule = this.value(key);
    if (typeof rule.value !== 'string') throw wrongType(this.ref, rule, '文字');
    return rule as RuleValue & { value: string };
  }

  /** A rule that is a switch. @throws {@link Rejected} `policy.rule-type`. */
  flag(key: string): RuleValue & { value: boolean } {
    const rule = this.value(key);
    if (typeof rule.value !== 'boolean') throw wrongType(this.ref, rule, '开关');
    return rule as RuleValue & { value: boolean };
  }

  /** A clock of the procedure. @throws {@link Rejected} `policy.rule-unknown`, `policy.rule-not-valid`. */
  clock(key: string): ClockRow {
    const found = this.#rows.clocks.find((row) => row.key === key);
    if (found) return found;
    if (this.#pack.knows('clocks', (row) => row.key === key)) return this.absent(key);
    throw new Rejected({ code: 'policy.rule-unknown', zh: `规则包中没有规则“${key}”。`, details: { key } });
  }

  /**
   * The day a clock that starts on `start` runs out, by its own kind of days and rolls. The row is that of
   * the day on which the period begins. `more` lengthens it: by the days that it stood still, or by the
   * periods before.
   * @throws {@link Rejected} `calendar.year-unknown`
   */
  due(
    key: string,
    start: CivilDate = this.day,
    more: Readonly<{ days?: number; times?: number }> = {},
  ): CivilDate {
    return this.step(this.calendar, { clock: key, ...more }, start);
  }

  /**
   * The last day of a duty that counts from `start` step by step. As {@link due}, but a year without notice
   * is no refusal: the answer says that the day is open, and how early it can be.
   */
  last(steps: readonly Step[], start: CivilDate = this.day): LastDay {
    return steps.reduce<LastDay>((from, step) => {
      const to = lastDayBy(this.calendar, (calendar) => this.step(calendar, step, from.earliest));
      return from.day === null ? { day: null, earliest: to.earliest, year: from.year } : to;
    }, certain(start));
  }

  private step(calendar: WorkingCalendar, step: Step, from: CivilDate): CivilDate {
    if ('years' in step) return anniversary(calendar, from, step.years);
    const { clock, times = 1, days = 0 } = step;
    const row = this.on(from).clock(clock);
    return lastDay(calendar, { ...row, days: row.days * times + days }, from);
  }

  /**
   * A district by code or name. @throws {@link Rejected} `policy.district-unknown`, `policy.rule-not-valid`.
   */
  district(codeOrName: string): DistrictRow {
    const isIt = ({ code, name }: Readonly<{ code?: unknown; name?: unknown }>) =>
      code === codeOrName || name === codeOrName;
    const found = this.districts.find(isIt);
    if (found) return found;
    if (this.#pack.knows('districts', isIt)) return this.absent(codeOrName);
    throw new Rejected({
      code: 'policy.district-unknown',
      zh:
        `规则包 ${this.ref} 不含“${codeOrName}”，可用的区为：` +
        `${this.districts.map(({ code, name }) => `${name}（${code}）`).join('、')}。`,
      details: {
        district: codeOrName,
      },
    });
  }

  /** An office by code. @throws {@link Rejected} `policy.office-unknown`, `policy.rule-not-valid`. */
  office(code: string): Office {
    const found = this.offices.find((office) => office.code === code);
    if (found) return found;
    if (this.#pack.knows('offices', (office) => office.code === code)) return this.absent(code);
    throw new Rejected({
      code: 'policy.office-unknown',
      zh: `规则包 ${this.ref} 没有代码为“${code}”的单位。`,
      details: {
        office: code,
      },
    });
  }

  /**
   * What the pack says of a use code, or undefined when it does not list it. @throws {@link Rejected}
   * `policy.rule-not-valid`.
   */
  useCode(codeSystem: CodeSystem, code: string): UseCodeRow | undefined {
    const isIt = (row: Readonly<{ codeSystem?: unknown; code?: unknown }>) =>
      row.codeSystem === codeSystem && row.code === code;
    return (
      this.useCodes.find(isIt) ??
      (this.#pack.knows('useCodes', isIt) ? this.absent(`${codeSystem}/${code}`) : undefined)
    );
  }

  /** The row of a use. @throws {@link Rejected} `policy.use-unknown`, `policy.rule-not-valid`. */
  use(use: Use): UseRow {
    const found = this.uses.find((row) => row.use === use);
    if (found) return found;
    if (this.#pack.knows('uses', (row) => row.use === use)) return this.absent(`use:${use}`);
    throw new Rejected({
      code: 'policy.use-unknown',
      zh: `规则包 ${this.ref} 没有用途“${use}”。`,
      details: { use },
    });
  }

  /**
   * What must be met before a registration, by key. @throws {@link Rejected} `policy.rule-unknown`,
   * `policy.rule-not-valid`.
   */
  gate(key: string): GateRow {
    const found = this.gates.find((row) => row.key === key);
    if (found) return found;
    if (this.#pack.knows('gates', (row) => row.key === key)) return this.absent(key);
    throw new Rejected({ code: 'policy.rule-unknown', zh: `规则包中没有规则“${key}”。`, details: { key } });
  }

  /** One sentence for a screen or a document: what the rule is, where from, and whether it is confirmed. */
  explain(key: string): string {
    const { title, value, unit, source, confirmed, validFrom, validTo } = this.value(key);
    const shown = typeof value === 'boolean' ? (value ? '是' : '否') : `${value}${UNIT_NAMES[unit]}`;
    return (
      `${title}：${shown}（依据：${source}；${validFrom}起${validTo ? `至${validTo}` : ''}有效；` +
      `${confirmed ? '已确认' : '尚待确认'}）`
    );
  }

  /** The one refusal of a rule that exists, but not on this day. */
  private absent(key: string): never {
    throw new Rejected({
      code: 'policy.rule-not-valid',
      zh: `规则“${key}”在 ${this.day} 没有有效的取值，请在规则包中补充。`,
      details: { key, on: this.day, pack: this.ref },
    });
  }
}

/** What stands behind a value in a Chinese text. */
export const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  day: '日',
  'working-day': '个工作日',
  year: '年',
  ratio: '',
  'per-day': '/日',
  m2: '平方米',
  'yuan-per-mu': '元/亩',
  count: '',
  switch: '',
  text: '',
};

function clockValue(row: ClockRow): RuleValue {
  const { title, days, kind, source, confirmed, validFrom, validTo } = row;
  return {
    key: nameOfRow(row),
    title,
    value: days,
    unit: kind === 'working' ? 'working-day' : 'day',
    source,
    confirmed,
    validFrom,
    validTo,
  };
}

function wrongType(ref: string, { key, value }: RuleValue, wanted: string): Rejected {
  return new Rejected({
    code: 'policy.rule-type',
    zh: `规则包 ${ref} 的规则“${key}”应为${wanted}，现为“${value}”。`,
    details: {
      key,
      value,
    },
  });
}
