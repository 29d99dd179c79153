import { describe, expect, it } from '@jest/globals';
import { loadPacks } from '#policy';
import { gridOf } from '../grid.js';
import { readBoundary } from '../boundary.js';
import {
  EAST,
  NORTH,
  dbfOf,
  dxfOf,
  geoJsonOf,
  geoPackageOf,
  shapefileOf,
  shpOf,
  square,
  zipOf,
} from './files.fixture.js';
import { ISSUE_KINDS, hasErrors } from './issues.js';
import intake from '../intake.job.js';
import { takeIn } from './take-in.js';
import type { IntakeOptions } from './take-in.js';

const grid = gridOf(loadPacks().latest.on('2026-03-02', 'any'));
const text = (content: string) => new TextEncoder().encode(content);
const read = (bytes: Uint8Array, options: IntakeOptions = {}) => takeIn(bytes, 'layer', { grid, ...options });
const code = (of: string) => expect.objectContaining({ code: of });
const shell = square(0, 0, 100);
const hole = square(40, 40, 10).toReversed();
const plain = [
  { name: '地块一', rings: [shell, hole] },
  { name: '地块二', rings: [square(200, 0, 50)] },
];

describe('the same land in every format', () => {
  const expected = readBoundary({ type: 'Polygon', coordinates: [shell, hole] }, 'EPSG:4548', grid);
  it.each([
    ['GeoJSON', 'geojson', geoJsonOf(plain, 'urn:ogc:def:crs:EPSG::4548')],
    ['GeoJSON in an archive', 'geojson', zipOf({ 'a/layer.geojson': geoJsonOf(plain, 'EPSG:4548') })],
    ['a shapefile in GBK', 'shapefile', zipOf(shapefileOf(plain, { encoding: 'gbk', cpg: 'GBK' }))],
    ['a shapefile in UTF-8', 'shapefile', zipOf(shapefileOf(plain, { cpg: 'UTF-8' }))],
    ['a GeoPackage', 'geopackage', geoPackageOf(plain)],
  ])('%s', (_, format, bytes) => {
    const { features, taken, areaM2, ...rest } = read(bytes);
    expect({ taken, areaM2, format: rest.format, system: rest.system }).toEqual({
      taken: 2,
      areaM2: '12400.00',
      format,
      system: 'EPSG:4548',
    });
    expect(features.map(({ properties }) => Object.values(properties)[0])).toEqual(['地块一', '地块二']);
    expect(features[0]!.areaM2).toBe(expected.areaM2);
    expect(rest.recognition).toMatchObject({ sure: 'certain', asSaid: true });
    expect(hasErrors(rest.issueCounts)).toBe(false);
  });

  it('a shapefile whose attributes are blanks for the most part, which pack to almost nothing', () => {
    const many = Array.from({ length: 3_000 }, (_, n) => ({ name: '地块一', rings: [square(n, 0, 1)] }));
    const bytes = zipOf(shapefileOf(many, { encoding: 'gbk', cpg: 'GBK' }));
    expect(read(bytes)).toMatchObject({
      taken: 3_000,
      areaM2: '3000.00',
      issues: [{ code: 'encoding-gbk' }],
    });
  });

  it('a drawing, by its closed lines, with their layers', () => {
    const { features, issueCounts, areaM2 } = read(
      text(dxfOf({ closed: [shell, square(200, 0, 50)], open: [shell] })),
    );
    expect(areaM2).toBe('12500.00');
    expect(features.map(({ properties }) => properties)).toEqual([{ 图层: '界址线' }, { 图层: '界址线' }]);
    expect(issueCounts).toMatchObject({ 'line-open': 1, 'entity-ignored': 1, 'block-ignored': 1 });
  });

  it('a circle of two arcs, to a centimetre', () => {
    const bulged = dxfOf({
      closed: [
        [
          [EAST, NORTH],
          [EAST + 100, NORTH],
        ],
      ],
      bulge: 1,
    });
    expect(read(text(bulged.replace('\n90\n2\n', '\n90\n2\n'))).issueCounts).toMatchObject({
      'line-open': 1,
    });
    const [east, north] = [EAST, NORTH];
    const round = dxfOf({
      closed: [
        [
          [east, north],
          [east + 50, north - 50],
          [east + 100, north],
          [east + 50, north + 50],
        ],
      ],
      bulge: Math.SQRT2 - 1,
    });
    const { areaM2, issueCounts } = read(text(round));
    // Chords within a centimetre of a circle of 50 m: less than 2π · 50 m · 1 cm is lost.
    expect(Math.PI * 2_500 - Number(areaM2)).toBeGreaterThan(0);
    expect(Math.PI * 2_500 - Number(areaM2)).toBeLessThan(Math.PI);
    expect(issueCounts).toMatchObject({ 'arc-straightened': 1 });
  });
});

