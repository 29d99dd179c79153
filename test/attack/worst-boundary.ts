import { POINTS_MAX, demoParcel, readBoundary } from '#geo';
import type { Scheme } from '#land';
import { until } from '../kernel/app.js';
import { soundScheme } from '../http/app.js';
import type { Target } from './target.js';

/** Far over the edges of its parcel, so that it lies over as many features as a parcel can. */
const RADIUS_M = 200;
/** Above what any use costs at least on so much ground. */
const PRICE_FEN = '3000000000';
const TOWNSHIP = '370114-01';

/**
 * Parcels of the township that hands them in, far from those that the attack needs: a star lies over its
 * neighbours too.
 */
export const TRIES = Array.from({ length: 500 }, (_, n) => 1_000 + n).filter(
  (n) => soundScheme(n).township === TOWNSHIP,
);

/**
 * A scheme that may be handed in, of the longest line that a boundary may have: every second point lies half
 * inside.
 */
export function starScheme(n: number): Scheme {
  const scheme = soundScheme(n, { priceFen: PRICE_FEN });
  const [ring] = demoParcel(n).boundary.coordinates;
  const middle = [0, 1].map(
    (axis) => ring!.slice(1).reduce((sum, point) => sum + point[axis]!, 0) / (ring!.length - 1),
  );
  const points = Array.from({ length: POINTS_MAX - 1 }, (_, at) => {
    const [angle, length] = [(2 * Math.PI * at) / (POINTS_MAX - 1), at % 2 ? RADIUS_M : RADIUS_M * 0.3];
    return [Math.cos(angle), Math.sin(angle)].map((part, axis) =>
      Number((middle[axis]! + length * part).toFixed(3)),
    );
  });
  const polygon = { ...scheme.boundary.polygon, coordinates: [[...points, points[0]!]] };
  const { areaM2 } = readBoundary(polygon, scheme.boundary.crs);
  return { ...scheme, boundary: { ...scheme.boundary, polygon }, deal: { ...scheme.deal, areaM2 } };
}

/** Checked, handed in, laid beside its neighbours and over the layers: what its entry's timeline says. */
export async function handIn(target: Target, scheme: Scheme, key: string): Promise<string> {
  const ask = async (path: string, status: number, headers = {}) => {
    const body = JSON.stringify(scheme);
    const answer = await target.ask({ user: 'wang', method: 'post', path, body, headers });
    if (answer.status !== status) throw new Error(`${path} answered ${answer.status}: ${answer.text}`);
    return answer.text;
  };
  const checked = await ask('/api/v1/schemes/check', 200);
  if (!(JSON.parse(checked) as { complete: boolean }).complete)
    throw new Error(`It is not whole: ${checked}`);
  const { entry } = JSON.parse(await ask('/api/v1/schemes', 201, { 'Idempotency-Key': key })) as {
    entry: string;
  };
  let facts = '';
  await until(async () => {
    const path = `/api/v1/entries/${entry}/timeline?limit=100`;
    facts = (await target.ask({ user: 'lin', method: 'get', path })).text;
    return facts.includes('"PlanningChecked"') || facts.includes('"BoundaryRefused"');
  });
  return facts;
}
