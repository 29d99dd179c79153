import pg from 'pg';
import { TILE_LEVEL_MIN, nameOfTile, tileOf } from '#geo';
import type { Tile } from '#geo';
import { ReadModels, START, Subscriptions } from '#kernel';
import type { Change } from '#kernel';
import { LandModule, ParcelsOnMap, ParcelsOnMapProjection } from '#land';
import type { ParcelOnMap } from '#land';
import { ParcelTiles } from '../../apps/server/src/land/map/parcel-tiles.js';
import { patientCounty } from '../crash/patient-packs.js';
import { startApp } from '../kernel/app.js';
import { spread } from './measure.js';

const SCHEMA = 'bench_tiles';
const FILLED_AT_ONCE = 1_000;
const ASKED = 20;
/** Parcels of 40 m on a lattice of 100 m, whose south-western corner lies in a tile of every level. */
const [SIDE_M, PITCH_M, COLUMNS] = [40, 100, 200] as const;
const [EAST, NORTH] = [547_000, 4_064_000] as const;
const PARCEL_DIGITS = 5;

export type TileRow = Readonly<{
  tile: string;
  level: number;
  bytes: number;
  firstMs: number;
  p50Ms: number;
  p95Ms: number;
}>;

/** Tiles of `parcels` parcels, as whoever looks at the map asks for them. */
export async function* tiles(url: string, parcels: number): AsyncGenerator<TileRow> {
  const app = await startApp(LandModule.forRoot(patientCounty()), {
    url,
    schema: SCHEMA,
    engine: { sagas: false, projections: false },
  });
  const readModels = app.get(ReadModels);
  const [lease] = await app.get(Subscriptions).acquire(`${ParcelsOnMap.name}@1`, 1);
  const projection = new ParcelsOnMapProjection();
  for (let from = 0; from < parcels; from += FILLED_AT_ONCE) {
    const changes: Change[] = Array.from({ length: Math.min(FILLED_AT_ONCE, parcels - from) }, (_, n) => {
      const body = parcelAt(from + n);
      return { id: body.entry, body, ...projection.index(body, body.entry) };
    });
    await readModels.save(lease!, START, ParcelsOnMap.name, 1, changes);
  }
  const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${SCHEMA}`, max: 1 });
  await pool.query('vacuum analyze documents');
  await pool.end();
  const drawer = new ParcelTiles(readModels);
  const middle = [EAST + 3_000, NORTH + 3_000] as const;
  for (const level of [TILE_LEVEL_MIN, 8, 10, 11, 12, 13, 14])
    yield await rowOf(drawer, tileOf(...middle, level));
  await app.close();
}

async function rowOf(drawer: ParcelTiles, tile: Tile): Promise<TileRow> {
  const took: number[] = [];
  let bytes = 0;
  for (let turn = 0; turn < ASKED; turn += 1) {
    const began = performance.now();
    bytes = (await drawer.tile(tile, { district: '370114' })).length;
    took.push(performance.now() - began);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const p95Ms = Number(sorted[Math.floor(ASKED * 0.95)]!.toFixed(2));
  const firstMs = Number(took[0]!.toFixed(2));
  return { tile: nameOfTile(tile), level: tile.z, bytes, firstMs, p50Ms: spread(took).p50Ms, p95Ms };
}

function parcelAt(n: number): ParcelOnMap {
  const [x, y] = [EAST + (n % COLUMNS) * PITCH_M, NORTH + Math.floor(n / COLUMNS) * PITCH_M];
  const parcel = `370114001018JB${String(n).padStart(PARCEL_DIGITS, '0')}`;
  const corners = [
    [x, y],
    [x + SIDE_M, y],
    [x + SIDE_M, y + SIDE_M],
    [x, y + SIDE_M],
    [x, y],
  ];
  return {
    ...{ entry: `${parcel}-1`, parcel, district: '370114', township: '370114103', village: '三涧溪村' },
    ...{ stage: 'listing', state: 'announced' },
    plane: { type: 'Polygon', coordinates: [corners] },
  };
}
