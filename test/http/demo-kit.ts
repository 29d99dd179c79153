import { afterAll, beforeAll, expect } from '@jest/globals';
import { loadLayers } from '#geo';
import { Entries } from '#land';
import { loadPacks } from '#policy';
import { PostgresModule, openPostgres } from '#postgres';
import type { Postgres } from '#postgres';
import { DEMO_PARCELS, seedDemoCounty } from '../../apps/server/src/demo/demo-county.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';

const PACK = 'jinan@2026.1';
/** What somebody who opens the demonstration must find; of a group, one is enough. */
const SEEN: readonly (readonly string[])[] = [
  ['conditions-pending'],
  ['returned'],
  ['under-review'],
  ['waitlisted'],
  ['awaiting-decision'],
  ['announced', 'listing-ordered'],
  ['open'],
  ['failed'],
  ['deal-pending', 'deal-published'],
  ['to-be-signed'],
  ['signed'],
  ['noticed'],
  ['overdue'],
  ['to-be-planned', 'planned', 'published'],
  ['ready'],
  ['completed'],
  ['rejected'],
  ['withdrawn'],
  ['lapsed'],
];

let database: TestDatabase;
const opened: Postgres[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(async () => {
  await Promise.all(opened.map((postgres) => postgres.close()));
  await database.drop();
});

const land = () => ({ packs: loadPacks(), layers: loadLayers() });
/** Makes the county as it is on a day, in a schema of its own; answers with how many facts that made. */
export const seed = (schema: string, today: string) =>
  seedDemoCounty(PostgresModule.forRoot({ url: database.url, schema }), land(), PACK, today);

export async function open(schema: string): Promise<Postgres> {
  const postgres = await openPostgres({ url: database.url, schema });
  opened.push(postgres);
  return postgres;
}

const entriesOf = async ({ readModels }: Postgres) =>
  (await readModels.query(Entries, { limit: 1_000 })).items;
/** Stream by stream: what happens to different entries in the same moment may stand in either order. */
export const factsOf = async ({ store }: Postgres) =>
  (await store.readAll(0n, 100_000))
    .map(({ id, stream, version, type, data, meta }) => ({
      id,
      stream,
      version,
      type,
      data: data as Readonly<Record<string, unknown>>,
      at: meta.occurredAt,
    }))
    .map(unnumbered)
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));

type Told = Readonly<{
  id: string;
  stream: string;
  version: number;
  type: string;
  data: Readonly<Record<string, unknown>>;
  at: string;
}>;

/**
 * Papers that go out at one instant get their numbers in the order in which the engine comes to them: which
 * of them gets which is no promise, only that none is left out (`official-papers.it.spec.ts`).
 */
const unnumbered = (told: Told): Told =>
  told.type === 'OfficialPaperIssued'
    ? { ...told, id: '', version: 0, data: { ...told.data, serial: 0, documentNo: '' } }
    : told;

const VERSION_FIGURES = 6;
const orderOf = ({ stream, version, data, type }: Told): string =>
  `${stream} ${String(version).padStart(VERSION_FIGURES, '0')} ` +
  (type === 'OfficialPaperIssued' ? String(data.basis) : '');

/** What somebody finds who opens the demonstration on this day. */
export async function hasEverything(schema: string, today: string): Promise<void> {
  expect(await seed(schema, today)).toBeGreaterThan(1_000);
  const postgres = await open(schema);
  const entries = await entriesOf(postgres);
  expect(entries).toHaveLength(DEMO_PARCELS);
  const states = new Set(entries.map(({ state }) => state));
  expect(SEEN.filter((group) => !group.some((state) => states.has(state)))).toEqual([]);
  expect([...new Set(entries.map(({ stage }) => stage))].sort()).toEqual([
    'approval',
    'contract',
    'distribution',
    'levy',
    'listing',
    'planning',
    'quota',
    'registration',
    'scheme',
  ]);
  expect(await postgres.parking.parked()).toEqual([]);
  // Its last facts are of the days before the one it is shown on, so that work waits for somebody.
  expect(entries.every(({ changedOn }) => changedOn < today)).toBe(true);
}