describe('what a file says of its coordinates', () => {
  const degrees = [
    {
      name: 'a',
      rings: [
        [
          [117.53, 36.71],
          [117.531, 36.71],
          [117.531, 36.711],
          [117.53, 36.71],
        ] as [number, number][],
      ],
    },
  ];
  it('degrees that nobody called so', () => {
    expect(read(geoJsonOf(degrees))).toMatchObject({
      system: 'EPSG:4548',
      issueCounts: { 'degrees-unsaid': 1 },
    });
  });
  it('another datum is not taken, unless a person says what it is', () => {
    const bytes = geoJsonOf(degrees, 'urn:ogc:def:crs:OGC:1.3:CRS84');
    expect(read(bytes)).toMatchObject({ taken: 0, issueCounts: { 'crs-foreign': 1 } });
    expect(read(bytes, { crs: 'EPSG:4490' })).toMatchObject({ taken: 1 });
  });
  it('six digits without a zone are nobody’s where no county is known, and are told', () => {
    const { taken, recognition, issueCounts } = takeIn(geoJsonOf(plain), 'a');
    expect({ taken, issueCounts }).toEqual({ taken: 0, issueCounts: { 'crs-ambiguous': 1 } });
    expect(recognition.others).toHaveLength(21);
    expect(recognition.zh).toContain('请写明带号或者中央经线');
    expect(takeIn(geoJsonOf(plain), 'a', { crs: 'EPSG:4538' })).toMatchObject({
      taken: 2,
      system: 'EPSG:4538',
    });
  });
  it('a .prj of another datum, of a zone with its number, and none at all', () => {
    const of = (prj?: string) => read(zipOf(shapefileOf(plain, { prj })));
    expect(of('PROJCS["Xian_1980_3_Degree_GK_CM_117E",GEOGCS["GCS_Xian_1980"]]').issueCounts).toMatchObject({
      'crs-foreign': 1,
    });
    expect(of('').issueCounts).toMatchObject({ 'prj-missing': 1, 'crs-guessed': 1 });
    const zoned = plain.map(({ name, rings }) => ({
      name,
      rings: rings.map((ring) => ring.map(([x, y]): [number, number] => [x + 39_000_000, y])),
    }));
    const prj =
      'PROJCS["CGCS2000_3_Degree_GK_Zone_39",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000"],' +
      'PARAMETER["False_Easting",39500000.0],PARAMETER["Central_Meridian",117.0]]';
    expect(read(zipOf(shapefileOf(zoned, { prj })))).toMatchObject({
      taken: 2,
      recognition: { reading: { crs: 'EPSG:4527' }, asSaid: true },
      areaM2: '12400.00',
    });
  });
});

describe('what is wrong with a feature', () => {
  const bow: [number, number][] = [shell[0]!, shell[2]!, shell[1]!, [EAST + 90, NORTH], shell[0]!];
  const issuesOf = (rings: [number, number][][]) =>
    read(geoJsonOf([{ name: 'a', rings }], 'EPSG:4548')).issueCounts;
  it.each([
    ['crosses itself', [bow], 'ring-crosses'],
    ['has two corners', [shell.slice(0, 2)], 'ring-short'],
    ['is flat', [[shell[0]!, shell[1]!, shell[0]!, shell[0]!]], 'ring-short'],
    [
      'lies on a line',
      [
        [
          [EAST, NORTH],
          [EAST + 5, NORTH],
          [EAST + 9, NORTH],
          [EAST, NORTH],
        ] as [number, number][],
      ],
      'ring-flat',
    ],
    ['repeats a corner', [[shell[0]!, ...shell]], 'point-repeated'],
    ['is open', [shell.slice(0, 4)], 'ring-closed'],
    ['lies in another county', [square(200_000, 0, 10)], 'outside-county'],
  ] as const)('that %s', (_, rings, kind) => expect(issuesOf(rings as never)).toMatchObject({ [kind]: 1 }));

  it('that comes twice, has no shape, or is a point', () => {
    const one = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [shell] } };
    const features = [
      one,
      one,
      { ...one, geometry: null },
      { ...one, geometry: { type: 'Point', coordinates: [1, 2] } },
    ];
    const bytes = text(JSON.stringify({ type: 'FeatureCollection', features }));
    expect(read(bytes)).toMatchObject({
      found: 4,
      taken: 2,
      issueCounts: { 'feature-repeated': 1, 'geometry-missing': 1, 'geometry-not-polygon': 1 },
    });
  });

  it('in a shapefile: a deleted row, a row too few, a record cut off', () => {
    const files = shapefileOf(plain, {});
    const dbf = files['layer.dbf']!.slice();
    dbf[new DataView(dbf.buffer).getUint16(8, true)] = 0x2a;
    expect(read(zipOf({ ...files, 'layer.dbf': dbf }))).toMatchObject({
      taken: 1,
      issueCounts: { 'record-deleted': 1 },
    });
    expect(read(zipOf({ ...files, 'layer.dbf': dbfOf(['一']) })).issueCounts).toMatchObject({
      'attributes-missing': 1,
    });
    const cut = files['layer.shp']!.slice(0, -20);
    expect(read(zipOf({ ...files, 'layer.shp': cut }))).toMatchObject({
      taken: 1,
      issueCounts: { 'geometry-broken': 1 },
    });
    const backwards = shpOf(plain.map(({ rings }) => rings));
    new DataView(backwards.buffer).setInt32(104, -54);
    expect(read(zipOf({ ...files, 'layer.shp': backwards }))).toMatchObject({
      taken: 0,
      issueCounts: { 'geometry-broken': 1 },
    });
  });

  it('quotes a stranger without control characters', () => {
    const drawing = dxfOf({ closed: [], open: [shell] }).replace('界址线', '界\u0001址线');
    const { issues } = read(text(drawing));
    expect(issues.find((issue) => issue.code === 'line-open')?.zh).toBe(
      '图层“界 址线”第 1 个要素：多段线没有闭合，未读取。',
    );
    const archive = zipOf({ '../\u0007.geojson': new Uint8Array(9) });
    expect(() => read(archive)).toThrow('“../ .geojson”');
  });

  it('names each kind in a sentence that says what to do, and tells the first twenty of many', () => {
    expect(Object.keys(ISSUE_KINDS).length).toBeGreaterThanOrEqual(40);
    for (const [severity, zh, fix] of Object.values(ISSUE_KINDS)) {
      expect(['error', 'warning', 'note']).toContain(severity);
      expect([zh, fix].every((words) => /^[^\n]*\p{Script=Han}.*。$/u.test(words))).toBe(true);
    }
    const many = Array.from({ length: 50 }, (_, n) => ({
      name: `${n}`,
      rings: [square(n * 20, 0, 10).slice(0, 4)],
    }));
    const { issues, issueCounts } = read(geoJsonOf(many, 'EPSG:4548'));
    expect([issues.length, issueCounts['ring-closed']]).toEqual([20, 50]);
    expect(issues[0]).toMatchObject({
      place: { feature: 1, ring: 1 },
      zh: '第 1 个要素第 1 个环：首尾没有相接，已闭合。',
    });
  });
});

