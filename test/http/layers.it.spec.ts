/**
 * Shows: a district brings its own planning layers as files, another person adopts them, and from then on its
 * parcels are checked against them and no longer against those of the demonstration.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore, Outlines } from '#kernel';
import { layersOf } from '#land';
import { rushi } from '../../apps/cli/testing/rushi.js';
import { PRJ_4548, dbfOf, shpOf, square, zipOf } from '../../libs/geo/src/intake/files.fixture.js';
import { atADesk } from './at-a-desk.js';
import { START_DAY, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { submit, timelineOf } from './steps.js';

const DISTRICT = '370114';
const LAYERS = `/api/v1/layers/${DISTRICT}`;
const SCHEME = soundScheme(0);
const BOUNDARY = SCHEME.boundary;
let app: App;
let folder: string;
let leave: () => Promise<void>;

beforeAll(async () => {
  app = await openApp();
  ({ home: folder, leave } = await atADesk(app));
});
afterAll(() => leave());

const mapOf = (grade: string) =>
  JSON.stringify({
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: BOUNDARY.crs } },
    features: BOUNDARY.polygon.coordinates.map((ring) => ({
      type: 'Feature',
      properties: { TDJB: grade },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })),
  });
const geoJson = (...rings: readonly (readonly (readonly number[])[])[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: BOUNDARY.crs } },
    features: rings.map((ring, index) => ({
      type: 'Feature',
      properties: { name: `图斑${index + 1}` },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })),
  });
const written = async (name: string, content: string | Uint8Array) => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};
const importing = (file: string, layer: string, version: string, ...more: readonly string[]) =>
  rushi(
    ...['layers', 'import', file, '--layer', layer, '--version', version, '--source', '区自然资源局'],
    ...['--as', 'zhao', ...more],
  );
const adopting = (as: string, layer: string, version: string, ...more: readonly string[]) =>
  rushi(
    ...['layers', 'adopt', '--district', DISTRICT, '--layer', layer, '--version', version],
    ...['--document', '章自然资〔2026〕18号', '--from', START_DAY, '--as', as, ...more],
  );
const listed = async () =>
  jsonOf<{ items: { layer: string; version: string; inForce: boolean; content: object }[] }>(
    await app.get('zhao', LAYERS),
  ).items;

describe('the layers of a district', () => {
  it('come in as a file, with a report in words, and are not in force by that', async () => {
    const file = await written('farmland.json', geoJson(BOUNDARY.polygon.coordinates[0]!));
    const { status, out } = await importing(file, 'permanent-farmland', '2026-10');
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(/要素：1 个，可用 1 个[^]*SM3：[0-9a-f]{64}[^]*尚未生效/),
    ]);
    expect(await listed()).toMatchObject([
      { layer: 'permanent-farmland', version: '2026-10', inForce: false, content: { taken: 1 } },
    ]);
  });

  it('come in again as the same fact, and never as another under the same version', async () => {
    const same = await written('farmland.json', geoJson(BOUNDARY.polygon.coordinates[0]!));
    expect((await importing(same, 'permanent-farmland', '2026-10')).status).toBe(0);
    const other = await written('other.json', geoJson(square(500, 500, 10)));
    const { status, err } = await importing(other, 'permanent-farmland', '2026-10');
    expect([status, err]).toEqual([1, expect.stringContaining('请换一个版本号导入')]);
    expect(await app.app.get(EventStore).read(layersOf(DISTRICT))).toHaveLength(1);
  });

  it('are adopted by another person than the one who brought them', async () => {
    const own = await adopting('zhao', 'permanent-farmland', '2026-10');
    expect([own.status, own.err]).toEqual([1, expect.stringContaining('不得由本人采用')]);
    expect((await adopting('he', 'permanent-farmland', '2026-10')).status).toBe(0);
    expect(await listed()).toMatchObject([{ inForce: true }]);
  });

  it('decide what a parcel is checked against, and the check names the version', async () => {
    const entry = await submit(app, SCHEME);
    await app.engine.shown();
    const check = (await timelineOf(app, entry)).find(({ type }) => type === 'PlanningChecked');
    expect(check).toMatchObject({
      data: {
        verdict: 'block',
        layers: expect.arrayContaining([{ id: 'permanent-farmland', version: '2026-10' }]),
        findings: expect.arrayContaining([
          expect.objectContaining({ layer: 'permanent-farmland', layerVersion: '2026-10', gate: 'block' }),
        ]),
      },
    });
  });

  it('come in as a zipped shapefile; what is left out must be known to whoever adopts', async () => {
    const bow: [number, number][] = [
      [547_354, 4_064_459],
      [547_454, 4_064_559],
      [547_454, 4_064_459],
      [547_354, 4_064_559],
      [547_354, 4_064_459],
    ];
    const parts = { shp: shpOf([[square(0, 0, 100)], [bow]]), dbf: dbfOf(['水源地一', '水源地二']) };
    const zip = zipOf({
      'water.shp': parts.shp,
      'water.dbf': parts.dbf,
      'water.prj': new TextEncoder().encode(PRJ_4548),
    });
    const file = await written('water.zip', zip);
    const { status, out } = await importing(file, 'water-source', '1');
    expect([status, out]).toEqual([0, expect.stringMatching(/未读取 第 2 个要素[^]*--left-out 1/)]);
    const silent = await adopting('he', 'water-source', '1');
    expect([silent.status, silent.err]).toEqual([1, expect.stringContaining('有 1 个要素未能读取')]);
    expect((await adopting('he', 'water-source', '1', '--left-out', '1')).status).toBe(0);
  });

  it('are retired from today on, and with a document', async () => {
    const retired = await rushi(
      ...['layers', 'retire', '--district', DISTRICT, '--layer', 'water-source', '--version', '1'],
      ...['--document', '章自然资〔2026〕25号', '--reason', '数据有误', '--as', 'he'],
    );
    expect(retired.status).toBe(0);
    expect((await rushi('layers', 'list', '--as', 'zhao')).out).toMatch(/water-source[^]*停用/);
  });

  it('are refused in words where the file is none, and nothing is left of it', async () => {
    const file = await written('a.dwg', 'AC1032');
    const { status, err } = await importing(file, 'river-lake', '1');
    expect([status, err]).toEqual([1, expect.stringContaining('DWG')]);
    expect((await listed()).some(({ layer }) => layer === 'river-lake')).toBe(false);
  });
});

describe('a map of grades', () => {
  const graded = (grade: string) => ({ ...SCHEME, deal: { ...SCHEME.deal, grade } });
  const check = async (grade: string) =>
    jsonOf<{ items: { field: string; opinion: string }[]; grade: { text: string; map?: object } }>(
      await app.post('wang', '/api/v1/schemes/check', graded(grade)),
    );

  it('is none where nobody adopted one: the grade is typed, and the check says so', async () => {
    const { grade } = await check('三级');
    expect(grade).toEqual({ text: expect.stringContaining('按方案填写') });
  });

  it('comes in with the attribute that is the grade, and not without', async () => {
    const file = await written('grades.json', mapOf('3'));
    const without = await importing(file, 'land-grade', '2026-10');
    expect([without.status, without.err]).toEqual([1, expect.stringContaining('哪个字段是土地级别')]);
    const wrong = await importing(file, 'land-grade', '2026-10', '--attribute', 'MC');
    expect([wrong.status, wrong.err]).toEqual([1, expect.stringContaining('不是规则包所列的级别：（空）')]);
    expect((await importing(file, 'land-grade', '2026-10', '--attribute', 'TDJB')).status).toBe(0);
    expect((await adopting('he', 'land-grade', '2026-10')).status).toBe(0);
  });

  it('says of which grade a parcel is: another one is told with both, none is filled in', async () => {
    const { items, grade } = await check('二级');
    expect(items.find(({ field }) => field === 'deal.grade')?.opinion).toContain(
      '方案填写二级，土地级别图 2026-10 版为三级',
    );
    expect(grade.map).toMatchObject({ layer: 'land-grade', mapVersion: '2026-10', grade: '三级' });
    expect((await check('')).items.map(({ field }) => field)).not.toContain('deal.grade');
  });

  it('stands in the scheme that was handed in, with the version that it was looked up in', async () => {
    const submitted = async (scheme: typeof SCHEME) => {
      const entry = await submit(app, scheme);
      return (await timelineOf(app, entry)).find(({ type }) => type === 'SchemeSubmitted');
    };
    expect((await submitted(soundScheme(17)))?.data).toMatchObject({ doubts: [{ code: 'grade-uncovered' }] });
    const fact = await submitted(graded(''));
    expect(fact).toMatchObject({
      data: {
        graded: { layer: 'land-grade', mapVersion: '2026-10', grade: '三级', shares: [{ ratio: '100.00%' }] },
        scheme: { deal: { grade: '三级', benchmark: { fenPerM2: '30000' } } },
      },
    });
  });
});

describe('a file of a layer over HTTP', () => {
  const send = (who: string, type: string, path = LAYERS) =>
    app.send(
      who,
      'post',
      `${path}/imports?layer=river-lake&version=1&source=a&file=a.json`,
      geoJson(square(0, 0, 10)),
      { 'Content-Type': type },
    );

  it('is taken of a planner of the district alone', async () => {
    expect((await send('li', 'application/octet-stream')).status).toBe(403);
    expect((await send('zhao', 'application/octet-stream', '/api/v1/layers/370115')).status).toBe(403);
  });

  it('is taken as bytes alone, which a page of another site cannot send', async () => {
    const answer = await send('zhao', 'text/plain');
    expect([answer.status, problemOf(answer).code]).toEqual([415, 'request.unsupported']);
  });
});

describe('a layer whose features are not all here', () => {
  it('is not adopted, and the same file again makes it whole', async () => {
    const file = await written('river.json', geoJson(square(0, 0, 10), square(50, 0, 10)));
    expect((await importing(file, 'river-lake', '2')).status).toBe(0);
    const [version] = (await listed()).filter(({ layer }) => layer === 'river-lake');
    const { features } = (version as unknown as { content: { features: string } }).content;
    expect(await app.app.get(Outlines).count(features)).toBe(2);
    expect((await importing(file, 'river-lake', '2')).status).toBe(0);
    expect(await app.app.get(Outlines).count(features)).toBe(2);
  });
});
