/**
 * The account behind the quota decider: what is issued, what is taken and by whom, and who waits. Pure: every change
 * gives a new ledger. A year holds thousands of entries, so holdings lie in buckets and a change copies one bucket,
 * not the year.
 */
import { formatArea, parseArea, squareCm } from '#policy';
import type { Subject } from '../terms.js';
import type { Demand, QuotaKind, QuotaNeed } from './quota.events.js';

/** All areas in cm². */
export type Pool = Readonly<{ total: bigint; reserved: bigint; occupied: bigint; used: bigint }>;
export type Stage = 'reserved' | 'occupied' | 'used';
export type Holding = Readonly<{ subject: Subject; demands: readonly Demand[]; stage: Stage }>;
export type Waiting = Readonly<{ subject: Subject; need: QuotaNeed }>;

type Bucket = ReadonlyMap<string, Holding>;

export type Ledger = Readonly<{
  pools: Readonly<Record<QuotaKind, Pool>>;
  holdings: readonly Bucket[];
  /** The readiest first, equals in the order in which they came. */
  waiting: readonly Waiting[];
  /** Entries that gave their land back and hold none now: what still comes for them comes too late. */
  left: ReadonlySet<string>;
  /** What each document brought, so that registering it twice is registering it once. */
  documents: ReadonlyMap<string, string>;
}>;

export const QUOTA_KINDS: readonly QuotaKind[] = ['supply', 'new'];

/** 10 000 entries of a year make buckets of about forty: a change copies some three hundred references. */
const BUCKETS = 256;

const NOTHING: Pool = { total: 0n, reserved: 0n, occupied: 0n, used: 0n };

export const EMPTY: Ledger = {
  pools: { supply: NOTHING, new: NOTHING },
  holdings: Array.from({ length: BUCKETS }, () => new Map<string, Holding>()),
  waiting: [],
  left: new Set(),
  documents: new Map(),
};

export const takenOf = ({ reserved, occupied, used }: Pool): bigint => reserved + occupied + used;
export const availableOf = (pool: Pool): bigint => pool.total - takenOf(pool);

export const holdingOf = (ledger: Ledger, entry: string): Holding | undefined => ledger.holdings[bucketOf(entry)]?.get(entry);
export const waitingOf = (ledger: Ledger, entry: string): Waiting | undefined => ledger.waiting.find(({ subject }) => subject.entry === entry);

/** What the pools lack for the demands; empty when all of them fit. */
export function shortOf(ledger: Ledger, demands: readonly Demand[]): readonly Demand[] {
  return demands.flatMap(({ kind, areaM2 }) => {
    const lacking = parseArea(areaM2) - availableOf(ledger.pools[kind]);
    return lacking > 0n ? [{ kind, areaM2: formatArea(squareCm(lacking)) }] : [];
  });
}

export function raised(ledger: Ledger, kind: QuotaKind, by: bigint, document: string, amountText: string): Ledger {
  const pool = ledger.pools[kind];
  return {
    ...ledger,
    pools: { ...ledger.pools, [kind]: { ...pool, total: pool.total + by } },
    documents: new Map(ledger.documents).set(document, amountText),
  };
}

export function reserved(ledger: Ledger, subject: Subject, demands: readonly Demand[]): Ledger {
  const left = ledger.left.has(subject.entry) ? new Set([...ledger.left].filter((entry) => entry !== subject.entry)) : ledger.left;
  return withHolding({ ...booked(ledger, demands, null, 'reserved'), waiting: without(ledger.waiting, subject.entry), left }, { subject, demands, stage: 'reserved' });
}

export function moved(ledger: Ledger, entry: string, to: Stage): Ledger {
  const holding = holdingOf(ledger, entry);
  return holding ? withHolding(booked(ledger, holding.demands, holding.stage, to), { ...holding, stage: to }) : ledger;
}

export function released(ledger: Ledger, entry: string): Ledger {
  const holding = holdingOf(ledger, entry);
  if (!holding) return { ...ledger, waiting: without(ledger.waiting, entry) };
  const index = bucketOf(entry);
  const bucket = new Map(ledger.holdings[index]);
  bucket.delete(entry);
  return { ...booked(ledger, holding.demands, holding.stage, null), holdings: ledger.holdings.with(index, bucket), left: new Set(ledger.left).add(entry) };
}

export function waitlisted(ledger: Ledger, subject: Subject, need: QuotaNeed): Ledger {
  const others = without(ledger.waiting, subject.entry);
  const behind = others.findIndex((other) => other.need.readiness < need.readiness);
  return { ...ledger, waiting: others.toSpliced(behind === -1 ? others.length : behind, 0, { subject, need }) };
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
  return { ...ledger, holdings: ledger.holdings.with(index, new Map(ledger.holdings[index]).set(holding.subject.entry, holding)) };
}

const without = (waiting: readonly Waiting[], entry: string): readonly Waiting[] =>
  waiting.some(({ subject }) => subject.entry === entry) ? waiting.filter(({ subject }) => subject.entry !== entry) : waiting;

/** FNV-1a: codes of one district differ only in their last digits, and those must spread. */
function bucketOf(entry: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < entry.length; index += 1) hash = Math.imul(hash ^ entry.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}
