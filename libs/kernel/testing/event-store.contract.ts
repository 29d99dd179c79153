import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  APPEND_BYTES_MAX,
  APPEND_EVENTS_MAX,
  AppendTooLarge,
  ENGINE,
  NO_STREAM,
  VersionConflict,
  footingOf,
  logFault,
} from '#kernel';
import type { EventStore, Metadata, NewEvent, Position, Recorded } from '#kernel';

const WRITERS = 24;
const APPENDS_PER_WRITER = 20;

let streams = 0;
/** A stream that no other test has used. */
export const freshStream = (kind = 'grant') => `${kind}-${process.pid}-${++streams}`;

export const metadata = (command: string, correlation = 'entry-1'): Metadata => ({
  correlation,
  causation: command,
  command,
  actor: ENGINE,
  occurredAt: '2026-03-01T08:00:00.000Z',
  policy: 'jinan@2026.1',
  schema: 1,
});

export const fact = (type: string, command: string, data: object = {}, correlation?: string): NewEvent => ({
  type,
  data,
  meta: metadata(command, correlation),
});

/** Everything after a position, page by page. */
export async function everything(store: EventStore, after: Position, pageSize = 100): Promise<Recorded[]> {
  const all: Recorded[] = [];
  for (let position = after; ;) {
    const page = await store.readAll(position, pageSize);
    if (page.length === 0) return all;
    all.push(...page);
    position = page[page.length - 1]!.position;
  }
}

