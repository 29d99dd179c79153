/** What a thread for tables runs: the bytes of a file in, its rows out. */
import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/universal';
import { decode, isArchive, plainArchive } from '#geo';
import { Rejected } from '#kernel/messages';
import type { RefusalParts } from '#kernel/messages';
import { refuseRegister } from '#land';
import type { Cell } from '#land';

/** Of all files within a workbook together, bytes: a thousand rows have less than one million. */
const UNPACKED_BYTES_MAX = 20_000_000;
const WORKBOOK_FILES_MAX = 200;
/** Of one row of a text, characters. */
const ROW_CHARACTERS_MAX = 20_000;
/** Rows times columns, empty ones too. */
const CELLS_MAX = 1_000_000;
/** Where rows and cells of a sheet say that they are. */
const PLACES = /\sr\s*=\s*["']([^"']*)["']/g;
const PLACE = /^([A-Z]{0,3})(\d{1,7})$/;
const PLACE_SHOWN = 20;
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];

export type Table = Readonly<{
  format: 'xlsx' | 'csv';
  /** Of a text: what its bytes were taken for. */
  encoding?: string;
  rows: readonly (readonly Cell[])[];
  sha256: string;
  sm3: string;
}>;
export type TableAnswer = Readonly<{ found: Table }> | Readonly<{ refused: RefusalParts }>;

export default async function table(bytes: Uint8Array): Promise<TableAnswer> {
  try {
    const [sha256, sm3] = ['sha256', 'sm3'].map((kind) => createHash(kind).update(bytes).digest('hex'));
    const read = isArchive(bytes) ? await workbook(bytes) : text(bytes);
    return { found: { ...read, sha256: sha256!, sm3: sm3! } };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { refused: error.parts };
  }
}

type Read = Pick<Table, 'format' | 'encoding' | 'rows'>;

const unreadable = (reason: string) => refuseRegister('register.file-unreadable', { reason });

async function workbook(bytes: Uint8Array): Promise<Read> {
  const plain = plainArchive(bytes, { files: WORKBOOK_FILES_MAX, unpackedBytes: UNPACKED_BYTES_MAX });
  if (!Object.hasOwn(plain.files, 'xl/workbook.xml')) throw unreadable('它是压缩包，但不是 Excel 工作簿');
  for (const file of Object.values(plain.files)) requireSmall(new TextDecoder().decode(file));
  const rows = await readSheet(new Uint8Array(plain.bytes).buffer).catch(() => {
    throw unreadable('工作簿的第一张表不完整');
  });
  return { format: 'xlsx', rows: rows.map((row) => row.map(cellOf)) };
}

/**
 * A reader makes rows and cells for all that lie before the last one, and one cell may claim to stand in the
 * last row of all: so the places are looked at first.
 * @throws Rejected `register.file-unreadable`
 */
function requireSmall(xml: string): void {
  if (!xml.includes('sheetData')) return;
  let [rows, columns] = [1, 1];
  for (const [, place = ''] of xml.matchAll(PLACES)) {
    const [, letters, row] = PLACE.exec(place) ?? [];
    if (letters === undefined) throw unreadable(`单元格位置“${place.slice(0, PLACE_SHOWN)}”不正确`);
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnNo(letters));
  }
  if (rows * columns > CELLS_MAX)
    throw unreadable(`表格范围有 ${rows} 行 ${columns} 列，请删除数据以外的空行、空列`);
}

const LETTERS = 26;
const BEFORE_A = 64;
const columnNo = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - BEFORE_A, 0);

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number' || typeof value === 'string') return value;
  return value === true ? '是' : '否';
}

function text(bytes: Uint8Array): Read {
  if (OLD_WORKBOOK.every((byte, index) => bytes[index] === byte)) throw unreadable('旧版 Excel 格式（.xls）');
  const { text: content, encoding, lost } = decode(bytes);
  if (lost > 0 || content.includes('\0')) throw unreadable('不是文字，或者编码无法识别');
  try {
    const rows = parse(content, {
      bom: true,
      delimiter: [',', '\t'],
      relax_column_count: true,
      max_record_size: ROW_CHARACTERS_MAX,
    });
    return { format: 'csv', encoding, rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(
      `第 ${String((error as CsvError & { lines?: number }).lines ?? '?')} 行前后的引号不成对或者一行过长`,
    );
  }
}
