import { RulePacks, loadPolicies, packOf } from '#policy';

/** Calendar days: to beyond any clock that these tests run on. */
const RESERVED_DAYS = 3_650;

/**
 * The city's rules, but land stays reserved. The entries of these tests live long ago, so that every deadline
 * is due at once; a reservation that always runs out before anybody can decide would send its scheme round
 * for ever.
 */
export function patientPolicies(): RulePacks {
  const city = loadPolicies();
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
        years,
      );
    }),
  );
}