describe('a file that is not read', () => {
  const layer = geoJsonOf(plain, 'EPSG:4548');
  it.each([
    ['nothing', new Uint8Array(), 'intake.empty'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'intake.format-unknown'],
    ['a letter', text('尊敬的领导：\n您好。\n'), 'intake.format-unknown'],
    ['a DWG', text('AC1032\0\0\0'), 'intake.dwg'],
    ['a DWG in an archive', zipOf({ 'a.dwg': text('AC1032') }), 'intake.dwg'],
    ['a binary DXF', text('AutoCAD Binary DXF\r\n\x1a\0'), 'intake.dxf-binary'],
    ['a broken JSON', layer.slice(0, 99), 'intake.broken'],
    ['a broken database', text('SQLite format 3\0 and then nothing of it'), 'intake.broken'],
    ['an archive of pictures', zipOf({ 'a.png': text('x') }), 'intake.zip-nothing'],
    ['an archive of two layers', zipOf({ 'a.geojson': layer, 'b.geojson': layer }), 'intake.zip-several'],
    ['a shapefile without attributes', zipOf({ 'a.shp': shpOf([[shell]]) }), 'intake.shapefile-part-missing'],
    ['a path that leads out', zipOf({ '../a.geojson': layer }), 'intake.zip-path'],
    ['a path from the root', zipOf({ '/etc/a.geojson': layer }), 'intake.zip-path'],
    ['a path of a drive', zipOf({ 'C:\\a.geojson': layer }), 'intake.zip-path'],
    ['a link', zipOf({ 'a.geojson': text('/etc/passwd') }, { mode: 0o120777 }), 'intake.zip-link'],
    ['a secret', zipOf({ 'a.geojson': layer }, { flags: 1 }), 'intake.zip-encrypted'],
    ['an archive cut off', zipOf({ 'a.geojson': layer }).slice(0, 200), 'intake.zip-broken'],
    ['an archive with a wrong checksum', zipOf({ 'a.geojson': layer }, { crc: 1 }), 'intake.zip-broken'],
    ['a bomb', zipOf({ 'a.geojson': new Uint8Array(40_000_000) }), 'intake.zip-bomb'],
  ])('%s', (_, bytes, reason) => {
    expect(() => read(bytes)).toThrow(code(reason));
    // Between threads it stays what it is.
    expect(intake({ bytes, name: 'a', grid })).toMatchObject({ refused: { code: reason } });
  });

  it.each([
    ['bytes', { bytes: 100 }, 'intake.too-large'],
    ['bytes out of an archive', { unpackedBytes: 100 }, 'intake.unpacked-too-large'],
    ['files', { files: 0 }, 'intake.too-many-files'],
    ['features', { features: 1 }, 'intake.too-many-features'],
    ['corners', { vertices: 9 }, 'intake.too-many-vertices'],
  ])('too many %s', (_, limits, reason) => {
    expect(() => read(zipOf({ 'a.geojson': layer }), { limits })).toThrow(code(reason));
  });
  it('too many lines', () => {
    const table = text('X,Y\n1,2222\n1,2222\n1,2222\n');
    expect(() => read(table, { limits: { lines: 3 } })).toThrow(code('intake.too-many-lines'));
  });
});
