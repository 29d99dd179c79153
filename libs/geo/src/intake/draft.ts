/** What a reader makes of a file, before anybody knows what its coordinates are. */
import type { Crs } from '../crs.js';
import type { Findings, Place } from './issues.js';
import type { IntakeLimits } from './limits.js';
import { ATTRIBUTES_MAX, LINE_CHARACTERS_MAX } from './limits.js';
import { refuse } from './refusals.js';

export type Format = 'geojson' | 'shapefile' | 'geopackage' | 'dxf' | 'corners' | 'table';
export type Value = string | number | boolean | null;
export type Properties = Readonly<Record<string, Value>>;
/** East and north, or longitude and latitude, by the format's own habit; a surveyor's X is north. */
export type Pair = readonly [east: number, north: number];
export type Ring = readonly Pair[];

export type DraftFeature = Readonly<{
  place: Place;
  properties: Properties;
  /** Shell first, then its holes. */
  polygons: readonly (readonly Ring[])[];
  /** As the file says it. */
  declaredM2?: number;
}>;

/** What a file says of its coordinates. */
export type Hints = Readonly<{
  crs?: Crs;
  /** As it was written, for the report. */
  said?: string;
  zone?: number;
  width?: 3 | 6;
  meridian?: number;
}>;

export type Draft = Readonly<{ format: Format; hints: Hints; features: readonly DraftFeature[] }>;

/** Counts what a reader takes, so that no file makes more than was allowed. */
export class Tally {
  features = 0;
  vertices = 0;

  constructor(
    readonly limits: IntakeLimits,
    readonly findings: Findings,
  ) {}

  /** @throws Rejected `intake.too-many-features` */
  feature(): number {
    this.features += 1;
    if (this.features > this.limits.features)
      throw refuse('intake.too-many-features', { max: this.limits.features });
    return this.features;
  }

  /** @throws Rejected `intake.too-many-vertices` */
  take(count: number): void {
    this.vertices += count;
    if (this.vertices > this.limits.vertices)
      throw refuse('intake.too-many-vertices', { max: this.limits.vertices });
  }
}

/** Attributes as plain values: of bounded number and length, and none that means something to JavaScript. */
export function propertiesOf(entries: Iterable<readonly [string, unknown]>): Properties {
  const properties = Object.create(null) as Record<string, Value>;
  let left = ATTRIBUTES_MAX;
  for (const [name, value] of entries) {
    if (left-- <= 0) break;
    properties[name.slice(0, LINE_CHARACTERS_MAX)] = valueOf(value);
  }
  return { ...properties };
}

function valueOf(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  const text =
    typeof value === 'string' || typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? '');
  return text.slice(0, LINE_CHARACTERS_MAX);
}

/** Twice the area under a ring: positive where it runs against the clock. */
export function turnOf(ring: Ring): number {
  const [originX, originY] = ring[0] ?? [0, 0];
  let sum = 0;
  for (let index = 1; index < ring.length; index += 1) {
    const [[x1, y1], [x2, y2]] = [ring[index - 1]!, ring[index]!];
    sum += (x1 - originX) * (y2 - originY) - (x2 - originX) * (y1 - originY);
  }
  return sum;
}

/** Whether a point lies in a ring; on its line either answer. */
export function contains(ring: Ring, [x, y]: Pair): boolean {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [[x1, y1], [x2, y2]] = [ring[index]!, ring[before]!];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
