/**
 * A pack: the rules of one city in one version, as a frozen value. Deciders look rules up here and never in code.
 */
import { Rejected } from '#kernel/messages';
import { addDays } from '../civil.js';
import type { CivilDate } from '../civil.js';
import type { WorkingCalendar } from '../calendar.js';
import type {
  ClockRow, ContentGroupRow, DeductionRow, DistrictRow, GateRow, LayerRow, QuotaKindRow, RateRow, ScalarRow, SurchargeRow, UseCodeRow, UseRow,
} from './shapes.js';
import type { CodeSystem, OfficeLevel, Unit, Use } from './terms.js';

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
}>;

export type PackData = Readonly<{
  id: string;
  version: string;
  title: string;
  source: string;
  validFrom: CivilDate;
  validTo?: CivilDate;
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
}>;

/** One scalar rule, ready to be shown beside what it decided. */
export type RuleValue = Readonly<{
  key: string;
  title: string;
  value: string | number | boolean;
  unit: Unit;
  source: string;
  confirmed: boolean;
  validFrom: CivilDate;
  validTo?: CivilDate;
}>;

type Valid = Readonly<{ validFrom: CivilDate; validTo?: CivilDate }>;

export const isValidOn = ({ validFrom, validTo }: Valid, on: CivilDate): boolean => validFrom <= on && (validTo === undefined || on <= validTo);

export class Pack {
  constructor(
    readonly data: PackData,
    readonly calendar: WorkingCalendar,
  ) {}

  /** `jinan@2026.1`: what an event's metadata keeps. */
  get ref(): string {
    return `${this.data.id}@${this.data.version}`;
  }
  get title(): string {
    return this.data.title;
  }
  get districts(): readonly DistrictRow[] {
    return this.data.districts;
  }
  get offices(): readonly Office[] {
    return this.data.offices;
  }
  get layers(): readonly LayerRow[] {
    return this.data.layers;
  }
  get contentGroups(): readonly ContentGroupRow[] {
    return this.data.contentGroups;
  }

  /**
   * A scalar rule or a clock by its key. With `on`, the row valid that day; without, the latest row.
   * @throws {@link Rejected} `policy.rule-unknown`, or `policy.rule-not-valid` when no row covers the day.
   */
  value(key: string, on?: CivilDate): RuleValue {
    const scalar = this.data.rules.some((row) => row.key === key);
    if (!scalar) return clockValue(this.clock(key, on));
    const { title, value, unit, source, confirmed, validFrom, validTo } = pick(this.data.rules.filter((row) => row.key === key), key, on);
    return { key, title, value, unit, source, confirmed, validFrom, validTo };
  }

  /** A rule that is a whole number. @throws {@link Rejected} `policy.rule-type`. */
  number(key: string, on?: CivilDate): RuleValue & { value: number } {
    const rule = this.value(key, on);
    if (typeof rule.value !== 'number') throw wrongType(this.ref, rule, '整数');
    return rule as RuleValue & { value: number };
  }

  /** A rule that is text: a rate or a word. @throws {@link Rejected} `policy.rule-type`. */
  text(key: string, on?: CivilDate): RuleValue & { value: string } {
    const rule = this.value(key, on);
    if (typeof rule.value !== 'string') throw wrongType(this.ref, rule, '文字');
    return rule as RuleValue & { value: string };
  }

  /** A rule that is a switch. @throws {@link Rejected} `policy.rule-type`. */
  flag(key: string, on?: CivilDate): RuleValue & { value: boolean } {
    const rule = this.value(key, on);
    if (typeof rule.value !== 'boolean') throw wrongType(this.ref, rule, '开关');
    return rule as RuleValue & { value: boolean };
  }

  /** A clock of the procedure. @throws {@link Rejected} `policy.rule-unknown`, `policy.rule-not-valid`. */
  clock(key: string, on?: CivilDate): ClockRow {
    return pick(this.data.clocks.filter((row) => row.key === key), key, on);
  }

  /** The day a clock that starts on `start` runs out, by its own kind of days; a calendar period ends on a working day (民法典 203). */
  due(key: string, start: CivilDate): CivilDate {
    const { days, kind, bound } = this.clock(key, start);
    if (kind === 'working') return this.calendar.addWorkingDays(start, days);
    return bound === 'at-least' ? addDays(start, days) : this.calendar.endOfPeriod(start, days);
  }

  /** A district by code or name. @throws {@link Rejected} `policy.district-unknown`. */
  district(codeOrName: string): DistrictRow {
    const found = this.data.districts.find(({ code, name }) => code === codeOrName || name === codeOrName);
    if (!found) {
      throw new Rejected('policy.district-unknown', `规则包 ${this.ref} 不含“${codeOrName}”，可用的区为：${this.data.districts.map(({ name }) => name).join('、')}。`, {
        district: codeOrName,
      });
    }
    return found;
  }

  /** An office by code. @throws {@link Rejected} `policy.office-unknown`. */
  office(code: string): Office {
    const found = this.data.offices.find((office) => office.code === code);
    if (!found) throw new Rejected('policy.office-unknown', `规则包 ${this.ref} 没有代码为“${code}”的单位。`, { office: code });
    return found;
  }

  /** What the pack says of a use code, or undefined when it does not list it. */
  useCode(codeSystem: CodeSystem, code: string): UseCodeRow | undefined {
    return this.data.useCodes.find((row) => row.codeSystem === codeSystem && row.code === code);
  }

  /** The row of a use. @throws {@link Rejected} `policy.use-unknown`. */
  use(use: Use): UseRow {
    const found = this.data.uses.find((row) => row.use === use);
    if (!found) throw new Rejected('policy.use-unknown', `规则包 ${this.ref} 没有用途“${use}”。`, { use });
    return found;
  }

  /** One sentence for a screen or a document: what the rule is, where from, and whether it is confirmed. */
  explain(key: string, on?: CivilDate): string {
    const { title, value, unit, source, confirmed, validFrom, validTo } = this.value(key, on);
    const shown = typeof value === 'boolean' ? (value ? '是' : '否') : `${value}${UNIT_NAMES[unit]}`;
    return `${title}：${shown}（依据：${source}；${validFrom}起${validTo ? `至${validTo}` : ''}有效；${confirmed ? '已确认' : '尚待确认'}）`;
  }
}

const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  day: '日', 'working-day': '个工作日', year: '年', ratio: '', 'per-day': '/日', m2: '平方米', 'yuan-per-mu': '元/亩', count: '', switch: '', text: '',
};

function pick<Row extends Valid>(rows: readonly Row[], key: string, on: CivilDate | undefined): Row {
  if (rows.length === 0) throw new Rejected('policy.rule-unknown', `规则包中没有规则“${key}”。`, { key });
  const candidates = on === undefined ? rows : rows.filter((row) => isValidOn(row, on));
  const [latest] = [...candidates].sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  if (!latest) throw new Rejected('policy.rule-not-valid', `规则“${key}”在 ${on} 没有有效的取值，请在规则包中补充。`, { key, on });
  return latest;
}

function clockValue({ key, title, days, kind, source, confirmed, validFrom, validTo }: ClockRow): RuleValue {
  return { key, title, value: days, unit: kind === 'working' ? 'working-day' : 'day', source, confirmed, validFrom, validTo };
}

function wrongType(ref: string, { key, value }: RuleValue, wanted: string): Rejected {
  return new Rejected('policy.rule-type', `规则包 ${ref} 的规则“${key}”应为${wanted}，现为“${value}”。`, { key, value });
}
