import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import {
  DEADLINES,
  ENGINE,
  EventStore,
  NO_STREAM,
  Parking,
  START,
  SimulatedClock,
  Timelines,
  logFaultOf,
  footingOf,
} from '#kernel';
import type { CommandMeta, NewEvent } from '#kernel';
import { SharedMemory, startInMemory } from '#kernel/testing';
import { loadPacks } from '#policy';
import { LandModule } from './land.module.js';
import { approvalOf, parcelOf } from './shared/terms.js';
import type { Burden, Subject } from './shared/terms.js';

const subject: Subject = {
  entry: '370114001001JB00012-1',
  parcel: '370114001001JB00012',
  district: '370114',
  township: '370114-01',
  planYear: 2026,
};
const stream = approvalOf(subject.entry);
const at = '2026-03-02T02:00:00.000Z';
const metaOf = (id: string): CommandMeta => ({
  id,
  correlation: subject.entry,
  causation: id,
  actor: ENGINE,
  at,
  policy: 'jinan@2026.1',
});

/** A fact as 0.1.0 wrote it. */
const written = (type: string, data: object, command: string): NewEvent => {
  const { correlation, causation, actor, policy } = metaOf(command);
  const meta = { correlation, causation, command, actor, occurredAt: at, policy, schema: 1 };
  return { type, data, meta };
};
const burden = (id: string): Burden => ({
  id,
  kind: 'seizure',
  organ: '区法院',
  on: '2026-03-02',
  reason: '查封',
});
const held = (id: string) => written('ReviewHeld', { subject, burden: burden(id) }, `hold ${id}`);
const release = (burdenId: string) => ({ type: 'ReleaseReview', stream, data: { subject, burdenId } });

/** What 0.1.0 left: one hold lifted; one that a saga, one that a deadline and one that a person lifts. */
async function leftBehind(memory: SharedMemory): Promise<void> {
  const { store, subscriptions, deadlines, parking } = memory.open();
  await store.append(stream, NO_STREAM, [
    held('1'),
    written('ReviewReleased', { subject, burdenId: '1' }, 'release 1'),
    held('2'),
    held('3'),
    held('4'),
  ]);
  await store.append(parcelOf(subject.parcel), NO_STREAM, [
    written('BurdenLifted', { parcel: subject.parcel, burdenId: '2', reason: '已解除', subject }, 'lift 2'),
  ]);
  const [, lifted] = await store.read(stream);
  const [lease] = await subscriptions.acquire(DEADLINES, 1);
  const deadline = { id: 'three', dueAt: '2026-03-03T02:00:00.000Z', command: release('3') };
  const { correlation, causation, policy } = metaOf(`${stream}@3`);
  const row = { ...deadline, correlation, causation, policy };
  await deadlines.apply(lease!, lifted!.position, [row], [], footingOf(lifted!));
  await subscriptions.release(DEADLINES);
  await parking.park({
    id: 'four',
    source: 'saga',
    correlation,
    event: causation,
    command: { ...release('4'), meta: metaOf('four') },
    code: 'approval.held',
    reason: '受限',
    parkedAt: at,
  });
}

describe('an installation of 0.1.0', () => {
  it('goes on under this release: facts, deadlines, parked commands, checkpoints by new names', async () => {
    const memory = new SharedMemory();
    await leftBehind(memory);
    const clock = new SimulatedClock(at);
    const app = await startInMemory(LandModule.forRoot({ packs: loadPacks(), layers: [] }), {
      memory,
      clock,
    });
    const { store, subscriptions } = memory.open();
    expect(await logFaultOf(app.get(EventStore), subscriptions)).toBeUndefined();
    await app.engine.advanceTo('2026-03-04T02:00:00.000Z');
    expect(await app.engine.unknown()).toEqual(new Map());
    await app.engine.release('four', { ...ENGINE, person: 'admin' });
    await app.engine.shown();

    const timeline = await app.get(Timelines).of(subject.entry, START, 100);
    const ofReview = timeline.filter((event) => event.stream === stream);
    const lifted = ofReview.filter(({ type }) => type === 'ReviewHoldLifted');
    expect(ofReview.length - lifted.length).toBe(4);
    expect(lifted.map(({ data, meta }) => [(data as { burdenId: string }).burdenId, meta.command])).toEqual([
      ['1', 'release 1'],
      ['2', `holdStagesOfBurdenedParcel/${parcelOf(subject.parcel)}@0/ReleaseReview/${stream}`],
      ['3', 'deadline/three/2026-03-03T02:00:00.000Z'],
      ['4', 'four'],
    ]);
    expect(await app.get(Parking).count()).toBe(0);
    expect((await store.read(stream)).map(({ type }) => type).slice(1, 3)).toEqual([
      'ReviewReleased',
      'ReviewHeld',
    ]);
    await app.close();
  });
});
