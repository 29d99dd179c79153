import { loadLayers } from '#geo';
import type { VersionedLayer } from '#geo';
import { RulePacks, loadPacks, packOf } from '#policy';
import type { CalendarYear, PackContent } from '#policy';

/** Calendar days: to beyond any clock that these tests run on. */
const RESERVED_DAYS = 36_500;
/** First and last year of these rules: from before the entries of these tests to beyond any clock. */
const [FIRST_YEAR, LAST_YEAR] = [2024, 2099];
/** Years after which a plan may still be drawn on. */
const PLAN_YEARS_BACK = 100;
const FIRST_DAY = `${FIRST_YEAR}-01-01`;

/**
 * The city's rules, but land stays reserved, a plan may be drawn on for ever, every year has its days off.
 * The entries of these tests live long ago, so that every deadline is due at once; a reservation that always
 * runs out before a decision would send its scheme round for ever. Which rows are still in force, and whose
 * notice of days off is printed yet, must not decide a test: all hold from the first of these years to the
 * last.
 */
export const patientPacks = (): RulePacks =>
  new RulePacks((contents ??= patientContents()).map(({ data, years }) => packOf(data, years)));

/** Made once: a test opens one application after the other. */
let contents: readonly PackContent[] | undefined;

function patientContents(): readonly PackContent[] {
  const city = loadPacks();
  return city.refs.map((ref) => {
    const { data, years } = city.of(ref).contentOfAllDays;
    const { clocks, rules, ...others } = inForceForEver(data);
    return {
      data: {
        ...others,
        rules: rules.map((row) =>
          row.key === 'quota.plan-year-back' ? { ...row, value: PLAN_YEARS_BACK } : row,
        ),
        clocks: clocks.map((row) =>
          row.key === 'quota.reserve-expiry' ? { ...row, days: RESERVED_DAYS } : row,
        ),
      },
      years: everyYear(years),
    };
  });
}

/** What a county of these tests goes by. */
export const patientCounty = () => ({ packs: patientPacks(), layers: patientLayers() });

/** The demonstration's map, which is as old as these rules. */
function patientLayers(): readonly VersionedLayer[] {
  return loadLayers().map((layer) => ({ ...layer, validFrom: FIRST_DAY }));
}

/** The same rows without a last day, from the first of these days. */
function inForceForEver(data: PackContent['data']): PackContent['data'] {
  const validFrom = FIRST_DAY;
  const tables = Object.entries(data).map(([table, rows]): [string, unknown] => [
    table,
    Array.isArray(rows)
      ? rows.map((row: object) => ({ ...row, validFrom, validTo: undefined }))
      : (rows as unknown),
  ]);
  return { ...(Object.fromEntries(tables) as unknown as PackContent['data']), validFrom, validTo: undefined };
}

function everyYear(known: readonly CalendarYear[]): readonly CalendarYear[] {
  return Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, n) => {
    const year = FIRST_YEAR + n;
    return (
      known.find((notice) => notice.year === year) ?? {
        year,
        off: [],
        workdays: [],
        source: '测试用虚构的通知：只有周末休息',
        confirmed: false,
      }
    );
  });
}
