import pg from 'pg';
import { EvidenceLog, EvidenceModule, TreeKeeper } from '#evidence';
import { HASH_BYTES, TILE_HASHES, checkReceipt, hashesIn, inclusionProof } from '#evidence';
import { isConsistent, isIncluded, rootOf, verifierIn } from '#evidence';
import type { TileId } from '#evidence';
import { Feed, FeedModule, namesFor } from '#feed';
import type { Asked, Counterparty } from '#feed';
import { EventStore, NO_STREAM, Projector } from '#kernel';
import { openPostgres } from '#postgres';
import type { Postgres } from '#postgres';
import { startApp } from '../kernel/app.js';
import { abreast, seconds, spread } from './measure.js';
import type { Spread } from './measure.js';
import { acceptedApplication, entryOf, liftedHold, liftedId, listingOf } from './published-facts.js';

const SCHEMA = 'bench_million';
const FACTS_OF_ENTRY = 100;
const FILL_WIDTH = 16;
/** Every tenth entry has one fact for the registry: one of a thousand events. */
const REGISTRY_EVERY = 10;
const SEED = Buffer.alloc(32, 7);
const PAGE_EVENTS = 100;
const WARM_TURNS = 50;
const US_PER_MS = 1_000;

export type PageRow = Readonly<{ what: string; events: number }> & Spread;
export type ProofRow = Readonly<{
  what: string;
  hashes: number;
  bytes: number;
  made: Spread;
  /** By whoever is shown it, in Node. */
  checkedUs: number;
}>;
export type Million = Readonly<{
  events: number;
  filledPerSecond: number;
  publishedSeconds: number;
  treeSeconds: number;
  pages: readonly PageRow[];
  proofs: readonly ProofRow[];
}>;

/**
 * A log of so many published facts, the feed and the tree that are made of it by what a server makes them
 * with, and what is read of both, in this process. `turns`: how often each thing is asked for.
 */
export async function million(url: string, events: number, turns: number): Promise<Million> {
  const log = await openPostgres({ url, schema: SCHEMA });
  const filling = await seconds(() => filled(log, events / FACTS_OF_ENTRY));
  await log.close();
  const app = await startApp(FeedModule, {
    url,
    schema: SCHEMA,
    engine: { sagas: false },
    extra: [EvidenceModule.forRoot(SEED)],
  });
  try {
    const head = await app.get(EventStore).head();
    const [publishedSeconds, treeSeconds] = await Promise.all([
      seconds(() => app.get(Projector).passed(head)),
      seconds(() => app.get(TreeKeeper).passed(head)),
    ]);
    await settled(url);
    return {
      events,
      filledPerSecond: Math.round(events / filling),
      publishedSeconds: Math.round(publishedSeconds),
      treeSeconds: Math.round(treeSeconds),
      pages: await pages(app.get(Feed), events, turns),
      proofs: await proofs(app.get(EvidenceLog), events, turns),
    };
  } finally {
    await app.close();
  }
}

const filled = ({ store }: Postgres, entries: number) =>
  abreast(entries, FILL_WIDTH, async (n) => {
    const entry = entryOf(n);
    const facts = Array.from({ length: FACTS_OF_ENTRY }, (_, e) =>
      e === 0 && n % REGISTRY_EVERY === 0 ? acceptedApplication(entry, n) : liftedHold(entry, e),
    );
    await store.append(listingOf(entry), NO_STREAM, facts);
  });

/** As autovacuum leaves it a minute later. */
async function settled(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`vacuum analyze ${SCHEMA}.documents`);
  await client.end();
}

async function pages(feed: Feed, events: number, turns: number): Promise<readonly PageRow[]> {
  const middle = String(Math.floor(events / 2));
  const ask = (to: Counterparty, asked: Asked) =>
    feed.page({ to }, { types: namesFor(to), limit: PAGE_EVENTS, ...asked });
  const last = await feed.head({ to: 'platform' });
  const beforeLast = String(BigInt(last!.sequence) - BigInt(PAGE_EVENTS));
  const rare = namesFor('platform').find((name) => name !== 'listing.hold-lifted.v1')!;
  /** One page after the other, as whoever catches up asks; from the first place again at the end. */
  const onward = (to: Counterparty, from: string) => {
    let after = from;
    return async () => {
      const page = await ask(to, { after });
      after = page.length < PAGE_EVENTS ? from : page.at(-1)!.id;
      return page.length;
    };
  };
  const same = (to: Counterparty, asked: Asked) => async () => (await ask(to, asked)).length;
  const rows: readonly (readonly [string, () => Promise<number>])[] = [
    ['a hundred from the beginning on', onward('platform', '0')],
    ['a hundred from the middle on', onward('platform', middle)],
    ['the last hundred', same('platform', { after: beforeLast })],
    ['nothing after the last', same('platform', { after: last!.id })],
    ['a hundred from the middle on, of one event in a thousand', onward('registry', middle)],
    ['those of one entry', same('platform', { subject: entryOf(Math.floor(events / 300)) })],
    ['of a type that there is none of', same('platform', { types: [rare] })],
  ];
  const measured: PageRow[] = [];
  for (const [what, once] of rows) {
    const { last: events, took } = await repeated(turns, once);
    measured.push({ what, events, ...spread(took) });
  }
  return measured;
}

