import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import {
  DeadlineKeeper,
  DeadlineTable,
  EventStore,
  Parking,
  PackInForce,
  Rejected,
  SimulatedClock,
  Subscriptions,
  commandHandlers,
  commandsTo,
} from '#kernel';
import type { CommandOf, Deadline, Decider, Event } from '#kernel';
import { startInMemory } from '../../libs/kernel/testing/application.js';
import type { KernelApp } from '../../libs/kernel/testing/application.js';

const assessCommand = commandsTo<string>()<'Assess', { n: number }>('Assess');
type Assessed = Event<'Assessed', { n: number }>;

/** The rules of 2026 lack a row that those of 2027 have. */
const assess: Decider<number, CommandOf<typeof assessCommand>, Assessed> = {
  initial: 0,
  decide({ data, meta }) {
    if (meta.policy === 'rules@2026') throw new Rejected({ code: 'rules.no-row', zh: '没有费率。' });
    return [{ type: 'Assessed', data }];
  },
  evolve: (count) => count + 1,
};
class YearsRules extends PackInForce {
  at(_: object, instant: string): string {
    return `rules@${instant.slice(0, 4)}`;
  }
}
@Module({
  providers: [...commandHandlers({ assessCommand }, assess), { provide: PackInForce, useClass: YearsRules }],
  exports: [PackInForce],
})
class Domain {}

const OPERATOR = { person: 'admin', role: 'admin', office: '370100/operations' };
const parked = (id: string, type = 'Assess') => ({
  id,
  source: 'saga',
  correlation: 'case-1',
  event: 'case-1@0',
  code: 'rules.no-row',
  reason: '没有费率。',
  parkedAt: '2026-06-01T00:00:00.000Z',
  command: {
    type,
    stream: 'case-1',
    data: { n: 1 },
    meta: {
      id,
      correlation: 'case-1',
      causation: 'case-1@0',
      actor: OPERATOR,
      at: '2026-06-01T00:00:00.000Z',
      policy: 'rules@2026',
    },
  },
});

let app: KernelApp;
const clock = new SimulatedClock('2026-06-01T00:00:00.000Z');
beforeAll(async () => {
  app = await startInMemory({ module: Domain, global: true }, { clock });
});
afterAll(() => app.close());

describe('a parked command', () => {
  it('is given again under the rules now in force, once, and the log says who did it', async () => {
    const parking = app.get(Parking);
    await parking.park(parked('c-1'));
    await expect(app.engine.release('c-1', OPERATOR)).rejects.toMatchObject({ code: 'rules.no-row' });
    expect(await parking.count()).toBe(1);
    clock.set('2027-01-04T00:00:00.000Z');
    await app.engine.release('c-1', OPERATOR);
    expect(await app.get(EventStore).read('case-1')).toMatchObject([
      {
        type: 'Assessed',
        meta: { command: 'c-1', policy: 'rules@2027', occurredAt: '2026-06-01T00:00:00.000Z' },
      },
    ]);
    expect(await app.get(EventStore).read('operations-case-1')).toMatchObject([
      {
        type: 'ParkedReleased',
        data: { id: 'c-1', command: 'Assess', rulesBefore: 'rules@2026', rules: 'rules@2027' },
        meta: { correlation: 'case-1', actor: OPERATOR },
      },
    ]);
    await expect(app.engine.release('c-1', OPERATOR)).rejects.toMatchObject({ code: 'parked.unknown' });
  });

  it('is dismissed with a reason, as a fact', async () => {
    await app.get(Parking).park(parked('c-2'));
    await app.engine.dismiss('c-2', '已另行处理', OPERATOR);
    expect((await app.get(EventStore).read('operations-case-1')).at(-1)).toMatchObject({
      type: 'ParkedDismissed',
      data: { id: 'c-2', reason: '已另行处理' },
      meta: { actor: OPERATOR },
    });
    expect(await app.get(Parking).count()).toBe(0);
  });

  it('of a type that this release does not know is a fault with its name, and not released', async () => {
    await app.get(Parking).park(parked('c-3', 'Forgotten'));
    expect([...(await app.engine.unknown())]).toEqual([['c-3', expect.stringContaining('Forgotten')]]);
    await expect(app.engine.release('c-3', OPERATOR)).rejects.toMatchObject({ code: 'command.unknown' });
    await app.engine.dismiss('c-3', '旧版本遗留', OPERATOR);
    expect((await app.engine.unknown()).size).toBe(0);
  });
});

describe('a stored deadline', () => {
  it('of a type that this release does not know is set aside by name, and the sweep goes on', async () => {
    const stored = (id: string, type: string): Deadline => ({
      id,
      dueAt: '2027-01-01T00:00:00.000Z',
      command: { type, stream: `case-${id}`, data: { n: 2 } },
      correlation: `case-${id}`,
      causation: `case-${id}@0`,
      policy: 'rules@2027',
    });
    const [lease] = await app.get(Subscriptions).acquire('an earlier release', 1);
    const deadlines = [stored('a', 'Forgotten'), stored('b', 'Assess')];
    await app.get(DeadlineTable).apply(lease!, 1n, deadlines, []);
    await app.get(DeadlineKeeper).fireDue(clock.now());
    expect(await app.get(EventStore).read('case-b')).toMatchObject([{ type: 'Assessed' }]);
    expect(await app.get(DeadlineTable).due(clock.now(), 10)).toEqual([]);
    expect(await app.get(Parking).parked()).toMatchObject([
      { source: 'deadlines', code: 'command.unknown', command: { type: 'Forgotten' } },
    ]);
    expect([...(await app.engine.unknown()).values()]).toEqual([expect.stringContaining('Forgotten')]);
  });
});
