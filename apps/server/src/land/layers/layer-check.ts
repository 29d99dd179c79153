import { Inject, Injectable } from '@nestjs/common';
import { ISSUE_KINDS } from '#geo';
import type { LayerFeature } from '#geo';
import { Outlines } from '#kernel';
import type { OutlineBox } from '#kernel';
import type { LayerVersion } from '#land';

/** So many features of a layer are shown for people to recognise, with so many corners in all. */
const SHOWN_FEATURES_MAX = 200;
const SHOWN_CORNERS_MAX = 20_000;
/** The first window on the middle of a layer, metres; it grows until there is enough to see. */
const WINDOW_M = 500;
const GROWTH = 2;

type Ring = readonly (readonly number[])[];
export type ShownFeature = Readonly<{ name: string; polygons: readonly (readonly Ring[])[] }>;
/** A kind of issue in words that hold for all that were found of it. */
export type IssueKind = Readonly<{ code: string; severity: string; zh: string; fix: string; count: number }>;

/** What somebody looks at before they adopt a version: what it is like on a map. */
@Injectable()
export class LayerCheck {
  constructor(@Inject(Outlines) private readonly outlines: Outlines) {}

  /** Features in the middle of the layer, as many as the eye takes in; all of them where it is small. */
  async sample({ imported: { content } }: LayerVersion): Promise<readonly ShownFeature[]> {
    const [west = 0, south = 0, east = 0, north = 0] = content.extent;
    const middle = [(west + east) / 2, (south + north) / 2] as const;
    const reach = Math.max(east - west, north - south) / 2;
    for (let half = WINDOW_M / 2; ; half *= GROWTH) {
      const [x, y] = middle;
      const box: OutlineBox = [x - half, y - half, x + half, y + half];
      const found = await this.outlines.near([content.features], box);
      if (found.length < Math.min(SHOWN_FEATURES_MAX, content.taken) && half <= reach) continue;
      return few(found.map(({ value }) => JSON.parse(value) as LayerFeature));
    }
  }
}

function few(features: readonly LayerFeature[]): readonly ShownFeature[] {
  let corners = 0;
  const shown: ShownFeature[] = [];
  for (const { properties, geometry } of features.slice(0, SHOWN_FEATURES_MAX)) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    corners += polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
    if (corners > SHOWN_CORNERS_MAX && shown.length > 0) break;
    shown.push({ name: properties.name, polygons });
  }
  return shown;
}

/** What was found, the worst first. A sentence about one place says of many only what they have in common. */
export function issueKindsIn(counts: Readonly<Record<string, number>>): readonly IssueKind[] {
  const known = Object.entries(ISSUE_KINDS).flatMap(([code, [severity, zh, fix]]) => {
    const count = counts[code] ?? 0;
    return count > 0 ? [{ code, severity, zh: inCommon(zh), fix: inCommon(fix), count }] : [];
  });
  return known.toSorted((one, other) => WEIGHTS.indexOf(one.severity) - WEIGHTS.indexOf(other.severity));
}

const WEIGHTS: readonly string[] = ['error', 'warning', 'note'];
const inCommon = (words: string): string => words.replaceAll(/\{\w+\}/g, '……');
