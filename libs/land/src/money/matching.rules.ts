/**
 * For which levy a receipt came: by the number of its notice, else by who paid exactly what is open. Pure.
 */
import { addFen, fen, formatYuan, normalNo, NOTHING } from '#policy';
import type { Day, FenText } from '../shared/terms.js';
import type { FaultyLine, ReadLine, Receipt } from './receipt-rows.rules.js';
import { levyStanding } from './standing.rules.js';
import type { MoneyView } from './terms.js';

export const RECEIPT_STATES = {
  matched: '通知书相符',
  proposed: '建议匹配',
  differs: '金额不符',
  unknown: '找不到',
  duplicate: '重复',
  booked: '已入账',
  faulty: '填写有误',
} as const;
export type ReceiptState = keyof typeof RECEIPT_STATES;

/** An entry that a receipt may be for. */
export type Candidate = Readonly<{
  entry: string;
  village: string;
  noticeNo: string;
  unpaidFen: FenText;
}>;

/** One line of the report. Nothing of it is booked before a person says so. */
export type MatchedLine = Readonly<{
  row: number;
  state: ReceiptState;
  serialNo: string;
  payer: string;
  paidOn?: Day;
  amountFen?: FenText;
  noticeNo?: string;
  remark?: string;
  /** Why it stands so, in Chinese. */
  why: string;
  /** For which entries it may be booked; of one alone the page takes it by itself. */
  candidates: readonly Candidate[];
}>;

export type Booked = Readonly<{ entry: string; amountFen: FenText; paidOn: Day }>;

/** Vouchers that are recorded of a district, by their normal form. */
export function vouchersOf(views: readonly MoneyView[]): ReadonlyMap<string, Booked> {
  const found = new Map<string, Booked>();
  for (const { subject, levy, price } of views)
    for (const { voucherNo, ...paid } of [
      ...(levy?.payments ?? []),
      ...(price?.payments ?? []),
      ...(price?.guaranteePaid ? [price.guaranteePaid] : []),
    ])
      found.set(normalNo(voucherNo), {
        entry: subject.entry,
        amountFen: paid.amountFen,
        paidOn: paid.paidOn,
      });
  return found;
}

type Payable = Candidate & Readonly<{ payers: readonly string[]; wanted: readonly FenText[]; open: boolean }>;

/** The levies of a district for which a notice was issued. */
function payablesOf(views: readonly MoneyView[], today: Day): readonly Payable[] {
  return views.flatMap(({ subject, village, owner, buyer, levy }): Payable[] => {
    if (levy?.noticeNo === undefined || (levy.status !== 'noticed' && levy.status !== 'settled')) return [];
    const { unpaidFen } = levyStanding(levy, today);
    return [
      {
        ...{ entry: subject.entry, village, noticeNo: levy.noticeNo, unpaidFen },
        payers: [owner, ...(buyer === undefined ? [] : [buyer])].map(normalNo),
        wanted: [unpaidFen, ...levy.schedule.map(({ amountFen }) => amountFen)],
        open: unpaidFen !== '0',
      },
    ];
  });
}

/** Each line of a table by what is known of the district on a day, in the order of the table. */
export function matchReceipts(
  lines: readonly ReadLine[],
  views: readonly MoneyView[],
  today: Day,
): readonly MatchedLine[] {
  const vouchers = vouchersOf(views);
  const payables = payablesOf(views, today);
  const seen = new Map<string, number>();
  const taken = new Map<string, bigint>();
  return lines.map((line) => {
    if ('faulty' in line) return faultyLine(line.faulty);
    const { receipt } = line;
    const serial = normalNo(receipt.serialNo);
    const before = seen.get(serial);
    if (before !== undefined)
      return told(receipt, 'duplicate', `流水号与第 ${before} 行相同，同一笔到账只登记一次`);
    seen.set(serial, receipt.row);
    const booked = vouchers.get(serial);
    if (booked) return alreadyBooked(receipt, booked);
    const match = matched(receipt, payables, taken);
    if (match.state === 'matched' && match.candidates[0])
      taken.set(match.candidates[0].entry, takenOf(taken, match.candidates[0]) + BigInt(receipt.amountFen));
    return match;
  });
}

const faultyLine = ({ row, serialNo, payer, fault }: FaultyLine): MatchedLine => ({
  ...{ row, state: 'faulty', serialNo, payer },
  why: fault,
  candidates: [],
});

