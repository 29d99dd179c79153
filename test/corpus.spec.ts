/**
 * What every release froze is read by today's program as what it was, and the newest corpus knows every fact
 * that today's program can write.
 */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventBus } from '@nestjs/cqrs';
import { Upcasting, isKnown, revive, upcaster } from '#kernel';
import type { DurableSagas } from '#kernel';
import { EVENT_NAMES, LandModule, landUpcasting } from '#land';
import { loadLayers } from '#geo';
import { startInMemory } from '#kernel/testing';
import type { KernelApp } from '#kernel/testing';
import { loadPacks } from '#policy';
import {
  byRelease,
  documentsOf,
  frozenReleases,
  readCorpus,
  replay,
  standsIn,
  thawed,
  undecidable,
} from './history/corpus.js';
import type { Frozen, FrozenLog } from './history/corpus.js';
import { misfits, shapesOfToday } from './history/shapes.js';
import type { Shape } from './history/shapes.js';

const upcasting = landUpcasting();
const today = shapesOfToday();
const releases = frozenReleases();
const newest = releases.at(-1)!;
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
/** What is out is never frozen again: then it is the turn of the release after it. */
const FREEZE = `npm run freeze -- ${byRelease(newest, version) > 0 ? newest : `NEXT (after ${version})`}`;

let app: KernelApp;
beforeAll(async () => {
  app = await startInMemory(LandModule.forRoot({ packs: loadPacks(), layers: loadLayers() }));
});
afterAll(() => app.close());

describe.each(releases)('the corpus of release %s', (release) => {
  const corpus = readCorpus(release);

  it('folds to the same read models, every fact in a shape of today', () => {
    expect(corpus.logs.length).toBeGreaterThan(0);
    for (const { events, documents } of corpus.logs)
      expect(documentsOf(replay(events, upcasting))).toEqual(documents);
    expect(replay(corpus.samples, upcasting)).toHaveLength(corpus.samples.length);
  });

  it('was written in shapes that can be read in those of today, or that upcasters begin with', () => {
    const unread = Object.entries(corpus.shapes).flatMap(([name, was]) => {
      const [type, schema] = name.split('@') as [string, string];
      const is = today.get(type);
      if (is === undefined || upcasting.schemaOf(type) !== Number(schema)) return [];
      return misfits(was, is).map((wrong) => `${name}: ${wrong}`);
    });
    expect(unread).toEqual([]);
  });

  it('has every saga at its place, and every checkpoint on the event on which it stood', () => {
    const sagas = app
      .get<DurableSagas>(EventBus)
      .wiring()
      .map(({ saga }) => saga);
    expect(corpus.sagas.filter((saga) => !sagas.includes(saga))).toEqual([]);
    const log = upcasting.page(thawed(corpus.logs[0]!.events));
    expect(corpus.checkpoints.length).toBeGreaterThan(0);
    expect(corpus.checkpoints.filter((checkpoint) => !standsIn(checkpoint, log))).toEqual([]);
  });

  it('has no deadline and no parked command that cannot be given today', () => {
    const commands = [
      ...corpus.parked,
      ...corpus.deadlines.map(({ command }) => ({ ...command, meta: corpus.parked[0]!.meta })),
    ];
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.map(({ type }) => type).filter((type) => !isKnown(type))).toEqual([]);
    const given = commands.map(({ meta, ...command }) => revive(command, meta));
    expect(given.map(undecidable).filter((fault) => fault !== undefined)).toEqual([]);
  });
});

/** What is wrong with a corpus beside the facts of today, each with what to do. */
function missingFrom(
  { shapes, facts }: Readonly<{ shapes: Readonly<Record<string, Shape>>; facts: readonly Frozen[] }>,
  today: ReadonlyMap<string, Shape>,
  reader: Upcasting,
): readonly string[] {
  const seen = new Set(facts.map(({ type, meta }) => `${type}@${meta.schema}`));
  return [...today].flatMap(([type, is]) => {
    const name = `${type}@${reader.schemaOf(type)}`;
    const was = shapes[name];
    if (was === undefined || !seen.has(name))
      return [`${name} has no sample in the corpus of ${newest}: ${FREEZE}`];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const wrong = misfits(was, is);
    return wrong.length === 0
      ? [`${name} takes more than in the corpus of ${newest}: ${FREEZE}`]
      : [
          `${name} has another shape than in the corpus of ${newest} (${wrong.join('; ')}). Give it an ` +
            `upcaster to the next schema, or, ` +
            `where no release has written it yet, freeze it again: ${FREEZE}`,
        ];
  });
}

describe('the newest corpus', () => {
  const { logs, samples, shapes } = readCorpus(newest);
  const facts = [...logs.flatMap(({ events }) => events), ...samples];

  it('is that of this release or of the next: none goes out without one', () => {
    expect(byRelease(newest, version)).toBeGreaterThanOrEqual(0);
  });

  it('has every fact of today in its shape', () => {
    expect(today.size).toBe(Object.keys(EVENT_NAMES).length);
    expect(missingFrom({ shapes, facts }, today, upcasting)).toEqual([]);
  });

  it('is missed by a new fact and by one of another shape, in words that say what to do', () => {
    const told = (type: string, shape: Shape) =>
      missingFrom({ shapes, facts }, new Map([[type, shape]]), upcasting).join();
    const { fields } = today.get('QuotaReleased') as { fields: Record<string, Shape> };
    expect(told('Unheard', { fields: {} })).toBe(
      `Unheard@1 has no sample in the corpus of ${newest}: ${FREEZE}`,
    );
    expect(told('QuotaReleased', { fields: { ...fields, 'note?': 'string' } })).toContain('takes more');
    expect(told('QuotaReleased', { fields: { ...fields, note: 'string' } })).toContain(
      'data.note is new and must be there). Give it an upcaster to the next schema',
    );
    const rest = Object.entries(fields).filter(([field]) => field !== 'subject');
    expect(told('QuotaReleased', { fields: Object.fromEntries(rest) })).toContain('data.subject is gone');
    expect(told('QuotaReleased', { fields: { ...fields, subject: 'string' } })).toContain(
      'data.subject was fields and is string',
    );
  });
});

/** So wrong that the start does not notice: its sample agrees with it. */
const broken = (type: string, from: object, to: object, up: (data: object) => object) =>
  new Upcasting(Object.keys(EVENT_NAMES), [
    upcaster({ type, from: 1, up, samples: [{ was: from, is: to }] }),
  ]);

describe('a corpus', () => {
  const [log] = readCorpus(newest).logs as [FrozenLog];

  it('is read as something else by an upcaster that changes an amount, and the replay shows it', () => {
    const double = broken('QuotaIssued', { areaM2: '1.00' }, { areaM2: '1.000' }, (data) => ({
      ...data,
      areaM2: `${(data as { areaM2: string }).areaM2}0`,
    }));
    expect(() => expect(documentsOf(replay(log.events, double))).toEqual(log.documents)).toThrow();
  });

  it('does not fold through an upcaster that loses a field', () => {
    const loses = broken('SchemeSubmitted', { scheme: {} }, {}, ({ ...data }) => {
      delete (data as { scheme?: object }).scheme;
      return data;
    });
    expect(() => documentsOf(replay(log.events, loses))).toThrow(TypeError);
  });

  it('does not fold where a type was renamed without an upcaster', () => {
    const [event] = log.events;
    const before = [{ ...event!, type: 'ReviewReleased' }];
    const none = new Upcasting(Object.keys(EVENT_NAMES), []);
    expect(() => replay(before, none)).toThrow(
      'ReviewReleased is no fact of this release, and no upcaster reads it.',
    );
  });
});
