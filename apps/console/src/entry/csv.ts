/** Rows as a file that spreadsheets open; nothing in it is run there. */
import { save } from '../kit/save.js';

/** Spreadsheets read a cell that begins so as a formula, blanks before it or not. */
const FORMULA = /^[\t\r\n ]*[=+\-@＝＋－＠]/;
const BOM = '\uFEFF';

export const safeCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const quoted = (text: string): string => `"${safeCell(text).replaceAll('"', '""')}"`;

/** RFC 4180 with a byte order mark, by which spreadsheets know that it is UTF-8. */
export const csvOf = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  BOM + [header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');

/** Hands a text over to the browser's downloads. */
export const saveFile = (name: string, content: string, type: string): void =>
  save(new Blob([content], { type }), name);
