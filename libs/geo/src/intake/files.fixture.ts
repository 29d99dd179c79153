/** Files as other programs write them, made here: shapefile, GeoPackage, drawing and archive. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'fflate';
import sqlite from 'node-sqlite3-wasm';
import { crcOf } from './archive.js';

type Pair = [number, number];
type Land = Readonly<{ name: string; rings: readonly (readonly Pair[])[] }>;

export const [EAST, NORTH] = [547_354, 4_064_459];
/** With the clock, as a shapefile has a shell. */
export const square = (x: number, y: number, side: number): Pair[] => [
  [EAST + x, NORTH + y],
  [EAST + x, NORTH + y + side],
  [EAST + x + side, NORTH + y + side],
  [EAST + x + side, NORTH + y],
  [EAST + x, NORTH + y],
];
const bytesOf = (text: string) => new TextEncoder().encode(text);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

export function geoJsonOf(lands: readonly Land[], crs?: string): Uint8Array {
  const features = lands.map(({ name, rings }) => ({
    type: 'Feature',
    properties: { name },
    geometry: { type: 'Polygon', coordinates: rings },
  }));
  const named = crs ? { crs: { type: 'name', properties: { name: crs } } } : {};
  return bytesOf(JSON.stringify({ type: 'FeatureCollection', ...named, features }));
}

/** Node reads GBK and does not write it: every character of two bytes, by what they are read as. */
const gbk = new Map<string, readonly [number, number]>();
function gbkPairs(): ReadonlyMap<string, readonly [number, number]> {
  const decoder = new TextDecoder('gbk');
  if (gbk.size === 0)
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++)
        gbk.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return gbk;
}

/** As old programs write: GBK. */
export const gbkOf = (text: string): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((char) =>
      char.codePointAt(0)! < 0x80 ? [char.codePointAt(0)!] : [...gbkPairs().get(char)!],
    ),
  );
const encoded = (text: string, encoding: string) => (encoding === 'gbk' ? gbkOf(text) : bytesOf(text));

export function dbfOf(names: readonly string[], encoding = 'utf-8'): Uint8Array {
  const [field, bytes] = [bytesOf('DKMC'), 40];
  const file = new Uint8Array(65 + names.length * (bytes + 1)).fill(0x20, 65);
  const view = new DataView(file.buffer);
  file[0] = 3;
  view.setUint32(4, names.length, true);
  view.setUint16(8, 65, true);
  view.setUint16(10, bytes + 1, true);
  file.set(field, 32);
  file[43] = 'C'.charCodeAt(0);
  file[48] = bytes;
  file[64] = 0x0d;
  names.forEach((name, index) => file.set(encoded(name, encoding), 65 + index * (bytes + 1) + 1));
  return file;
}

export function shpOf(shapes: readonly (readonly (readonly Pair[])[])[]): Uint8Array {
  const records = shapes.map((rings, index) => {
    const points = rings.flat();
    const record = new Uint8Array(8 + 44 + rings.length * 4 + points.length * 16);
    const view = new DataView(record.buffer);
    view.setInt32(0, index + 1);
    view.setInt32(4, (record.byteLength - 8) / 2);
    view.setInt32(8, 5, true);
    view.setInt32(44, rings.length, true);
    view.setInt32(48, points.length, true);
    let start = 0;
    rings.forEach((ring, part) => {
      view.setInt32(52 + part * 4, start, true);
      start += ring.length;
    });
    points.forEach(([x, y], at) => {
      view.setFloat64(52 + rings.length * 4 + at * 16, x, true);
      view.setFloat64(60 + rings.length * 4 + at * 16, y, true);
    });
    return record;
  });
  const header = new Uint8Array(100);
  new DataView(header.buffer).setInt32(0, 9994);
  new DataView(header.buffer).setInt32(32, 5, true);
  return joined([header, ...records]);
}

export const PRJ_4548 =
  'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",' +
  'DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],' +
  'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],' +
  'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],UNIT["Meter",1.0]]';

type Shapefile = Readonly<{ encoding?: string; cpg?: string; prj?: string | undefined }>;
/** An empty `prj` is none. */
export const shapefileOf = (
  lands: readonly Land[],
  { encoding = 'utf-8', cpg, prj = PRJ_4548 }: Shapefile,
): Record<string, Uint8Array> => ({
  'layer.shp': shpOf(lands.map(({ rings }) => rings)),
  'layer.dbf': dbfOf(
    lands.map(({ name }) => name),
    encoding,
  ),
  ...(prj === '' ? {} : { 'layer.prj': bytesOf(prj) }),
  ...(cpg === undefined ? {} : { 'layer.cpg': bytesOf(cpg) }),
});

