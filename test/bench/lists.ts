import pg from 'pg';
import { ReadModels, START, Subscriptions } from '#kernel';
import type { Change, Query } from '#kernel';
import { Entries, EntryProjection, LandModule } from '#land';
import type { EntryView, Scheme } from '#land';
import { Chance, makeScheme } from '#simulation';
import { civilDate } from '#policy';
import { patientCounty } from '../crash/patient-packs.js';
import { startApp } from '../kernel/app.js';
import { spread } from './measure.js';
import type { Spread } from './measure.js';

const SCHEMA = 'bench_lists';
const PAGE = 20;
const FILLED_AT_ONCE = 1_000;
const ASKED = 60;
/** Parcels are made of them; the number at the end of a parcel's code has so many values. */
const [SCHEMES, PARCELS, PARCEL_HEAD] = [1_000, 100_000, 14];
/** So many villages and companies there are: what the names of hold is frequent, their ends are rare. */
const [VILLAGES, COMPANIES] = [640, 4_000];

export type ListRow = Readonly<{ what: string; found: number } & Spread>;

/** Lists of `entries` entries and searches among them, as the interface asks the database for them. */
export async function* lists(url: string, entries: number): AsyncGenerator<ListRow> {
  const app = await startApp(LandModule.forRoot(patientCounty()), {
    url,
    schema: SCHEMA,
    engine: { sagas: false, projections: false },
  });
  const readModels = app.get(ReadModels);
  const [lease] = await app.get(Subscriptions).acquire(`${Entries.name}@1`, 1);
  const chance = new Chance(1);
  const schemes = Array.from({ length: SCHEMES }, (_, n) => makeScheme(n, '2024-03-04', chance));
  const projection = new EntryProjection();
  for (let from = 0; from < entries; from += FILLED_AT_ONCE) {
    const changes: Change[] = Array.from({ length: Math.min(FILLED_AT_ONCE, entries - from) }, (_, n) => {
      const body = viewOf(from + n, schemes);
      const id = body.subject.entry;
      return { id, body, ...projection.index(body, id) };
    });
    await readModels.save(lease!, START, Entries.name, 1, changes);
  }
  const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${SCHEMA}`, max: 1 });
  await pool.query('vacuum analyze documents'); // As autovacuum has done by the time there are so many.
  await pool.end();
  const district = '370114';
  const asked: readonly (readonly [string, Query])[] = [
    ['the newest', { limit: PAGE, order: 'desc' }],
    ['the newest of a state', { where: { state: 'completed' }, limit: PAGE, order: 'desc' }],
    ['the dearest', { by: 'price', limit: PAGE, order: 'desc' }],
    ['a word that every company holds', { holding: ['实业'], limit: PAGE, order: 'desc' }],
    ['a village, by two characters', { holding: ['7村'], limit: PAGE, order: 'desc' }],
    ['a company, one of thousands', { holding: ['实业3999'], limit: PAGE, order: 'desc' }],
    ['the same in one district', { where: { district }, holding: ['实业3999'], limit: PAGE, order: 'desc' }],
    ['a word that nothing holds', { holding: ['蓬莱阁'], limit: PAGE, order: 'desc' }],
  ];
  for (const [what, query] of asked) {
    const took: number[] = [];
    let found = 0;
    for (let turn = 0; turn < ASKED; turn += 1) {
      const began = performance.now();
      found = (await readModels.query(Entries, query)).items.length;
      took.push(performance.now() - began);
    }
    yield { what, found, ...spread(took) };
  }
  await app.close();
}

function viewOf(n: number, schemes: readonly Scheme[]): EntryView {
  const scheme = schemes[n % schemes.length]!;
  const day = civilDate(new Date(Date.UTC(2024, 0, 1) + n * 60_000).toISOString());
  const parcel = `${scheme.parcel.slice(0, PARCEL_HEAD)}${String(n % PARCELS).padStart(5, '0')}`;
  const entry = `${parcel}-${Math.floor(n / PARCELS) + 1}`;
  const ended = n % 3 === 0;
  return {
    subject: {
      ...{ entry, parcel, district: scheme.district, township: scheme.township },
      planYear: scheme.planYear,
    },
    village: `第${n % VILLAGES}村`,
    deal: scheme.deal,
    schemeVersion: 1,
    stage: ended ? 'registration' : 'approval',
    state: ended ? 'completed' : 'under-review',
    status: ended ? 'completed' : 'running',
    preparedBy: 'wang',
    submittedOn: day,
    changedOn: day,
    buyer: { name: `示范实业${n % COMPANIES}有限公司`, uscc: '91370114MA00000019' },
    priceFen: String(1_000_000 + ((n * 7_919) % 90_000_000)),
  };
}
