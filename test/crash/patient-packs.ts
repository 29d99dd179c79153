import { RulePacks, loadPacks, packOf } from '#policy';
import type { CalendarYear } from '#policy';

/** Calendar days: to beyond any clock that these tests run on. */
const RESERVED_DAYS = 3_650;
/** The last year whose working days are known: beyond any clock that these tests run on. */
const LAST_YEAR = 2099;

/**
 * The city's rules, but land stays reserved and every coming year has its days off. The entries of these
 * tests live long ago, so that every deadline is due at once; a reservation that always runs out before a
 * decision would send its scheme round for ever. Deadlines that fire carry the day of the machine, and what
 * follows them runs on into the next year: whether its notice is printed yet must not decide a test.
 */
export function patientPacks(): RulePacks {
  const city = loadPacks();
  return new RulePacks(
    city.refs.map((ref) => {
      const { data, years } = city.of(ref).contentOfAllDays;
      return packOf(
        {
          ...data,
          clocks: data.clocks.map((row) =>
            row.key === 'quota.reserve-expiry' ? { ...row, days: RESERVED_DAYS } : row,
          ),
        },
        [...years, ...comingYears(Math.max(...years.map(({ year }) => year)))],
      );
    }),
  );
}

function comingYears(after: number): readonly CalendarYear[] {
  return Array.from({ length: LAST_YEAR - after }, (_, n) => ({
    year: after + 1 + n,
    off: [],
    workdays: [],
    source: '测试用虚构的通知：只有周末休息',
    confirmed: false,
  }));
}