/** `mode`: of Unix; `flags` and `crc` say what is not so. */
type Lies = Readonly<{ mode?: number; flags?: number; crc?: number }>;

export function zipOf(files: Readonly<Record<string, Uint8Array>>, lies: Lies = {}): Uint8Array {
  const [local, central]: [Uint8Array[], Uint8Array[]] = [[], []];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const [name, packed] = [bytesOf(path), deflateSync(content)];
    const sizes = (view: DataView, at: number) => {
      view.setUint16(at, 0x800 | (lies.flags ?? 0), true);
      view.setUint16(at + 2, 8, true);
      view.setUint32(at + 8, lies.crc ?? crcOf(content), true);
      view.setUint32(at + 12, packed.byteLength, true);
      view.setUint32(at + 16, content.byteLength, true);
      view.setUint16(at + 20, name.byteLength, true);
    };
    const head = new DataView(new ArrayBuffer(30));
    head.setUint32(0, 0x04034b50, true);
    sizes(head, 6);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    sizes(entry, 8);
    entry.setUint32(38, (lies.mode ?? 0o100644) * 65_536, true);
    entry.setUint32(42, offset, true);
    local.push(new Uint8Array(head.buffer), name, packed);
    central.push(new Uint8Array(entry.buffer), name);
    offset += 30 + name.byteLength + packed.byteLength;
  }
  const directory = joined(central);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, Object.keys(files).length, true);
  end.setUint16(10, Object.keys(files).length, true);
  end.setUint32(12, directory.byteLength, true);
  end.setUint32(16, offset, true);
  return joined([...local, directory, new Uint8Array(end.buffer)]);
}

function wkbOf(rings: readonly (readonly Pair[])[]): Uint8Array {
  const size = 8 + 9 + rings.reduce((sum, ring) => sum + 4 + ring.length * 16, 0);
  const view = new DataView(new ArrayBuffer(size));
  view.setUint16(0, 0x4750);
  view.setUint8(3, 1);
  view.setInt32(4, 4548, true);
  view.setUint8(8, 1);
  view.setUint32(9, 3, true);
  view.setUint32(13, rings.length, true);
  let at = 17;
  for (const ring of rings) {
    view.setUint32(at, ring.length, true);
    at += 4;
    for (const [x, y] of ring) {
      view.setFloat64(at, x, true);
      view.setFloat64(at + 8, y, true);
      at += 16;
    }
  }
  return new Uint8Array(view.buffer);
}

export function geoPackageOf(lands: readonly Land[], crs = 4548): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'rushi-geopackage-'));
  try {
    const file = join(folder, 'layer.gpkg');
    const database = new sqlite.Database(file);
    database.exec(
      `CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT,
         organization_coordsys_id INTEGER, definition TEXT);
       CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
       CREATE TABLE parcels (name TEXT, geom BLOB);
       INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000', ${crs}, 'EPSG', ${crs}, '');
       INSERT INTO gpkg_geometry_columns VALUES ('parcels', 'geom', ${crs});`,
    );
    for (const { name, rings } of lands)
      database.run('INSERT INTO parcels VALUES (?, ?)', [name, wkbOf(rings)]);
    database.close();
    return new Uint8Array(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Drawing = Readonly<{
  closed: readonly (readonly Pair[])[];
  open?: readonly (readonly Pair[])[];
  bulge?: number;
}>;

export function dxfOf({ closed, open = [], bulge }: Drawing): string {
  const line = (ring: readonly Pair[], flag: number) => [
    ...['0', 'LWPOLYLINE', '8', '界址线', '90', `${ring.length}`, '70', `${flag}`],
    ...ring.flatMap(([x, y]) => ['10', `${x}`, '20', `${y}`, ...(bulge ? ['42', `${bulge}`] : [])]),
  ];
  return [
    ...['0', 'SECTION', '2', 'HEADER', '0', 'ENDSEC', '0', 'SECTION', '2', 'ENTITIES'],
    ...closed.flatMap((ring) => line(ring, 1)),
    ...open.flatMap((ring) => line(ring.slice(0, 3), 0)),
    ...['0', 'LINE', '8', '0', '10', '1', '20', '2', '11', '3', '21', '4'],
    ...['0', 'INSERT', '2', '图框', '10', '0', '20', '0', '0', 'ENDSEC', '0', 'EOF', ''],
  ].join('\n');
}
