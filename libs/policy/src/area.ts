/**
 * Area is a whole number of cm² and never a float: a quota ledger adds thousands of parcels and must come out
 * even. On the wire area is m² with at most two decimals (`"13412.55"`); 公顷 and 亩 are for reading only.
 */
import { Rejected } from '#kernel/messages';
import { divideHalfUp } from './money.js';

declare const unit: unique symbol;

/** An area in cm² (1 m² = 10 000 cm²). */
export type SquareCm = bigint & { readonly [unit]: 'cm²' };

/** 10 000 km², more than the city: anything larger is a mistake of unit. */
export const AREA_CM2_MAX = 100_000_000_000_000n;
export const CM2_PER_M2 = 10_000n;
/** The wire carries m² to two decimals, so its grain is 0.01 m². */
const CM2_PER_WIRE_GRAIN = 100n;

/**
 * Reads m² from the wire.
 * @throws {@link Rejected} `area.malformed` for more than two decimals, a sign or an exponent;
 *   `area.out-of-range` beyond 10 000 km².
 */
export function parseArea(squareMetres: string): SquareCm {
  const match = /^(\d{1,11})(?:\.(\d{1,2}))?$/.exec(squareMetres);
  if (!match)
    throw new Rejected({
      code: 'area.malformed',
      zh: `面积“${squareMetres}”应为平方米，最多两位小数，例如“13412.55”。`,
      details: {
        area: squareMetres,
      },
    });
  const [, whole = '0', decimals = ''] = match;
  return squareCm(BigInt(whole) * CM2_PER_M2 + BigInt(decimals.padEnd(2, '0')) * CM2_PER_WIRE_GRAIN);
}

/** Takes a count of cm² that was computed, not read. */
export function squareCm(area: bigint): SquareCm {
  if (area < 0n || area > AREA_CM2_MAX) {
    throw new Rejected({
      code: 'area.out-of-range',
      zh: `面积 ${area / CM2_PER_M2} 平方米超出系统允许的范围，请检查单位。`,
      details: { areaCm2: area.toString() },
    });
  }
  return area as SquareCm;
}

/** The wire form: m² with two decimals, half-up. */
export function formatArea(area: SquareCm): string {
  return fixed(divideHalfUp(area, CM2_PER_WIRE_GRAIN), 2);
}

/** 公顷 with four decimals (1 m² each), half-up: how result notices and supply plans print area. */
export function formatHectares(area: SquareCm): string {
  return fixed(divideHalfUp(area, CM2_PER_M2), 4);
}

/**
 * 亩 with four decimals, half-up. 1 亩 = 10000/15 m² exactly, not 667. For display only: never computed with.
 */
export function formatMu(area: SquareCm): string {
  const CM2_PER_15_MU = 100_000_000n;
  return fixed(divideHalfUp(area * 15n * 10_000n, CM2_PER_15_MU), 4);
}

function fixed(scaled: bigint, places: number): string {
  const digits = scaled.toString().padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
