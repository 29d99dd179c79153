/*
 * Shows: processes that come and go share the partitions of the sagas before any lease runs out.
 * How: up to three applications on one installation, whose leases last longer than the test, opened and
 * closed.
 */
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { Subscriptions } from '#kernel';
import type { KernelApp } from '../../libs/kernel/testing/application.js';
import { until } from '../../libs/kernel/testing/patience.js';
import type { Place } from './place.js';
import { StepsModule } from './twelve-steps.js';

/** Nobody's share may wait for a lease to run out. */
const LEASE_MS = 3_600_000;

export function sharingContract(name: string, open: () => Promise<Place>): void {
  describe(`the partitions of the sagas on ${name}`, () => {
    let place: Place;
    const running: KernelApp[] = [];
    beforeAll(async () => void (place = await open()));
    afterAll(async () => {
      await Promise.all(running.map((engine) => engine.close()));
      await place.close();
    });
    const join = async () =>
      void running.push(await place.start(StepsModule, 'sharing', { leaseMs: LEASE_MS }));
    /** How many partitions each engine has, the most first; `null` stands for nobody. */
    const shares = async () => {
      const owned = new Map<string | null, number>();
      const progress = await running[0]!.get(Subscriptions).progress();
      for (const { subscription, owner } of progress)
        if (subscription === 'sagas') owned.set(owner, (owned.get(owner) ?? 0) + 1);
      return owned.has(null) ? [] : [...owned.values()].sort((a, b) => b - a);
    };
    const becomes = (wanted: readonly number[]) =>
      until(async () => JSON.stringify(await shares()) === JSON.stringify(wanted));

    it('are shared by every newcomer, and taken over from a leaver before its lease runs out', async () => {
      await join();
      await becomes([16]);
      await join();
      await becomes([8, 8]);
      await join();
      await becomes([6, 6, 4]);
      await running.pop()!.close();
      await becomes([8, 8]);
      await running.pop()!.close();
      await becomes([16]);
    });
  });
}
