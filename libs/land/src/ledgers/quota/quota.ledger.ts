/**
 * The account behind the quota decider: what is issued, what is taken and by whom, and who waits. Pure: every
 * change gives a new ledger. A year holds thousands of entries, so holdings lie in buckets and a change
 * copies one bucket, not the year.
 */
import { formatArea, parseArea, squareCm } from '#policy';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import { bucketOf, noBuckets } from '../../shared/buckets.rules.js';
import type { Buckets } from '../../shared/buckets.rules.js';
import { byReadiness } from '../../shared/need.rules.js';
import type { Demand, QuotaKind, QuotaNeed } from '../../shared/need.rules.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { Day, Subject } from '../../shared/terms.js';

/** All areas in cm². */
export type Pool = Readonly<{ total: bigint; reserved: bigint; occupied: bigint; used: bigint }>;
export type Stage = 'reserved' | 'occupied' | 'used';
export type Holding = Readonly<{
  subject: Subject;
  demands: readonly Demand[];
  stage: Stage;
  expiresOn: Day | null;
  batch?: string;
}> &
  MayBeOpen;
/** 分期分批: what a batch may take in all, and what has been taken of it. */
export type Batch = Readonly<{ limit: bigint; taken: bigint; openedOn: Day }>;
export type Waiting = Readonly<{ subject: Subject; need: QuotaNeed }>;

export type Ledger = Readonly<{
  pools: Readonly<Record<QuotaKind, Pool>>;
  holdings: Buckets<Holding>;
  /** The readiest first, equals in the order in which they came. */
  waiting: readonly Waiting[];
  /** Entries that gave their land back and hold none now: what still comes for them comes too late. */
  left: ReadonlySet<string>;
  /** Entries whose reservation ran out, with what they had asked for. */
  expired: ReadonlyMap<string, readonly Demand[]>;
  batches: ReadonlyMap<string, Batch>;
  /** The batch that reservations belong to now; null where the year is not given out in batches. */
  batch: string | null;
  /** After the close of the year nothing is given any more. */
  closed: boolean;
  settlements: number;
  /** What each document said, so that registering it twice is registering it once. */
  documents: ReadonlyMap<string, Report>;
  /** The document that closed the year. */
  closing: string | null;
}>;

export const QUOTA_KINDS: readonly QuotaKind[] = ['supply', 'new', 'total', 'linkage'];

const NOTHING: Pool = { total: 0n, reserved: 0n, occupied: 0n, used: 0n };

export const EMPTY: Ledger = {
  pools: { supply: NOTHING, new: NOTHING, total: NOTHING, linkage: NOTHING },
  holdings: noBuckets<Holding>(),
  waiting: [],
  left: new Set(),
  expired: new Map(),
  batches: new Map(),
  batch: null,
  closed: false,
  settlements: 0,
  documents: new Map(),
  closing: null,
};

export const takenOf = ({ reserved, occupied, used }: Pool): bigint => reserved + occupied + used;
export const availableOf = (pool: Pool): bigint => pool.total - takenOf(pool);

export const holdingOf = (ledger: Ledger, entry: string): Holding | undefined =>
  ledger.holdings[bucketOf(entry)]?.get(entry);
export const waitingOf = (ledger: Ledger, entry: string): Waiting | undefined =>
  ledger.waiting.find(({ subject }) => subject.entry === entry);

/** What the batch of the day still takes; null where there are no batches. */
function roomOf({ batches, batch }: Ledger): bigint | null {
  const current = batch === null ? undefined : batches.get(batch);
  return current ? current.limit - current.taken : null;
}

/** What the pools lack for the demands; empty when all of them fit. */
export function shortOf(ledger: Ledger, demands: readonly Demand[]): readonly Demand[] {
  return demands.flatMap(({ kind, areaM2 }) => {
    const free = ledger.closed ? 0n : availableOf(ledger.pools[kind]);
    const room = kind === 'supply' ? roomOf(ledger) : null;
    const lacking = parseArea(areaM2) - (room !== null && room < free ? room : free);
    return lacking > 0n ? [{ kind, areaM2: formatArea(squareCm(lacking)) }] : [];
  });
}

export function raised(ledger: Ledger, kind: QuotaKind, by: bigint, document: string, said: Report): Ledger {
  const pool = ledger.pools[kind];
  return {
    ...ledger,
    pools: { ...ledger.pools, [kind]: { ...pool, total: pool.total + by } },
    documents: new Map(ledger.documents).set(document, said),
  };
}

export function reserved(ledger: Ledger, holding: Holding): Ledger {
  const { subject, demands } = holding;
  const left = ledger.left.has(subject.entry)
    ? new Set([...ledger.left].filter((entry) => entry !== subject.entry))
    : ledger.left;
  const waiting = without(ledger.waiting, subject.entry);
  return withHolding(
    {
      ...batched(booked(ledger, demands, null, 'reserved'), holding, 1n),
      waiting,
      left,
      expired: forgotten(ledger.expired, subject.entry),
    },
    holding,
  );
}

