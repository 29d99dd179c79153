/** The lines of a bank's statement, and which of them a person has chosen to book. */

export const LINE_STATES = [
  'matched',
  'proposed',
  'differs',
  'unknown',
  'duplicate',
  'booked',
  'faulty',
] as const;
export type LineState = (typeof LINE_STATES)[number];
export type Payable = 'levy' | 'price' | 'guarantee';
export type Candidate = Readonly<{
  entry: string;
  kind: Payable;
  village: string;
  no: string;
  unpaidFen: string;
}>;
export type Line = Readonly<{
  row: number;
  state: LineState;
  serialNo: string;
  payer: string;
  paidOn?: string;
  amountFen?: string;
  noticeNo?: string;
  remark?: string;
  why: string;
  candidates: readonly Candidate[];
}>;
export type Report = Readonly<{
  rows: number;
  ignored: readonly string[];
  columns: readonly Readonly<{ name: string; example: string }>[];
  lines: readonly Line[];
}>;
export type Outcome = Readonly<{
  serialNo: string;
  entry: string;
  kind: Payable;
  state: 'booked' | 'already' | 'refused';
  why?: string;
}>;
export type Booking = Readonly<{
  serialNo: string;
  entry: string;
  kind: Payable;
  paidOn: string;
  amountFen: string;
  /** The number under which it was found: of the levy its notice, of the others their contract. */
  noticeNo?: string;
  contractNo?: string;
}>;

/** For which money of which entry each line is to be booked, by its row: the key of a candidate. */
export type Choice = Readonly<Record<number, string>>;

/** Bookings of one request. */
export const BOOKINGS_MAX = 100;

export const keyOf = ({ kind, entry }: Pick<Candidate, 'kind' | 'entry'>): string => `${kind} ${entry}`;

/** What carries the number of a notice or contract is chosen already; what is proposed a person chooses. */
export const chosenAtFirst = (lines: readonly Line[]): Choice =>
  Object.fromEntries(
    lines.flatMap(({ row, state, candidates: [one] }) =>
      state === 'matched' && one ? [[row, keyOf(one)]] : [],
    ),
  );

export const mayBeBooked = ({ state, candidates }: Line): boolean =>
  (state === 'matched' || state === 'proposed') && candidates.length > 0;

/** In the order of the table, for each line for which something is chosen. */
export const bookingsOf = (lines: readonly Line[], choice: Choice): readonly Booking[] =>
  lines.flatMap((line): Booking[] => {
    const { row, serialNo, paidOn, amountFen, candidates } = line;
    const chosen = candidates.find((one) => keyOf(one) === choice[row]);
    if (!mayBeBooked(line) || !chosen || paidOn === undefined || amountFen === undefined) return [];
    const { entry, kind, no } = chosen;
    const about = kind === 'levy' ? { noticeNo: no } : { contractNo: no };
    return [{ serialNo, entry, kind, paidOn, amountFen, ...about }];
  });

export const sumFen = (amounts: readonly Readonly<{ amountFen?: string }>[]): string =>
  amounts.reduce((sum, { amountFen = '0' }) => sum + BigInt(amountFen), 0n).toString();

export const inRequests = <T>(all: readonly T[], most = BOOKINGS_MAX): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, n) => all.slice(n * most, (n + 1) * most));
