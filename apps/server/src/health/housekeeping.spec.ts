import { describe, expect, it } from '@jest/globals';
import { FlexibleLimits, MINUTE_MS, iso } from '#access';
import { MemoryClaims, MemoryRecords, TestTime } from '../../../../libs/access/testing/index.js';
import { openLog } from '../http/log.js';
import { BATCH, BATCHES_MAX, Housekeeping } from './housekeeping.js';

const counts = new FlexibleLimits({ kind: 'memory' });

describe('housekeeping', () => {
  it('removes what has expired, in batches, by one process at a time, and nothing else', async () => {
    const time = new TestTime();
    const records = new MemoryRecords(time);
    const claims = new MemoryClaims();
    const batches: number[] = [];
    const clean = records.clean.bind(records);
    records.clean = async (limit) => {
      const rows = await clean(limit);
      batches.push(rows);
      return rows;
    };
    const house = new Housekeeping(records, counts, claims, openLog('silent'));
    const many = BATCH + 5;
    for (let n = 0; n < many; n++)
      await records.put('idempotency-answers', `k${n}`, {}, iso(time.ms() + MINUTE_MS));
    await records.put('accounts', 'wang', { name: '王' });
    await records.put('sessions', 's', {}, iso(time.ms() + 2 * MINUTE_MS));
    expect(await house.clean()).toBe(0);
    time.pass(MINUTE_MS);
    claims.held.set('housekeeping', 'another process');
    expect(await house.clean()).toBe(0);
    claims.dead.add('another process');
    batches.length = 0;
    expect(await house.clean()).toBe(many);
    expect(batches).toEqual([BATCH, 5]);
    expect(claims.held.size).toBe(0);
    expect([await records.get('accounts', 'wang'), await records.get('sessions', 's')]).toEqual([
      { name: '王' },
      {},
    ]);
  });

  it('stops after some batches and goes on the next time', async () => {
    const records = new MemoryRecords(new TestTime());
    records.clean = async (limit) => limit;
    expect(await new Housekeeping(records, counts, new MemoryClaims(), openLog('silent')).clean()).toBe(
      BATCH * BATCHES_MAX,
    );
  });
});
