import { afterEach, describe, expect, it } from '@jest/globals';
import { LeaseLost } from '#kernel';
import type { Lease, Subscriptions } from '#kernel';
import { until } from './patience.js';

type Process = { subscriptions: Subscriptions; close: () => Promise<void> };

let numbers = 0;
const fresh = () => `saga-${process.pid}-${++numbers}`;
const partitions = (leases: readonly Lease[]) => leases.map(({ partition }) => partition).sort();

/** Nobody falls silent for so long, however slow the machine. */
const LONG_MS = 3_600_000;
const SHORT_MS = 200;

/**
 * Every call of `open` is another process on the same database; closing it is its death. `leaseMs`: when a
 * silent one loses its leases.
 */
export function subscriptionsContract(name: string, open: (leaseMs: number) => Promise<Process>): void {
  describe(`leases on ${name}`, () => {
    const running: Process[] = [];
    const start = async (leaseMs = LONG_MS) => {
      const process = await open(leaseMs);
      running.push(process);
      return process;
    };
    afterEach(() => Promise.all(running.splice(0).map((process) => process.close())));

    it('give a lone process everything, from where it asked to start', async () => {
      const { subscriptions } = await start();
      const leases = await subscriptions.acquire(fresh(), 3, 7n);
      expect(partitions(leases)).toEqual([0, 1, 2]);
      expect(leases.every(({ position }) => position === 7n)).toBe(true);
    });

    it('stay the same when they are renewed, with the checkpoint that was reached', async () => {
      const { subscriptions } = await start();
      const saga = fresh();
      const [lease] = await subscriptions.acquire(saga, 1);
      await subscriptions.advance(lease!, 5n);
      expect(await subscriptions.acquire(saga, 1, 99n)).toEqual([{ ...lease, position: 5n }]);
    });

    it('never take a checkpoint backward', async () => {
      const { subscriptions } = await start();
      const saga = fresh();
      const [lease] = await subscriptions.acquire(saga, 1);
      await subscriptions.advance(lease!, 5n);
      await subscriptions.advance(lease!, 3n);
      expect((await subscriptions.acquire(saga, 1))[0]!.position).toBe(5n);
    });

    it('are shared fairly when a second process comes, and no partition has two holders', async () => {
      const [first, second] = [await start(), await start()];
      const saga = fresh();
      await first.subscriptions.acquire(saga, 4);
      expect(await second.subscriptions.acquire(saga, 4)).toEqual([]);
      const kept = await first.subscriptions.acquire(saga, 4);
      const taken = await second.subscriptions.acquire(saga, 4);
      expect([kept.length, taken.length]).toEqual([2, 2]);
      expect(partitions([...kept, ...taken])).toEqual([0, 1, 2, 3]);
    });

    it('pass at once from a dead process to a living one, whose token is newer', async () => {
      const [first, second] = [await start(), await start()];
      const saga = fresh();
      const [old] = await first.subscriptions.acquire(saga, 1);
      await first.subscriptions.advance(old!, 4n);
      await first.close();
      const [lease] = await second.subscriptions.acquire(saga, 1);
      expect(lease).toMatchObject({ partition: 0, position: 4n });
      expect(lease!.token).toBeGreaterThan(old!.token);
      await expect(second.subscriptions.advance(old!, 9n)).rejects.toBeInstanceOf(LeaseLost);
      expect((await second.subscriptions.acquire(saga, 1))[0]!.position).toBe(4n);
    });

    it('pass from a live process that is silent for too long, and its late word is refused', async () => {
      const [first, second] = [await start(SHORT_MS), await start(SHORT_MS)];
      const saga = fresh();
      const [old] = await first.subscriptions.acquire(saga, 1);
      await until(async () => (await second.subscriptions.acquire(saga, 1)).length === 1);
      await expect(first.subscriptions.advance(old!, 9n)).rejects.toBeInstanceOf(LeaseLost);
    });

    it('can be given back, and then no longer be used', async () => {
      const [first, second] = [await start(), await start()];
      const saga = fresh();
      const [old] = await first.subscriptions.acquire(saga, 1);
      await first.subscriptions.release(saga);
      await expect(first.subscriptions.advance(old!, 9n)).rejects.toBeInstanceOf(LeaseLost);
      expect(await second.subscriptions.acquire(saga, 1)).toHaveLength(1);
    });

    it('start again where the slowest was when there are more partitions or fewer', async () => {
      const { subscriptions } = await start();
      const saga = fresh();
      const [slow, fast] = await subscriptions.acquire(saga, 2);
      await subscriptions.advance(slow!, 3n);
      await subscriptions.advance(fast!, 8n);
      for (const split of [4, 1]) {
        const leases = await subscriptions.acquire(saga, split);
        expect(leases.map(({ position }) => position)).toEqual(Array.from({ length: split }, () => 3n));
      }
    });

    it('refuse a holder whose known checkpoint a crash of the store took back', async () => {
      const { subscriptions } = await start();
      const [lease] = await subscriptions.acquire(fresh(), 1);
      await expect(subscriptions.advance({ ...lease!, position: 7n }, 9n)).rejects.toBeInstanceOf(LeaseLost);
      await subscriptions.advance(lease!, 9n);
    });

    it('know how many others want them: not the asker, none that gave back, none that died', async () => {
      const [first, second, third] = [await start(), await start(), await start()];
      const saga = fresh();
      await first.subscriptions.acquire(saga, 1);
      expect(await first.subscriptions.others(saga)).toBe(0);
      await second.subscriptions.acquire(saga, 1);
      await third.subscriptions.acquire(saga, 1);
      expect(await first.subscriptions.others(saga)).toBe(2);
      await second.subscriptions.release(saga);
      await third.close();
      expect(await first.subscriptions.others(saga)).toBe(0);
    });

    it('are forgotten with their checkpoints, and whoever held one is refused', async () => {
      const { subscriptions } = await start();
      const saga = fresh();
      const [lease] = await subscriptions.acquire(saga, 1);
      await subscriptions.advance(lease!, 5n);
      await subscriptions.forget(saga);
      expect((await subscriptions.progress()).filter(({ subscription }) => subscription === saga)).toEqual(
        [],
      );
      await expect(subscriptions.advance(lease!, 9n)).rejects.toBeInstanceOf(LeaseLost);
      expect((await subscriptions.acquire(saga, 1))[0]!.position).toBe(0n);
    });

    it(
      'keep what their checkpoints stand on, and forget it when a release that does not know it ' +
        'moves them',
      async () => {
        const { subscriptions } = await start();
        const saga = fresh();
        const [lease] = await subscriptions.acquire(saga, 1);
        const footing = { stream: 'grant-1', version: 3, digest: 'ab'.repeat(32) };
        const of = async () =>
          (await subscriptions.progress()).find(({ subscription }) => subscription === saga)?.footing;
        await subscriptions.advance(lease!, 5n, footing);
        expect(await of()).toEqual(footing);
        await subscriptions.advance(lease!, 4n, { ...footing, version: 2 });
        expect(await of()).toEqual(footing);
        await subscriptions.advance(lease!, 6n);
        expect(await of()).toBeUndefined();
        await subscriptions.advance(lease!, 6n, { ...footing, version: 4 });
        expect(await of()).toEqual({ ...footing, version: 4 });
      },
    );

    it('are listed with their progress', async () => {
      const { subscriptions } = await start();
      const saga = fresh();
      const [lease] = await subscriptions.acquire(saga, 1);
      await subscriptions.advance(lease!, 5n);
      const of = async () =>
        (await subscriptions.progress()).filter(({ subscription }) => subscription === saga);
      expect(await of()).toEqual([
        { subscription: saga, partition: 0, position: 5n, owner: expect.any(String) },
      ]);
      await subscriptions.release(saga);
      expect(await of()).toMatchObject([{ owner: null }]);
    });
  });
}