export function moved(ledger: Ledger, entry: string, to: Stage): Ledger {
  const holding = holdingOf(ledger, entry);
  return holding
    ? withHolding(booked(ledger, holding.demands, holding.stage, to), { ...holding, stage: to })
    : ledger;
}

export function released(ledger: Ledger, entry: string): Ledger {
  const holding = holdingOf(ledger, entry);
  const expired = forgotten(ledger.expired, entry);
  const left = new Set(ledger.left).add(entry);
  // Who only waited may ask again; who let a reservation run out and then ended has left.
  if (!holding)
    return {
      ...ledger,
      waiting: without(ledger.waiting, entry),
      expired,
      left: ledger.expired.has(entry) ? left : ledger.left,
    };
  const index = bucketOf(entry);
  const bucket = new Map(ledger.holdings[index]);
  bucket.delete(entry);
  return {
    ...batched(booked(ledger, holding.demands, holding.stage, null), holding, -1n),
    holdings: ledger.holdings.with(index, bucket),
    expired,
    left,
  };
}

export function expired(ledger: Ledger, entry: string): Ledger {
  const demands = holdingOf(ledger, entry)?.demands ?? [];
  const after = released(ledger, entry);
  return { ...after, left: ledger.left, expired: new Map(after.expired).set(entry, demands) };
}

export const batchOpened = (ledger: Ledger, batchNo: string, limit: bigint, openedOn: Day): Ledger => ({
  ...ledger,
  batch: batchNo,
  batches: new Map(ledger.batches).set(batchNo, { limit, taken: 0n, openedOn }),
});

export const closed = (ledger: Ledger, documentNo: string): Ledger => ({
  ...ledger,
  closed: true,
  closing: documentNo,
  waiting: [],
});

/** What leaves the year takes its part of the totals along. */
export function settled(ledger: Ledger, gone: readonly Demand[]): Ledger {
  const pools = { ...ledger.pools };
  for (const { kind, areaM2 } of gone)
    pools[kind] = { ...pools[kind], total: pools[kind].total - parseArea(areaM2) };
  return { ...ledger, pools, settlements: ledger.settlements + 1 };
}

export function carried(ledger: Ledger, document: string, demands: readonly Demand[]): Ledger {
  return demands.reduce<Ledger>(
    (after, { kind, areaM2 }) => raised(after, kind, parseArea(areaM2), document, {}),
    { ...ledger, documents: new Map(ledger.documents).set(document, {}) },
  );
}

/** The area of an entry counts once in its batch, whatever kinds it takes. */
function batched(ledger: Ledger, { batch, demands }: Holding, sign: 1n | -1n): Ledger {
  const current = batch === undefined ? undefined : ledger.batches.get(batch);
  if (batch === undefined || !current) return ledger;
  const area = demands
    .filter(({ kind }) => kind === 'supply')
    .reduce((sum, { areaM2 }) => sum + parseArea(areaM2), 0n as bigint);
  return {
    ...ledger,
    batches: new Map(ledger.batches).set(batch, { ...current, taken: current.taken + sign * area }),
  };
}

function forgotten(expired: Ledger['expired'], entry: string): Ledger['expired'] {
  return expired.has(entry) ? new Map([...expired].filter(([other]) => other !== entry)) : expired;
}

export function waitlisted(ledger: Ledger, subject: Subject, need: QuotaNeed): Ledger {
  const others = without(ledger.waiting, subject.entry);
  const behind = others.findIndex((other) => byReadiness(need, other.need) < 0);
  return {
    ...ledger,
    waiting: others.toSpliced(behind === -1 ? others.length : behind, 0, { subject, need }),
  };
}

function booked(ledger: Ledger, demands: readonly Demand[], from: Stage | null, to: Stage | null): Ledger {
  const pools = { ...ledger.pools };
  for (const { kind, areaM2 } of demands) {
    const pool = { ...pools[kind] };
    const area = parseArea(areaM2);
    if (from) pool[from] -= area;
    if (to) pool[to] += area;
    pools[kind] = pool;
  }
  return { ...ledger, pools };
}

function withHolding(ledger: Ledger, holding: Holding): Ledger {
  const index = bucketOf(holding.subject.entry);
  return {
    ...ledger,
    holdings: ledger.holdings.with(
      index,
      new Map(ledger.holdings[index]).set(holding.subject.entry, holding),
    ),
  };
}

const without = (waiting: readonly Waiting[], entry: string): readonly Waiting[] =>
  waiting.some(({ subject }) => subject.entry === entry)
    ? waiting.filter(({ subject }) => subject.entry !== entry)
    : waiting;
