import { beforeEach, describe, expect, it } from '@jest/globals';
import { Admission, Patience } from './admission.js';
import type { Kind, Rooms } from './admission.js';

const WAIT_MS = 400;
const room = (abreast: number, waiting: number) => ({ abreast, waiting, waitMsMax: WAIT_MS });
const ROOMS: Rooms = {
  abreast: 4,
  kinds: {
    write: room(4, 3),
    read: room(3, 3),
    machine: room(2, 2),
    report: room(1, 1),
    'sign-in': room(1, 2),
  },
};

let now: number;
let admission: Admission;
let told: string[];
/** Comes to the door; what it is told stands in `told`, in the order in which it was. */
const come = (kind: Kind, name: string = kind) =>
  void admission.enter(kind).then((admitted) => told.push(`${name} ${admitted ? 'in' : 'away'}`));
const settled = () => new Promise((resolve) => setImmediate(resolve));
const hear = async () => {
  await settled();
  return told.splice(0);
};

beforeEach(() => {
  now = 0;
  told = [];
  admission = new Admission(ROOMS, () => now);
});

describe('the door', () => {
  it('lets in as many as there is room for, queues as many again, and tells the rest at once', async () => {
    for (let n = 0; n < 9; n++) come('write', `w${n}`);
    expect(await hear()).toEqual(['w0 in', 'w1 in', 'w2 in', 'w3 in', 'w7 away', 'w8 away']);
    admission.leave('write');
    expect(await hear()).toEqual(['w4 in']);
    expect(admission.counts().find(({ kind }) => kind === 'write')).toEqual({
      kind: 'write',
      working: 4,
      waiting: 2,
    });
  });

  it('lets people in before machines, and reads before reports, whoever came first', async () => {
    for (let n = 0; n < 4; n++) come('write');
    await hear();
    for (const kind of ['report', 'machine', 'read', 'write'] as const) come(kind);
    expect(await hear()).toEqual([]);
    for (let n = 0; n < 4; n++) admission.leave('write');
    expect(await hear()).toEqual(['write in', 'read in', 'machine in', 'report in']);
  });

  it('keeps room for people whatever machines and reports do', async () => {
    for (let n = 0; n < 4; n++) come('machine');
    for (let n = 0; n < 2; n++) come('report');
    expect((await hear()).filter((word) => word.endsWith('in'))).toEqual([
      'machine in',
      'machine in',
      'report in',
    ]);
    come('write');
    expect(await hear()).toEqual(['write in']);
  });

  it('turns away who has waited too long instead of answering too late', async () => {
    for (let n = 0; n < 4; n++) come('write');
    come('read', 'patient');
    await hear();
    now = WAIT_MS;
    admission.settle();
    expect(await hear()).toEqual([]);
    now = WAIT_MS + 1;
    come('read', 'late');
    admission.settle();
    expect(await hear()).toEqual(['patient away']);
    admission.leave('write');
    expect(await hear()).toEqual(['late in']);
  });

  it('has a room of its own for signing in: it holds up nobody, and nobody holds it up', async () => {
    for (let n = 0; n < 4; n++) come('write');
    for (let n = 0; n < 4; n++) come('sign-in', `s${n}`);
    expect(await hear()).toEqual(['write in', 'write in', 'write in', 'write in', 's0 in', 's3 away']);
    admission.leave('sign-in');
    expect(await hear()).toEqual(['s1 in']);
    admission.leave('write');
    come('read');
    expect(await hear()).toEqual(['read in']);
  });
});

describe('the room behind the door', () => {
  const TOOK_MS = 400;
  /** So many reads that took so long, then a look at them. */
  const reads = (count: number, ms: number) => {
    for (let n = 0; n < count; n++) admission.leave('read', ms);
    admission.fit();
  };
  const abreast = async (): Promise<number> => {
    for (let n = 0; n < 100; n++) come('read');
    const inside = (await hear()).filter((word) => word.endsWith('in')).length;
    return inside;
  };
  const big: Rooms = { abreast: 64, kinds: { ...ROOMS.kinds, read: room(56, 0), machine: room(24, 0) } };

  it('shrinks while reads take long, whatever the machine’s best hour was, and grows again', async () => {
    admission = new Admission(big, () => now);
    expect(await abreast()).toBe(56);
    reads(56, TOOK_MS);
    expect(await abreast()).toBe(Math.floor(56 * 0.8));
    reads(44, TOOK_MS);
    for (let step = 0; step < 20; step++) {
      await abreast();
      const working = admission.counts().find(({ kind }) => kind === 'read')!.working;
      reads(working, TOOK_MS);
    }
    expect(await abreast()).toBe(3);
    for (let step = 0; step < 20; step++) {
      reads(admission.counts().find(({ kind }) => kind === 'read')!.working, 20);
      await abreast();
    }
    expect(admission.counts().find(({ kind }) => kind === 'read')!.working).toBe(56);
  });

  it('stays as it is while nobody reads, and does not mind that a write waits for engines', async () => {
    admission = new Admission(big, () => now);
    for (let n = 0; n < 10; n++) {
      come('write');
      await settled();
      admission.leave('write', 2_000);
      admission.fit();
    }
    told = [];
    expect(await abreast()).toBe(56);
  });

  it('lets nobody wait who has waited before the process came round to the door', async () => {
    expect(admission.isFull('read', WAIT_MS + 1)).toBe(false);
    for (let n = 0; n < 3; n++) come('read');
    await hear();
    expect([admission.isFull('read', WAIT_MS), admission.isFull('read', WAIT_MS + 1)]).toEqual([false, true]);
    for (let n = 0; n < 3; n++) come('read');
    expect([admission.isFull('read', 0), admission.isFull('sign-in', 0)]).toEqual([true, false]);
  });
});

describe('how long to wait before asking again', () => {
  const patience = () => new Patience(() => now);
  const toldTo = (one: Patience, count: number) => Array.from({ length: count }, () => one.seconds());

  it('is a second for a few, and longer the more are turned away at once', () => {
    const crowd = toldTo(patience(), 2_400);
    expect(toldTo(patience(), 50)).toEqual(Array.from({ length: 50 }, () => 1));
    expect([crowd[0], crowd[1_000], crowd.at(-1)]).toEqual([1, 11, 25]);
    expect(Math.max(...toldTo(patience(), 10_000))).toBe(30);
  });

  it('is remembered from the second before, and forgotten when nobody came', () => {
    const one = patience();
    toldTo(one, 500);
    now += 1_000;
    expect(one.seconds()).toBe(6);
    now += 5_000;
    expect(one.seconds()).toBe(1);
  });
});
