/**
 * A GeoPackage: the tables of features of an SQLite database. SQLite reads from the disk, so the bytes lie in
 * a file of their own for as long as they are read. The schema is a stranger's: nothing of it is run.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { isCrs } from '../crs.js';
import { propertiesOf } from './draft.js';
import type { Draft, DraftFeature, Hints, Tally } from './draft.js';
import { hintsOfWkt } from './prj.js';
import { refuse } from './refusals.js';
import { readWkb } from './wkb.js';

type Database = InstanceType<typeof sqlite.Database>;
type Table = Readonly<{
  table: string;
  column: string;
  srs: number;
  wkt: string;
  organisation: string;
  code: number;
}>;

const MAGIC = 'SQLite format 3\0';
export const isGeoPackage = (bytes: Uint8Array): boolean =>
  [...MAGIC].every((char, index) => bytes[index] === char.charCodeAt(0));

/** @throws Rejected `intake.broken` */
export function readGeoPackage(bytes: Uint8Array, tally: Tally): Draft {
  const folder = mkdtempSync(join(tmpdir(), 'rushi-intake-'));
  try {
    const file = join(folder, 'layer.gpkg');
    writeFileSync(file, bytes, { mode: 0o600 });
    return readFrom(file, tally);
  } catch (error) {
    if (error instanceof sqlite.SQLite3Error)
      throw refuse('intake.broken', { format: 'GeoPackage', reason: '数据库不可读' });
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readFrom(file: string, tally: Tally): Draft {
  const database = new sqlite.Database(file, { readOnly: true, fileMustExist: true });
  try {
    database.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;');
    const tables = tablesOf(database);
    const [first, ...others] = tables.filter((table) => isFilled(database, table, tally));
    if (!first) throw refuse('intake.nothing');
    if (others.length > 0) {
      const names = [first, ...others].map(({ table }) => table);
      throw refuse('intake.zip-several', { found: names.length, files: names.join('、').slice(0, 200) });
    }
    return {
      format: 'geopackage',
      hints: hintsOf(first, tally),
      features: featuresOf(database, first, tally),
    };
  } finally {
    database.close();
  }
}

/** Tables alone: a view could be made to run for ever. */
function tablesOf(database: Database): readonly Table[] {
  const rows = database.all(
    `SELECT g.table_name AS "table", g.column_name AS "column", g.srs_id AS srs,
            coalesce(s.definition, '') AS wkt, coalesce(s.organization, '') AS organisation,
            coalesce(s.organization_coordsys_id, 0) AS code
       FROM gpkg_geometry_columns g JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table'
       LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id ORDER BY g.table_name LIMIT 100`,
  );
  return rows as unknown as readonly Table[];
}

const quoted = (name: string) => `"${String(name).replaceAll('"', '""')}"`;

function isFilled(database: Database, { table }: Table, { findings }: Tally): boolean {
  const filled = database.get(`SELECT 1 AS one FROM ${quoted(table)} LIMIT 1`) !== null;
  if (!filled) findings.add('layer-empty', {}, { said: String(table) });
  return filled;
}

function hintsOf({ wkt, organisation, code }: Table, { findings }: Tally): Hints {
  const crs: string = `EPSG:${Number(code)}`;
  if (/^epsg$/i.test(String(organisation)) && isCrs(crs)) return { crs, said: crs };
  return hintsOfWkt(String(wkt), {}, findings);
}

function featuresOf(database: Database, { table, column }: Table, tally: Tally): DraftFeature[] {
  const statement = database.prepare(`SELECT * FROM ${quoted(table)}`);
  const features: DraftFeature[] = [];
  try {
    for (const row of statement.iterate() as IterableIterator<Record<string, unknown>>) {
      const place = { feature: tally.feature() };
      const { [column]: blob, ...rest } = row;
      const plain = Object.entries(rest).filter(([, value]) => !(value instanceof Uint8Array));
      const wkb = blob instanceof Uint8Array ? readWkb(blob, (count) => tally.take(count)) : undefined;
      if (wkb && 'polygons' in wkb) {
        if (wkb.height) tally.findings.addOnce('height-dropped', place);
        features.push({ place, properties: propertiesOf(plain), polygons: wkb.polygons });
        continue;
      }
      const faults = {
        empty: 'geometry-missing',
        broken: 'geometry-broken',
        rings: 'rings-too-many',
        kind: 'geometry-not-polygon',
      } as const;
      tally.findings.add(faults[wkb?.fault ?? 'empty'], place, { said: wkb?.kind ?? '' });
    }
  } finally {
    statement.finalize();
  }
  return features;
}