const told = (
  { row, serialNo, payer, paidOn, amountFen, noticeNo, remark }: Receipt,
  state: ReceiptState,
  why: string,
  candidates: readonly Payable[] = [],
): MatchedLine => ({
  ...{ row, state, serialNo, payer, paidOn, amountFen },
  ...(noticeNo === '' ? {} : { noticeNo }),
  ...(remark === '' ? {} : { remark }),
  why,
  candidates: candidates.map(({ entry, village, noticeNo: no, unpaidFen }) => ({
    ...{ entry, village, noticeNo: no, unpaidFen },
  })),
});

function alreadyBooked(receipt: Receipt, { entry, amountFen, paidOn }: Booked): MatchedLine {
  if (amountFen === receipt.amountFen && paidOn === receipt.paidOn)
    return told(receipt, 'booked', `已于 ${paidOn} 登记在 ${entry}`);
  return told(
    receipt,
    'duplicate',
    `流水号已登记在 ${entry}：${paidOn}，${formatYuan(fen(amountFen))} 元，与本行不一致`,
  );
}

const takenOf = (taken: ReadonlyMap<string, bigint>, { entry }: Candidate): bigint => taken.get(entry) ?? 0n;

function matched(
  receipt: Receipt,
  payables: readonly Payable[],
  taken: ReadonlyMap<string, bigint>,
): MatchedLine {
  const named = byNotice(receipt, payables);
  if (named.length > 0) return noticed(receipt, named, taken);
  const payer = normalNo(receipt.payer);
  const theirs = payables.filter(({ payers, open }) => open && payers.includes(payer));
  const exact = theirs.filter(({ wanted }) => wanted.includes(receipt.amountFen));
  if (exact.length > 0)
    return told(receipt, 'proposed', '没有写明通知书编号；付款人和金额相符，请核对后确认', exact);
  if (theirs.length > 0)
    return told(receipt, 'differs', `付款人相符，金额不符：${theirs.map(openWords).join('；')}`);
  return told(receipt, 'unknown', '没有相符的缴款通知书，也没有相符的付款人');
}

const openWords = ({ noticeNo, unpaidFen }: Candidate): string =>
  `${noticeNo} 未缴 ${formatYuan(fen(unpaidFen))} 元`;

function noticed(
  receipt: Receipt,
  named: readonly Payable[],
  taken: ReadonlyMap<string, bigint>,
): MatchedLine {
  if (named.length > 1) return told(receipt, 'proposed', '写有几个通知书编号，请选择其中之一', named);
  const [one] = named as readonly [Payable];
  const sofar = takenOf(taken, one);
  const sum = addFen(fen(receipt.amountFen), fen(sofar));
  if (!one.open) return told(receipt, 'differs', `${one.noticeNo} 已经缴清，多缴的应当退回`);
  const open = fen(one.unpaidFen);
  if (sum > open && sofar > NOTHING)
    return told(receipt, 'differs', `与本文件前面的各行合计，超过未缴金额：${openWords(one)}`);
  if (sum > open) return told(receipt, 'differs', `超过未缴金额：${openWords(one)}`, named);
  return told(receipt, 'matched', sum === open ? '与未缴金额相等' : `部分缴款，${openWords(one)}`, named);
}

/** Notices whose number is written in its column or in the remark, not as a part of a longer one. */
function byNotice({ noticeNo, remark }: Receipt, payables: readonly Payable[]): readonly Payable[] {
  const own = normalNo(noticeNo);
  if (own !== '') {
    const exact = payables.filter((one) => normalNo(one.noticeNo) === own);
    if (exact.length > 0) return exact;
  }
  const text = normalNo(remark);
  return text === '' ? [] : payables.filter((one) => stands(text, normalNo(one.noticeNo)));
}

function stands(text: string, no: string): boolean {
  for (let at = text.indexOf(no); at !== -1; at = text.indexOf(no, at + 1)) {
    const [first, last] = [no[0] ?? '', no.at(-1) ?? ''];
    const [before, after] = [text[at - 1] ?? '', text[at + no.length] ?? ''];
    if (!continues(before, first) && !continues(last, after)) return true;
  }
  return false;
}

const PART = /[0-9A-Z]/;
/** Two digits or letters of numbers side by side are of one number; Chinese words may stand beside it. */
const continues = (a: string, b: string): boolean => PART.test(a) && PART.test(b);
