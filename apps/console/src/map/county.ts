/** The map of a county as the server tells it, and what is measured on it. */
import { areaWords } from '../kit/amounts.js';

export type MapGrid = Readonly<{
  crs: string;
  place: string;
  extent: readonly [west: number, south: number, east: number, north: number];
  origin: readonly [x: number, y: number];
  tilePixels: number;
  levelMin: number;
  levelMax: number;
  resolutions: readonly number[];
}>;
export type MapLayer = Readonly<{
  layer: string;
  name: string;
  features: number;
  versions: readonly Readonly<{ version: string; source: string }>[];
}>;
export type MapStage = Readonly<{ stage: string; name: string; parcels: number }>;
export type County = Readonly<{
  grid: MapGrid;
  parcels: number;
  /** Where they lie; none where there are none. */
  box?: readonly number[];
  stages: readonly MapStage[];
  layers: readonly MapLayer[];
}>;

export type ParcelSeen = Readonly<{
  entry: string;
  parcel: string;
  village: string;
  stage: string;
  state: string;
}>;

/** Told apart by most who do not see all colours; each stands beside its name. */
const COLOURS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#d55e00',
  '#56b4e9',
  '#8c6d1f',
  '#5b3a99',
  '#444444',
] as const;
const nth = (index: number): string => COLOURS[index % COLOURS.length]!;

/** The colour of each stage, in the order of the law. */
export const stageColours = (stages: readonly MapStage[]): ReadonlyMap<string, string> =>
  new Map(stages.map(({ stage }, index) => [stage, nth(index)]));

/** The colour of each layer: from the other end, so that few layers and few stages do not share one. */
export const layerColours = (layers: readonly MapLayer[]): ReadonlyMap<string, string> =>
  new Map(layers.map(({ layer }, index) => [layer, nth(COLOURS.length - 1 - (index % COLOURS.length))]));

/** A browser prints so many of its pixels to the inch. */
const PIXELS_AN_INCH = 96;
const METRES_AN_INCH = 0.0254;
const SHEET_STEPS = [1, 2, 2.5, 5] as const;
const SHEET_SCALE_MIN = 100;

/** What one metre on paper is on the ground, at so many metres to a pixel. */
export const scaleAt = (resolution: number): number =>
  Math.round((resolution * PIXELS_AN_INCH) / METRES_AN_INCH);
export const resolutionAt = (scale: number): number => (scale * METRES_AN_INCH) / PIXELS_AN_INCH;

/** The next smaller round scale, so that all that was seen is on the sheet. */
export function sheetScale(resolution: number): number {
  const least = (resolution * PIXELS_AN_INCH) / METRES_AN_INCH;
  for (let power = SHEET_SCALE_MIN; ; power *= 10)
    for (const step of SHEET_STEPS) if (step * power >= least - 1) return step * power;
}

const CM2_PER_M2 = 1e4;
const KILOMETRE = 1_000;

/** A length as people say it. */
export const lengthWords = (metres: number): string =>
  metres < KILOMETRE ? `${metres.toFixed(2)} m` : `${(metres / KILOMETRE).toFixed(3)} km`;

/** An area that was clicked, to the square centimetre and in 亩. */
export function measuredArea(squareMetres: number): Readonly<{ m2: string; mu: string }> {
  const cm2 = Math.round(squareMetres * CM2_PER_M2)
    .toString()
    .padStart(5, '0');
  const [whole, part] = [cm2.slice(0, -4), cm2.slice(-4)];
  return { m2: `${whole}.${part.slice(0, 2)}`, mu: areaWords(`${whole}.${part}`).mu };
}

/** Each entry once, in the order of its parcel: a parcel in two tiles is one. */
export function parcelsSeen(found: readonly ParcelSeen[]): readonly ParcelSeen[] {
  const once = new Map(found.map((parcel) => [parcel.entry, parcel]));
  return [...once.values()].sort((a, b) => (a.parcel < b.parcel ? -1 : 1));
}
