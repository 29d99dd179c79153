import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, Parking, START, SimulatedClock } from '#kernel';
import type { Recorded } from '#kernel';
import { EntryProjection, LandModule, STAGES, folded, loadLayers } from '#land';
import type { EntryView, LandEvent } from '#land';
import { loadPolicies, startOfDay } from '#policy';
import { PostgresModule } from '#postgres';
import { DEMO_PARCELS, seedDemoCounty } from '../../apps/server/src/demo/demo-county.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { startApp } from '../kernel/app.js';

const land = { policies: loadPolicies(), layers: loadLayers() };
const policyOf = (today: string) => land.policies.current('370114', today).ref;
const seed = ({ url }: TestDatabase, today: string) => seedDemoCounty(PostgresModule.forRoot({ url }), land, policyOf(today), today);
/** On the clock of that day: on a later one, deadlines would go on making facts while the test reads. */
const openAt = ({ url }: TestDatabase, today: string) => startApp(LandModule.forRoot(land), { url, clock: new SimulatedClock(startOfDay(today)) });

type Seeded = Readonly<{ database: TestDatabase; facts: number; log: readonly Recorded<LandEvent>[]; entries: readonly EntryView[]; parked: number }>;

async function seeded(today: string): Promise<Seeded> {
  const database = await openTestDatabase();
  const facts = await seed(database, today);
  const app = await openAt(database, today);
  const log: Recorded<LandEvent>[] = [];
  for (let after = START; ; after = log[log.length - 1]!.position) {
    const page = await app.get(EventStore).readAll(after, 5_000);
    if (page.length === 0) break;
    log.push(...(page as Recorded<LandEvent>[]));
  }
  const parked = (await app.get(Parking).parked()).length;
  await app.close();
  return { database, facts, log, entries: [...folded<EntryView>(new EntryProjection(), log).values()], parked };
}

/** What somebody who opens the demonstration wants to see at least once. */
const SIGHTS: Readonly<Record<string, (entry: EntryView) => boolean>> = {
  'one that is completed': ({ status }) => status === 'completed',
  'one that was withdrawn': ({ status }) => status === 'withdrawn',
  'one that was rejected': ({ status }) => status === 'rejected',
  'one returned for revision': ({ status, state }) => status === 'running' && state === 'returned',
  'one waiting for quota': ({ state }) => state === 'waitlisted',
  'one before the approver': ({ state }) => state === 'awaiting-decision',
  'one whose listing is open': ({ state }) => state === 'open',
  'one on its way to a contract': ({ status, stage }) => status === 'running' && stage === 'contract',
  'one whose levy is unpaid': ({ state }) => state === 'noticed' || state === 'overdue',
  'one whose income is being distributed': ({ status, stage }) => status === 'running' && stage === 'distribution',
  'one that may be registered': ({ status, stage }) => status === 'running' && stage === 'registration',
};

describe.each(['2026-10-15', '2026-11-24'])('the demonstration county on %s', (today) => {
  let county: Seeded;
  beforeAll(async () => { county = await seeded(today); }, 120_000);
  afterAll(() => county.database.drop());

  it('has an entry for every parcel', () => {
    expect(county.entries.length).toBe(DEMO_PARCELS);
    expect(county.facts).toBe(county.log.length);
  });

  it.each(STAGES.map(({ stage }) => stage))('has an entry under way in the stage %s', (stage) => {
    expect(county.entries.filter((entry) => entry.status === 'running' && entry.stage === stage)).not.toEqual([]);
  });

  it.each(Object.keys(SIGHTS))('shows %s', (sight) => {
    expect(county.entries.filter(SIGHTS[sight]!)).not.toEqual([]);
  });

  it('shows a listing that found nobody, and what became of it', () => {
    const failed = county.log.flatMap((event) => (event.type === 'ListingFailed' ? [event.data.subject.entry] : []));
    const open = county.entries.filter(({ subject, status, stage }) => status === 'running' && stage === 'listing' && failed.includes(subject.entry));
    expect(open).not.toEqual([]);
  });

  it('left nothing parked', () => {
    expect(county.parked).toBe(0);
  });
});

describe('seeding the demonstration county', () => {
  const TODAY = '2026-10-15';
  let first: Seeded;
  let second: Seeded;
  beforeAll(async () => { [first, second] = [await seeded(TODAY), await seeded(TODAY)]; }, 120_000);
  afterAll(() => Promise.all([first.database.drop(), second.database.drop()]));

  it('adds nothing to a county that is there', async () => {
    expect(await seed(first.database, TODAY)).toBe(0);
    const app = await openAt(first.database, TODAY);
    expect(await app.get(EventStore).head()).toBe(BigInt(first.facts));
    await app.close();
  });

  it('makes the same county again', () => {
    const told = ({ log }: Seeded) => log.map(({ stream, version, type, data }) => ({ stream, version, type, data }));
    expect(told(second)).toEqual(told(first));
  });
});
