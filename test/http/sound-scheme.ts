import { demoParcel } from '#geo';
import type { DealTerms, Scheme } from '#land';
import { Chance, makeScheme } from '#simulation';

/** When the clock of a test begins: every deadline of the months after it lies in a published calendar. */
export const STARTS_AT = '2026-03-02T02:00:00.000Z';
export const START_DAY = '2026-03-02';

/** What the simulation may have drawn and a sound scheme has not. */
const PLAIN: Partial<DealTerms> = {
  route: 'in-place',
  acquisitionFen: '0',
  lease: undefined,
  equity: undefined,
  renewal: undefined,
  split: undefined,
};

/** A scheme that passes every check, of the `n`th parcel; 0, 17, 34, … lie in the township of 王小梅. */
export function soundScheme(n: number, deal: Partial<DealTerms> = {}, day = START_DAY): Scheme {
  const made = makeScheme(n, day, new Chance(1));
  const { code, boundary, crs, township, village, areaM2 } = demoParcel(n);
  const terms: DealTerms = {
    ...made.deal,
    form: 'grant',
    method: 'listing',
    use: { system: '用地用海2023', code: '1001', name: '工业用地' },
    termYears: 50,
    priceFen: '300000000',
    developmentFen: '50000000',
    areaM2,
    ...PLAIN,
    ...deal,
  };
  const lease =
    terms.form === 'lease'
      ? {
          lease: {
            years: terms.termYears,
            annualRentFen: (BigInt(terms.priceFen) / BigInt(terms.termYears)).toString(),
          },
        }
      : {};
  return {
    ...made,
    parcel: code,
    township,
    village,
    boundary: { crs, polygon: boundary },
    deal: { ...terms, ...lease },
    adjustment: undefined,
    consolidation: undefined,
    intendedUsers: 1,
    appraisal: { ...made.appraisal, valueFen: terms.priceFen },
  };
}
