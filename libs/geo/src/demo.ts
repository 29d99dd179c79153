/**
 * A made-up county on real ground: villages on a grid around a point in 章丘, each with land for commerce in
 * its plan, farmland beside it and a red line north of it. No parcel, village or line here exists. The demo
 * seed and the simulation use it.
 */
import { Rejected } from '#kernel/messages';
import { readBoundary } from './boundary.js';
import type { Polygon } from './boundary.js';
import { LAYER_CRS } from './layers.js';
import type { LayerFeature, VersionedLayer } from './layers.js';

/** South-west corner of the grid, EPSG:4548 metres. */
const ORIGIN_EAST = 535_000;
const ORIGIN_NORTH = 4_052_000;
const VILLAGES_PER_SIDE = 20;
/**
 * Villages repeat every 1 300 m: 900 m of planned land, farmland or red line from 860 to 1 150 m, then land
 * without a plan.
 */
const VILLAGE_PITCH_M = 1_300;
const PLAN_M = 900;
const GUARD_FROM_M = 860;
const GUARD_TO_M = 1_150;
const OUTSIDE_FROM_M = 1_170;
const SLOTS_PER_SIDE = 8;
const SLOT_M = 100;
/** Gap between a slot's edge and its parcel, so that neighbours never touch. */
const MARGIN_M = 6;
/** Corners move inwards by up to this much, in whole millimetres: no two parcels have the same area. */
const JITTER_MM = 12_000;
const MM_PER_M = 1_000;
const SLOTS = SLOTS_PER_SIDE * SLOTS_PER_SIDE;
/** The first so many parcels lie in as many villages. */
export const DEMO_VILLAGES = VILLAGES_PER_SIDE * VILLAGES_PER_SIDE;
const LAYER_VERSION = 'demo-2026.1';

/** How many allowed parcels there are. */
export const DEMO_PARCELS_MAX = DEMO_VILLAGES * SLOTS;
/** How many parcels each failing variant has. */
export const DEMO_VARIANTS_MAX = DEMO_VILLAGES * SLOTS_PER_SIDE;

export type DemoVariant = 'allowed' | 'farmland' | 'redline' | 'outside-plan';

/** Townships per county in the pack of Jinan: a demo parcel's township is one of them. */
const TOWNSHIPS: Readonly<Record<string, number>> = { '370103': 6, '370112': 8, '370113': 10, '370114': 17 };

export type DemoParcel = Readonly<{
  /** 宗地代码, 19 characters, JB. */
  code: string;
  /** EPSG:4548. */
  boundary: Polygon;
  crs: 'EPSG:4548';
  areaM2: string;
  village: string;
  /** Counts the villages of the county from 1. */
  villageNo: number;
  /** Its collective. */
  collective: string;
  /** Office code of the township: `370114-03`. */
  township: string;
}>;

/**
 * Parcel number `n` (from 0), always the same for the same arguments; parcels of one county never overlap and
 * have distinct codes.
 * @throws {@link Rejected} `demo.out-of-range` beyond {@link DEMO_PARCELS_MAX} or {@link
 *   DEMO_VARIANTS_MAX}, `demo.county-unknown`.
 */
export function demoParcel(n: number, variant: DemoVariant = 'allowed', county = '370114'): DemoParcel {
  const townships = TOWNSHIPS[county];
  if (townships === undefined)
    throw new Rejected({
      code: 'demo.county-unknown',
      zh: `示范数据不含县区“${county}”。`,
      details: { county },
    });
  const perVillage = variant === 'allowed' ? SLOTS : SLOTS_PER_SIDE;
  if (!Number.isSafeInteger(n) || n < 0 || n >= DEMO_VILLAGES * perVillage) {
    throw new Rejected({
      code: 'demo.out-of-range',
      zh: `示范宗地编号应在 0 到 ${DEMO_VILLAGES * perVillage - 1} 之间。`,
      details: {
        n,
        variant,
      },
    });
  }
  // Neighbouring numbers go to different villages: a simulation then spreads over townships from its first
  // entries.
  const village = n % DEMO_VILLAGES;
  const slot = Math.floor(n / DEMO_VILLAGES);
  const [east, north] = corner(village, slot, variant);
  const boundary = quadrilateral(east, north, n * 4 + VARIANTS.indexOf(variant));
  const township = (village % townships) + 1;
  const serial = VARIANTS.indexOf(variant) * 1_000 + slot + 1;
  const name = `示范${padded(village + 1, 3)}村`;
  return {
    code: `${county}${padded(township, 3)}${padded(village + 1, 3)}JB${padded(serial, 5)}`,
    boundary,
    crs: 'EPSG:4548',
    areaM2: readBoundary(boundary, 'EPSG:4548').areaM2,
    village: name,
    villageNo: village + 1,
    collective: `${name}股份经济合作社`,
    township: `${county}-${padded(township, 2)}`,
  };
}

const VARIANTS: readonly DemoVariant[] = ['allowed', 'farmland', 'redline', 'outside-plan'];

/**
 * The layers of the county, one for each rule of the pack, generated: the files in `layers/demo` are written
 * from this.
 */
