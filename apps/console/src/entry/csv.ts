/** Rows as a file that spreadsheets open; nothing in it is run there. */

/** Spreadsheets read a cell that begins so as a formula, blanks before it or not. */
const FORMULA = /^[\t\r\n ]*[=+\-@＝＋－＠]/;
const BOM = '\uFEFF';

export const safeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const quoted = (text: string): string => `"${safeCell(text).replaceAll('"', '""')}"`;

/** RFC 4180 with a byte order mark, by which spreadsheets know that it is UTF-8. */
export const csvOf = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  BOM + [header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');

/** Hands a file over to the browser's downloads. */
export function saveFile(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
