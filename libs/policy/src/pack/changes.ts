/** What one version of a pack changes in another, row by row: what an officer signs for. */
import type { Pack, PackContent } from './pack.js';

/**
 * `before` is absent for a new row, `after` for one that is gone. Both are the row's own fields as JSON text.
 */
export type PackChange = Readonly<{ list: string; row: string; before?: string; after?: string }>;

type Row = Readonly<Record<string, unknown>>;

/**
 * Which field names a row of a list, best first; rows of one name and different validity are different rows.
 */
const NAMES = ['key', 'id', 'year', 'code', 'use'] as const;

export function changesBetween(before: Pack | undefined, after: Pack): readonly PackChange[] {
  const [old, now] = [rowsOf(before?.contentOfAllDays), rowsOf(after.contentOfAllDays)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((place) => {
    const [was, is] = [old.get(place), now.get(place)];
    if (was === is) return [];
    const [list = '', row = ''] = place.split(' ');
    return [
      {
        list,
        row,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

function rowsOf(content: PackContent | undefined): ReadonlyMap<string, string> {
  const rows = new Map<string, string>();
  if (!content) return rows;
  const lists = { ...content.data, years: content.years } as Readonly<Record<string, unknown>>;
  for (const [list, value] of Object.entries(lists)) {
    if (!Array.isArray(value)) continue;
    for (const row of value as readonly Row[]) rows.set(`${list} ${nameOf(row)}`, JSON.stringify(row));
  }
  return rows;
}

function nameOf(row: Row): string {
  const name =
    NAMES.map((field) => row[field]).find(
      (value) => typeof value === 'string' || typeof value === 'number',
    ) ?? '';
  const system = typeof row.codeSystem === 'string' ? `${row.codeSystem}/` : '';
  const since = typeof row.validFrom === 'string' ? `@${row.validFrom}` : '';
  const place = typeof row.key === 'string' && typeof row.district === 'string' ? `@${row.district}` : '';
  return `${system}${String(name)}${place}${since}`;
}
