/** Shows: the map of a county: its grid, parcels and layers as tiles, for each what they may see. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Feature from 'ol/Feature.js';
import type { Polygon } from 'ol/geom.js';
import { boxOfFeature, boxOfTile, layersInForce, loadLayers, tileOf } from '#geo';
import type { LayerFeature } from '#geo';
import { featuresOf } from '../../apps/server/src/land/map/tile.fixture.js';
import { START_DAY, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { submit } from './steps.js';

const MAP = '/api/v1/map';
const SCHEME = soundScheme(0);
const CORNER = SCHEME.boundary.polygon.coordinates[0]![0]!;
const LEVEL = 12;
const at = tileOf(CORNER[0]!, CORNER[1]!, LEVEL);
const LAYER = layersInForce(loadLayers(), START_DAY).find(({ features }) => features.length > 0);
const ELSEWHERE = {
  user: 'clerk-elsewhere',
  name: '外镇经办',
  role: 'clerk',
  office: '370114104/township',
  township: '370114104',
  district: '370114',
} as const;
let app: App;
let entry: string;
type Overview = Readonly<{
  grid: Readonly<{
    crs: string;
    origin: readonly number[];
    resolutions: readonly number[];
    tilePixels: number;
  }>;
  parcels: number;
  box?: readonly number[];
  stages: readonly Readonly<{ stage: string; name: string; parcels: number }>[];
  layers: readonly Readonly<{ layer: string; name: string; features: number }>[];
}>;

beforeAll(async () => {
  app = await openApp([ELSEWHERE]);
  entry = await submit(app, SCHEME);
  await app.engine.shown();
});
afterAll(() => app.close());

const overview = async (user: string) => jsonOf<Overview>(await app.get(user, MAP));
const tileIn = (layer: string, { z, x, y } = at) => `${MAP}/${layer}/${z}/${x}/${y}`;
const featuresIn = async (user: string, path: string) =>
  featuresOf((await app.getBytes(user, path)).body as Buffer);
const cornersOf = ({ geometry }: LayerFeature): readonly (readonly number[])[] =>
  geometry.type === 'Polygon' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
const ofLayer = (features: readonly Feature[], layer: string) =>
  features.filter((feature) => feature.get('layer') === layer);

describe('The map of a county', () => {
  it('tells its plane, its grid, how many parcels are at which stage and which layers count', async () => {
    const told = await overview('wang');
    expect(told).toMatchObject({
      grid: { crs: SCHEME.boundary.crs, origin: [0, 2 ** 23], tilePixels: 512 },
      parcels: 1,
    });
    expect(told.grid.resolutions[LEVEL]).toBe(4);
    expect(told.stages.filter(({ parcels }) => parcels > 0)).toHaveLength(1);
    expect(told.layers.map(({ layer }) => layer)).toContain(LAYER!.id);
    expect(told.layers.every(({ name }) => /[一-龥]/.test(name))).toBe(true);
  });

  it('shows a parcel where it lies, to a metre, with its entry and what it has come to', async () => {
    const [parcel, ...others] = ofLayer(await featuresIn('wang', tileIn('parcels')), 'parcels');
    expect(others).toEqual([]);
    expect(parcel!.getProperties()).toMatchObject({
      entry,
      village: SCHEME.village,
      stage: expect.any(String),
    });
    // 4,096 steps of half a metre, to the right and down from the corner of the tile.
    const step = 2 ** 23 / 2 ** LEVEL / 4_096;
    const [west, north] = [at.x * step * 4_096, 2 ** 23 - at.y * step * 4_096];
    const drawn = (parcel!.getGeometry() as Polygon).getCoordinates()[0]!;
    const metres = drawn.map(([x, y]) => [west + x! * step, north - y! * step]);
    for (const corner of SCHEME.boundary.polygon.coordinates[0]!)
      expect(Math.min(...metres.map(([x, y]) => Math.hypot(x! - corner[0]!, y! - corner[1]!)))).toBeLessThan(
        1,
      );
  });

  it('shows a layer’s features that lie in a tile, and no others', async () => {
    const [x = 0, y = 0] = cornersOf(LAYER!.features[0]!)[0]!;
    const tile = tileOf(x, y, LEVEL);
    const [west, south, east, north] = boxOfTile(tile);
    const shown = ofLayer(await featuresIn('wang', tileIn(LAYER!.id, tile)), LAYER!.id);
    const names = shown.map((feature) => feature.get('name') as string);
    const inside = LAYER!.features.filter((feature) =>
      cornersOf(feature).some(([e = 0, n = 0]) => e > west && e < east && n > south && n < north),
    );
    const near = LAYER!.features.filter((feature) => {
      const box = boxOfFeature(feature);
      return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
    });
    const nameOf = ({ properties: { name } }: LayerFeature) => name;
    expect(inside.length).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining(inside.map(nameOf)));
    expect(near.map(nameOf)).toEqual(expect.arrayContaining(names));
  });

  it('says in which squares of two kilometres the parcels lie, so that a map opens on them', async () => {
    const { box } = await overview('wang');
    const [west, south, east, north] = box!;
    expect([east! - west!, north! - south!]).toEqual([2_048, 2_048]);
    const corners = SCHEME.boundary.polygon.coordinates[0]!;
    const middle = [0, 1].map((axis) => {
      const at = corners.map((corner) => corner[axis]!);
      return (Math.min(...at) + Math.max(...at)) / 2;
    });
    expect(middle[0]! >= west! && middle[0]! < east! && middle[1]! > south! && middle[1]! <= north!).toBe(
      true,
    );
  });

  it('shows a township nothing of another one', async () => {
    const theirs = await overview(ELSEWHERE.user);
    expect(theirs.parcels).toBe(0);
    expect(theirs).not.toHaveProperty('box');
    expect(ofLayer(await featuresIn(ELSEWHERE.user, tileIn('parcels')), 'parcels')).toEqual([]);
  });

  it('is not sent again where nothing has changed, and is kept by nobody else', async () => {
    for (const path of [tileIn('parcels'), tileIn(LAYER!.id)]) {
      const first = await app.getBytes('wang', path);
      expect(first.headers).toMatchObject({
        'content-type': 'application/vnd.mapbox-vector-tile',
        'cache-control': 'private, no-cache',
      });
      const seen = { 'If-None-Match': first.headers['etag'] as string };
      expect((await app.send('wang', 'get', path, undefined, seen)).status).toBe(304);
      const other = { 'If-None-Match': '"another"' };
      expect((await app.send('wang', 'get', path, undefined, other)).status).toBe(200);
    }
  });

  it.each([
    ['parcels/4/0/0', 'map.no-tile'],
    ['parcels/12/x/0', 'map.no-tile'],
    ['parcels/12/0/-1', 'map.no-tile'],
    ['nothing/12/0/0', 'map.no-layer'],
  ])('says of %s what is wrong and by what to choose another', async (path, code) => {
    const problem = problemOf(await app.get('wang', `${MAP}/${path}`));
    expect(problem).toMatchObject({ status: 404, code, detail: expect.stringMatching(/网格|图层/) });
  });

  it('is for whoever is signed in and may read entries', async () => {
    expect((await app.get('platform', MAP)).status).toBe(403);
  });
});
