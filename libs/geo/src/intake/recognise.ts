/** What coordinates are: which system, in which order, how sure that is, and what else they could be. */
import { SYSTEMS, ZONE_M, crsOf, crsOfZone, nameOf, planeOf } from '../crs.js';
import type { Crs } from '../crs.js';
import { CHINA, fits } from '../grid.js';
import type { Grid } from '../grid.js';
import type { Hints, Pair } from './draft.js';
import { short } from './issues.js';

/**
 * `certain`: said and true, or possible in one way only. `likely`: one way lies in the county. `guess`: the
 * best of several. `none`: nobody can say.
 */
export type Sureness = 'certain' | 'likely' | 'guess' | 'none';
export type Reading = Readonly<{ crs: Crs; swapped: boolean }>;
export type Recognition = Readonly<{
  /** Absent where it is `none`. */
  reading?: Reading;
  sure: Sureness;
  /** What else it could be, the nearest first. */
  others: readonly Reading[];
  /** Whether the file's own words agree with it. */
  asSaid: boolean;
  /** The same for a person: what it is taken for, why, and what else it could be. */
  zh: string;
}>;

/** So many points, evenly taken, stand for a file. */
const SAMPLE_MAX = 1_000;
/** This share of them, percent, must fit: a single slip of the pen is another matter. */
const FITTING_PERCENT_MIN = 90;
const OTHERS_TOLD_MAX = 3;

/** A code was written by a program or chosen by a person; a zone number is typed. */
const CODE_SCORE = 16;
const COUNTY_SCORE = 8;
const HINT_SCORE = 4;
const PLANE_SCORE = 2;
const ORDER_SCORE = 1;

type Candidate = Reading & Readonly<{ score: number; local: boolean; hinted: boolean }>;

/**
 * @param points east and north (or lon and lat) in the order of the format's habit.
 * @param hints what the file says of itself.
 * @param grid of the county, so that what lies in it is preferred.
 */
export function recognise(points: readonly Pair[], hints: Hints = {}, grid: Grid = CHINA): Recognition {
  const sample = sampleOf(points);
  if (sample.length === 0) return { sure: 'none', others: [], asSaid: false, zh: '没有可以判断的坐标。' };
  const candidates = candidatesFor(sample, hints, grid);
  const [best, next] = candidates;
  if (!best)
    return {
      sure: 'none',
      others: [],
      asSaid: false,
      zh: '坐标不符合任何一个2000国家大地坐标系的分带，也不是中国境内的经纬度。',
    };
  // What the file's own words rule out is no other reading of it.
  const open = candidates.slice(1).filter(({ hinted, local }) => !best.hinted || hinted || local);
  const others = open.map(({ crs, swapped }) => ({ crs, swapped }));
  const tied = next !== undefined && next.score === best.score;
  if (tied)
    return { sure: 'none', others: [readingOf(best), ...others], asSaid: false, zh: tiedWords(candidates) };
  const sure: Sureness = best.hinted || !next ? 'certain' : best.local && !next.local ? 'likely' : 'guess';
  return {
    reading: readingOf(best),
    sure,
    others,
    asSaid: best.hinted,
    zh: words(best, sure, others, hints, grid),
  };
}

const readingOf = ({ crs, swapped }: Reading): Reading => ({ crs, swapped });

function sampleOf(points: readonly Pair[]): readonly Pair[] {
  const step = Math.max(1, Math.ceil(points.length / SAMPLE_MAX));
  return points.filter(([x, y], index) => index % step === 0 && Number.isFinite(x) && Number.isFinite(y));
}

function candidatesFor(sample: readonly Pair[], hints: Hints, grid: Grid): readonly Candidate[] {
  const hinted = hintedSystems(hints);
  return [false, true]
    .flatMap((swapped) => {
      const turned = swapped ? sample.map(([x, y]): Pair => [y, x]) : sample;
      return SYSTEMS.filter((crs) => plausible(turned, crs, hints)).flatMap((crs): Candidate[] => {
        if (!mostFit(turned, crs, CHINA)) return [];
        const local = grid !== CHINA && mostFit(turned, crs, grid);
        const isHinted = hinted.has(crs);
        const isPlane = grid.plane !== undefined && planeOf(grid.plane)?.meridian === planeOf(crs)?.meridian;
        const score =
          (local ? COUNTY_SCORE : 0) +
          (!isHinted ? 0 : hints.crs ? CODE_SCORE : HINT_SCORE) +
          (isPlane ? PLANE_SCORE : 0) +
          (swapped ? 0 : ORDER_SCORE);
        return [{ crs, swapped, score, local, hinted: isHinted }];
      });
    })
    .sort((one, other) => other.score - one.score);
}

/** A 6-degree plane is that of the 3-degree zone with its meridian: it is asked only if it is said. */
function plausible(sample: readonly Pair[], crs: Crs, { width, crs: said }: Hints): boolean {
  const plane = planeOf(crs);
  if (!plane || plane.width === 3 || said === crs) return true;
  return width === 6 || (plane.zone !== undefined && sample.some(([east]) => east >= ZONE_M));
}

function mostFit(sample: readonly Pair[], crs: Crs, grid: Grid): boolean {
  const fitting = sample.filter(([x, y]) => fits(x, y, crs, grid)).length;
  return fitting * 100 >= sample.length * FITTING_PERCENT_MIN;
}

/** The systems that a file's own words allow. */
function hintedSystems({ crs, zone, width, meridian }: Hints): ReadonlySet<Crs> {
  const found = new Set<Crs | undefined>();
  if (crs) {
    const plane = planeOf(crs);
    found.add(crs);
    // Whether the number of the zone stands before the easting is seen, whatever was said.
    if (plane) for (const zoned of [true, false]) found.add(crsOf(plane.meridian, plane.width, zoned));
  }
  for (const one of width ? [width] : ([3, 6] as const))
    for (const zoned of [true, false]) {
      if (zone !== undefined) found.add(crsOfZone(zone, one, zoned));
      else if (meridian !== undefined) found.add(crsOf(meridian, one, zoned));
    }
  found.delete(undefined);
  return found as ReadonlySet<Crs>;
}

const inWords = ({ crs, swapped }: Reading) => `${nameOf(crs)}${swapped ? '（两轴交换）' : ''}`;
const listed = (readings: readonly Reading[]) =>
  readings.slice(0, OTHERS_TOLD_MAX).map(inWords).join('、') +
  (readings.length > OTHERS_TOLD_MAX ? `等 ${readings.length} 种` : '');

const tiedWords = (candidates: readonly Candidate[]) =>
  `坐标没有写明分带，可能是 ${listed(candidates)}，请写明带号或者中央经线。`;

function words(
  best: Candidate,
  sure: Sureness,
  others: readonly Reading[],
  hints: Hints,
  grid: Grid,
): string {
  const unsaid = hints.said ? `与文件写明的（${short(hints.said)}）不符` : '文件没有写明';
  const why = best.hinted
    ? '文件写明，坐标也符合'
    : sure === 'certain'
      ? `${unsaid}，坐标只符合这一种`
      : `${unsaid}，${best.local ? `按${grid.place}的范围推断` : '按最接近的推断'}`;
  const rest = others.length === 0 ? '' : `；还可能是 ${listed(others)}`;
  return `坐标认作 ${inWords(best)}：${why}${rest}。`;
}
