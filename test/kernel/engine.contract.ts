import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReadModels, EventStore, Parking, Projector, SimulatedClock, Subscriptions, envelope } from '#kernel';
import { by } from '../../libs/kernel/testing/application.js';
import type { KernelOptions } from '../../libs/kernel/testing/application.js';
import { until } from '../../libs/kernel/testing/patience.js';
import type { Place } from './place.js';
import { abandon, StepsModule, takeStep, Steps } from './twelve-steps.js';

const step = (stream: string, n: number, note = 'driven') =>
  envelope(takeStep(stream, { step: n, note }), by(`drive/${stream}/${n}`, stream));

/** What the runtime of the kernel promises, whichever adapter keeps its facts. */
export function engineContract(name: string, open: () => Promise<Place>): void {
  describe(`the engine on ${name}`, () => {
    let place: Place;
    beforeAll(async () => void (place = await open()));
    afterAll(() => place.close());
    let spaces = 0;
    const freshSpace = () => `kernel_${++spaces}`;
    const start = (space = freshSpace(), options: KernelOptions = {}) =>
      place.start(StepsModule, space, options);

    it('takes its own steps and waits for the driver', async () => {
      const app = await start();
      await app.engine.executeAndShow(step('case-1', 0));
      await app.engine.settled();
      const events = await app.get(EventStore).read('case-1');
      expect(events.map(({ data }) => (data as { name?: string }).name)).toEqual([
        'register',
        'checkCadastre',
      ]);
      expect(events[1]!.meta).toMatchObject({
        correlation: 'case-1',
        causation: 'case-1@0',
        command: 'takeNextStep/case-1@0/TakeStep/case-1',
      });
      await app.close();
    });

    it('goes to the end when the driver answers, a timer included', async () => {
      const app = await start();
      const taken = async () =>
        (await app.get(EventStore).read('case-1')).filter(({ type }) => type === 'StepTaken').length;
      for (const [wait, n] of [
        [0, 0],
        [2, 2],
        [5, 5],
        [7, 7],
        [10, 10],
      ] as const) {
        await until(async () => (await taken()) === wait);
        await app.engine.executeAndShow(step('case-1', n));
      }
      await until(async () => (await taken()) === 12);
      await app.close();
    });

    it('parks what the rules refuse to a saga, and goes on with the next entry', async () => {
      const app = await start(undefined, { engine: { sagas: false } });
      const space = `kernel_${spaces}`;
      await app.engine.executeAndShow(step('case-1', 0));
      await app.engine.executeAndShow(
        envelope(abandon('case-1', { reason: 'sold' }), by('abandon', 'case-1')),
      );
      await app.engine.executeAndShow(step('case-2', 0));
      await app.close();
      const engine = await start(space);
      await engine.engine.settled();
      expect(await engine.get(Parking).parked()).toMatchObject([
        { source: 'takeNextStep', event: 'case-1@0', code: 'steps.abandoned' },
      ]);
      expect(await engine.get(EventStore).read('case-2')).toHaveLength(2);
      await engine.close();
    });

    it('keeps the refusal of a person’s command with its reason', async () => {
      const app = await start();
      await expect(app.engine.executeAndShow(step('case-1', 3))).rejects.toMatchObject({
        code: 'steps.order',
      });
      expect(await app.get(Parking).refusals('case-1')).toMatchObject([
        { code: 'steps.order', type: 'TakeStep', actor: { person: 'driver' } },
      ]);
      await app.close();
    });

    it('tells what would be refused, and neither does nor keeps anything', async () => {
      const space = freshSpace();
      const [one, two] = [
        await start(space, { engine: { sagas: false } }),
        await start(space, { engine: { sagas: false } }),
      ];
      await one.engine.attempt(step('case-1', 0));
      expect(await one.get(EventStore).read('case-1')).toEqual([]);
      await one.engine.executeAndShow(step('case-1', 0));
      // What this process wrote, another one is told of, and what the rules refuse is kept nowhere.
      await expect(two.engine.attempt(step('case-1', 3))).rejects.toMatchObject({ code: 'steps.order' });
      await two.engine.attempt(step('case-1', 1));
      expect(await two.get(Parking).refusals('case-1')).toEqual([]);
      expect(await two.get(EventStore).read('case-1')).toHaveLength(1);
      await Promise.all([one.close(), two.close()]);
    });

    it('does a command once, however often it is given', async () => {
      const app = await start();
      const [first, second] = await Promise.all([
        app.engine.executeAndShow(step('case-1', 0)),
        app.engine.executeAndShow(step('case-1', 0)),
      ]);
      expect(second.version).toBe(first.version);
      expect((await app.engine.executeAndShow(step('case-1', 0))).position).toBeNull();
      await app.close();
    });

    it('shows a person’s own write in the next list', async () => {
      const app = await start();
      for (let n = 0; n < 20; n++) {
        await app.engine.executeAndShow(step(`case-${n}`, 0));
        expect(await app.get(ReadModels).find(Steps, `case-${n}`)).toBeDefined();
      }
      await app.close();
    });

    it('decides on what another process wrote, not on what it remembers', async () => {
      const space = freshSpace();
      const [one, two] = [
        await start(space, { engine: { sagas: false } }),
        await start(space, { engine: { sagas: false } }),
      ];
      await one.engine.executeAndShow(step('case-1', 0));
      await two.engine.executeAndShow(
        envelope(abandon('case-1', { reason: 'sold' }), by('abandon', 'case-1')),
      );
      await expect(one.engine.executeAndShow(step('case-1', 1))).rejects.toMatchObject({
        code: 'steps.abandoned',
      });
      await two.engine.executeAndShow(step('case-2', 0));
      await one.engine.executeAndShow(
        envelope(abandon('case-2', { reason: 'sold' }), by('abandon-2', 'case-2')),
      );
      expect(
        (
          await two.engine.executeAndShow(
            envelope(abandon('case-2', { reason: 'again' }), by('abandon-3', 'case-2')),
          )
        ).position,
      ).toBeNull();
      await Promise.all([one.close(), two.close()]);
    });

    it('shares its partitions among processes and leaves none behind when one goes', async () => {
      const space = freshSpace();
      const [one, two] = [await start(space), await start(space)];
      const owners = async () =>
        new Set(
          (await one.get(Subscriptions).progress())
            .filter(({ subscription }) => subscription === 'sagas')
            .map(({ owner }) => owner),
        );
      await until(async () => (await owners()).size === 2);
      await two.close();
      for (let n = 0; n < 40; n++) await one.engine.execute(step(`case-${n}`, 0));
      await until(async () =>
        (
          await Promise.all(Array.from({ length: 40 }, (_, n) => one.get(EventStore).read(`case-${n}`)))
        ).every((events) => events.length === 2),
      );
      await one.close();
    });

    it('rebuilds a projection beside the live one, and both are equal', async () => {
      const app = await start();
      for (let n = 0; n < 50; n++) await app.engine.execute(step(`case-${n}`, 0));
      await app.engine.shown();
      const readModels = app.get(ReadModels);
      const live = await readModels.digest('steps', await readModels.live('steps'));
      const told: (readonly [read: number, of: number])[] = [];
      await app.get(Projector).rebuild('steps', (read, of) => told.push([read, of]));
      const events = await app.get(EventStore).behind(0n);
      expect(told[told.length - 1]).toEqual([events, events]);
      expect(told.every(([read, of]) => read <= of)).toBe(true);
      expect(await readModels.live('steps')).toBe(2);
      expect(await readModels.digest('steps', 2)).toEqual(live);
      expect(
        (await readModels.query(Steps, { where: { last: 'checkCadastre' }, limit: 100 })).items,
      ).toHaveLength(50);
      await app.close();
    });

    it(
      'goes over to a generation that another process has rebuilt, and shows there what is written ' + 'next',
      async () => {
        const space = freshSpace();
        const [server, operator] = [
          await start(space),
          await start(space, { engine: { sagas: false, projections: false } }),
        ];
        await server.engine.executeAndShow(step('case-1', 0));
        await server.engine.shown();
        let written = 0;
        let rebuilding = true;
        const working = (async () => {
          while (rebuilding) await server.engine.execute(step(`during-${written++}`, 0));
        })();
        await operator.get(Projector).rebuild('steps');
        rebuilding = false;
        await working;
        await server.engine.executeAndShow(step('case-2', 0));
        await server.engine.shown();
        const readModels = server.get(ReadModels);
        expect(await readModels.live('steps')).toBe(2);
        expect(await readModels.count(Steps)).toBe(written + 2);
        expect((await readModels.digest('steps', 1)).documents).toBe(0);
        const owners = (await server.get(Subscriptions).progress()).filter(({ subscription }) =>
          subscription.startsWith('steps@'),
        );
        expect(owners.map(({ subscription }) => subscription)).toEqual(['steps@2']);
        await Promise.all([server.close(), operator.close()]);
      },
    );

    it('refuses a second rebuild of a read model while one is going on', async () => {
      const space = freshSpace();
      const [one, two] = [
        await start(space),
        await start(space, { engine: { sagas: false, projections: false } }),
      ];
      const lease = await one.get(Subscriptions).acquire('steps@2', 1);
      expect(lease).toHaveLength(1);
      await expect(two.get(Projector).rebuild('steps')).rejects.toThrow(
        'steps is being rebuilt by another process.',
      );
      await Promise.all([one.close(), two.close()]);
    });

    it('is settled at once when it starts with everything done', async () => {
      const space = freshSpace();
      const first = await start(space);
      await first.engine.execute(step('case-1', 0));
      await first.engine.settled();
      await first.close();
      const second = await start(space);
      await second.engine.shown();
      await second.close();
    });

    it('passes deadlines in order when a simulated clock is turned', async () => {
      const clock = new SimulatedClock('2026-03-02T00:00:00.000Z');
      const app = await start(undefined, { clock });
      for (const n of [0, 2]) {
        await app.engine.execute(
          envelope(takeStep('case-1', { step: n, note: '' }), by(`d/${n}`, 'case-1', clock.now())),
        );
        await app.engine.settled();
      }
      expect(await app.get(EventStore).read('case-1')).toHaveLength(5);
      await app.engine.advanceTo('2026-03-03T00:00:00.000Z');
      const events = await app.get(EventStore).read('case-1');
      expect(events[5]).toMatchObject({
        data: { name: 'coolingOff' },
        meta: { occurredAt: '2026-03-02T00:00:00.001Z' },
      });
      expect(clock.now()).toBe('2026-03-03T00:00:00.000Z');
      await app.close();
    });
  });
}
