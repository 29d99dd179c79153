/*
 * Shows: what machines were once promised they get for ever, and nothing else ever gets out.
 * How: every fact of every frozen release is published anew, and held to the schemas; schemas and samples of
 * each release lie in `test/feed/frozen`. `FROZEN=write` adds what is new there, and changes nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { CloudEvent } from 'cloudevents';
import type { EventStore, Recorded } from '#kernel';
import { PROMISES, PUBLISHED_NAMES, PublishedProjection, nameIn, publicationOf, schemaId } from '#feed';
import type { PublishedEvent, PublishedName } from '#feed';
import { landUpcasting } from '#land';
import { HISTORY, frozenReleases, readCorpus, replay } from '../history/corpus.js';
import type { FrozenLog } from '../history/corpus.js';

const SCHEMAS = 'test/feed/frozen/schemas.json';
const SAMPLES = 'test/feed/frozen/samples.json';
type Schema = Readonly<{
  type?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  additionalProperties?: false;
  [rule: string]: unknown;
}>;

const schemas = Object.fromEntries(
  PUBLISHED_NAMES.map((name) => [name, PROMISES[name].data.schema as Schema]),
) as Readonly<Record<PublishedName, Schema>>;

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const faultsOf = (name: PublishedName, data: object): readonly unknown[] => {
  const valid = ajv.getSchema(schemaId(name)) ?? ajv.compile({ $id: schemaId(name), ...schemas[name] });
  return valid(data) ? [] : valid.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
};

/** Whatever a log publishes, in its order. */
async function publishedOf(log: readonly Recorded[]): Promise<readonly PublishedEvent[]> {
  const streams = new Map<string, Recorded[]>();
  for (const event of log) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const read = async (stream: string) => streams.get(stream) ?? [];
  const projection = new PublishedProjection({ read } as unknown as EventStore);
  type Seen = Parameters<(typeof projection)['ids']>[0];
  const seen = log.filter((event) => publicationOf(event) !== undefined) as Seen[];
  const recalled = await projection.recall(seen);
  return seen.map((event) => projection.evolve(undefined, event, projection.ids(event)[0]!, recalled));
}

const upcasting = landUpcasting();
/** Facts as 0.1.0 wrote them, before releases were frozen as a whole. */
const FIRST = JSON.parse(readFileSync(join(HISTORY, '0.1.0.json'), 'utf8')) as FrozenLog;
const logs = [
  FIRST.events,
  ...frozenReleases()
    .map(readCorpus)
    .flatMap((corpus) => [...corpus.logs.map(({ events }) => events), corpus.samples]),
].map((events) => ({ log: replay(events, upcasting) }));
let all: readonly Readonly<{ log: readonly Recorded[]; published: readonly PublishedEvent[] }>[] = [];
let everything: readonly PublishedEvent[] = [];
beforeAll(async () => {
  all = await Promise.all(logs.map(async ({ log }) => ({ log, published: await publishedOf(log) })));
  everything = all.flatMap(({ published }) => published);
});
const byName = (name: PublishedName) => everything.filter(({ type }) => nameIn(type) === name);

const frozen = <T>(path: string): Readonly<Record<string, T>> =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, T>) : {};
const keep = (path: string, known: object, now: object): void => {
  if (process.env.FROZEN === 'write')
    writeFileSync(path, `${JSON.stringify({ ...now, ...known }, null, 1)}\n`);
};

/** What a consumer of the old schema could meet in a value of the new one and not expect. */
function breaks(was: Schema, is: Schema, path = ''): readonly string[] {
  if (was.anyOf ?? is.anyOf)
    return was.anyOf?.length === is.anyOf?.length
      ? was.anyOf!.flatMap((one, at) => breaks(one, is.anyOf![at]!, `${path}|${at}`))
      : [`${path} may be something else`];
  const rules = (schema: Schema) =>
    JSON.stringify(
      Object.entries(schema).filter(
        ([rule]) => !['properties', 'required', 'items', 'description', 'title'].includes(rule),
      ),
    );
  const members = Object.keys(was.properties ?? {});
  return [
    ...(rules(was) === rules(is) ? [] : [`${path} has other rules`]),
    ...members.filter((name) => !is.properties?.[name]).map((name) => `${path}/${name} is gone`),
    ...(was.required ?? [])
      .filter((name) => !is.required?.includes(name))
      .map((name) => `${path}/${name} may be absent`),
    ...(is.required ?? [])
      .filter((name) => !members.includes(name))
      .map((name) => `${path}/${name} is required`),
    ...members.flatMap((name) =>
      is.properties?.[name] ? breaks(was.properties![name]!, is.properties[name], `${path}/${name}`) : [],
    ),
    ...(was.items ? breaks(was.items, is.items ?? {}, `${path}[]`) : []),
  ];
}

