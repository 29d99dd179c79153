/*
 * Shows: the claim of a process that died goes to exactly one of those who ask.
 * How: several connections on one database, of which the holder's is closed while the others ask together.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '../testing/index.js';
import type { TestDatabase } from '../testing/index.js';
import { openPostgres } from './open-postgres.js';

const MINUTE = 60;
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

describe('a claim', () => {
  it('belongs to one living process; that of a dead one goes at once to one of those who ask', async () => {
    const [dying, ...living] = await Promise.all(
      Array.from({ length: 4 }, () => openPostgres({ url: database.url })),
    );
    expect(await dying!.claims.take('a request', MINUTE)).toBe(true);
    for (const { claims } of living) {
      expect(await claims.take('a request', MINUTE)).toBe(false);
      await claims.give('a request'); // Another's: nothing is given back.
    }
    expect(await living[0]!.claims.take('a request', MINUTE)).toBe(false);
    await dying!.close();
    const took = await Promise.all(living.map(({ claims }) => claims.take('a request', MINUTE)));
    expect(took.filter(Boolean)).toHaveLength(1);
    const heir = living[took.indexOf(true)]!;
    await heir.claims.give('a request');
    expect(await living[0]!.claims.take('a request', MINUTE)).toBe(true);
    for (const { close } of living) await close();
  });

  it('ends with its time, also that of a process which lives and has forgotten it', async () => {
    const [forgetful, other] = await Promise.all([
      openPostgres({ url: database.url }),
      openPostgres({ url: database.url }),
    ]);
    expect(await forgetful.claims.take('forgotten', 0)).toBe(true);
    expect(await other.claims.take('forgotten', MINUTE)).toBe(true);
    await Promise.all([forgetful.close(), other.close()]);
  });
});
