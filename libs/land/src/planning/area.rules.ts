import { compareRates, formatArea, parseArea, squareCm } from '#policy';
import type { Pack, SquareCm } from '#policy';

export type AreaDifference = Readonly<{ differenceM2: string; source: string; message: string }>;

/** Within both tolerances it is the difference of two surveys; beyond either it is another parcel. */
export function areaDifference(measured: SquareCm, declared: SquareCm, pack: Pack): AreaDifference | undefined {
  const difference = squareCm(measured > declared ? measured - declared : declared - measured);
  const inM2 = pack.text('scheme.area-tolerance-m2');
  const asRatio = pack.text('scheme.area-tolerance-ratio');
  const share = { numerator: difference, denominator: declared };
  if (difference <= parseArea(inM2.value) && (declared === 0n ? difference === 0n : compareRates(share, asRatio.value) <= 0)) return undefined;
  return {
    differenceM2: formatArea(difference),
    source: inM2.source,
    message: `方案面积${formatArea(declared)}平方米与界址图形面积${formatArea(measured)}平方米相差${formatArea(difference)}平方米，超过容许值（${inM2.value}平方米且${asRatio.value}）。请核对界址点或者更正面积。`,
  };
}