describe('the published language', () => {
  it('has a schema for every type, which every fact of every release fulfils', () => {
    expect(everything.length).toBeGreaterThan(150);
    expect(PUBLISHED_NAMES.filter((name) => byName(name).length === 0)).toEqual([]);
    for (const { id, type, data } of everything) expect([id, faultsOf(nameIn(type), data)]).toEqual([id, []]);
  });

  it('keeps every promise of a release, and only adds what may be absent', () => {
    const known = frozen<Schema>(SCHEMAS);
    keep(SCHEMAS, known, schemas);
    expect(Object.keys(known).length).toBeGreaterThan(20);
    for (const [name, was] of Object.entries(known))
      expect([name, breaks(was, schemas[name as PublishedName])]).toEqual([name, []]);
    expect(Object.keys(known).sort()).toEqual([...PUBLISHED_NAMES].sort());
  });

  it('would notice a member that is gone, renamed, required or of another form', () => {
    const was = schemas['listing.announced.v1'];
    const others = Object.entries(was.properties!).filter(([member]) => member !== 'url');
    expect(breaks(was, { ...was, properties: Object.fromEntries(others) })).toEqual(['/url is gone']);
    expect(breaks(was, { ...was, properties: { ...was.properties, url: { type: 'integer' } } })).toEqual([
      '/url has other rules',
    ]);
    expect(breaks(was, { ...was, required: [] }).length).toBeGreaterThan(5);
    const more = { ...was, properties: { ...was.properties, more: { type: 'string' } } };
    expect(breaks(was, more)).toEqual([]);
    expect(breaks(was, { ...more, required: [...was.required!, 'more'] })).toEqual(['/more is required']);
  });

  it('says of every frozen fact what it said when it was frozen', () => {
    const known = frozen<object>(SAMPLES);
    const now = Object.fromEntries(PUBLISHED_NAMES.map((name) => [name, byName(name)[0]]));
    keep(SAMPLES, known, now);
    expect(Object.keys(known).sort()).toEqual([...PUBLISHED_NAMES].sort());
    for (const sample of Object.values(known))
      expect(everything.filter(({ id }) => id === (sample as PublishedEvent).id)).toContainEqual(
        expect.objectContaining(sample),
      );
    expect(now).toBeDefined();
  });

  it('is CloudEvents 1.0 by the official package', () => {
    for (const name of PUBLISHED_NAMES)
      expect([name, new CloudEvent(byName(name)[0]!, false).validate()]).toEqual([name, true]);
  });

  it('is in the order of the log, and every id of it is there once', () => {
    for (const { log, published } of all) {
      const sequences = published.map(({ sequence }) => sequence);
      const inOrder = [...log].every((event, at) => at === 0 || log[at - 1]!.position <= event.position);
      if (inOrder) expect(sequences).toEqual([...sequences].sort());
      expect(new Set(published.map(({ id }) => id)).size).toBe(published.length);
    }
  });
});

describe('what is not promised', () => {
  const CANARY = 'canary-7f3a';
  /** The same value with something secret in every object of it. */
  const salted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(salted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries([
            ...Object.entries(value).map(([name, part]) => [name, salted(part)] as const),
            ['secret', CANARY],
            ['person', CANARY],
          ])
        : value;

  it('does not get out, wherever in a fact it stands', async () => {
    for (const { log } of logs) {
      const published = await publishedOf(
        log.map((event) => ({ ...event, data: salted(event.data) as object })),
      );
      expect(JSON.stringify(published)).not.toContain(CANARY);
    }
  });

  it('is nobody’s name, sealed reserve, or free sentence', () => {
    const people = new Set(logs.flatMap(({ log }) => log.map(({ meta }) => meta.actor.person)));
    people.delete('engine');
    expect(people.size).toBeGreaterThan(5);
    const published = JSON.stringify(everything);
    for (const person of people) expect(published).not.toContain(`"${person}"`);
    for (const name of PUBLISHED_NAMES)
      expect(
        Object.keys(schemas[name].properties!).filter((member) => /reason|opinion|reserve$/.test(member)),
      ).toEqual([]);
    const sealed = logs.flatMap(({ log }) =>
      log.flatMap(({ type, data }) =>
        type === 'TradeDecided' ? [(data as { reserve: string | null }).reserve] : [],
      ),
    );
    for (const reserve of sealed) if (reserve !== null) expect(published).not.toContain(reserve);
  });
});
