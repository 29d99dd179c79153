/** A table as somebody keeps it: which of its rows has the headings, and which column is which field. */
import type { Line } from './changes.rules.js';
import { COLUMNS } from './columns.rules.js';
import type { Cell, Column } from './columns.rules.js';
import type { Rejected } from '#kernel/messages';
import type { RegisterName } from './registers.events.js';
import { refuse } from './registers.refusals.js';

/** Rows of one table: those of a whole county are more than one fact should hold. */
export const ROWS_MAX = 1_000;
/** Above the headings a table may have a title and whose it is. */
const TITLE_ROWS_MAX = 5;

type Row = readonly Cell[];
/** A column as its heading names it. */
export type Head = Pick<Column, 'field' | 'zh' | 'also' | 'optional'>;
/** Headings that are not there, and all that are wanted, in words. */
export type HeadsMissing = Readonly<{ missing: string; wanted: string }>;
type Heads = ReadonlyMap<string, number>;

/**
 * The lines of a table by the fields of its register, numbered as the table numbers them, and the headings
 * that say nothing here.
 * @throws Rejected `register.columns-missing`, `register.column-twice`, `register.empty`, `register.too-many`
 */
export function linesOf(register: RegisterName, rows: readonly Row[]): Lines {
  return linesBy(COLUMNS[register], rows, (found) => refuse('register.columns-missing', found));
}

export type Lines = Readonly<{ lines: readonly Line[]; ignored: readonly string[] }>;

/** The same of any columns; `missing` makes the refusal of a table that lacks some. */
export function linesBy(
  columns: readonly Head[],
  rows: readonly Row[],
  missing: (found: HeadsMissing) => Rejected,
): Lines {
  const at = headingRow(columns, rows);
  const heads = headsIn(columns, rows[at] ?? []);
  requireColumns(columns, heads, missing);
  const lines = rows.flatMap((cells, index): Line[] =>
    index > at && cells.some(isWritten) ? [{ row: index + 1, cells: cellsOf(heads, cells) }] : [],
  );
  if (lines.length === 0) throw refuse('register.empty');
  if (lines.length > ROWS_MAX) throw refuse('register.too-many', { found: lines.length, max: ROWS_MAX });
  const used = new Set(heads.values());
  const ignored = (rows[at] ?? []).map(String).filter((head, index) => isWritten(head) && !used.has(index));
  return { lines, ignored };
}

const isWritten = (cell: Cell): boolean => String(cell).trim() !== '';
const cellsOf = (heads: Heads, cells: Row): Line['cells'] =>
  Object.fromEntries([...heads].map(([field, index]) => [field, cells[index]]));

/** The first of the upper rows in which most headings are known. */
function headingRow(columns: readonly Head[], rows: readonly Row[]): number {
  let [best, most] = [0, -1];
  for (const [index, row] of rows.slice(0, TITLE_ROWS_MAX + 1).entries()) {
    const known = row.filter((head) => columnOf(columns, head)).length;
    if (known > most) [best, most] = [index, known];
  }
  return best;
}

/** @throws Rejected `register.column-twice` */
function headsIn(columns: readonly Head[], row: Row): Heads {
  const heads = new Map<string, number>();
  for (const [index, head] of row.entries()) {
    const column = columnOf(columns, head);
    if (!column) continue;
    if (heads.has(column.field)) throw refuse('register.column-twice', { column: column.zh });
    heads.set(column.field, index);
  }
  return heads;
}

/** Without blanks, stars and remarks such as （必填）; two words for an account are one. */
const plain = (head: string): string =>
  head
    .normalize('NFKC')
    .replaceAll(/账[号户]/g, '账户')
    .replaceAll(/\(?(必填|选填|可不填)\)?|[\s*]/g, '')
    .toLowerCase();

const columnOf = (columns: readonly Head[], head: Cell): Head | undefined => {
  const written = plain(String(head));
  return columns.find(({ field, zh, also }) => [field, zh, ...also].some((name) => plain(name) === written));
};

function requireColumns(
  columns: readonly Head[],
  heads: Heads,
  refusal: (found: HeadsMissing) => Rejected,
): void {
  const missing = columns.filter(({ field, optional }) => !optional && !heads.has(field));
  if (missing.length > 0)
    throw refusal({
      missing: missing.map(({ zh }) => zh).join('、'),
      wanted: columns.map(({ zh, optional }) => (optional ? `${zh}（选填）` : zh)).join('、'),
    });
}