/** What every adapter of the log promises. `open` may return the same empty or used log each time. */
export function eventStoreContract(
  name: string,
  open: () => Promise<{ store: EventStore; close: () => Promise<void> }>,
): void {
  describe(`the log on ${name}`, () => {
    let store: EventStore;
    let close: () => Promise<void>;
    beforeAll(async () => ({ store, close } = await open()));
    afterAll(() => close());

    it('gives back what was appended, to the letter', async () => {
      const stream = freshStream();
      const data = {
        parcel: '370102-7',
        note: '入市方案 "一" \\ \n\u0001',
        amounts: ['123456789012345678'],
        nested: { empty: {}, none: null, yes: true },
      };
      const meta = {
        ...metadata('c1'),
        actor: { person: '李', role: 'clerk', office: 'township-3', onBehalfOf: '王' },
      };
      const before = await store.head();
      const appended = await store.append(stream, NO_STREAM, [{ type: 'GrantRequested', data, meta }]);

      const [event] = await store.read(stream);
      expect(event).toEqual({
        id: `${stream}@0`,
        stream,
        version: 0,
        position: appended.position,
        type: 'GrantRequested',
        data,
        meta,
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      });
      expect(await store.readAll(before, 1)).toEqual([event]);
    });

    it(
      'is known again by what a checkpoint stands on, and told from one that is shorter and from ' +
        'another one',
      async () => {
        const stream = freshStream();
        const { position } = await store.append(stream, NO_STREAM, [
          fact('A', 'c1', { area: '1.00', none: undefined }),
          fact('B', 'c1'),
        ]);
        const [, last] = await store.read(stream);
        const footing = footingOf(last!);
        const asked = async (more: object) =>
          (await logFault(store, [{ subscription: 'sagas', position, footing, ...more }], 1))?.code;
        for (const told of [last!, ...(await everything(store, 0n)).slice(-1)])
          expect(footingOf(told)).toEqual(footing);
        expect(await asked({})).toBeUndefined();
        expect(await asked({ footing: undefined })).toBeUndefined();
        expect(await asked({ position: 0n, footing: undefined })).toBeUndefined();
        const beyond = position + 1_000_000_000_000n;
        for (const unknown of [undefined, footing])
          expect(await asked({ position: beyond, footing: unknown })).toBe('log.behind');
        for (const other of [
          { version: 0 },
          { version: 7 },
          { stream: `${stream}-none` },
          { digest: 'ab'.repeat(32) },
        ]) {
          expect(await asked({ footing: { ...footing, ...other } })).toBe('log.foreign');
        }
      },
    );

    it('answers with the version and position of the last event', async () => {
      const stream = freshStream();
      const first = await store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
      const second = await store.append(stream, 1, [fact('C', 'c2')]);
      expect([first.version, second.version]).toEqual([1, 2]);
      expect(second.position).toBeGreaterThan(first.position);
      expect((await store.read(stream)).map(({ position }) => position).slice(1)).toEqual([
        first.position,
        second.position,
      ]);
    });

    it('reads a stream from a version on, and no more than asked for', async () => {
      const stream = freshStream();
      await store.append(
        stream,
        NO_STREAM,
        ['A', 'B', 'C', 'D'].map((type) => fact(type, 'c1')),
      );
      expect((await store.read(stream, 1, 2)).map(({ type }) => type)).toEqual(['B', 'C']);
      expect((await store.read(stream, 3)).map(({ version }) => version)).toEqual([3]);
      expect(await store.read(stream, 4)).toEqual([]);
    });

    it('has no events of a stream that does not exist', async () =>
      expect(await store.read(freshStream())).toEqual([]));

    it('refuses an append at another version and says which it is', async () => {
      const stream = freshStream();
      await store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
      for (const expected of [NO_STREAM, 0, 2]) {
        const refused = await store
          .append(stream, expected, [fact('C', 'c2')])
          .catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(VersionConflict);
        expect(refused).toMatchObject({ stream, expected, current: 1 });
      }
      await expect(store.append(freshStream(), 0, [fact('A', 'c1')])).rejects.toMatchObject({
        current: NO_STREAM,
      });
      expect(await store.read(stream)).toHaveLength(2);
    });

    it('answers a repeated append with the original place', async () => {
      const stream = freshStream();
      const events = [fact('A', 'c1'), fact('B', 'c1')];
      const original = await store.append(stream, NO_STREAM, events);
      expect(await store.append(stream, NO_STREAM, events)).toEqual(original);
      await store.append(stream, 1, [fact('C', 'c2')]);
      expect(await store.append(stream, NO_STREAM, events)).toEqual(original);
      expect(await store.read(stream)).toHaveLength(3);
    });

    it(
      'takes an append for a repetition although somebody traced it anew, and keeps the trace that ' +
        'was there',
      async () => {
        const stream = freshStream();
        const inTrace = (digit: string): NewEvent[] => [
          {
            ...fact('A', 'c1'),
            meta: { ...metadata('c1'), trace: `00-${digit.repeat(32)}-${digit.repeat(16)}-01` },
          },
        ];
        const original = await store.append(stream, NO_STREAM, inTrace('1'));
        expect(await store.append(stream, NO_STREAM, inTrace('2'))).toEqual(original);
        expect((await store.read(stream)).map(({ meta }) => meta)).toEqual([inTrace('1')[0]!.meta]);
      },
    );

    it('takes no append for a repetition that begins alike but differs in type or command', async () => {
      const stream = freshStream();
      await store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
      for (const other of [
        [fact('A', 'c1'), fact('B', 'c1'), fact('C', 'c1')],
        [fact('A', 'c1'), fact('X', 'c1')],
        [fact('A', 'c1'), fact('B', 'c2')],
        [fact('B', 'c1')],
      ]) {
        await expect(store.append(stream, NO_STREAM, other)).rejects.toBeInstanceOf(VersionConflict);
      }
      expect(await store.read(stream)).toHaveLength(2);
    });

    it('lets a conflict in a burst fail alone', async () => {
      const taken = freshStream();
      await store.append(taken, NO_STREAM, [fact('A', 'c1')]);
      const free = Array.from({ length: 10 }, () => freshStream());
      const outcomes = await Promise.allSettled([
        ...free
          .slice(0, 5)
          .map((stream) => store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')])),
        store.append(taken, NO_STREAM, [fact('X', 'c9')]),
        store.append(taken, NO_STREAM, [fact('A', 'c1')]),
        ...free.slice(5).map((stream) => store.append(stream, NO_STREAM, [fact('A', 'c1')])),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(
        outcomes.map((_, index) => (index === 5 ? 'rejected' : 'fulfilled')),
      );
      expect(outcomes[5]).toMatchObject({ reason: { name: 'VersionConflict', current: 0 } });
      for (const [index, stream] of free.entries())
        expect(await store.read(stream)).toHaveLength(index < 5 ? 2 : 1);
    });

    it('keeps appends to one stream in the order in which they were asked for', async () => {
      const stream = freshStream();
      const appends = Array.from({ length: 20 }, (_, index) =>
        store.append(stream, index - 1, [fact(`T${index}`, `c${index}`)]),
      );
      expect((await Promise.all(appends)).map(({ version }) => version)).toEqual(
        appends.map((_, index) => index),
      );
    });

    it('lets one of many writers at the same version win', async () => {
      const stream = freshStream();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) => store.append(stream, NO_STREAM, [fact('A', `c${n}`)])),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.read(stream)).toHaveLength(1);
    });

    it('tells without asking only what is there, without a gap', async () => {
      const stream = freshStream();
      const stop = new AbortController();
      const from = await store.head();
      const following = (async () => {
        for await (const page of store.follow(from, stop.signal))
          if (page.some((event) => event.stream === stream && event.version === 2)) return;
      })();
      for (let version = 0; version < 3; version++)
        await store.append(stream, version - 1, [fact(`T${version}`, `c${version}`)]);
      await following;
      stop.abort();
      const all = await store.read(stream);
      for (let from = 0; from <= all.length; from++) {
        const recent = store.recentEvents(stream, from);
        expect(recent).toEqual(all.slice(from, from + recent.length));
      }
      expect(store.recentEvents(freshStream(), 0)).toEqual([]);
    });

    it('refuses what is too large, and nothing of it is kept', async () => {
      const stream = freshStream();
      const many = Array.from({ length: APPEND_EVENTS_MAX + 1 }, () => fact('A', 'c1'));
      const heavy = [fact('A', 'c1', { text: 'x'.repeat(APPEND_BYTES_MAX) })];
      await expect(store.append(stream, NO_STREAM, many)).rejects.toBeInstanceOf(AppendTooLarge);
      await expect(store.append(stream, NO_STREAM, heavy)).rejects.toBeInstanceOf(AppendTooLarge);
      expect(await store.read(stream)).toEqual([]);
    });

    it(`shows ${WRITERS} concurrent writers to a follower, each event once and in order`, async () => {
      const start = await store.head();
      const total = WRITERS * APPENDS_PER_WRITER;
      const written = new Map<string, Position>();
      const seen: Recorded[] = [];
      const stop = new AbortController();
      const reader = (async () => {
        for await (const page of store.follow(start, stop.signal, 50)) {
          seen.push(...page);
          if (seen.length >= total) stop.abort();
        }
      })();
      await Promise.all(
        Array.from({ length: WRITERS }, async () => {
          const stream = freshStream();
          for (let version = -1; version < APPENDS_PER_WRITER - 1; version++) {
            const { position } = await store.append(stream, version, [
              fact('Counted', `${stream}/${version}`),
            ]);
            written.set(`${stream}@${version + 1}`, position);
          }
        }),
      );
      await reader;
      expect(seen).toHaveLength(total);
      expect(new Map(seen.map(({ id, position }) => [id, position]))).toEqual(written);
      expect(seen.every(({ position }, index) => index === 0 || position > seen[index - 1]!.position)).toBe(
        true,
      );
      expect(await everything(store, start)).toEqual(seen);
    });

    it('knows its end and how far behind a reader is', async () => {
      const before = await store.head();
      const { position } = await store.append(freshStream(), NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
      expect(await store.head()).toBe(position);
      expect(await store.behind(before)).toBe(2);
      expect(await store.behind(position)).toBe(0);
      expect(await store.readAll(position, 10)).toEqual([]);
    });

    it('wakes a follower that has seen everything', async () => {
      const stop = new AbortController();
      const follower = store.follow(await store.head(), stop.signal);
      const next = follower.next();
      const stream = freshStream();
      await store.append(stream, NO_STREAM, [fact('A', 'c1')]);
      expect((await next).value).toMatchObject([{ id: `${stream}@0` }]);
      stop.abort();
      expect(await follower.next()).toMatchObject({ done: true });
    });

    it('ends a waiting follower when it is told to stop', async () => {
      const stop = new AbortController();
      const next = store.follow(await store.head(), stop.signal).next();
      setTimeout(() => stop.abort(), 20);
      expect(await next).toMatchObject({ done: true });
    });
  });
}
