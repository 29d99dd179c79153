/** Tables as an Excel workbook that opens everywhere; nothing in it is run there. */
import writeWorkbook from 'write-excel-file/node';

export const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Rows of one sheet; whoever wants more asks for less at a time. */
export const SHEET_ROWS_MAX = 10_000;

/** A decimal number as it stands on the wire: a sum of money or an area. */
export type Amount = Readonly<{ amount: string }>;
export type WorkbookCell = string | number | Amount;
export type Sheet = Readonly<{
  name: string;
  /** Stands above the table. */
  title: string;
  columns: readonly string[];
  rows: readonly (readonly WorkbookCell[])[];
}>;

/** Spreadsheets read a cell that begins so as a formula as soon as somebody edits it or saves it as CSV. */
const FORMULA = /^[\t\r\n ]*[=+\-@＝＋－＠]/;
export const safeText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A cell holds a number to so many digits; a longer one is kept whole as text. */
const DIGITS_MAX = 15;
const digitsIn = (amount: string): number => amount.replace(/\D/g, '').length;

const WIDTH_MAX = 40;
const WIDTH_MIN = 8;
/** Han characters are twice as wide. */
const widthOf = (cell: WorkbookCell): number =>
  [...(typeof cell === 'object' ? cell.amount : String(cell))].length * 2;
const columnWidth = (cells: readonly WorkbookCell[]): number =>
  cells.reduce<number>((most, cell) => Math.min(WIDTH_MAX, Math.max(most, widthOf(cell))), WIDTH_MIN);

/** @throws RangeError where a sheet has more rows than {@link SHEET_ROWS_MAX} */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const long = sheets.find(({ rows }) => rows.length > SHEET_ROWS_MAX);
  if (long) throw new RangeError(`${long.name} has ${long.rows.length} rows.`);
  return writeWorkbook(
    sheets.map(({ name, title, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 2,
      columns: columns.map((column, index) => ({
        width: columnWidth([column, ...rows.map((row) => row[index] ?? '')]),
      })),
      data: [[heading(title)], columns.map(heading), ...rows.map((row) => row.map(cellOf))],
    })),
  ).toBuffer();
}

const heading = (text: string) => ({ value: safeText(text), type: String, fontWeight: 'bold' as const });

function cellOf(cell: WorkbookCell) {
  if (typeof cell === 'number') return { value: cell, type: Number };
  if (typeof cell === 'string') return { value: safeText(cell), type: String };
  const { amount } = cell;
  return digitsIn(amount) > DIGITS_MAX
    ? { value: amount, type: String }
    : { value: Number(amount), type: Number, format: '#,##0.00' };
}
