import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { EventStore, NO_STREAM, START } from '#kernel';
import { LandModule } from '#land';
import { SharedMemory, fact, startInMemory } from '#kernel/testing';
import { loadPacks } from '#policy';
import { eventsOfLog, sameLogs } from './against.js';

it('what is exported and compared is what was written, whatever it is read as', async () => {
  const memory = new SharedMemory();
  const { store } = memory.open();
  await store.append('approval-1', NO_STREAM, [fact('ReviewReleased', 'c1', { burdenId: '1' })]);
  const app = await startInMemory(LandModule.forRoot({ packs: loadPacks(), layers: [] }), {
    memory,
    engine: { sagas: false, projections: false },
  });
  const log = app.get(EventStore);
  expect((await log.readAll(START, 1)).map(({ type }) => type)).toEqual(['ReviewHoldLifted']);
  const moved = [];
  for await (const event of eventsOfLog(log)) moved.push([event.type, event.meta.schema]);
  expect(moved).toEqual([['ReviewReleased', 1]]);
  expect((await sameLogs(eventsOfLog(log), eventsOfLog(store))).violations).toEqual([]);
  await app.close();
});
