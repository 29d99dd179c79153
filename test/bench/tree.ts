import { TreeKeeper } from '#evidence';
import { EngineOptions, NO_STREAM } from '#kernel';
import { openPostgres } from '#postgres';
import type { Postgres } from '#postgres';
import { fact, round } from './log.js';
import { spread } from './measure.js';
import type { Spread } from './measure.js';

const WRITERS = [1, 64] as const;
/** Windows of each kind, in turn: what else this machine does falls on both. */
const WINDOWS = 4;
const STEADY_EVENTS = 1_000;
const STEADY_MS = 5;

export type TreeRow = Readonly<{
  writers: number;
  /** Appends a second with the tree kept in the same process, and without. */
  keptPerSecond: number;
  barePerSecond: number;
  ratio: number;
  /** How long after the last append the tree has everything, at the most. */
  behindMs: number;
}>;

const keeperOf = ({ store, subscriptions, readModels }: Postgres) =>
  new TreeKeeper(store, subscriptions, readModels, new EngineOptions());

/** Appends with and without the tree, in turn; what was appended without it is put into it in between. */
export async function besideTree(url: string, windowSeconds: number): Promise<readonly TreeRow[]> {
  const log = await openPostgres({ url, schema: 'bench_tree' });
  const rows: TreeRow[] = [];
  const appended = async (writers: number): Promise<number> =>
    (
      await round(writers, windowSeconds, (stream, turn, n) =>
        log.store.append(stream, turn + NO_STREAM, [fact(n)]),
      )
    ).perSecond;
  for (const writers of WRITERS) {
    let [kept, bare, behindMs] = [0, 0, 0];
    for (let window = 0; window < WINDOWS; window++) {
      bare += await appended(writers);
      const keeper = keeperOf(log);
      keeper.onApplicationBootstrap();
      await keeper.passed(await log.store.head());
      kept += await appended(writers);
      const from = performance.now();
      await keeper.passed(await log.store.head());
      behindMs = Math.max(behindMs, performance.now() - from);
      await keeper.beforeApplicationShutdown();
    }
    rows.push({
      writers,
      keptPerSecond: Math.round(kept / WINDOWS),
      barePerSecond: Math.round(bare / WINDOWS),
      ratio: Number((kept / bare).toFixed(2)),
      behindMs: Math.round(behindMs),
    });
  }
  await log.close();
  return rows;
}

/** From the acknowledgement of an append to the leaf in the stored tree, at a steady 200 appends a second. */
export async function commitToLeaf(url: string): Promise<Spread> {
  const log = await openPostgres({ url, schema: 'bench_leaf' });
  const keeper = keeperOf(log);
  keeper.onApplicationBootstrap();
  const once = async (n: number): Promise<number> => {
    const { position } = await log.store.append(`leaf-${process.pid}-${n}`, NO_STREAM, [fact(n)]);
    const acknowledged = performance.now();
    await keeper.passed(position);
    return performance.now() - acknowledged;
  };
  await once(0); // Its lease is there, and the tree is begun.
  const began = performance.now();
  const leaves: Promise<number>[] = [];
  for (let n = 1; n <= STEADY_EVENTS; n++) {
    leaves.push(once(n));
    const dueMs = began + n * STEADY_MS - performance.now();
    if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs));
  }
  const took = await Promise.all(leaves);
  await keeper.beforeApplicationShutdown();
  await log.close();
  return spread(took);
}
