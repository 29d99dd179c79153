/** How an account stands on a day: what is owed, paid, open and late. Sums are exact. Pure. */
import { addFen, daysBetween, fen, NOTHING, notBelowZero, subtractFen } from '#policy';
import type { Fen } from '#policy';
import type { Day, FenText } from '../shared/terms.js';
import type { LevyMoney, MoneyView, Paid, PriceMoney } from './terms.js';

export const ACCOUNT_KINDS = { levy: '调节金', price: '价款' } as const;
export type AccountKind = keyof typeof ACCOUNT_KINDS;

/** In the order in which finance looks at them. */
export const ACCOUNT_STATES = {
  overdue: '逾期未缴',
  'part-paid': '部分已缴',
  due: '待缴',
  assessed: '待发缴款通知书',
  awaiting: '待确定金额',
  settled: '已缴清',
  ended: '已撤销',
} as const;
export type AccountState = keyof typeof ACCOUNT_STATES;

/** Amounts in 分. `dueOn` is the last day of the oldest part that is not paid, null while it is not known. */
export type AccountStanding = Readonly<{
  state: AccountState;
  /** Principal and what was charged for being late. */
  owedFen: FenText;
  paidFen: FenText;
  unpaidFen: FenText;
  /** Of parts whose last day is over, late fee included. */
  overdueFen: FenText;
  lateFeeFen: FenText;
  dueOn?: Day | null;
  /** Days after the oldest last day that was missed. */
  daysLate?: number;
}>;

export type AccountRow = AccountStanding &
  Readonly<{
    entry: string;
    kind: AccountKind;
    parcel: string;
    district: string;
    township: string;
    village: string;
    owner: string;
    buyer?: string;
    /** Of the levy's notice or of the contract. */
    no?: string;
    /** The rule of the amount was confirmed; absent where no rule made it. */
    confirmed?: boolean;
  }>;

type Part = Readonly<{ dueOn: Day | null; amountFen: FenText }>;
const sum = (of: readonly Readonly<{ amountFen: FenText }>[]): Fen =>
  addFen(NOTHING, ...of.map(({ amountFen }) => fen(amountFen)));

/** The rows of an entry: none of money that nobody owes yet. */
export function accountsOf(view: MoneyView, today: Day): readonly AccountRow[] {
  const { subject, village, owner, buyer, levy, price } = view;
  const { entry, parcel, district, township } = subject;
  const about = {
    entry,
    parcel,
    district,
    township,
    village,
    owner,
    ...(buyer === undefined ? {} : { buyer }),
  };
  return [
    ...(levy && isOwed(levy)
      ? [
          {
            ...{ ...about, kind: 'levy' as const, ...levyStanding(levy, today) },
            ...(levy.noticeNo === undefined ? {} : { no: levy.noticeNo }),
            ...(levy.explanation ? { confirmed: levy.explanation.confirmed } : {}),
          },
        ]
      : []),
    ...(price && price.schedule.length > 0
      ? [
          {
            ...{ ...about, kind: 'price' as const, ...priceStanding(price, today) },
            ...(price.contractNo === undefined ? {} : { no: price.contractNo }),
          },
        ]
      : []),
  ];
}

/** A deal that fell through before anything was assessed leaves a levy that never was. */
const isOwed = ({ status, explanation }: LevyMoney): boolean =>
  status !== 'cancelled' || explanation !== undefined;

export function levyStanding(levy: LevyMoney, today: Day): AccountStanding {
  const { status, lateFeeFen } = levy;
  const fee = fen(lateFeeFen);
  const open = standing(levy.schedule, levy.payments, fee, today);
  if (status === 'noticed') return open;
  const owed = addFen(fen(levy.amountFen), fee);
  const paid = sum(levy.payments);
  const unpaid = status === 'assessed' ? owed : NOTHING;
  return {
    ...{ state: status === 'cancelled' ? 'ended' : status, owedFen: owed.toString() },
    ...{ paidFen: paid.toString(), unpaidFen: unpaid.toString() },
    ...{ overdueFen: '0', lateFeeFen },
  };
}

export function priceStanding(price: PriceMoney, today: Day): AccountStanding {
  const parts = price.schedule.filter(({ no }) => !price.stopped.includes(no));
  const found = standing(parts, price.payments, NOTHING, today);
  if (price.status === 'ended') return { ...without(found), state: 'ended', unpaidFen: '0', overdueFen: '0' };
  return found;
}

const without = ({ dueOn: _dueOn, daysLate: _daysLate, ...rest }: AccountStanding): AccountStanding => rest;

/** Payments go to the oldest part first. */
function standing(parts: readonly Part[], payments: readonly Paid[], fee: Fen, today: Day): AccountStanding {
  const [owed, paid] = [addFen(sum(parts), fee), sum(payments)];
  const unpaid = notBelowZero(subtractFen(owed, paid));
  const late = parts.filter(({ dueOn }) => dueOn !== null && dueOn < today);
  const overdue = late.length === 0 ? NOTHING : notBelowZero(subtractFen(addFen(sum(late), fee), paid));
  const next = firstOpen(parts, paid);
  const missed = overdue > NOTHING ? (next?.dueOn ?? late.at(-1)?.dueOn) : undefined;
  return {
    state:
      unpaid === NOTHING ? 'settled' : overdue > NOTHING ? 'overdue' : paid > NOTHING ? 'part-paid' : 'due',
    owedFen: owed.toString(),
    paidFen: paid.toString(),
    unpaidFen: unpaid.toString(),
    overdueFen: overdue.toString(),
    lateFeeFen: fee.toString(),
    ...(unpaid > NOTHING && next ? { dueOn: next.dueOn } : {}),
    ...(missed ? { daysLate: Math.max(0, daysBetween(missed, today)) } : {}),
  };
}

function firstOpen(parts: readonly Part[], paid: Fen): Part | undefined {
  let before = NOTHING;
  return parts.find(({ amountFen }) => {
    before = addFen(before, fen(amountFen));
    return before > paid;
  });
}

/** Sums over the rows of a list, which are those of the list. */
export type MoneyTotals = Readonly<{
  rows: number;
  owedFen: FenText;
  paidFen: FenText;
  unpaidFen: FenText;
  overdueFen: FenText;
  lateFeeFen: FenText;
}>;

/** A sum of any size: what is counted is refused to nobody. */
const plus = (rows: readonly AccountRow[], field: keyof MoneyTotals & keyof AccountStanding): FenText =>
  rows.reduce((total, row) => total + BigInt(row[field]), 0n).toString();

export const totalsOf = (rows: readonly AccountRow[]): MoneyTotals => ({
  rows: rows.length,
  owedFen: plus(rows, 'owedFen'),
  paidFen: plus(rows, 'paidFen'),
  unpaidFen: plus(rows, 'unpaidFen'),
  overdueFen: plus(rows, 'overdueFen'),
  lateFeeFen: plus(rows, 'lateFeeFen'),
});
