import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock, ClockBehind, EventStore, envelope } from '#kernel';
import { by, startInMemory } from '../../libs/kernel/testing/application.js';
import type { KernelApp } from '../../libs/kernel/testing/application.js';
import { StepsWithoutProjectionModule, takeStep } from './twelve-steps.js';

/** The clock of a machine, as its operator sets it. */
class MachineClock extends Clock {
  readonly ticking = true;
  aheadMs = 0;
  now(): string {
    return new Date(Date.now() + this.aheadMs).toISOString();
  }
}

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];

describe('a clock that was set back', () => {
  const clock = new MachineClock();
  let app: KernelApp;
  beforeAll(async () => {
    app = await startInMemory(StepsWithoutProjectionModule, {
      clock,
      engine: { sagas: false, clockBehindSecondsMax: 7_200 },
    });
  });
  afterAll(() => app.close());
  const step = (stream: string, n: number) =>
    app.engine.execute(
      envelope(takeStep(stream, { step: n, note: '' }), by(`${stream}/${n}`, stream, clock.now())),
    );
  const times = async (stream: string) =>
    (await app.get(EventStore).read(stream)).map(({ meta }) => meta.occurredAt);

  it('writes nothing while it is far behind the log, and goes on when it is right again', async () => {
    await step('case-1', 0);
    clock.aheadMs = -2 * DAY_MS;
    await expect(step('case-1', 1)).rejects.toBeInstanceOf(ClockBehind);
    await expect(step('case-2', 0)).rejects.toBeInstanceOf(ClockBehind);
    clock.aheadMs = 0;
    await step('case-1', 1);
    expect(await times('case-1')).toHaveLength(2);
    expect(await times('case-2')).toEqual([]);
  });

  it('never lets the time of a stream run backwards while it is a little behind', async () => {
    await step('case-3', 0);
    clock.aheadMs = -HOUR_MS;
    await step('case-3', 1);
    clock.aheadMs = 0;
    await step('case-3', 2);
    const seen = await times('case-3');
    expect(seen).toEqual([...seen].sort());
    expect(seen[1]).toBe(seen[0]);
  });
});
