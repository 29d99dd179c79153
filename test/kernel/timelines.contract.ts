import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ReadModels,
  Engine,
  EventStore,
  NO_STREAM,
  Projector,
  Subscriptions,
  TimelineProjection,
  Timelines,
  TimelinesBuilding,
  envelope,
} from '#kernel';
import type { NewEvent, Position } from '#kernel';
import { fact, freshStream } from '../../libs/kernel/testing/event-store.contract.js';
import { by } from '../../libs/kernel/testing/application.js';
import { SharedMemory } from '../../libs/kernel/testing/in-memory/shared-memory.js';
import type { Place } from './place.js';
import { StepsModule, takeStep } from './twelve-steps.js';

@Module({ providers: [TimelineProjection, Timelines], exports: [Timelines] })
class TimelinesModule {}

/** More than the index may be short of while its timelines are told all the same. */
const MANY = 1_200;
const ATTENTIVE = { sagas: false, projections: true };
const SILENT = { sagas: false, projections: false };

/** What timelines promise, wherever the log lies. */
export function timelinesContract(name: string, open: () => Promise<Place>): void {
  describe(`timelines of a log on ${name}`, () => {
    let place: Place;
    let installations = 0;
    beforeAll(async () => void (place = await open()));
    afterAll(() => place.close());
    const fresh = () => `timelines_${(installations += 1)}`;
    const start = (engine: object, space = fresh(), module: Type | DynamicModule = TimelinesModule) =>
      place.start(module, space, { engine });
    type App = Awaited<ReturnType<typeof start>>;

    const storeOf = (app: App) => app.get(EventStore);
    const shown = async (app: App) => app.get(Projector).passed(await storeOf(app).head());
    const typesOf = async (app: App, correlation: string, after: Position = 0n, limit = 10_000) =>
      (await app.get(Timelines).of(correlation, after, limit)).map(({ type }) => type);
    const factsOf = (count: number, correlationOf: (n: number) => string): NewEvent[] =>
      Array.from({ length: count }, (_, n) => fact(`T${n}`, `c${n}`, {}, correlationOf(n)));

    it('tell the facts of one correlation across streams, in order, page by page', async () => {
      const app = await start(ATTENTIVE);
      const store = storeOf(app);
      const correlation = freshStream('entry');
      const [scheme, levy] = [freshStream('scheme'), freshStream('levy')];
      const other = fact('Other', 'c1', {}, freshStream('else'));
      const begun = [fact('SchemeSubmitted', 'c1', {}, correlation), other];
      await store.append(scheme, NO_STREAM, begun);
      const { position } = await store.append(levy, NO_STREAM, [fact('LevyAssessed', 'c2', {}, correlation)]);
      await store.append(scheme, 1, [fact('SchemeClosed', 'c3', {}, correlation)]);
      await shown(app);
      expect(await typesOf(app, correlation)).toEqual(['SchemeSubmitted', 'LevyAssessed', 'SchemeClosed']);
      expect(await typesOf(app, correlation, 0n, 1)).toEqual(['SchemeSubmitted']);
      expect(await typesOf(app, correlation, position)).toEqual(['SchemeClosed']);
      expect(await typesOf(app, freshStream('nobody'))).toEqual([]);
      expect(await app.get(Timelines).of(correlation, position, 1)).toEqual(await store.read(scheme, 2));
      await app.close();
    });

    it('show a command what it has written, as the other read models do', async () => {
      const steps = { module: class Steps {}, imports: [StepsModule, TimelinesModule] };
      const app = await start(ATTENTIVE, fresh(), steps);
      for (let n = 0; n < 5; n++) {
        const stream = freshStream('steps');
        const meta = by(`begin-${stream}`, stream);
        await app.get(Engine).executeAndShow(envelope(takeStep(stream, { step: 0, note: 'one' }), meta));
        expect(await typesOf(app, stream)).toEqual(['StepTaken']);
      }
      await app.close();
    });

    it('pick few facts out of a long stream, and follow one that fills many documents', async () => {
      const app = await start(ATTENTIVE);
      const [quota, rare, endless] = [freshStream('quota'), freshStream('rare'), freshStream('endless')];
      for (const first of [0, 700]) {
        const facts = factsOf(700, (n) => ((first + n) % 600 === 5 ? rare : endless));
        await storeOf(app).append(quota, first - 1, facts);
      }
      await shown(app);
      const versions = async (correlation: string) =>
        (await app.get(Timelines).of(correlation, 0n, 10_000)).map(({ version }) => version);
      expect(await versions(rare)).toEqual([5, 605, 1_205]);
      const others = Array.from({ length: 1_400 }, (_, n) => n).filter((n) => n % 600 !== 5);
      expect(await versions(endless)).toEqual(others);
      await app.close();
    });

    it('are built at the first start after an upgrade, and say so until then', async () => {
      const space = fresh();
      const correlation = freshStream('entry');
      const silent = await start(SILENT, space);
      await storeOf(silent).append(
        freshStream(),
        NO_STREAM,
        factsOf(MANY / 2, () => correlation),
      );
      await storeOf(silent).append(
        freshStream(),
        NO_STREAM,
        factsOf(MANY / 2, () => correlation),
      );
      await expect(typesOf(silent, correlation)).rejects.toBeInstanceOf(TimelinesBuilding);
      const engine = await start(ATTENTIVE, space);
      await shown(engine);
      await engine.close();
      expect(await typesOf(silent, correlation)).toHaveLength(MANY);
      await silent.close();
    });

    it('are whole where nobody builds them, as long as little is missing, read from the log', async () => {
      const space = fresh();
      const [stream, correlation] = [freshStream(), freshStream('entry')];
      const engine = await start(ATTENTIVE, space);
      const begun = await storeOf(engine).append(
        stream,
        NO_STREAM,
        factsOf(3, () => correlation),
      );
      await shown(engine);
      await engine.close();
      const silent = await start(SILENT, space);
      const late = [fact('Late', 'c9', {}, correlation), fact('Other', 'c9', {}, 'else')];
      await storeOf(silent).append(stream, 2, late);
      expect(await typesOf(silent, correlation)).toEqual(['T0', 'T1', 'T2', 'Late']);
      expect(await typesOf(silent, correlation, begun.position)).toEqual(['Late']);
      expect(await typesOf(silent, correlation, 0n, 2)).toEqual(['T0', 'T1']);
      await silent.close();
    });

    it('are the same when they are built again, and are told meanwhile', async () => {
      const app = await start(ATTENTIVE);
      const correlation = freshStream('entry');
      await storeOf(app).append(
        freshStream(),
        NO_STREAM,
        factsOf(9, () => correlation),
      );
      await shown(app);
      const readModels = app.get(ReadModels);
      const digest = async () => readModels.digest('timelines', await readModels.live('timelines'));
      const before = await digest();
      expect(before.documents).toBeGreaterThan(0);
      const rebuilding = app.get(Projector).rebuild('timelines');
      expect(await typesOf(app, correlation)).toHaveLength(9);
      await rebuilding;
      expect(await digest()).toEqual(before);
      expect(await typesOf(app, correlation)).toHaveLength(9);
      await app.close();
    });

    it('name a fact that the index knows and the log has not, and leave nothing out in silence', async () => {
      const app = await start(ATTENTIVE);
      const [stream, correlation] = [freshStream(), freshStream('entry')];
      await storeOf(app).append(
        stream,
        NO_STREAM,
        factsOf(1, () => correlation),
      );
      await shown(app);
      const empty = new SharedMemory().open().store;
      const timelines = new Timelines(empty, app.get(ReadModels), app.get(Subscriptions));
      await expect(timelines.of(correlation, 0n, 9)).rejects.toThrow(`${stream}@0`);
      await app.close();
    });
  });
}
