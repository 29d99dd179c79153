/** What one version of a pack changes in another, row by row: what an officer signs for. */
import type { CivilDate } from '../civil.js';
import type { Pack, PackContent } from './pack.js';
import { ANY_DISTRICT } from './terms.js';

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

/** Lists whose rows a district may have for itself. */
const OF_DISTRICTS: readonly string[] = [
  'rules',
  'clocks',
  'rates',
  'surcharges',
  'datasets',
  'benchmarks',
  'priceMinimums',
];
/** What a correction may touch: the row still says the same. */
const WORDS: readonly string[] = ['title', 'source', 'confirmed', 'legalBasis', 'validTo'];

/**
 * Rows of districts that a version coming into force on `from` would take away or make say something else,
 * although they had not ended before: a city does not override its districts on the way.
 */
export function overriddenRows(changes: readonly PackChange[], from: CivilDate): readonly PackChange[] {
  return changes.filter(({ list, before, after }) => {
    if (!OF_DISTRICTS.includes(list) || before === undefined) return false;
    const was = JSON.parse(before) as Row;
    const isOfDistrict = typeof was.district === 'string' && was.district !== ANY_DISTRICT;
    const hasEnded = typeof was.validTo === 'string' && was.validTo < from;
    return isOfDistrict && !hasEnded && saidBy(before) !== saidBy(after);
  });
}

const saidBy = (text: string | undefined): string | undefined =>
  text === undefined
    ? undefined
    : JSON.stringify(
        Object.entries(JSON.parse(text) as Row)
          .filter(([field]) => !WORDS.includes(field))
          .sort(),
      );

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
