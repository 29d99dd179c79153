/**
 * How much ground two boundaries have in common, by a sum over pairs of their lines instead of an overlay:
 * nothing is built, so the worst pair of boundaries costs some milliseconds and no crossing breaks anything.
 *
 * A polygon is what lies under its upper lines less what lies under its lower ones; of two of them the common
 * part is the sum, over every pair of lines, of what lies under both.
 */
import { squareCm } from '#policy';
import type { SquareCm } from '#policy';
import type { Point } from './crs.js';
import type { Rings } from './boundary.js';

export type Box = Readonly<{ west: number; south: number; east: number; north: number }>;
/** From west to east; `weight` is 1 for an upper line, -1 for a lower one, more where several were joined. */
type Line = Readonly<{ x1: number; y1: number; x2: number; y2: number; weight: number }>;
/** A boundary made ready to be laid beside many others: of most of them the box is all that is asked for. */
export type Ground = Readonly<{ box: Box; lines: readonly Line[] }>;
/** `pairs`: of lines that were compared, and what else it has cost, in such pairs. */
export type Common = Readonly<{ areaCm2: SquareCm; pairs: number }>;

const MM2_PER_CM2 = 100;
/** To put a line into a box takes as long as to compare so many pairs. */
const PAIRS_PER_LINE = 16;
const NOTHING: Common = { areaCm2: squareCm(0n), pairs: 0 };

export function groundOf(rings: Rings): Ground {
  const points = rings[0] ?? [];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const box = {
    west: Math.min(...xs),
    south: Math.min(...ys),
    east: Math.max(...xs),
    north: Math.max(...ys),
  };
  let lines: readonly Line[] | undefined;
  return {
    box,
    get lines() {
      return (lines ??= rings.flatMap((ring, index) => linesOf(ring, index === 0, box)).sort(byBeginning));
    },
  };
}

/** Exact to 1 cm²: within the common box no number is larger than a boundary is wide, in millimetres. */
export function commonOf(a: Ground, b: Ground): Common {
  const box = {
    west: Math.max(a.box.west, b.box.west),
    south: Math.max(a.box.south, b.box.south),
    east: Math.min(a.box.east, b.box.east),
    north: Math.min(a.box.north, b.box.north),
  };
  if (box.west >= box.east || box.south >= box.north) return NOTHING;
  const first = within(a, box);
  if (first.length === 0) return NOTHING;
  const second = within(b, box);
  let sum = 0;
  let pairs = b.lines.length * PAIRS_PER_LINE;
  for (const one of first) {
    for (const other of second) {
      if (other.x1 >= one.x2) break;
      pairs += 1;
      if (other.x2 > one.x1) sum += one.weight * other.weight * underBoth(one, other);
    }
  }
  return { areaCm2: squareCm(BigInt(Math.max(0, Math.round(sum / MM2_PER_CM2)))), pairs };
}

const byBeginning = (one: Line, other: Line) => one.x1 - other.x1;

/** Whichever way round a ring was drawn, its land lies under its upper lines; a hole's is taken away. */
function linesOf(ring: readonly Point[], shell: boolean, { west, south }: Box): Line[] {
  const lines: Line[] = [];
  let twiceArea = 0;
  for (let index = 1; index < ring.length; index += 1) {
    const [[fromX, fromY], [toX, toY]] = [ring[index - 1]!, ring[index]!];
    twiceArea += (fromX - west) * (toY - south) - (toX - west) * (fromY - south);
    if (fromX < toX) lines.push({ x1: fromX, y1: fromY, x2: toX, y2: toY, weight: -1 });
    if (fromX > toX) lines.push({ x1: toX, y1: toY, x2: fromX, y2: fromY, weight: 1 });
  }
  const turn = twiceArea > 0 === shell ? 1 : -1;
  return turn === 1 ? lines : lines.map((line) => ({ ...line, weight: -line.weight }));
}

