import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Alarms } from '#kernel';
import { until } from '../../kernel/testing/patience.js';

/**
 * A back end under test, of which nothing else is asked than to start, to open alarms on it, to empty it, and
 * to end.
 */
export type Bench = Readonly<{ open(): Promise<Alarms>; empty(): Promise<void>; end(): Promise<void> }>;

const YEAR_MS = 365 * 86_400_000;
/** Far more than the machine needs to set an alarm, empty the queue and set it again. */
const SOON_MS = 2_000;
/** A timer may be early by its rounding. */
const EARLY_MS_MAX = 50;
/** A hundred times the usual, and less than a worker waits that was not woken. */
const LATE_MS_MAX = 4_000;

/** Every back end of the alarms does this. */
export function alarmsContract(name: string, start: () => Promise<Bench>): void {
  describe(`an alarm on ${name}`, () => {
    let bench: Bench;
    const opened: Alarms[] = [];
    const alarmed: { id: string; at: number }[] = [];
    beforeAll(async () => {
      bench = await start();
    });
    afterAll(() => bench.end());
    afterEach(async () => {
      alarmed.length = 0;
      const warned = jest.spyOn(Logger.prototype, 'warn');
      await Promise.all(opened.splice(0).map((alarms) => alarms.close()));
      // What does not end by itself is left behind, and said so.
      expect(warned.mock.calls.filter(([line]) => String(line).includes('did not end'))).toEqual([]);
      warned.mockRestore();
    });

    const open = async () => {
      const alarms = await bench.open();
      opened.push(alarms);
      alarms.onAlarm(async (id) => void alarmed.push({ id, at: Date.now() }));
      return alarms;
    };
    const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
    const fired = () => alarmed.map(({ id }) => id).sort();

    it('rings near its time, also when the worker was waiting for nothing', async () => {
      const alarms = await open();
      await pause(300);
      const dueAt = inMs(700);
      await alarms.set([{ id: 'levy-1 overdue', dueAt }]);
      await until(() => alarmed.length > 0);
      expect(fired()).toEqual(['levy-1 overdue']);
      const late = alarmed[0]!.at - Date.parse(dueAt);
      expect(late).toBeGreaterThan(-EARLY_MS_MAX);
      expect(late).toBeLessThan(LATE_MS_MAX);
    });

    it('rings at once when its time has passed, and once though it is set twice', async () => {
      const alarms = await open();
      const late = { id: 'late', dueAt: inMs(-60_000) };
      const soon = { id: 'soon', dueAt: inMs(SOON_MS) };
      await alarms.set([late, soon, soon]);
      await alarms.set([soon]);
      await until(() => new Set(fired()).size === 2);
      // A second one would ring before what is set now for later.
      await alarms.set([{ id: 'later', dueAt: inMs(300) }]);
      await until(() => fired().includes('later'));
      expect(fired()).toEqual(['late', 'later', 'soon']);
    });

    it('rings before one that was set earlier for a far day, and that one breaks nothing', async () => {
      const alarms = await open();
      await alarms.set([{ id: 'in a year', dueAt: inMs(YEAR_MS) }]);
      await pause(300);
      await alarms.set([{ id: 'near', dueAt: inMs(400) }]);
      await until(() => alarmed.length > 0);
      expect(fired()).toEqual(['near']);
    });

    it('rings after the queue was emptied and the alarm was set again', async () => {
      const alarms = await open();
      const alarm = { id: 'lost', dueAt: inMs(SOON_MS) };
      await alarms.set([alarm]);
      await bench.empty();
      await alarms.set([alarm]);
      await until(() => alarmed.length > 0);
      expect(fired()).toEqual(['lost']);
    });

    it('rings for one of two processes at least', async () => {
      const [alarms] = [await open(), await open()];
      const ids = Array.from({ length: 20 }, (_, n) => `d${n}`);
      await alarms.set(ids.map((id) => ({ id, dueAt: inMs(200) })));
      await until(() => new Set(fired()).size === ids.length);
      expect([...new Set(fired())]).toEqual([...ids].sort());
    });
  });
}
