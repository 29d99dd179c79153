/**
 * A pack: the rules of one city in one version, as a frozen value. Deciders look rules up here and never in
 * code. Every row is valid for a time, so a pack answers nothing by itself: ask {@link Pack.on} with the day
 * the law counts from.
 */
import { dayNumber } from '../civil.js';
import type { CivilDate } from '../civil.js';
import { WorkingCalendar } from '../calendar.js';
import type { CalendarYear } from '../calendar.js';
import { codeOf, districtsOf, rowsIn } from './district-rows.js';
import { PackOn, isValidOn } from './pack-on.js';
import type { DatedRows, PackData } from './pack-on.js';
import { ANY_DISTRICT } from './terms.js';

export { nameOfRow } from './district-rows.js';
export { isValidOn, PackOn } from './pack-on.js';
export type { DatedRows, Office, PackData, RuleValue, Step } from './pack-on.js';

/** A pack as it stands in an event: plain JSON, whole, so that a log needs no files to be understood. */
export type PackContent = Readonly<{ data: PackData; years: readonly CalendarYear[] }>;

/** The tables that a pack of before them does not have. */
const LATER = {
  datasets: [],
  papers: [],
  officialPapers: [],
  gradeMaps: [],
  benchmarks: [],
  priceMinimums: [],
} as const satisfies Partial<DatedRows>;
type WholeData = DatedRows & PackData;

/** Freezes what was checked into a pack. */
export function packOf(data: PackData, years: readonly CalendarYear[]): Pack {
  const pack = new Pack(deepFreeze({ ...LATER, ...data }), new WorkingCalendar(years), deepFreeze(years));
  Object.freeze(pack);
  return pack;
}

const TABLES = [
  'districts',
  'offices',
  'rules',
  'clocks',
  'contentGroups',
  'uses',
  'useCodes',
  'layers',
  'quotaKinds',
  'rates',
  'surcharges',
  'deductions',
  'gates',
  'datasets',
  'papers',
  'officialPapers',
  'gradeMaps',
  'benchmarks',
  'priceMinimums',
] as const satisfies readonly (keyof DatedRows)[];

export class Pack {
  readonly #data: WholeData;
  readonly #years: readonly CalendarYear[];
  /**
   * The rows of a day in a district, by the borders before the day: between two borders of validity nothing
   * changes.
   */
  readonly #spans = new Map<string, DatedRows>();
  /** Districts with rules or clocks of their own; everywhere else the city's rows are all there is. */
  readonly #own: ReadonlySet<string>;
  readonly #borders: readonly CivilDate[];

  constructor(
    data: WholeData,
    readonly calendar: WorkingCalendar,
    years: readonly CalendarYear[],
  ) {
    this.#data = data;
    this.#years = years;
    this.#borders = bordersOf(data);
    this.#own = districtsOf(data);
  }

  /** Every row of all days: for export, comparison and print. To decide anything, ask {@link on}. */
  get contentOfAllDays(): Readonly<{ data: WholeData; years: readonly CalendarYear[] }> {
    return { data: this.#data, years: this.#years };
  }
  get id(): string {
    return this.#data.id;
  }
  get version(): string {
    return this.#data.version;
  }
  /** `jinan@2026.1`: what an event's metadata keeps. */
  get ref(): string {
    return `${this.#data.id}@${this.#data.version}`;
  }
  get title(): string {
    return this.#data.title;
  }
  get source(): string {
    return this.#data.source;
  }
  /** First and last day on which the version is in force; a stage that began under it goes on under it. */
  get validFrom(): CivilDate {
    return this.#data.validFrom;
  }
  get validTo(): CivilDate | undefined {
    return this.#data.validTo;
  }

  /**
   * The pack as it stands on a day in a district: only the rows that are valid then, and of a rule or clock
   * the district's own before the city's. `district` is a code or a name, {@link ANY_DISTRICT} for a question
   * about no district: it is asked for, so that nobody forgets that districts may differ.
   * @throws {@link Rejected} `date.malformed`
   */
  on(day: CivilDate, district: string): PackOn {
    dayNumber(day);
    const code = codeOf(this.#data.districts, district);
    const place = this.#own.has(code) ? code : ANY_DISTRICT;
    const span = `${this.#borders.filter((border) => border <= day).length} ${place}`;
    const rows = this.#spans.get(span) ?? rowsIn(rowsOn(this.#data, day), place);
    this.#spans.set(span, rows);
    return new PackOn(this, day, rows, code);
  }

  /**
   * Whether any row of any day has this name: a name that exists is not valid on the day, another one is a
   * mistake.
   */
  knows(table: keyof DatedRows, isIt: (row: Readonly<Record<string, unknown>>) => boolean): boolean {
    return this.#data[table].some((row) => isIt(row as Readonly<Record<string, unknown>>));
  }

  /** Rates that ended before a day, the latest first: what may be used on only where somebody confirms it. */
  ratesEndedBefore(day: CivilDate): DatedRows['rates'] {
    return this.#data.rates.filter(({ validTo }) => validTo !== undefined && validTo < day);
  }
}

/**
 * Days on which something begins, or after which it is over: `2026-12-31~` sorts between that day and the
 * next.
 */
function bordersOf(data: WholeData): readonly CivilDate[] {
  const rows = TABLES.flatMap(
    (table): readonly Readonly<{ validFrom?: CivilDate; validTo?: CivilDate }>[] => data[table],
  );
  const days = rows.flatMap(({ validFrom, validTo }) => [
    ...(validFrom ? [validFrom] : []),
    ...(validTo ? [`${validTo}~`] : []),
  ]);
  return [...new Set(days)].sort();
}

function rowsOn(data: WholeData, day: CivilDate): DatedRows {
  const valid = <Row extends Readonly<{ validFrom?: CivilDate; validTo?: CivilDate }>>(
    rows: readonly Row[],
  ) => Object.freeze(rows.filter((row) => isValidOn(row, day)));
  const rows = Object.fromEntries(
    TABLES.map((table) => [table, valid<Readonly<{ validFrom?: CivilDate }>>(data[table])]),
  ) as unknown as DatedRows;
  // An office is there as long as its district.
  const offices = rows.offices.filter(
    ({ district }) => district === '' || rows.districts.some(({ code }) => code === district),
  );
  return Object.freeze({ ...rows, offices: Object.freeze(offices) });
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