/**
 * The lines of what lies in a box, by where they begin, measured from its corner: what is below it is left
 * out, and of what is above only how often it covers the box.
 */
function within({ lines }: Ground, box: Box): readonly Line[] {
  const inside: Line[] = [];
  const covers = new Map<number, number>();
  const [width, height] = [box.east - box.west, box.north - box.south];
  for (const line of lines) {
    // Most of the lines of a long boundary are nowhere near.
    if (line.x2 <= box.west || line.x1 >= box.east || Math.max(line.y1, line.y2) <= box.south) continue;
    for (const part of cut(line, box, width, height)) {
      const { x1, y1, x2, y2, weight } = part;
      if ((y1 + y2) / 2 >= height) {
        covers.set(x1, (covers.get(x1) ?? 0) + weight);
        covers.set(x2, (covers.get(x2) ?? 0) - weight);
      } else if (y1 >= 0 && y2 >= 0) inside.push(part);
    }
  }
  return [...inside, ...roofs(covers, height)].sort(byBeginning);
}

/** A line between the sides of a box, cut where it goes over the lower and the upper one. */
function cut(line: Line, { west, south }: Box, width: number, height: number): readonly Line[] {
  const { weight } = line;
  const slope = (line.y2 - line.y1) / (line.x2 - line.x1);
  const heightAt = (x: number) => line.y1 - south + slope * (x - (line.x1 - west));
  const [x1, x2] = [Math.max(line.x1 - west, 0), Math.min(line.x2 - west, width)];
  const [y1, y2] = [heightAt(x1), heightAt(x2)];
  const [low, high] = [Math.min(y1, y2), Math.max(y1, y2)];
  if (low >= height || (low >= 0 && high <= height)) return [{ x1, y1, x2, y2, weight }];
  const over = [0, height].filter((y) => low < y && y < high).map((y) => ({ x: x1 + (y - y1) / slope, y }));
  if (slope < 0) over.reverse();
  const points = [{ x: x1, y: y1 }, ...over, { x: x2, y: y2 }];
  return points.slice(1).flatMap((to, index) => {
    const from = points[index]!;
    return from.x < to.x ? [{ x1: from.x, y1: from.y, x2: to.x, y2: to.y, weight }] : [];
  });
}

/** The upper edge of a box, where it is covered. */
function roofs(covers: ReadonlyMap<number, number>, height: number): readonly Line[] {
  const lines: Line[] = [];
  let [from, weight] = [0, 0];
  for (const [x, change] of [...covers].sort(([one], [other]) => one - other)) {
    if (weight !== 0 && x > from) lines.push({ x1: from, y1: height, x2: x, y2: height, weight });
    [from, weight] = [x, weight + change];
  }
  return lines;
}

/** The area under both of two lines, where both are. Asked a million times: it makes no objects. */
function underBoth(a: Line, b: Line): number {
  const west = Math.max(a.x1, b.x1);
  const width = Math.min(a.x2, b.x2) - west;
  const aSlope = (a.y2 - a.y1) / (a.x2 - a.x1);
  const bSlope = (b.y2 - b.y1) / (b.x2 - b.x1);
  const aWest = a.y1 + aSlope * (west - a.x1);
  const bWest = b.y1 + bSlope * (west - b.x1);
  const aEast = aWest + aSlope * width;
  const bEast = bWest + bSlope * width;
  const over = aWest - bWest;
  const overAtEnd = aEast - bEast;
  if (over <= 0 && overAtEnd <= 0) return ((aWest + aEast) / 2) * width;
  if (over >= 0 && overAtEnd >= 0) return ((bWest + bEast) / 2) * width;
  const part = over / (over - overAtEnd);
  const crossing = aWest + (aEast - aWest) * part;
  const low = Math.min(aWest, bWest) + crossing;
  const lowAtEnd = Math.min(aEast, bEast) + crossing;
  return (width * (part * low + (1 - part) * lowAtEnd)) / 2;
}
