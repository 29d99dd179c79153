import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { Subscriptions } from '#kernel';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { startApp, until } from './app.js';
import { StepsModule } from './twelve-steps.js';

/** Nobody's share may wait for a lease to run out. */
const LEASE_MS = 3_600_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

type Engine = Awaited<ReturnType<typeof startApp>>;

describe('the partitions of the sagas', () => {
  const running: Engine[] = [];
  afterAll(() => Promise.all(running.map((engine) => engine.close())));
  const join = async () =>
    void running.push(await startApp(StepsModule, { url: database.url, leaseMs: LEASE_MS }));
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

  it('are shared by whoever comes, and taken over from whoever goes before any lease runs out', async () => {
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
