/** A shapefile out of its archive: polygons of any dimension, each with its row of attributes. */
import type { ArchiveEntry } from './archive.js';
import { readDbf } from './dbf.js';
import type { Attributes } from './dbf.js';
import { contains, propertiesOf, turnOf } from './draft.js';
import type { Draft, DraftFeature, Hints, Pair, Ring, Tally } from './draft.js';
import type { Place } from './issues.js';
import { RINGS_MAX } from './limits.js';
import { hintsOfWkt } from './prj.js';
import { refuse } from './refusals.js';
import { decode, encodingNamed } from './text.js';

const FILE_CODE = 9994;
const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
/** Type, box, counts of parts and of points. */
const POLYGON_BYTES = 44;
const [PART_BYTES, POINT_BYTES] = [4, 16] as const;
const NULL_SHAPE = 0;
const POLYGONS: readonly number[] = [5, 15, 25];
const NAMES: Readonly<Record<number, string>> = {
  1: '点',
  3: '线',
  8: '多点',
  11: '点',
  13: '线',
  18: '多点',
  21: '点',
  23: '线',
  28: '多点',
  31: '多面体',
};

/** @throws Rejected `intake.shapefile-part-missing`, `intake.broken` */
export function readShapefile(shp: ArchiveEntry, files: readonly ArchiveEntry[], tally: Tally): Draft {
  const { findings } = tally;
  const stem = shp.name.slice(0, -4).toLowerCase();
  const part = (ending: string) => files.find(({ name }) => name.toLowerCase() === `${stem}.${ending}`);
  const [dbf, prj, cpg] = [part('dbf'), part('prj'), part('cpg')];
  if (!dbf) throw refuse('intake.shapefile-part-missing', { part: '.dbf' });
  if (!prj) findings.add('prj-missing');
  const hints: Hints = prj ? hintsOfWkt(decode(prj.read()).text, {}, findings) : {};
  const attributes = attributesOf(dbf, cpg, tally);
  return { format: 'shapefile', hints, features: shapesOf(shp.read(), attributes, tally) };
}

function attributesOf(dbf: ArchiveEntry, cpg: ArchiveEntry | undefined, { findings }: Tally) {
  const said = cpg && decode(cpg.read()).text.trim();
  const named = said === undefined ? undefined : encodingNamed(said);
  const attributes = readDbf(dbf.read(), named);
  if (!attributes) findings.add('attributes-broken', {}, { said: '文件头不可读' });
  else {
    if (attributes.encoding === 'GB18030') findings.add('encoding-gbk');
    if (named && named !== attributes.encoding)
      findings.add('cpg-contradicts', {}, { said: said!, found: attributes.encoding });
  }
  return attributes;
}

function shapesOf(bytes: Uint8Array, attributes: Attributes | undefined, tally: Tally): DraftFeature[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < HEADER_BYTES || view.getInt32(0) !== FILE_CODE)
    throw refuse('intake.broken', { format: 'Shapefile', reason: '.shp 文件头不可读' });
  const features: DraftFeature[] = [];
  let at = HEADER_BYTES;
  while (at + RECORD_HEADER_BYTES <= bytes.byteLength) {
    const length = view.getInt32(at + 4) * 2;
    const feature = tally.feature();
    at += RECORD_HEADER_BYTES;
    // After a length that cannot be, nobody knows where the next one begins.
    if (length < 4 || at + length > bytes.byteLength) {
      tally.findings.add('geometry-broken', { feature });
      break;
    }
    const shape = new DataView(bytes.buffer, bytes.byteOffset + at, length);
    const one = featureOf(shape, feature, attributes, tally);
    if (one) features.push(one);
    at += length;
  }
  if (attributes && attributes.lost > 0) tally.findings.add('encoding-lost', {}, { count: attributes.lost });
  return features;
}

function featureOf(
  shape: DataView,
  feature: number,
  attributes: Attributes | undefined,
  tally: Tally,
): DraftFeature | undefined {
  const { findings } = tally;
  const place = { feature };
  const row = attributes && feature <= attributes.count ? attributes.row(feature - 1) : undefined;
  if (row?.deleted) {
    findings.add('record-deleted', place);
    return undefined;
  }
  if (attributes && !row) findings.add('attributes-missing', place);
  const polygons = polygonsOf(shape, place, tally);
  return { place, properties: row?.properties ?? propertiesOf([]), polygons };
}

function polygonsOf(shape: DataView, place: Place, tally: Tally): readonly (readonly Ring[])[] {
  const { findings } = tally;
  const type = shape.getInt32(0, true);
  if (type === NULL_SHAPE || !POLYGONS.includes(type)) {
    const said = NAMES[type] ?? `类型 ${type}`;
    findings.add(type === NULL_SHAPE ? 'geometry-missing' : 'geometry-not-polygon', place, { said });
    return [];
  }
  if (type !== 5) findings.addOnce('height-dropped', place);
  const rings = ringsOf(shape, place, tally);
  return rings ? groupsOf(rings, place, tally) : [];
}

function ringsOf(shape: DataView, place: Place, tally: Tally): readonly Ring[] | undefined {
  const broken = () => {
    tally.findings.add('geometry-broken', place);
    return undefined;
  };
  if (shape.byteLength < POLYGON_BYTES) return broken();
  const [parts, points] = [shape.getInt32(36, true), shape.getInt32(40, true)];
  if (parts > RINGS_MAX) {
    tally.findings.add('rings-too-many', place, { max: RINGS_MAX });
    return undefined;
  }
  const from = POLYGON_BYTES + parts * PART_BYTES;
  if (parts < 1 || points < 1 || from + points * POINT_BYTES > shape.byteLength) return broken();
  const starts = Array.from({ length: parts }, (_, part) =>
    shape.getInt32(POLYGON_BYTES + part * PART_BYTES, true),
  );
  const ends = [...starts.slice(1), points];
  if (starts[0] !== 0 || starts.some((start, part) => start < 0 || start > ends[part]!)) return broken();
  tally.take(points);
  return starts.map((start, part) =>
    Array.from({ length: ends[part]! - start }, (_, index): Pair => {
      const at = from + (start + index) * POINT_BYTES;
      return [shape.getFloat64(at, true), shape.getFloat64(at + 8, true)];
    }),
  );
}

/** Shells run with the clock, holes against it; each hole belongs to the smallest shell around it. */
function groupsOf(rings: readonly Ring[], place: Place, { findings }: Tally): readonly (readonly Ring[])[] {
  const shells = rings
    .filter((ring) => turnOf(ring) <= 0)
    .map((ring) => ({ rings: [ring], size: -turnOf(ring) }));
  shells.sort((one, other) => one.size - other.size);
  for (const hole of rings.filter((ring) => turnOf(ring) > 0)) {
    const around = shells.find(
      ({ rings: [shell], size }) => size > turnOf(hole) && hole.some((point) => contains(shell!, point)),
    );
    if (around) around.rings.push(hole);
    else {
      shells.push({ rings: [hole], size: turnOf(hole) });
      // All alone it was only drawn the other way round.
      if (rings.length > 1) findings.add('hole-outside', place);
    }
  }
  return shells.map(({ rings: group }) => group);
}
