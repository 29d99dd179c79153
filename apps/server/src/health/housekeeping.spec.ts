import { describe, expect, it } from '@jest/globals';
import { FlexibleLimits, MINUTE_MS, iso } from '#access';
import { SharedMemory } from '#kernel/testing';
import { InspectedKeyValues, TestTime } from '../../../../libs/access/testing/index.js';
import { openLog } from '../http/log.js';
import { BATCH, BATCHES_MAX, Housekeeping } from './housekeeping.js';

const counts = new FlexibleLimits({ kind: 'memory' });

describe('housekeeping', () => {
  it('removes what has expired, in batches, by one process at a time, and nothing else', async () => {
    const time = new TestTime();
    const keyValues = new InspectedKeyValues(time);
    const memory = new SharedMemory();
    const [{ claims }, another] = [memory.open(), memory.open()];
    const batches: number[] = [];
    const clean = keyValues.clean.bind(keyValues);
    keyValues.clean = async (limit) => {
      const rows = await clean(limit);
      batches.push(rows);
      return rows;
    };
    const house = new Housekeeping(keyValues, counts, claims, openLog('silent'));
    const many = BATCH + 5;
    for (let n = 0; n < many; n++)
      await keyValues.put('idempotency-answers', `k${n}`, {}, iso(time.ms() + MINUTE_MS));
    await keyValues.put('accounts', 'wang', { name: '王' });
    await keyValues.put('sessions', 's', {}, iso(time.ms() + 2 * MINUTE_MS));
    expect(await house.clean()).toBe(0);
    time.pass(MINUTE_MS);
    await another.claims.take('housekeeping', 60);
    expect(await house.clean()).toBe(0);
    await another.close();
    batches.length = 0;
    expect(await house.clean()).toBe(many);
    expect(batches).toEqual([BATCH, 5]);
    expect(await memory.open().claims.take('housekeeping', 60)).toBe(true);
    expect([await keyValues.get('accounts', 'wang'), await keyValues.get('sessions', 's')]).toEqual([
      { name: '王' },
      {},
    ]);
  });

  it('stops after some batches and goes on the next time', async () => {
    const keyValues = new InspectedKeyValues(new TestTime());
    keyValues.clean = async (limit) => limit;
    const { claims } = new SharedMemory().open();
    expect(await new Housekeeping(keyValues, counts, claims, openLog('silent')).clean()).toBe(
      BATCH * BATCHES_MAX,
    );
  });
});
