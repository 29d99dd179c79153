/**
 * For which levy, price or guarantee a receipt came: by the number of its notice or contract, else by who
 * paid exactly what is open. Pure.
 */
import { addFen, fen, formatYuan, normalNo, NOTHING } from '#policy';
import type { Day, FenText } from '../shared/terms.js';
import type { FaultyLine, ReadLine, Receipt } from './receipt-rows.rules.js';
import { ACCOUNT_KINDS, levyStanding, priceStanding } from './standing.rules.js';
import type { MoneyView } from './terms.js';

export const RECEIPT_STATES = {
  matched: '编号相符',
  proposed: '建议匹配',
  differs: '金额不符',
  unknown: '找不到',
  duplicate: '重复',
  booked: '已入账',
  faulty: '填写有误',
} as const;
export type ReceiptState = keyof typeof RECEIPT_STATES;

/** What money may be booked as. Rents are the price of a lease, and its guarantee lies beside them. */
export const PAYABLE_KINDS = { ...ACCOUNT_KINDS, guarantee: '履约保证金' } as const;
export type PayableKind = keyof typeof PAYABLE_KINDS;

/** The money of an entry that a receipt may be for. `no` is the number of the notice, or of the contract. */
export type Candidate = Readonly<{
  entry: string;
  kind: PayableKind;
  village: string;
  no: string;
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

export type Booked = Readonly<{ entry: string; kind: PayableKind; amountFen: FenText; paidOn: Day }>;

/** Vouchers that are recorded of a district, by their normal form. */
export function vouchersOf(views: readonly MoneyView[]): ReadonlyMap<string, readonly Booked[]> {
  const found = new Map<string, Booked[]>();
  for (const { subject, levy, price } of views)
    for (const [kind, payments] of [
      ['levy', levy?.payments ?? []],
      ['price', price?.payments ?? []],
      ['guarantee', price?.guaranteePaid ? [price.guaranteePaid] : []],
    ] as const)
      for (const { voucherNo, amountFen, paidOn } of payments) {
        const booked = { entry: subject.entry, kind, amountFen, paidOn };
        const no = normalNo(voucherNo);
        found.set(no, [...(found.get(no) ?? []), booked]);
      }
  return found;
}

type Payable = Candidate &
  Readonly<{
    payers: readonly string[];
    /** What a line may name it by; `no` is the first of them. */
    numbers: readonly string[];
    wanted: readonly FenText[];
    open: boolean;
  }>;

const payablesOf = (views: readonly MoneyView[], today: Day): readonly Payable[] =>
  views.flatMap((view) => [...levyOwed(view, today), ...priceOwed(view, today), ...guaranteeOwed(view)]);

/** Where a notice was issued. The collective may pay the levy itself. */
function levyOwed({ subject, village, owner, buyer, levy }: MoneyView, today: Day): readonly Payable[] {
  if (levy?.noticeNo === undefined || (levy.status !== 'noticed' && levy.status !== 'settled')) return [];
  const { unpaidFen } = levyStanding(levy, today);
  return [
    {
      ...{ entry: subject.entry, kind: 'levy', village, no: levy.noticeNo, unpaidFen },
      payers: [owner, ...(buyer === undefined ? [] : [buyer])].map(normalNo),
      numbers: [levy.noticeNo],
      wanted: [unpaidFen, ...levy.schedule.map(({ amountFen }) => amountFen)],
      open: unpaidFen !== '0',
    },
  ];
}

/** Where a contract is signed. The notices of its rents name it as well. */
function priceOwed({ subject, village, buyer, price }: MoneyView, today: Day): readonly Payable[] {
  if (price?.contractNo === undefined || price.schedule.length === 0 || price.status === 'ended') return [];
  const { unpaidFen } = priceStanding(price, today);
  const parts = price.schedule.filter(({ no }) => !price.stopped.includes(no));
  return [
    {
      ...{ entry: subject.entry, kind: 'price', village, no: price.contractNo, unpaidFen },
      payers: buyer === undefined ? [] : [normalNo(buyer)],
      numbers: [
        price.contractNo,
        ...price.calls.flatMap(({ noticeNo }) => (noticeNo === undefined ? [] : [noticeNo])),
      ],
      wanted: [unpaidFen, ...parts.map(({ amountFen }) => amountFen)],
      open: unpaidFen !== '0',
    },
  ];
}

/** Of a lease, until it is paid. Its contract's number stands for the rents: it is told by its sum. */
function guaranteeOwed({ subject, village, buyer, price }: MoneyView): readonly Payable[] {
  if (price?.contractNo === undefined || price.status !== 'owed' || price.rentsEnded) return [];
  const unpaidFen = price.guarantee?.value ?? '0';
  if (price.guaranteePaid || unpaidFen === '0') return [];
  return [
    {
      ...{ entry: subject.entry, kind: 'guarantee', village, no: price.contractNo, unpaidFen },
      payers: buyer === undefined ? [] : [normalNo(buyer)],
      ...{ numbers: [], wanted: [unpaidFen], open: true },
    },
  ];
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
      taken.set(keyOf(match.candidates[0]), takenOf(taken, match.candidates[0]) + BigInt(receipt.amountFen));
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
  candidates: candidates.map(({ entry, kind, village, no, unpaidFen }) => ({
    ...{ entry, kind, village, no, unpaidFen },
  })),
});