async function proofs(log: EvidenceLog, events: number, turns: number): Promise<readonly ProofRow[]> {
  const key = verifierIn(await log.key());
  const head = await log.head();
  const anyOf = (below: number) => Math.floor(Math.random() * below);
  // Whatever stands at version 1 is a lifted hold.
  const receipt = await repeated(turns, async () => {
    const id = liftedId(entryOf(anyOf(events / FACTS_OF_ENTRY)), 1);
    return (await log.receipt(id.slice(0, id.lastIndexOf(':'))))!;
  });
  const { leaf, proof } = receipt.last;
  const path = proof.slice(0, proof.indexOf('\n\n')).split('\n').slice(2);
  const inclusion = await repeated(turns, async () => {
    const index = anyOf(head.size);
    return { index, hashes: await inclusionProof(treeOf(log, head.size), index, head.size) };
  });
  const claim = {
    ...head,
    index: inclusion.last.index,
    leaf: await treeOf(log, head.size)(0, inclusion.last.index),
  };
  const before = await repeated(turns, async () => {
    const size = 1 + anyOf(events - 1);
    return { size, hashes: await log.consistency(size) };
  });
  const { size, hashes } = before.last;
  const old = { size, root: await rootOf(treeOf(log, size), size) };
  const shown = hashes.map((hash) => Buffer.from(hash, 'base64'));
  return [
    {
      what: 'inclusion of any leaf, read from the tiles',
      hashes: inclusion.last.hashes.length,
      bytes: inclusion.last.hashes.length * HASH_BYTES,
      made: spread(inclusion.took),
      checkedUs: checkedUs(turns, () => isIncluded(inclusion.last.hashes, claim)),
    },
    {
      what: 'a receipt: the fact, its place, inclusion, checkpoint',
      hashes: path.length,
      bytes: Buffer.byteLength(proof),
      made: spread(receipt.took),
      checkedUs: checkedUs(turns, () => checkReceipt(leaf, proof, key).index >= 0),
    },
    {
      what: 'consistency of any earlier tree with it',
      hashes: hashes.length,
      bytes: Buffer.byteLength(hashes.join('\n')),
      made: spread(before.took),
      checkedUs: checkedUs(turns, () => isConsistent(shown, old, head)),
    },
  ];
}

/** A tree of so many leaves, the newest or an earlier one, read from its tiles as anybody reads them. */
const treeOf = (log: EvidenceLog, size: number) =>
  hashesIn(async ({ level, index }: TileId) => {
    const has = Math.floor(size / TILE_HASHES ** level) - index * TILE_HASHES;
    const bytes = (await log.tile({ level, index }, Math.min(has, TILE_HASHES)))!;
    return Array.from({ length: bytes.length / HASH_BYTES }, (_, at) =>
      bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
    );
  });

/** One after the other; the first of them warm what is to be warm. */
async function repeated<T>(
  turns: number,
  once: () => Promise<T>,
): Promise<Readonly<{ last: T; took: readonly number[] }>> {
  const took: number[] = [];
  let last = await once();
  for (let turn = -WARM_TURNS; turn < turns; turn++) {
    const from = performance.now();
    last = await once();
    if (turn >= 0) took.push(performance.now() - from);
  }
  return { last, took };
}

/** @throws where it does not hold: a check that fails is not worth its time. */
function checkedUs(turns: number, holds: () => boolean): number {
  const took: number[] = [];
  for (let turn = -WARM_TURNS; turn < turns; turn++) {
    const from = performance.now();
    if (!holds()) throw new Error('A proof does not hold.');
    if (turn >= 0) took.push(performance.now() - from);
  }
  return Math.round(spread(took).p50Ms * US_PER_MS);
}
