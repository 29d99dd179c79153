import { CALCULATORS, schemaOf } from '#land';
import type { CalculatorName } from '#land';
import { misuse } from './failure.js';

type Fields = Readonly<Record<string, Readonly<{ type?: string }>>>;

/** Cells of a CSV text (RFC 4180): quotes around a cell, doubled within it; commas; lines of any system. */
function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^,\r\n"]*)(,|\r?\n|$)/y;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (!found)
      throw misuse(
        `第 ${rows.length} 行的引号不成对。`,
        '含逗号、引号或者换行的内容请加双引号，其中的引号写两次。',
      );
    const [, written = '', end = ''] = found;
    rows.at(-1)!.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written.trim());
    if (end !== ',' && end !== '' && cell.lastIndex < text.length) rows.push([]);
  }
  return rows.filter((row) => row.some((written) => written !== ''));
}

const WORDS: Readonly<Record<string, boolean>> = { true: true, 是: true, false: false, 否: false };

/**
 * What a cell is by the calculator's description; what does not fit stays text, to be refused by its name.
 */
function valueOf(text: string, type: string | undefined): unknown {
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  return type === 'boolean' ? (WORDS[text] ?? text) : text;
}

/**
 * A question a line, under a head of the calculator's field names. An empty cell is a field that was left
 * out.
 */
export function questionsOf(name: CalculatorName, text: string): readonly object[] {
  const { properties } = schemaOf(CALCULATORS[name].input) as { properties: Fields };
  const [head = [], ...rows] = cellsOf(text);
  const wide = rows.findIndex((row) => row.length > head.length);
  if (wide >= 0)
    throw misuse(
      `第 ${wide + 2} 行有 ${rows[wide]!.length} 列，表头只有 ${head.length} 列。`,
      '请核对逗号；含逗号的内容请加双引号。',
    );
  if (new Set(head).size < head.length) throw misuse('表头有重复的列名。', '每一项只留一列。');
  return rows.map((row) =>
    Object.fromEntries(
      head.flatMap((field, column) => {
        const written = row[column] ?? '';
        return written === ''
          ? []
          : [
              [
                field,
                valueOf(written, Object.hasOwn(properties, field) ? properties[field]!.type : undefined),
              ],
            ];
      }),
    ),
  );
}
