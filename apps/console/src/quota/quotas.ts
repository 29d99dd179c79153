/** The plan of a district and year as the API answers it, and what the page makes of it. */

export type Demand = Readonly<{ kind: string; areaM2: string }>;
export type QuotaRow = Readonly<{
  district: string;
  planYear: number;
  kind: string;
  totalM2: string;
  reservedM2: string;
  occupiedM2: string;
  usedM2: string;
  availableM2: string;
  waiting: number;
}>;
export type Batch = Readonly<{
  batchNo: string;
  openedOn: string;
  limitM2: string;
  takenM2: string;
  leftM2: string;
  isCurrent: boolean;
}>;
export type Place = Readonly<{
  /** Null where one may not see the case. */
  subject: Readonly<{ entry: string; parcel: string; township: string }> | null;
  readiness: number;
  demands: readonly Demand[];
  /** What the year lacks for it by itself; nothing where only those before it keep it waiting. */
  lacking: readonly Demand[];
}>;
export type QuotaYear = Readonly<{
  batches: readonly Batch[];
  waiting: readonly Place[];
  closedBy: string | null;
}>;

const CM2 = 10_000n;
const PLACES = 4;
/** m² as a decimal text in cm²: exact, for shares of it are compared. */
export function cm2Of(m2: string): bigint {
  const negative = m2.startsWith('-');
  const [whole = '0', part = ''] = m2.replace('-', '').split('.');
  const size = BigInt(whole) * CM2 + BigInt(part.padEnd(PLACES, '0').slice(0, PLACES));
  return negative ? -size : size;
}

export type Share = Readonly<{ of: 'used' | 'occupied' | 'reserved'; from: number; width: number }>;
const PER_MILLE = 1_000n;
const TEN = 10;

/** What has been taken of a total, side by side, in percent to one place; nothing of nothing. */
export function sharesOf({ totalM2, usedM2, occupiedM2, reservedM2 }: QuotaRow): readonly Share[] {
  const total = cm2Of(totalM2);
  if (total <= 0n) return [];
  const taken = { used: usedM2, occupied: occupiedM2, reserved: reservedM2 } as const;
  let from = 0;
  return (['used', 'occupied', 'reserved'] as const).map((of) => {
    const width = Number((cm2Of(taken[of]) * PER_MILLE) / total) / TEN;
    const share = { of, from, width };
    from += width;
    return share;
  });
}

/** The years of a district that there is anything of, the newest first. */
export const yearsOf = (rows: readonly QuotaRow[], district: string): readonly number[] =>
  [...new Set(rows.filter((row) => row.district === district).map(({ planYear }) => planYear))].toSorted(
    (one, other) => other - one,
  );
