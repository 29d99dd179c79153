/*
 * Shows: a county whose listings go through the exchange over HTTP ends with every law of the log kept.
 * How: the command as it is typed; server and exchange as they ship, in processes of their own.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rushi } from '../../apps/cli/testing/rushi.js';
import type { TradedCounty } from '../../apps/cli/src/simulate-exchange.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';

describe('a county of four listings at the exchange', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());

  it('is announced, traded and reported to its end, and keeps the laws of the log', async () => {
    const line = ['simulate', '--parcels', '4', '--seed', '1', '--with-exchange', '--json'];
    const { status, out, err } = await rushi(...line, '--database', database.url);
    expect([status, err]).toEqual([0, expect.stringContaining('已委托 4 / 4 宗')]);
    const { ok, listings, checks } = JSON.parse(out) as TradedCounty;
    expect(checks.filter(({ violations }) => violations.length > 0)).toEqual([]);
    expect([ok, listings.length]).toEqual([true, 4]);
    // Chance has made some of each.
    expect([...new Set(listings.map(({ outcome }) => outcome))].sort()).toEqual(['failed', 'sold']);
  });

  it('has a limit', async () => {
    const line = ['simulate', '--parcels', '21', '--seed', '1', '--with-exchange'];
    const { status, err } = await rushi(...line, '--database', database.url);
    expect([status, err]).toEqual([2, expect.stringContaining('最多模拟 20 宗')]);
  });
});
