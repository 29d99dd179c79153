/**
 * The lines of a bank's statement as finance hands them in: each a receipt, or what is wrong with it. Pure.
 */
import { NOTHING, faultWords, isBlank, isDay, parseYuan, readText } from '#policy';
import type { Day, FenText } from '../shared/terms.js';
import type { Cell } from '../ledgers/registers/columns.rules.js';
import { linesBy } from '../ledgers/registers/table.rules.js';
import type { Head } from '../ledgers/registers/table.rules.js';
import { refuse } from './receipts.refusals.js';

/** Characters of a serial number, as of every document's. */
export const SERIAL_MAX = 64;
const LINE_MAX = 200;
/** A table calculator keeps so many digits of a number, and makes zeros of the rest. */
const EXACT_DIGITS_MAX = 15;

export type ReceiptField = 'serialNo' | 'paidOn' | 'amount' | 'payer' | 'noticeNo' | 'remark';

export const RECEIPT_COLUMNS: readonly (Head & Readonly<{ field: ReceiptField; example: string }>)[] = [
  {
    field: 'serialNo',
    zh: '流水号',
    also: ['交易流水号', '银行流水号', '流水编号', '凭证号', '回单编号', '回单号'],
    example: '20260602000000000017',
  },
  {
    field: 'paidOn',
    zh: '到账日期',
    also: ['日期', '交易日期', '入账日期', '记账日期', '交易时间', '到账时间'],
    example: '2026-06-02',
  },
  {
    field: 'amount',
    zh: '金额（元）',
    also: [
      '金额',
      '到账金额',
      '到账金额（元）',
      '交易金额',
      '交易金额（元）',
      '收入金额',
      '贷方金额',
      '贷方发生额',
    ],
    example: '12,345.60',
  },
  {
    field: 'payer',
    zh: '付款人',
    also: ['付款人名称', '付款方', '付款户名', '缴款人', '对方户名', '对方名称', '对方账户名称'],
    example: '示范实业有限公司',
  },
  {
    field: 'noticeNo',
    zh: '缴款通知书编号',
    also: ['通知书编号', '通知书号', '缴款通知书号'],
    optional: true,
    example: '章财缴〔2026〕12号',
  },
  {
    field: 'remark',
    zh: '摘要',
    also: ['附言', '备注', '用途', '交易附言', '摘要附言'],
    optional: true,
    example: '土地增值收益调节金',
  },
];

export type Receipt = Readonly<{
  /** As the table counts it. */
  row: number;
  serialNo: string;
  paidOn: Day;
  amountFen: FenText;
  payer: string;
  noticeNo: string;
  remark: string;
}>;
/** A line that nothing can be booked of; what could be read of it. */
export type FaultyLine = Readonly<{ row: number; serialNo: string; payer: string; fault: string }>;
export type ReadLine = Readonly<{ receipt: Receipt }> | Readonly<{ faulty: FaultyLine }>;

/**
 * @throws Rejected `receipt.columns-missing`, `register.empty`, `register.too-many`, `register.column-twice`
 */
export function readReceipts(
  rows: readonly (readonly Cell[])[],
): Readonly<{ lines: readonly ReadLine[]; ignored: readonly string[] }> {
  const { lines, ignored } = linesBy(RECEIPT_COLUMNS, rows, (found) =>
    refuse('receipt.columns-missing', found),
  );
  return { lines: lines.map(({ row, cells }) => lineOf(row, cells)), ignored };
}

type Read = Readonly<{ text: string; fault?: string }>;

function lineOf(row: number, cells: Readonly<Record<string, Cell | undefined>>): ReadLine {
  const serial = textOf('流水号', cells.serialNo, SERIAL_MAX);
  const payer = textOf('付款人', cells.payer, LINE_MAX);
  const notice = textOf('缴款通知书编号', cells.noticeNo, LINE_MAX, true);
  const remark = textOf('摘要', cells.remark, LINE_MAX, true);
  const paidOn = dayOf(cells.paidOn);
  const amount = amountOf(cells.amount);
  const fault = [serial, paidOn, amount, payer, notice, remark].find((one) => one.fault)?.fault;
  if (fault !== undefined) return { faulty: { row, serialNo: serial.text, payer: payer.text, fault } };
  return {
    receipt: {
      ...{ row, serialNo: serial.text, paidOn: paidOn.text, amountFen: amount.text },
      ...{ payer: payer.text, noticeNo: notice.text, remark: remark.text },
    },
  };
}

