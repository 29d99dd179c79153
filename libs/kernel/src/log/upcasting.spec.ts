import { describe, expect, it } from '@jest/globals';
import { SharedMemory, eventStoreContract, fact, freshStream } from '#kernel/testing';
import { START } from '../messages/messages.js';
import { NO_STREAM } from './event-store.js';
import { footingOf } from './footing.js';
import { UpcastingEventStore } from './upcasting-event-store.js';
import { LaterShape, Upcasting, UpcastersWrong, storedForm } from './upcasting.js';
import { upcaster } from '../messages/upcasters.js';
import type { Shape, Upcaster } from '../messages/upcasters.js';

type Text = { text: string };
const step = (
  type: string,
  from: number,
  to?: Shape,
  up = ({ text }: Text): Text => ({ text: `${text}.` }),
) =>
  upcaster<Text, Text>({
    type,
    from,
    ...(to ? { to } : {}),
    up,
    samples: [{ was: { text: 'a' }, is: { text: 'a.' } }],
  });
const B1: Shape = { type: 'B', schema: 1 };

function faultsOf(...upcasters: readonly Upcaster[]): readonly string[] {
  try {
    new Upcasting(['A', 'B'], upcasters);
  } catch (error) {
    if (error instanceof UpcastersWrong) return error.faults;
    throw error;
  }
  return [];
}

describe('a set of upcasters', () => {
  it('holds where every earlier shape comes step by step to one that is written', () => {
    expect(
      faultsOf(step('A', 1), step('A', 2), step('Old', 1), step('Old', 2, { type: 'A', schema: 2 })),
    ).toEqual([]);
  });

  it.each<[what: string, upcasters: readonly Upcaster[], faults: readonly string[]]>([
    [
      'a gap',
      [step('A', 1), step('A', 3)],
      ['A@2 has no upcaster, though A@3 has one. Write the one that begins with 2.'],
    ],
    ['a double', [step('A', 1), step('A', 1)], ['A@1 has more than one upcaster. Keep one.']],
    [
      'a circle of names',
      [step('Old', 1, { type: 'Older', schema: 1 }), step('Older', 1, { type: 'Old', schema: 1 })],
      ['The upcasters go round in a circle: Old@1 → Older@1 → Old@1. Take one of them out.'],
    ],
    [
      'a step backwards',
      [step('A', 1), step('A', 2, { type: 'A', schema: 1 })],
      ['The upcaster of A@2 gives A@1. Within a type give the next one, A@3.'],
    ],
    [
      'a type that nobody writes',
      [step('Old', 1, { type: 'Gone', schema: 1 })],
      [
        'Old@1 is read as Gone@1, but this release has no fact Gone. Give a type that it writes, or write ' +
          'an upcaster that begins with Gone@1.',
      ],
    ],
    [
      'a retired type whose chain stops',
      [step('Old', 1)],
      [
        'Old@1 is read as Old@2, but this release has no fact Old. Give a type that it writes, or write an ' +
          'upcaster that begins with Old@2.',
      ],
    ],
    [
      'a schema that nobody writes',
      [step('Old', 1, { type: 'B', schema: 2 })],
      ['Old@1 is read as B@2, but B is written in schema 1. Give that one.'],
    ],
    [
      'a name that is still in use',
      [step('A', 1, B1)],
      [
        'The upcaster of A@1 gives B@1, but A is still written. A name that is in use keeps its meaning: ' +
          'take A out of the facts of this release, or keep the type.',
      ],
    ],
    [
      'a schema that is no count',
      [step('A', 0)],
      ['The upcaster of A@0 gives A@1. Schemas are counted 1, 2, 3 and so on.'],
    ],
    [
      'no sample',
      [{ ...step('A', 1), samples: [] }],
      ['The upcaster of A@1 has no sample. Take one from a frozen log.'],
    ],
  ])('is refused with %s, in words that say what to mend', (_, upcasters, faults) => {
    expect(faultsOf(...upcasters)).toEqual(faults);
  });

  it('is refused with one that remembers, changes its input, or gives what its sample does not say', () => {
    let calls = 0;
    const [remembers] = faultsOf(step('A', 1, undefined, () => ({ text: `a${(calls += 1)}` })));
    expect(remembers).toContain(
      'A@1 gives two results for sample 1. It may use no clock, no dice and no memory.',
    );
    const [changes] = faultsOf(step('A', 1, undefined, (data) => Object.assign(data, { text: 'a.' })));
    expect(changes).toContain('A@1 fails on sample 1, or changes what it is given: TypeError');
    const [wrong] = faultsOf(step('A', 1, undefined, ({ text }) => ({ text })));
    expect(wrong).toBe('The upcaster of A@1 gives {"text":"a"} for sample 1, which says {"text":"a."}.');
    const [noJson] = faultsOf(step('A', 1, undefined, () => ({ text: 'a.', more: undefined })));
    expect(noJson).toContain('A@1 gives something for sample 1 that is not plain JSON.');
  });

  it('names everything that is wrong at once', () => {
    const wrong = () => new Upcasting(['A'], [step('A', 2), step('Old', 1, { type: 'Gone', schema: 0 })]);
    expect(wrong).toThrow(/A@1 has no upcaster/);
    expect(wrong).toThrow(/Old@1 gives Gone@0/);
  });
});

