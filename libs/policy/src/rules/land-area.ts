/** Area in the units people speak of, prices per unit, and whether two areas are the same parcel. */
import { Rejected } from '#kernel/messages';
import { CM2_PER_M2, formatArea, parseArea, squareCm } from '../area.js';
import type { SquareCm } from '../area.js';
import type { Explained } from '../explained.js';
import { compareRates, divideHalfUp, fen, formatYuan, signOf } from '../money.js';
import type { Fen } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import { wrongField } from './field-line.js';

const CM2_PER_15_MU = 100_000_000n;
const CM2_PER_HECTARE = 100_000_000n;
/** Decimals of 亩 and 公顷 as people write them. */
const SCALE = 10_000n;

/** An area that is no whole number of cm², such as most figures in 亩: cm² as an exact fraction. */
export type ExactArea = Readonly<{ numerator: bigint; denominator: bigint }>;
export const exactly = (area: SquareCm): ExactArea => ({ numerator: area, denominator: 1n });
/** 1 亩 = 10 000/15 m² exactly, not 667. Up to four decimals. @throws {@link Rejected} `area.malformed` */
export const exactMu = (mu: string): ExactArea => ({
  numerator: scaled(mu, '亩') * CM2_PER_15_MU,
  denominator: 15n * SCALE,
});
/** Half-up to the cm². */
export const wholeArea = ({ numerator, denominator }: ExactArea): SquareCm =>
  squareCm(divideHalfUp(numerator, denominator));

/** 亩 to cm², half-up once. @throws {@link Rejected} `area.malformed` */
export const areaOfMu = (mu: string): SquareCm => wholeArea(exactMu(mu));

/** 公顷 to cm², up to four decimals. @throws {@link Rejected} `area.malformed` */
export const areaOfHectares = (hectares: string): SquareCm =>
  squareCm((scaled(hectares, '公顷') * CM2_PER_HECTARE) / SCALE);

/** A price per 亩 times the land, rounded once, at the end: half-up to the 分. */
export const priceByMu = ({ numerator, denominator }: ExactArea, perMu: Fen): Fen =>
  fen(divideHalfUp(perMu * numerator * 15n, CM2_PER_15_MU * denominator));

/** Half-up to the 分. @throws {@link Rejected} `area.zero` */
export const pricePerMu = (price: Fen, { numerator, denominator }: ExactArea): Fen =>
  fen(divideHalfUp(price * CM2_PER_15_MU * denominator, 15n * positive(numerator)));

/** Half-up to the 分. @throws {@link Rejected} `area.zero` */
export const pricePerM2 = (price: Fen, { numerator, denominator }: ExactArea): Fen =>
  fen(divideHalfUp(price * CM2_PER_M2 * denominator, positive(numerator)));

/**
 * A price of the whole and one of each 亩, from either or from both, with what the figures say of each other.
 */
export type LandPrice = Readonly<{ priceFen: Fen; formula?: string }>;

/**
 * The price of land from its total, or from a price per 亩. Both agree where one is the other, rounded to the
 * 分.
 * @throws {@link Rejected} `area.price-contradicts` with both totals, `area.zero`.
 */
export function priceOfLand(
  area: ExactArea,
  { totalFen, perMuFen, mu }: Readonly<{ totalFen?: Fen; perMuFen?: Fen; mu: string }>,
): LandPrice | undefined {
  if (perMuFen === undefined) return totalFen === undefined ? undefined : { priceFen: totalFen };
  const computed = priceByMu(area, perMuFen);
  const whole = perMuFen * area.numerator * 15n === computed * CM2_PER_15_MU * area.denominator;
  const product = `${mu} 亩 × ${formatYuan(perMuFen)} 元/亩 ${signOf(whole)} ${formatYuan(computed)} 元`;
  if (totalFen === undefined || totalFen === computed) return { priceFen: computed, formula: product };
  if (area.numerator > 0n && pricePerMu(totalFen, area) === perMuFen)
    return {
      priceFen: totalFen,
      formula: `${formatYuan(totalFen)} 元 ÷ ${mu} 亩 ≈ ${formatYuan(perMuFen)} 元/亩`,
    };
  throw new Rejected({
    code: 'area.price-contradicts',
    zh: `总价 ${formatYuan(totalFen)} 元与单价不符：${product}。请核对面积、单价和总价，或者只填其中一个价格。`,
    details: {
      statedFen: totalFen.toString(),
      computedFen: computed.toString(),
      source: LAND_UNITS,
    },
  });
}

/** What the units rest on, where nothing else does. */
export const LAND_UNITS = '法定计量单位换算';

/**
 * 亩 without rounding: m² to the cm² always have 亩 that end, because 1 m² is 0.0015 亩. Without useless zeros.
 */
export const muOf = (area: SquareCm): string => trimmed(area * 15n, 8);
/** m² and 公顷 of cm², without rounding and without useless zeros. */
export const m2Of = (area: SquareCm): string => trimmed(area, 4);
export const hectaresOf = (area: SquareCm): string => trimmed(area, 8);

function trimmed(scaledUp: bigint, places: number): string {
  const digits = scaledUp.toString().padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}

export type AreaDifference = Readonly<{
  differenceM2: string;
  /** The measured is smaller than the declared. */ smaller: boolean;
  tolerated: boolean;
}>;

/** Within both tolerances it is the difference of two surveys; beyond either it is another parcel. */
export function areaDifference(
  pack: PackOn,
  measured: SquareCm,
  declared: SquareCm,
): Explained<AreaDifference> {
  const difference = squareCm(measured > declared ? measured - declared : declared - measured);
  const [inM2, asRatio] = [pack.text('scheme.area-tolerance-m2'), pack.text('scheme.area-tolerance-ratio')];
  const within =
    difference <= parseArea(inM2.value) &&
    (declared === 0n
      ? difference === 0n
      : compareRates({ numerator: difference, denominator: declared }, asRatio.value) <= 0);
  return {
    value: { differenceM2: formatArea(difference), smaller: measured < declared, tolerated: within },
    formula:
      `|${formatArea(measured)} − ${formatArea(declared)}| = ${formatArea(difference)} m²，` +
      `${within ? '不超过' : '超过'}容许值（${inM2.value} m² 且 ${asRatio.value}）`,
    inputs: {
      measuredM2: formatArea(measured),
      declaredM2: formatArea(declared),
      toleranceM2: inM2.value,
      toleranceRatio: asRatio.value,
    },
    rule: inM2.key,
    source: inM2.source,
    confirmed: inM2.confirmed && asRatio.confirmed,
  };
}

function positive(area: bigint): bigint {
  if (area === 0n)
    throw wrongField(
      'area.zero',
      {
        name: '面积',
        field: 'areaM2',
        said: '“0.00”算不出单价，应为大于零的平方米数，例如 13340.00',
      },
      LAND_UNITS,
    );
  return area;
}

/** Ten-thousandths of a unit. */
function scaled(text: string, unit: string): bigint {
  const match = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(text);
  if (!match)
    throw new Rejected({
      code: 'area.malformed',
      zh: `面积“${text}”应为${unit}数，最多四位小数。`,
      details: { area: text },
    });
  return BigInt(match[1] ?? '0') * 10_000n + BigInt((match[2] ?? '').padEnd(4, '0'));
}