function textOf(name: string, cell: Cell | undefined, max: number, optional = false): Read {
  if (typeof cell === 'number' && digitsOf(cell) > EXACT_DIGITS_MAX)
    return {
      text: '',
      fault:
        `${name}在表格中是数值，超过 ${EXACT_DIGITS_MAX} 位的末几位已经丢失。` +
        '请把该列设为文本，重新从银行导出',
    };
  const seen = readText(typeof cell === 'number' ? plainNumber(cell) : (cell ?? ''));
  if (seen.fault) return { text: '', fault: `${name}：${faultWords(seen.fault)}` };
  if (isBlank(seen.text)) return optional ? { text: '' } : { text: '', fault: `${name}没有填写` };
  if ([...seen.text].length > max) return { text: '', fault: `${name}超过 ${max} 字` };
  return { text: seen.text };
}

const digitsOf = (value: number): number => plainNumber(value).replaceAll(/\D/g, '').length;
/** All digits of a whole number; others as they are written at their shortest. */
const plainNumber = (value: number): string =>
  Number.isInteger(value) ? BigInt(value).toString() : String(value);

const DAY = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?.*)?$/;
/** Undivided, month and day have two digits each. */
const DAY_UNDIVIDED = /^(\d{4})(\d{2})(\d{2})(?:[ T]?\d{1,2}:?\d{2}(?::?\d{2})?)?$/;

function dayOf(cell: Cell | undefined): Read {
  const text = String(cell ?? '').trim();
  if (text === '') return { text: '', fault: '到账日期没有填写' };
  const [, year, month = '', day = ''] =
    DAY_UNDIVIDED.exec(text) ?? (/^\d+$/.test(text) ? undefined : DAY.exec(text)) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (year === undefined || !isDay(written))
    return { text: '', fault: `到账日期“${shown(text)}”不是日期，应如 2026-06-02` };
  return { text: written };
}

const SHOWN_MAX = 40;
const shown = (text: string): string => [...text].slice(0, SHOWN_MAX).join('');
const THOUSANDS = /^(\d{1,3})(,\d{3})+(\.\d+)?$/;

/**
 * 元 in 分, exactly. A number cell holds a binary fraction: taken to the fifteen digits that a table
 * calculator shows, 0.1 + 0.2 is 0.3 there as well; what has more than two places then is refused, not
 * rounded.
 */
function amountOf(cell: Cell | undefined): Read {
  const raw = typeof cell === 'number' ? decimalOf(cell) : (cell ?? '').normalize('NFKC').trim();
  if (raw === '') return { text: '', fault: '金额没有填写' };
  const bare = raw.replace(/^(?:[¥￥]|CNY|RMB)\s*/i, '').replace(/\s*元$/, '');
  const text = THOUSANDS.test(bare) ? bare.replaceAll(',', '') : bare;
  if (/^-/.test(text)) return { text: '', fault: `金额“${shown(raw)}”为负数，不是到账` };
  if (/^\d+\.\d{3,}$/.test(text) && !/^\d+\.\d\d0+$/.test(text))
    return { text: '', fault: `金额“${shown(raw)}”不足一分，应为元，最多两位小数` };
  const exact = text.replace(/^(\d+\.\d\d)0+$/, '$1');
  if (!/^\d{1,13}(\.\d{1,2})?$/.test(exact))
    return { text: '', fault: `金额“${shown(raw)}”应为元，最多两位小数，例如 12345.60` };
  const amount = parseYuan(exact);
  return amount === NOTHING ? { text: '', fault: '金额为零' } : { text: amount.toString() };
}

function decimalOf(value: number): string {
  const exact = Number(value.toPrecision(EXACT_DIGITS_MAX));
  return Math.abs(exact) >= Number.MAX_SAFE_INTEGER ? String(value) : String(exact);
}