const UPCASTING = new Upcasting(['A', 'B', 'X'], [step('Old', 1, B1), step('A', 1), step('A', 2)]);

describe('a log of earlier releases', () => {
  async function filled() {
    const { store } = new SharedMemory().open();
    const stream = freshStream();
    const data = { text: 'a' };
    await store.append(stream, NO_STREAM, [
      { ...fact('X', 'c1'), data },
      { ...fact('Old', 'c2'), data },
      { ...fact('A', 'c3'), data },
      { ...fact('X', 'c4'), data },
    ]);
    return { stored: store, store: new UpcastingEventStore(store, UPCASTING), stream };
  }

  it('is read in the shapes of this release by every way; each fact keeps place and author', async () => {
    const { store, stored, stream } = await filled();
    const page = await store.readAll(START, 10);
    expect(page.map(({ type, data, meta }) => [type, data, meta.schema])).toEqual([
      ['X', { text: 'a' }, 1],
      ['B', { text: 'a.' }, 1],
      ['A', { text: 'a..' }, 3],
      ['X', { text: 'a' }, 1],
    ]);
    expect(await store.read(stream)).toEqual(page);
    const followed = store.follow(START, new AbortController().signal);
    expect(await followed.next()).toEqual({ value: page, done: false });
    const before = await stored.readAll(START, 10);
    const rest = ({ id, stream: of, version, position, recordedAt, meta }: (typeof page)[number]) => [
      [id, of, version, position, recordedAt],
      { ...meta, schema: 0 },
    ];
    expect(page.map(rest)).toEqual(before.map(rest));
  });

  it('stays as it was written for those who copy, prove and digest it', async () => {
    const { store, stored } = await filled();
    expect(store.stored).toBe(stored);
    const [read, kept] = [await store.readAll(START, 10), await stored.readAll(START, 10)];
    expect(read.map(storedForm)).toEqual(kept);
    expect(read.map(footingOf)).toEqual(kept.map(footingOf));
  });

  it('is not copied where nothing has changed', async () => {
    const { stored } = await filled();
    const page = (await stored.readAll(START, 10)).filter(({ type }) => type === 'X');
    expect(UPCASTING.page(page)).toBe(page);
    expect(UPCASTING.current(page[0]!)).toBe(page[0]);
  });

  it.each(['A', 'B', 'X', 'Old'])('is refused where a later release wrote a shape of %s', async (type) => {
    const { store, stored } = await filled();
    const later = fact(type, 'c5');
    await stored.append(freshStream(), NO_STREAM, [{ ...later, meta: { ...later.meta, schema: 9 } }]);
    await expect(store.readAll(START, 10)).rejects.toThrow(LaterShape);
    await expect(store.readAll(START, 10)).rejects.toThrow(`is ${type} in schema 9`);
  });
});

eventStoreContract('memory, read with upcasters', () => {
  const { store, close } = new SharedMemory().open();
  const renamed = new Upcasting(['B'], [step('Old', 1, B1)]);
  return Promise.resolve({ store: new UpcastingEventStore(store, renamed), close });
});
