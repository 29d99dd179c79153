import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { NO_STREAM, VersionConflict } from '#kernel';
import { fact, freshStream } from '#kernel/testing';
import { openTestDatabase } from '../testing/index.js';
import type { TestDatabase } from '../testing/index.js';
import { openPostgres } from './open-postgres.js';
import type { Postgres } from './open-postgres.js';
import { verifyLog } from './verify-log.js';

/** Appends asked for in one turn travel in one batch, in this order. */
const BATCH = 3;
const PLACES = Array.from({ length: BATCH }, (_, place) => place);

describe('a batch of appends', () => {
  let database: TestDatabase;
  let postgres: Postgres;
  const errors = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  beforeAll(async () => {
    database = await openTestDatabase();
    postgres = await openPostgres({ url: database.url });
  });
  afterAll(async () => {
    errors.mockRestore();
    await postgres.close();
    await database.drop();
  });

  const begun = async () => {
    const stream = freshStream();
    await postgres.store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
    return stream;
  };
  const batchWith = (place: number, odd: () => Promise<unknown>) => {
    const two = [fact('A', 'c1'), fact('B', 'c1')];
    return Promise.allSettled(
      PLACES.map((n) => (n === place ? odd() : postgres.store.append(freshStream(), NO_STREAM, two))),
    );
  };

  it.each(PLACES)('goes through as one where append %i is a conflict', async (place) => {
    const taken = await begun();
    const outcomes = await batchWith(place, () => postgres.store.append(taken, NO_STREAM, [fact('X', 'c9')]));
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(PLACES.map((n) => n !== place));
    expect(outcomes[place]).toMatchObject({ reason: expect.any(VersionConflict) });
    expect(errors).not.toHaveBeenCalled();
    expect((await verifyLog(postgres.pool)).broken).toBeUndefined();
  });

  it.each(PLACES)('goes through as one where append %i was made before', async (place) => {
    const known = await begun();
    const outcomes = await batchWith(place, () =>
      postgres.store.append(known, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(PLACES.map(() => 'fulfilled'));
    expect(await postgres.store.read(known)).toHaveLength(2);
    expect(errors).not.toHaveBeenCalled();
    expect((await verifyLog(postgres.pool)).broken).toBeUndefined();
  });

  it('says so where it fails for a reason that is none of its appends', async () => {
    const appends = PLACES.map((n) => postgres.store.append(freshStream(), NO_STREAM, [fact('', `c${n}`)]));
    for (const { status } of await Promise.allSettled(appends)) expect(status).toBe('rejected');
    expect(errors).toHaveBeenCalledWith(expect.stringContaining(`A batch of ${BATCH} appends failed`));
  });
});
