/**
 * Rents as they fall due year by year: what of each is open on a day, and what its delay costs by the
 * contract. Pure.
 */
import { NOTHING, addFen, daysBetween, fen, smallerFen, subtractFen } from '#policy';
import type { Fen } from '#policy';
import type { Day, FenText } from '../shared/terms.js';
import type { ExplainedFen } from '../stages/contract/contract.events.js';
import { interestOf, missingOf } from '../stages/contract/instalments.rules.js';
import { dayOfClearing } from '../stages/contract/price.rules.js';
import { ACCOUNT_STATES } from './standing.rules.js';
import type { MoneyView, PriceMoney } from './terms.js';

/** In the order in which finance looks at them. */
export const RENT_STATES = {
  overdue: ACCOUNT_STATES.overdue,
  'part-paid': ACCOUNT_STATES['part-paid'],
  due: ACCOUNT_STATES.due,
  settled: ACCOUNT_STATES.settled,
} as const;
export type RentState = keyof typeof RENT_STATES;

/** The rent of one year of a lease. Amounts in 分. */
export type RentRow = Readonly<{
  entry: string;
  parcel: string;
  district: string;
  township: string;
  village: string;
  owner: string;
  buyer?: string;
  contractNo?: string;
  noticeNo?: string;
  /** Number of the instalment in the contract. */
  no: number;
  rentYear: number;
  dueOn: Day;
  state: RentState;
  owedFen: FenText;
  paidFen: FenText;
  unpaidFen: FenText;
  overdueFen: FenText;
  /** What the delay costs by the contract, up to the day of payment or today. */
  interestFen: FenText;
  interest?: ExplainedFen;
  daysLate?: number;
}>;

type Rent = PriceMoney['schedule'][number] & Readonly<{ rentYear: number }>;

/** The rents of an entry that are owed or paid: none of a contract that was rescinded. */
export function rentsDue(view: MoneyView, today: Day): readonly RentRow[] {
  const { subject, village, owner, buyer, price } = view;
  if (!price || price.status === 'ended') return [];
  const { entry, parcel, district, township } = subject;
  const schedule = price.schedule.filter(({ no }) => !price.stopped.includes(no));
  return schedule.flatMap((due): RentRow[] => {
    if (due.rentYear === undefined) return [];
    const rent = { ...due, rentYear: due.rentYear };
    const noticeNo = price.calls.find(({ no }) => no === due.no)?.noticeNo;
    return [
      {
        ...{ entry, parcel, district, township, village, owner },
        ...(buyer === undefined ? {} : { buyer }),
        ...(price.contractNo === undefined ? {} : { contractNo: price.contractNo }),
        ...(noticeNo === undefined ? {} : { noticeNo }),
        ...{ no: rent.no, rentYear: rent.rentYear, dueOn: rent.dueOn },
        ...standingOf(rent, { ...price, schedule }, today),
      },
    ];
  });
}

type Standing = Pick<
  RentRow,
  'state' | 'owedFen' | 'paidFen' | 'unpaidFen' | 'overdueFen' | 'interestFen' | 'interest' | 'daysLate'
>;

function standingOf(rent: Rent, lease: PriceMoney, today: Day): Standing {
  const { no, dueOn, amountFen } = rent;
  const kept = fen(lease.rentsEnded?.keptFen ?? '0');
  const paidAll = addFen(kept, ...lease.payments.map((payment) => fen(payment.amountFen)));
  const unpaid = smallerFen(fen(amountFen), missingOf(lease.schedule, no, paidAll));
  const paid = subtractFen(fen(amountFen), unpaid);
  const isLate = unpaid > NOTHING && dueOn < today;
  const interest = interestFor(rent, lease, today);
  return {
    state: unpaid === NOTHING ? 'settled' : isLate ? 'overdue' : paid > NOTHING ? 'part-paid' : 'due',
    owedFen: amountFen,
    paidFen: paid.toString(),
    unpaidFen: unpaid.toString(),
    overdueFen: (isLate ? unpaid : NOTHING).toString(),
    interestFen: interest?.value ?? '0',
    ...(interest ? { interest } : {}),
    ...(isLate ? { daysLate: daysBetween(dueOn, today) } : {}),
  };
}

/** Undefined where nothing was late, or where no rate was agreed. */
function interestFor(rent: Rent, lease: PriceMoney, today: Day): ExplainedFen | undefined {
  const { lateRate, schedule, payments, rentsEnded } = lease;
  if (!lateRate || rent.dueOn >= today) return undefined;
  const until = lastDayOf(rent, lease, rentsEnded && rentsEnded.on < today ? rentsEnded.on : today);
  if (until <= rent.dueOn) return undefined;
  const interest = interestOf(schedule, rent.no, payments, lateRate, until);
  return interest.value === '0' ? undefined : interest;
}

/** The day on which it was paid whole, as far as it was. */
function lastDayOf({ no }: Rent, { schedule, payments }: PriceMoney, latest: Day): Day {
  const paid: Fen = addFen(NOTHING, ...payments.map(({ amountFen }) => fen(amountFen)));
  if (missingOf(schedule, no, paid) > NOTHING) return latest;
  const cleared = dayOfClearing(schedule, no, payments);
  return cleared < latest ? cleared : latest;
}

/** Sums over the rows of a list, which are those of the list. */
export type RentTotals = Readonly<{
  rows: number;
  owedFen: FenText;
  paidFen: FenText;
  unpaidFen: FenText;
  overdueFen: FenText;
  interestFen: FenText;
}>;
export type RentsOfYear = RentTotals & Readonly<{ year: number }>;

type Sum = Exclude<keyof RentTotals, 'rows'>;
const plus = (rows: readonly RentRow[], field: Sum): FenText =>
  rows.reduce((total, row) => total + BigInt(row[field]), 0n).toString();

export const rentTotals = (rows: readonly RentRow[]): RentTotals => ({
  rows: rows.length,
  owedFen: plus(rows, 'owedFen'),
  paidFen: plus(rows, 'paidFen'),
  unpaidFen: plus(rows, 'unpaidFen'),
  overdueFen: plus(rows, 'overdueFen'),
  interestFen: plus(rows, 'interestFen'),
});

const YEAR_DIGITS = 4;
/** The calendar year in which a rent falls due. */
export const yearOf = ({ dueOn }: Pick<RentRow, 'dueOn'>): number => Number(dueOn.slice(0, YEAR_DIGITS));

/** Year by year, the earliest first. */
export function rentsByYear(rows: readonly RentRow[]): readonly RentsOfYear[] {
  const years = [...new Set(rows.map(yearOf))].toSorted((a, b) => a - b);
  return years.map((year) => ({ year, ...rentTotals(rows.filter((row) => yearOf(row) === year)) }));
}
