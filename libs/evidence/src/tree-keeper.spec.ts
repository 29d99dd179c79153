/*
 * Shows: the tree has every fact of the log once, in order, whoever keeps it and however often that changes.
 * How: processes on one memory, each keeps the tree for a while and dies; the whole log is hashed again.
 */
import { describe, expect, it } from '@jest/globals';
import { ENGINE, EngineOptions, NO_STREAM } from '#kernel';
import type { Recorded } from '#kernel';
import { SharedMemory } from '#kernel/testing';
import { EvidenceLog } from './evidence-log.js';
import { leafOf } from './leaf.js';
import { verifierIn } from './tlog/keys.js';
import { checkReceipt } from './tlog/proof.js';
import { TreeKeeper } from './tree-keeper.js';
import { GrowingRoot, leafHash } from './tlog/tree.js';

const SEED = Buffer.alloc(32, 3);
const meta = (command: string) => ({
  correlation: 'c',
  causation: command,
  command,
  actor: ENGINE,
  occurredAt: '2026-03-02T02:00:00.000Z',
  policy: 'p@1',
  schema: 1,
});

type Process = ReturnType<SharedMemory['open']>;
const keeperOf = ({ store, subscriptions, readModels }: Process) =>
  new TreeKeeper(store, subscriptions, readModels, new EngineOptions());

async function written({ store }: Process, stream: string, count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, at) => ({
    type: 'Counted',
    data: { at },
    meta: meta(`${stream}/${at}`),
  }));
  await store.append(stream, NO_STREAM, events);
}

function rootOver(log: readonly Recorded[]): string {
  const tree = new GrowingRoot();
  for (const event of log) tree.add(leafHash(Buffer.from(leafOf(event))));
  return Buffer.from(tree.root).toString('hex');
}

describe('the keeper of the tree', () => {
  it('goes on where another one died, at any width of the last tile', async () => {
    const memory = new SharedMemory();
    // Below, at and above the borders of tiles of 256, one of them of the second level.
    const widths = [1, 254, 1, 1, 255, 256, 257, 700, 1_000, 1_000, 3];
    const keepers: TreeKeeper[] = [];
    for (const [life, width] of widths.entries()) {
      const process = memory.open();
      const keeper = keeperOf(process);
      keepers.push(keeper);
      keeper.onApplicationBootstrap();
      await written(process, `numbers-${life}`, width);
      const head = await process.store.head();
      await keeper.passed(head);
      const log = await process.store.readAll(0n, 10_000);
      const evidence = new EvidenceLog(process.readModels, process.store, SEED, false);
      const { size, root } = await evidence.head();
      expect([life, size, root.toString('hex')]).toEqual([life, log.length, rootOver(log)]);
      if (life % 2 === 0) await keeper.beforeApplicationShutdown();
      await process.close();
    }
    const last = memory.open();
    const evidence = new EvidenceLog(last.readModels, last.store, SEED, false);
    const key = verifierIn(await evidence.key());
    for (const fact of ['numbers-0@0', 'numbers-4@254', 'numbers-5@0', 'numbers-8@999', 'numbers-10@2']) {
      const receipt = (await evidence.receipt(fact))!;
      expect(JSON.parse(receipt.leaf)).toMatchObject({ id: fact });
      expect(checkReceipt(receipt.leaf, receipt.proof, key).index).toBe(receipt.index);
    }
    expect(await evidence.receipt('numbers-10@3')).toBeUndefined();
    // The dead do nothing any more; here they end.
    for (const keeper of keepers) await keeper.beforeApplicationShutdown();
  });

  it('begins anew where its checkpoint is gone, whatever tiles are left', async () => {
    const memory = new SharedMemory();
    const first = memory.open();
    const keeper = keeperOf(first);
    keeper.onApplicationBootstrap();
    await written(first, 'numbers-0', 300);
    await keeper.passed(await first.store.head());
    await keeper.beforeApplicationShutdown();
    await first.subscriptions.forget(keeper.name);
    const again = keeperOf(first);
    again.onApplicationBootstrap();
    await written(first, 'numbers-1', 5);
    await again.passed(await first.store.head());
    const evidence = new EvidenceLog(first.readModels, first.store, SEED, false);
    const { size, root } = await evidence.head();
    expect([size, root.toString('hex')]).toEqual([305, rootOver(await first.store.readAll(0n, 1_000))]);
    await again.beforeApplicationShutdown();
  });
});

describe('a leaf', () => {
  it('is written one way, whatever the order of its members', () => {
    const event = (data: object) =>
      ({ id: 's@0', type: 'T', data, meta: meta('c'), position: 7n, recordedAt: 'x' }) as unknown as Recorded;
    const one = leafOf(event({ b: [1, { d: 'é', c: null }], a: '\u20ac' }));
    expect(leafOf(event({ a: '\u20ac', b: [1, { c: null, d: 'é' }] }))).toBe(one);
    expect(one).toContain('"data":{"a":"€","b":[1,{"c":null,"d":"é"}]}');
    expect(one).not.toContain('recordedAt');
  });
});
