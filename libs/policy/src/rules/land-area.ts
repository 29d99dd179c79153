/** Area in the units people speak of, prices per unit, and whether two areas are the same parcel. */
import { Rejected } from '#kernel/messages';
import { formatArea, parseArea, squareCm } from '../area.js';
import type { SquareCm } from '../area.js';
import type { Explained } from '../explained.js';
import { compareRates, divideHalfUp, fen, parseYuan } from '../money.js';
import type { Fen } from '../money.js';
import type { PackOn } from '../pack/pack.js';

const CM2_PER_M2 = 10_000n;
const CM2_PER_15_MU = 100_000_000n;
const CM2_PER_HECTARE = 100_000_000n;

/** 亩 to cm², half-up once: 1 亩 = 10 000/15 m² exactly, not 667. Up to four decimals. @throws {@link Rejected} `area.malformed` */
export const areaOfMu = (mu: string): SquareCm => squareCm(divideHalfUp(scaled(mu, '亩') * CM2_PER_15_MU, 15n * 10_000n));

/** 公顷 to cm², up to four decimals. @throws {@link Rejected} `area.malformed` */
export const areaOfHectares = (hectares: string): SquareCm => squareCm((scaled(hectares, '公顷') * CM2_PER_HECTARE) / 10_000n);

/** A price per 亩 times 亩, from the figures as the notice prints them: no detour over m². */
export const priceOfMu = (mu: string, yuanPerMu: string): Fen => fen(divideHalfUp(scaled(mu, '亩') * parseYuan(yuanPerMu), 10_000n));

/**
 * Half-up to the 分. Of an area in cm² or of 亩 as printed: most figures in 亩 are no whole number of cm².
 * @throws {@link Rejected} `area.zero`, `area.malformed`
 */
export function pricePerMu(price: Fen, area: SquareCm | string): Fen {
  return typeof area === 'string' ? fen(divideHalfUp(price * 10_000n, positive(scaled(area, '亩')))) : fen(divideHalfUp(price * CM2_PER_15_MU, 15n * positive(area)));
}

/** Half-up to the 分. @throws {@link Rejected} `area.zero` */
export function pricePerM2(price: Fen, area: SquareCm): Fen {
  return fen(divideHalfUp(price * CM2_PER_M2, positive(area)));
}

export type AreaDifference = Readonly<{ differenceM2: string; /** The measured is smaller than the declared. */ smaller: boolean; tolerated: boolean }>;

/** Within both tolerances it is the difference of two surveys; beyond either it is another parcel. */
export function areaDifference(pack: PackOn, measured: SquareCm, declared: SquareCm): Explained<AreaDifference> {
  const difference = squareCm(measured > declared ? measured - declared : declared - measured);
  const [inM2, asRatio] = [pack.text('scheme.area-tolerance-m2'), pack.text('scheme.area-tolerance-ratio')];
  const within = difference <= parseArea(inM2.value) && (declared === 0n ? difference === 0n : compareRates({ numerator: difference, denominator: declared }, asRatio.value) <= 0);
  return {
    value: { differenceM2: formatArea(difference), smaller: measured < declared, tolerated: within },
    formula: `|${formatArea(measured)} − ${formatArea(declared)}| = ${formatArea(difference)} m²，${within ? '不超过' : '超过'}容许值（${inM2.value} m² 且 ${asRatio.value}）`,
    inputs: { measuredM2: formatArea(measured), declaredM2: formatArea(declared), toleranceM2: inM2.value, toleranceRatio: asRatio.value },
    rule: inM2.key,
    source: inM2.source,
    confirmed: inM2.confirmed && asRatio.confirmed,
  };
}


function positive(area: bigint): bigint {
  if (area === 0n) throw new Rejected('area.zero', '面积为零，不能计算单价。', {});
  return area;
}

/** Ten-thousandths of a unit. */
function scaled(text: string, unit: string): bigint {
  const match = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(text);
  if (!match) throw new Rejected('area.malformed', `面积“${text}”应为${unit}数，最多四位小数。`, { area: text });
  return BigInt(match[1] ?? '0') * 10_000n + BigInt((match[2] ?? '').padEnd(4, '0'));
}
