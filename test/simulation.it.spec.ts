import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportOf } from '#simulation';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import type { TestDatabase } from '../libs/postgres/testing/index.js';
import { livedThrough } from './small-county.js';
import { drivesToAnEnd, livesItsLeases } from './whole-county.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

async function outcomesOf(seed: number, schema: string) {
  const { events, facts } = await livedThrough(seed, { url: database.url, schema });
  const { outcomes, running } = reportOf(events);
  return { outcomes, running, facts };
}

describe('the seed of a simulation', () => {
  let seven: Awaited<ReturnType<typeof outcomesOf>>;
  beforeAll(async () => {
    seven = await outcomesOf(7, 'seven');
  });

  it('decides every outcome and every fact of every stream, in their order', async () => {
    expect(seven.running.waitlisted).toBeGreaterThan(0);
    expect(await outcomesOf(7, 'again')).toEqual(seven);
  });

  it('makes another county when it is another one', async () => {
    const eight = await outcomesOf(8, 'eight');
    expect(eight.facts).not.toEqual(seven.facts);
    expect({ ...eight.outcomes, ...eight.running }).not.toEqual({ ...seven.outcomes, ...seven.running });
  });
});

describe('a simulated county', () => {
  // The long form has more of them.
  drivesToAnEnd(24, '160000.00');
  livesItsLeases(20, '200000.00');
});
