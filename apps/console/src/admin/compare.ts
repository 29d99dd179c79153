/** Rows of two states of the rules, and what of them differs. */

export type Row = Readonly<Record<string, unknown>>;
export type RuleRow = Readonly<{ list: string; name: string; row: Row }>;
export type FieldChange = Readonly<{ field: string; before?: string; after?: string }>;
/** A row that is new has no `before`, one that is gone no `after`. */
export type RowChange = Readonly<{
  list: string;
  name: string;
  title: string;
  what: 'new' | 'gone' | 'changed';
  fields: readonly FieldChange[];
}>;

/** Which field names a row of a list, best first. */
const NAMES = ['key', 'id', 'year', 'code', 'use'] as const;
const TITLES = ['title', 'name', 'zh'] as const;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
const firstOf = (row: Row, fields: readonly string[]): string =>
  fields.map((field) => textOf(row[field])).find((text) => text !== undefined) ?? '';

export const titleOf = (row: Row): string => firstOf(row, TITLES);

const isInForce = ({ validFrom, validTo }: Row, day: string): boolean =>
  (typeof validFrom !== 'string' || validFrom <= day) && (typeof validTo !== 'string' || day <= validTo);

/** The rows of a version that are in force on a day, each by a name of its own. */
export function rowsOn(content: Row, day: string): readonly RuleRow[] {
  return Object.entries(content).flatMap(([list, value]) => {
    if (!Array.isArray(value)) return [];
    const seen = new Map<string, number>();
    return (value as readonly Row[])
      .filter((row) => isInForce(row, day))
      .map((row) => {
        const district = typeof row.district === 'string' ? ` ${row.district}` : '';
        const name = `${firstOf(row, NAMES)}${district}`;
        const nth = (seen.get(name) ?? 0) + 1;
        seen.set(name, nth);
        return { list, name: nth === 1 ? name : `${name} #${nth}`, row };
      });
  });
}

export const unconfirmedOf = (rows: readonly RuleRow[]): readonly RuleRow[] =>
  rows.filter(({ row }) => row.confirmed === false);

/** A district's own rule or clock, beside the city's row of the same key where there is one on the day. */
export type Beside = Readonly<{ key: string; district: string; own: Row; city?: Row }>;

export function districtRowsIn(rows: readonly RuleRow[]): readonly Beside[] {
  const levelled = rows.filter(({ list }) => list === 'rules' || list === 'clocks');
  return levelled.flatMap(({ list, row }) => {
    const { key, district } = row;
    if (typeof key !== 'string' || typeof district !== 'string') return [];
    const city = levelled.find(
      (other) => other.list === list && other.row.key === key && other.row.district === undefined,
    )?.row;
    return [{ key, district, own: row, ...(city ? { city } : {}) }];
  });
}

/** What a rule or clock says: `30` with `calendar`, or a value with its unit. */
export const amountOf = ({ days, value }: Row): string => shown(days ?? value) ?? '';

/** As it is read: words as they are, the rest as JSON. */
const shown = (value: unknown): string | undefined =>
  value === undefined ? undefined : (textOf(value) ?? JSON.stringify(value));

function fieldsBetween(before: Row, after: Row): readonly FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [was, is] = [shown(before[field]), shown(after[field])];
    if (was === is) return [];
    return [
      { field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) },
    ];
  });
}

/** What the one state changes in the other, in the order of the lists. */
export function changesBetween(before: readonly RuleRow[], after: readonly RuleRow[]): readonly RowChange[] {
  const place = ({ list, name }: RuleRow) => `${list} ${name}`;
  const [old, now] = [before, after].map((rows) => new Map(rows.map((each) => [place(each), each])));
  return [...new Set([...old!.keys(), ...now!.keys()])].flatMap((key): RowChange[] => {
    const [was, is] = [old!.get(key), now!.get(key)];
    const fields = fieldsBetween(was?.row ?? {}, is?.row ?? {});
    if (fields.length === 0) return [];
    const { list, name, row } = (is ?? was)!;
    const what = was ? (is ? 'changed' : 'gone') : 'new';
    return [{ list, name, title: titleOf(row), what, fields }];
  });
}
