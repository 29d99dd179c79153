import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInvariants } from '#simulation';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import type { TestDatabase } from '../libs/postgres/testing/index.js';
import { alarmsOf, logOf } from './crash/beside.js';
import { PAIRINGS, on, openBeside, titleOf } from './pairings.js';
import type { Pairing } from './pairings.js';
import { livedThrough, packs } from './small-county.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

async function livedThroughOn(pairing: Pairing) {
  const beside = await openBeside(pairing);
  const environment = { DATABASE_URL: database.url, ...beside.urls };
  const log = await logOf(environment);
  const { events, facts, parked } = await livedThrough(7, {
    url: database.url,
    schema: `county_${PAIRINGS.indexOf(pairing)}`,
    log,
    extra: [await alarmsOf(environment)],
  });
  await log?.close();
  await beside.close();
  return {
    facts,
    parked,
    violations: checkInvariants(events, packs.latest.calendar).flatMap(({ violations }) => violations),
  };
}

describe('a simulated county', () => {
  const [home, ...others] = PAIRINGS as readonly [Pairing, ...Pairing[]];
  let here: Awaited<ReturnType<typeof livedThroughOn>>;
  beforeAll(async () => {
    here = await livedThroughOn(home);
  });

  it(`keeps every law with ${titleOf(home)}`, () => {
    expect(here.facts.length).toBeGreaterThan(250);
    expect([here.parked, here.violations]).toEqual([[], []]);
  });

  on(others, (pairing) => {
    it('lives through the same, fact by fact', async () => {
      expect(await livedThroughOn(pairing)).toEqual(here);
    });
  });
});