function alreadyBooked(receipt: Receipt, booked: readonly Booked[]): MatchedLine {
  const same = booked.find(
    ({ amountFen, paidOn }) => amountFen === receipt.amountFen && paidOn === receipt.paidOn,
  );
  if (same) return told(receipt, 'booked', `已于 ${same.paidOn} 登记在 ${same.entry}`);
  const words = booked.map(
    ({ entry, amountFen, paidOn }) => `${entry}：${paidOn}，${formatYuan(fen(amountFen))} 元`,
  );
  return told(receipt, 'duplicate', `流水号已登记在 ${words.join('；')}，与本行不一致`);
}

const keyOf = ({ kind, entry }: Candidate): string => `${kind} ${entry}`;
const takenOf = (taken: ReadonlyMap<string, bigint>, one: Candidate): bigint => taken.get(keyOf(one)) ?? 0n;

function matched(
  receipt: Receipt,
  payables: readonly Payable[],
  taken: ReadonlyMap<string, bigint>,
): MatchedLine {
  const named = byNotice(receipt, payables);
  const [one, ...others] = named;
  if (one) {
    const choice = others.length > 0 ? named : besides(receipt, one, payables);
    return choice.length > 0
      ? told(receipt, 'proposed', '编号和金额对应几笔款项，请选择其中之一', choice)
      : noticed(receipt, one, taken);
  }
  const payer = normalNo(receipt.payer);
  const theirs = payables.filter(({ payers, open }) => open && payers.includes(payer));
  const exact = theirs.filter(({ wanted }) => wanted.includes(receipt.amountFen));
  if (exact.length > 0)
    return told(receipt, 'proposed', '没有写明通知书或者合同编号；付款人和金额相符，请核对后确认', exact);
  if (theirs.length > 0)
    return told(receipt, 'differs', `付款人相符，金额不符：${theirs.map(openWords).join('；')}`);
  return told(receipt, 'unknown', '没有相符的缴款通知书或者合同，也没有相符的付款人');
}

const openWords = ({ no, kind, unpaidFen }: Candidate): string =>
  `${no}（${PAYABLE_KINDS[kind]}）未缴 ${formatYuan(fen(unpaidFen))} 元`;

/**
 * Under the number of a contract levy and guarantee are paid as well: where the sum is one of theirs, a
 * person says which it is. Nothing where it is of the price alone.
 */
function besides({ amountFen }: Receipt, one: Payable, payables: readonly Payable[]): readonly Payable[] {
  if (one.kind !== 'price') return [];
  const others = payables.filter(
    ({ entry, kind, open, wanted }) =>
      entry === one.entry && kind !== one.kind && open && wanted.includes(amountFen),
  );
  const takes = fen(amountFen) <= fen(one.unpaidFen);
  return others.length > 0 && takes ? [one, ...others] : others;
}

function noticed(receipt: Receipt, one: Payable, taken: ReadonlyMap<string, bigint>): MatchedLine {
  const sofar = takenOf(taken, one);
  const sum = addFen(fen(receipt.amountFen), fen(sofar));
  if (!one.open) return told(receipt, 'differs', `${one.no} 已经缴清，多缴的应当退回`);
  const open = fen(one.unpaidFen);
  if (sum > open && sofar > NOTHING)
    return told(receipt, 'differs', `与本文件前面的各行合计，超过未缴金额：${openWords(one)}`);
  if (sum > open) return told(receipt, 'differs', `超过未缴金额：${openWords(one)}`, [one]);
  return told(receipt, 'matched', sum === open ? '与未缴金额相等' : `部分缴款，${openWords(one)}`, [one]);
}

/** What is named in the column of numbers or in the remark, by a number that is no part of a longer one. */
function byNotice({ noticeNo, remark }: Receipt, payables: readonly Payable[]): readonly Payable[] {
  const own = normalNo(noticeNo);
  if (own !== '') {
    const exact = payables.filter(({ numbers }) => numbers.some((no) => normalNo(no) === own));
    if (exact.length > 0) return exact;
  }
  const text = normalNo(remark);
  if (text === '') return [];
  return payables.filter(({ numbers }) => numbers.some((no) => stands(text, normalNo(no))));
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
