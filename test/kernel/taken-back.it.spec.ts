/*
 * Shows: a page that a crash of the database took back is made again, and who lost a lease writes nothing
 * under it.
 * How: rows and checkpoint are set back by hand to what the disk would have had, while a runner goes on.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NO_STREAM, readModel } from '#kernel';
import { openPostgres } from '#postgres';
import type { Postgres } from '#postgres';
import { fact, freshStream } from '../../libs/kernel/testing/event-store.contract.js';
import { followInPages } from '../../libs/kernel/src/following/pages.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { until } from './app.js';

let database: TestDatabase;
let postgres: Postgres;
beforeAll(async () => {
  database = await openTestDatabase();
  postgres = await openPostgres({ url: database.url });
});
afterAll(async () => {
  await postgres.close();
  await database.drop();
});

let models = 0;

/** A read model with one document per fact of type Told, kept by a runner of its own. */
function keeping() {
  const { store, subscriptions, readModels, pool } = postgres;
  const model = `told-${(models += 1)}`;
  const runner = followInPages(store, subscriptions, {
    name: `${model}@1`,
    handles: (type) => type === 'Told',
    save: (lease, position, events) =>
      readModels.save(
        lease,
        position,
        model,
        1,
        events.map(({ id }) => ({ id, body: { id } })),
      ),
  });
  runner.start();
  const tell = async () => {
    const stream = freshStream('told');
    const { position } = await store.append(stream, NO_STREAM, [fact('Told', stream)]);
    await runner.passed(position);
    return { id: `${stream}@0`, position };
  };
  /**
   * What the server's crash does to commits that had not reached the disk: page and checkpoint are as they
   * were.
   */
  const crash = (to: bigint, lost: string) =>
    pool.query(
      'with page as (delete from documents where model = $1 and id = $2) update subscriptions set ' +
        'position = $3 where subscription = $4',
      [model, lost, to, `${model}@1`],
    );
  const isThere = async (id: string) => (await readModels.find(readModel(model), id)) !== undefined;
  return { runner, tell, crash, isThere };
}

describe('a page of a read model that a crash of the database took back', () => {
  it('is made again though no event of interest followed, and no checkpoint overtakes it', async () => {
    const { runner, tell, crash, isThere } = keeping();
    const [before, lost] = [await tell(), await tell()];
    await crash(before.position, lost.id);
    await postgres.store.append(freshStream('other'), NO_STREAM, [fact('Other', 'c')]);
    await until(() => isThere(lost.id));
    await runner.stop();
  });

  it('is made again although nothing came after it', async () => {
    const { runner, tell, crash, isThere } = keeping();
    const [before, lost] = [await tell(), await tell()];
    await crash(before.position, lost.id);
    await until(() => isThere(lost.id));
    expect(runner.held).toBe(true);
    await runner.stop();
  });
});

describe('a process that wakes up after its lease was taken over', () => {
  it('says so, and not that it does not understand what its successor has stored', async () => {
    const [paused, successor] = [
      await openPostgres({ url: database.url, leaseMs: 50 }),
      await openPostgres({ url: database.url, leaseMs: 50 }),
    ];
    const name = 'woken@1';
    const runner = followInPages(paused.store, paused.subscriptions, {
      name,
      handles: (type) => type === 'Woken',
      save: async () => {
        await until(async () => (await successor.subscriptions.acquire(name, 1)).length === 1);
        throw new Error('what is stored is newer than the events');
      },
    });
    runner.start();
    await paused.store.append(freshStream('woken'), NO_STREAM, [fact('Woken', 'c')]);
    await until(() => runner.fault !== undefined);
    expect(runner.fault).toMatch(/was taken over/);
    await runner.stop();
    await Promise.all([paused.close(), successor.close()]);
  });
});

describe('a lease that changes hands', () => {
  it('is on the disk before anybody works under it, so that no crash gives its token to two', async () => {
    await postgres.subscriptions.acquire('handed', 4);
    const { rows } = await postgres.pool.query<{ flushed: boolean }>(
      'select pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn() as flushed',
    );
    expect(rows[0]!.flushed).toBe(true);
  });
});
