import { areaDifference, areaOfMu, formatArea } from '#policy';
import type { PackOn, SquareCm } from '#policy';

export type AreaOff = Readonly<{ differenceM2: string; rule: string; source: string; message: string }>;

/** A figure of a paper in 亩 has two decimals: so near it comes to what was measured. */
const NEAR = 100n;

/**
 * Asks whether a figure in 亩 stands where square metres belong: where it is refused as it stands and would
 * come to what was `expected`. A small area that fits is nobody's mistake.
 */
export function muAsked(written: SquareCm, expected: SquareCm): string {
  const mu = formatArea(written);
  const meant = areaOfMu(mu);
  const apart = meant > expected ? meant - expected : expected - meant;
  return apart * NEAR <= expected && expected > 0n
    ? `${mu} 亩合 ${formatArea(meant)} 平方米，是否误填？此项以平方米为单位。`
    : '';
}

/** What differs by more than two surveys may is another parcel; within the tolerance it is nothing. */
export function areaOff(measured: SquareCm, declared: SquareCm, pack: PackOn): AreaOff | undefined {
  const { value, inputs, rule, source } = areaDifference(pack, measured, declared);
  if (value.tolerated) return undefined;
  return {
    differenceM2: value.differenceM2,
    rule,
    source,
    message:
      `方案面积${formatArea(declared)}平方米与界址图形面积${formatArea(measured)}平方米相差${value.differenceM2}平方米，` +
      `超过容许值（${inputs.toleranceM2}平方米且${inputs.toleranceRatio}）。${muAsked(declared, measured)}请核对界址点或者更正面积。`,
  };
}