export function demoLayers(): readonly VersionedLayer[] {
  const villages = Array.from({ length: DEMO_VILLAGES }, (_, village) => village);
  const span = VILLAGES_PER_SIDE * VILLAGE_PITCH_M;
  const side = (village: number) => villageCorner(village);
  const rows = Array.from({ length: VILLAGES_PER_SIDE }, (_, row) => row);
  const layer = (id: string, features: LayerFeature[]): VersionedLayer => ({
    id,
    version: LAYER_VERSION,
    validFrom: '2024-01-01',
    source: '示范数据，非真实图层',
    crs: LAYER_CRS,
    features,
  });
  return [
    layer(
      'permanent-farmland',
      villages.map((village) =>
        rectangle(
          `示范农田${village + 1}`,
          side(village),
          [GUARD_FROM_M, 0],
          [GUARD_TO_M, GUARD_FROM_M - 60],
        ),
      ),
    ),
    layer(
      'ecological-redline',
      rows.map((row) =>
        rectangle(
          `示范红线${row + 1}`,
          [ORIGIN_EAST, ORIGIN_NORTH + row * VILLAGE_PITCH_M],
          [0, GUARD_FROM_M],
          [span, GUARD_TO_M],
        ),
      ),
    ),
    layer(
      'village-plan-commercial',
      villages.map((village) =>
        rectangle(`示范${padded(village + 1, 3)}村经营性用地`, side(village), [0, 0], [PLAN_M, PLAN_M]),
      ),
    ),
    layer('spring-infiltration', [
      rectangle('示范渗漏带', [ORIGIN_EAST, ORIGIN_NORTH], [-2_000, 0], [-1_000, span]),
    ]),
    layer('spring-recharge-prohibited', [
      rectangle('示范禁建区', [ORIGIN_EAST, ORIGIN_NORTH], [-3_000, 0], [-2_000, span]),
    ]),
    layer('spring-recharge-restricted', [
      rectangle('示范限建区', [ORIGIN_EAST, ORIGIN_NORTH], [-4_000, 0], [-3_000, span]),
    ]),
    layer('hill-protection', [
      rectangle('示范山体', [ORIGIN_EAST, ORIGIN_NORTH], [0, -2_000], [span, -1_000]),
    ]),
    layer('spring-recharge-hills', [
      rectangle('示范补给区山体', [ORIGIN_EAST, ORIGIN_NORTH], [0, -3_000], [span, -2_000]),
    ]),
    layer('spring-protection', [
      rectangle('示范名泉', [ORIGIN_EAST, ORIGIN_NORTH], [-5_000, 0], [-4_000, span]),
    ]),
    ...[
      'farmland-now',
      'cultural-relics',
      'geological-hazard',
      'urban-boundary',
      'water-source',
      'river-lake',
      'mineral-deposit',
      'polluted-land',
    ].map((id) => layer(id, [])),
  ];
}

function corner(village: number, slot: number, variant: DemoVariant): [number, number] {
  const [east, north] = villageCorner(village);
  const [column, row] = [slot % SLOTS_PER_SIDE, Math.floor(slot / SLOTS_PER_SIDE)];
  switch (variant) {
    case 'allowed':
      return [east + column * SLOT_M, north + row * SLOT_M];
    // The farmland and red-line parcels lie across the line's edge, half in planned land; the last is outside
    // any plan.
    case 'farmland':
      return [east + SLOTS_PER_SIDE * SLOT_M, north + column * SLOT_M];
    case 'redline':
      return [east + column * SLOT_M, north + SLOTS_PER_SIDE * SLOT_M];
    case 'outside-plan':
      return [east + OUTSIDE_FROM_M, north + column * SLOT_M];
  }
}

function villageCorner(village: number): [number, number] {
  return [
    ORIGIN_EAST + (village % VILLAGES_PER_SIDE) * VILLAGE_PITCH_M,
    ORIGIN_NORTH + Math.floor(village / VILLAGES_PER_SIDE) * VILLAGE_PITCH_M,
  ];
}

function quadrilateral(east: number, north: number, seed: number): Polygon {
  const [low, high] = [MARGIN_M * MM_PER_M, (SLOT_M - MARGIN_M) * MM_PER_M];
  const inward = (index: number) => scatter(seed * 8 + index) % JITTER_MM;
  const corners = [
    [low + inward(0), low + inward(1)],
    [high - inward(2), low + inward(3)],
    [high - inward(4), high - inward(5)],
    [low + inward(6), high - inward(7)],
  ].map(([x = 0, y = 0]) => [(east * MM_PER_M + x) / MM_PER_M, (north * MM_PER_M + y) / MM_PER_M]);
  return { type: 'Polygon', coordinates: [[...corners, corners[0] as number[]]] };
}

/** A number to a scattered 32-bit number, always the same: chance without dice. */
function scatter(value: number): number {
  let x = Math.imul(value + 1, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

function rectangle(
  name: string,
  [east, north]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
): LayerFeature {
  const at = (x: number, y: number) => [east + x, north + y];
  return {
    type: 'Feature',
    properties: { name },
    geometry: {
      type: 'Polygon',
      coordinates: [[at(x1, y1), at(x2, y1), at(x2, y2), at(x1, y2), at(x1, y1)]],
    },
  };
}

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');
