import { describe, expect, it } from '@jest/globals';
import {
  Clock,
  EventStore,
  INSTALLATION,
  RunningClock,
  SimulatedClock,
  SimulatedTime,
  envelope,
  operationsOf,
} from '#kernel';
import type { Actor } from '#kernel';
import { until } from '#kernel/testing';
import { by } from '../../libs/kernel/testing/application.js';
import { inMemory } from './place.js';
import { StepsModule, takeStep } from './twelve-steps.js';

const BEGIN = '2026-03-02T02:00:00.000Z';
const LATER = '2026-03-05T02:00:00.000Z';
const ADMIN: Actor = { person: 'ops', role: 'admin', office: '370100/operations' };

/** A real clock for a test. */
class Hands extends Clock {
  readonly ticking = true;
  constructor(public at: string) {
    super();
  }
  now(): string {
    return this.at;
  }
}

const place = inMemory();
const start = async (space: string, sagas = true, clock = new SimulatedClock(BEGIN)) => {
  const app = await place.start(StepsModule, space, {
    clock,
    engine: { sagas },
  });
  const time = app.get(SimulatedTime);
  const step = (n: number) =>
    app.engine.execute(
      envelope(takeStep('case-1', { step: n, note: '' }), by(`drive/${n}`, 'case-1', BEGIN)),
    );
  const taken = async () =>
    (await app.get(EventStore).read('case-1')).filter(({ type }) => type === 'StepTaken').length;
  return { app, time, step, taken };
};
/** The fourth step is followed by a timer. */
const toTheTimer = async ({ app, step }: Awaited<ReturnType<typeof start>>) => {
  await step(0);
  await app.engine.settled();
  await step(2);
  await app.engine.settled();
};

describe('a simulated clock', () => {
  it('fires what falls due on the way, and is a fact with who turned it', async () => {
    const one = await start('turned');
    await toTheTimer(one);
    expect(await one.taken()).toBe(4);
    expect(await one.time.turn(LATER, ADMIN)).toEqual({ from: BEGIN, to: LATER });
    expect([await one.taken(), one.time.now()]).toEqual([5, { now: LATER, simulated: true, runs: false }]);
    expect(await one.app.get(EventStore).read(operationsOf(INSTALLATION))).toMatchObject([
      { type: 'ClockTurned', data: { from: BEGIN, to: LATER }, meta: { actor: ADMIN } },
    ]);
    await one.app.close();
  });

  it('stands after a restart where it was left, and what was not done by then is done', async () => {
    const one = await start('restarted');
    await toTheTimer(one);
    // As a process that died after it had said so and before it did it.
    await one.app.engine.note('turn', INSTALLATION, ADMIN, {
      type: 'ClockTurned',
      data: { from: BEGIN, to: LATER },
    });
    await one.app.close();
    const two = await start('restarted');
    expect(await two.time.restore()).toBe(true);
    await two.time.catchUp();
    expect([await two.taken(), two.time.now().now]).toEqual([5, LATER]);
    await two.app.close();
  });

  it('is turned forward only, a year at most, and only where the entries are driven', async () => {
    const one = await start('refused');
    await expect(one.time.turn(BEGIN, ADMIN)).rejects.toMatchObject({
      code: 'clock.backwards',
      zh: expect.stringContaining('现在是 2026-03-02 10:00（北京时间）'),
      en: expect.stringContaining('it is 2026-03-02 10:00 in Beijing'),
    });
    await expect(one.time.turn('2027-03-04T02:00:00.000Z', ADMIN)).rejects.toMatchObject({
      code: 'clock.too-far',
    });
    await one.app.close();
    const two = await start('refused', false);
    await expect(two.time.turn(LATER, ADMIN)).rejects.toMatchObject({ code: 'clock.elsewhere' });
    expect(await two.app.get(EventStore).read(operationsOf(INSTALLATION))).toEqual([]);
    await two.app.close();
  });

  it('may go on by itself, and what falls due by it is done', async () => {
    const real = new Hands(BEGIN);
    const one = await start('running', true, new RunningClock(real));
    expect(await one.time.restore()).toBe(true);
    await one.time.catchUp();
    await toTheTimer(one);
    expect([await one.taken(), one.time.now()]).toEqual([4, { now: BEGIN, simulated: true, runs: true }]);
    real.at = LATER;
    await until(async () => (await one.taken()) === 5);
    expect(one.time.now().now).toBe(LATER);
    await one.app.close();
  });

  it('that goes on is as far ahead after a restart as its turns came to, and never runs back', async () => {
    const real = new Hands(BEGIN);
    const one = await start('ahead', true, new RunningClock(real));
    await one.time.turn(LATER, ADMIN);
    real.at = '2026-03-02T03:30:00.000Z';
    expect(one.time.now().now).toBe('2026-03-05T03:30:00.000Z');
    real.at = '2026-03-02T03:00:00.000Z';
    expect(one.time.now().now).toBe('2026-03-05T03:30:00.000Z');
    await one.app.close();
    real.at = '2026-03-03T02:00:00.000Z';
    const two = await start('ahead', true, new RunningClock(real));
    expect(await two.time.restore()).toBe(true);
    expect(two.time.now().now).toBe('2026-03-06T02:00:00.000Z');
    await two.app.close();
  });

  it('is none where time is real', async () => {
    const app = await place.start(StepsModule, 'real');
    await expect(app.get(SimulatedTime).turn(LATER, ADMIN)).rejects.toMatchObject({ code: 'clock.real' });
    await app.close();
  });
});
