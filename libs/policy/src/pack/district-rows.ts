/**
 * A district's rows above the city's: which of them stands on a day, and by which name it is called. Under
 * both stand the statutes (`floors.ts`).
 */
import type { DatedRows, PackData } from './pack-on.js';
import type { DistrictRow, LevelledRow } from './shapes.js';
import { ANY_DISTRICT } from './terms.js';

type Keyed = Pick<LevelledRow, 'district'> & Readonly<{ key: string }>;

/** `listing.notice` for the city's row, `listing.notice@370114` for a district's. */
export const nameOfRow = ({ key, district }: Keyed): string =>
  district === undefined ? key : `${key}@${district}`;

/** Districts that have a rule or clock of their own on any day. */
export const districtsOf = ({ rules, clocks }: Pick<PackData, 'rules' | 'clocks'>): ReadonlySet<string> =>
  new Set(
    [...rules, ...clocks].flatMap(({ district }: LevelledRow) => (district === undefined ? [] : [district])),
  );

/** The code of a district that is named by its code or by its name; anything else is itself. */
export const codeOf = (districts: readonly DistrictRow[], district: string): string =>
  districts.find(({ name }) => name === district)?.code ?? district;

/** Of rows valid on one day: the one of each key that stands in a place, {@link ANY_DISTRICT} too. */
export function standing<Row extends Keyed>(rows: readonly Row[], place: string): readonly Row[] {
  const own = new Set(rows.filter(({ district }) => district === place).map(({ key }) => key));
  return rows.filter(({ key, district }) => (own.has(key) ? district === place : district === undefined));
}

/** The rows of a day as they stand in a place. */
export const rowsIn = (rows: DatedRows, place: string): DatedRows =>
  districtsOf(rows).size === 0
    ? rows
    : Object.freeze({
        ...rows,
        rules: Object.freeze(standing(rows.rules, place)),
        clocks: Object.freeze(standing(rows.clocks, place)),
      });

/** Every place whose rules may differ: the city's own rows, and each district that has any. */
export const placesOf = (rows: readonly LevelledRow[]): readonly string[] => [
  ANY_DISTRICT,
  ...new Set(rows.flatMap(({ district }) => (district === undefined ? [] : [district]))),
];
