/**
 * A drawing as text DXF: its closed polylines, each with its layer. Of all the rest it is said that it was
 * left out. Pairs of lines, a code and a value, are all that the format is.
 */
import { propertiesOf } from './draft.js';
import type { Draft, DraftFeature, Pair, Ring, Tally } from './draft.js';
import { refuse } from './refusals.js';

type Group = Readonly<{ code: number; value: string }>;
type Entity = Readonly<{ kind: string; groups: readonly Group[] }>;
/** `bulge`: the tangent of a quarter of the angle of the arc to the next corner. */
type Vertex = Readonly<{ at: Pair; bulge: number }>;

const CLOSED = 1;
/** Chords leave an arc by at most this much, metres. */
const SAGITTA_M = 0.01;
const CHORDS_MAX = 1_000;
/** What is drawn beside land. */
const NO_LAND: readonly string[] = [
  'TEXT',
  'MTEXT',
  'POINT',
  'DIMENSION',
  'ATTRIB',
  'ATTDEF',
  'VIEWPORT',
  'SEQEND',
  'HATCH',
];

export const isDwg = (bytes: Uint8Array): boolean =>
  /^AC10\d\d/.test(String.fromCharCode(...bytes.subarray(0, 6)));
export const isBinaryDxf = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(0, 18)) === 'AutoCAD Binary DXF';
export const isDxf = (text: string): boolean =>
  /^\s*(999[^\n]*\n[^\n]*\n\s*)*0\s*[\r\n]+\s*SECTION\b/.test(text.slice(0, 2_000));

/** @throws Rejected `intake.broken` */
export function readDxf(text: string, tally: Tally): Draft {
  const entities = entitiesOf(text);
  const features: DraftFeature[] = [];
  for (let index = 0; index < entities.length; index += 1) {
    const { kind, groups } = entities[index]!;
    if (kind === 'LWPOLYLINE') take(groups, cornersOf(groups), features, tally);
    else if (kind === 'POLYLINE') {
      const corners: Vertex[] = [];
      while (entities[index + 1]?.kind === 'VERTEX') {
        index += 1;
        corners.push(...cornersOf(entities[index]!.groups));
      }
      take(groups, corners, features, tally);
    } else if (kind === 'INSERT') tally.findings.add('block-ignored', {}, { said: valueOf(groups, 2) });
    else if (!NO_LAND.includes(kind)) tally.findings.add('entity-ignored', {}, { said: kind });
  }
  return { format: 'dxf', hints: {}, features };
}

function entitiesOf(text: string): readonly Entity[] {
  const groups = groupsOf(text);
  const begin = groups.findIndex(
    ({ code, value }, at) => code === 2 && value === 'ENTITIES' && groups[at - 1]?.value === 'SECTION',
  );
  if (begin < 0) throw refuse('intake.broken', { format: 'DXF', reason: '没有 ENTITIES 段' });
  const entities: { kind: string; groups: Group[] }[] = [];
  for (const group of groups.slice(begin + 1)) {
    if (group.code === 0 && group.value === 'ENDSEC') return entities;
    if (group.code === 0) entities.push({ kind: group.value, groups: [] });
    else entities.at(-1)?.groups.push(group);
  }
  throw refuse('intake.broken', { format: 'DXF', reason: 'ENTITIES 段没有结束' });
}

function groupsOf(text: string): readonly Group[] {
  const lines = text.split(/\r\n|\r|\n/);
  const groups: Group[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const code = Number(lines[at]!.trim());
    if (!Number.isInteger(code))
      throw refuse('intake.broken', { format: 'DXF', reason: `第 ${at + 1} 行应为组码` });
    groups.push({ code, value: lines[at + 1]!.trim() });
  }
  return groups;
}

const valueOf = (groups: readonly Group[], wanted: number): string =>
  groups.find(({ code }) => code === wanted)?.value ?? '';

/** An X begins a corner; what follows until the next belongs to it. */
function cornersOf(groups: readonly Group[]): readonly Vertex[] {
  const corners: { x: number; y: number; bulge: number }[] = [];
  for (const { code, value } of groups) {
    const last = corners.at(-1);
    if (code === 10) corners.push({ x: Number(value), y: NaN, bulge: 0 });
    else if (code === 20 && last) last.y = Number(value);
    else if (code === 42 && last) last.bulge = Number(value) || 0;
  }
  return corners.map(({ x, y, bulge }) => ({ at: [x, y], bulge }));
}

function take(
  groups: readonly Group[],
  corners: readonly Vertex[],
  features: DraftFeature[],
  tally: Tally,
): void {
  const { findings } = tally;
  const layer = valueOf(groups, 8) || '0';
  const place = { layer, feature: tally.feature() };
  tally.take(corners.length);
  const [first, last] = [corners[0], corners.at(-1)];
  const meets = first !== undefined && first.at[0] === last?.at[0] && first.at[1] === last.at[1];
  if (corners.length < 3 || !((Number(valueOf(groups, 70)) & CLOSED) === CLOSED || meets)) {
    findings.add('line-open', place);
    return;
  }
  if (corners.some(({ at }) => !at.every(Number.isFinite))) {
    findings.add('geometry-broken', place);
    return;
  }
  if (corners.some(({ bulge }) => bulge !== 0)) findings.add('arc-straightened', place);
  const ring: Ring = corners.flatMap((corner, index) => {
    const next = corners[(index + 1) % corners.length]!;
    return [corner.at, ...arc(corner, next.at, tally)];
  });
  features.push({ place, properties: propertiesOf([['图层', layer]]), polygons: [[[...ring, ring[0]!]]] });
}

/** The corners of the chords between two corners, without these. */
function arc({ at: [x1, y1], bulge }: Vertex, [x2, y2]: Pair, tally: Tally): readonly Pair[] {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (bulge === 0 || length === 0 || !Number.isFinite(bulge)) return [];
  const angle = 4 * Math.atan(bulge);
  const radius = length / 2 / Math.sin(angle / 2);
  const step = 2 * Math.acos(Math.max(0, 1 - SAGITTA_M / Math.abs(radius)));
  const chords = Math.min(CHORDS_MAX, Math.max(2, Math.ceil(Math.abs(angle) / step)));
  tally.take(chords);
  const rise = radius * Math.cos(angle / 2);
  const [middleX, middleY] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const [centreX, centreY] = [middleX - (rise * (y2 - y1)) / length, middleY + (rise * (x2 - x1)) / length];
  const from = Math.atan2(y1 - centreY, x1 - centreX);
  return Array.from({ length: chords - 1 }, (_, index): Pair => {
    const turned = from + (angle * (index + 1)) / chords;
    return [centreX + Math.abs(radius) * Math.cos(turned), centreY + Math.abs(radius) * Math.sin(turned)];
  });
}
