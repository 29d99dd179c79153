import { areaDifference, formatArea } from '#policy';
import type { PackOn, SquareCm } from '#policy';

export type AreaOff = Readonly<{ differenceM2: string; rule: string; source: string; message: string }>;

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
      `超过容许值（${inputs.toleranceM2}平方米且${inputs.toleranceRatio}）。请核对界址点或者更正面积。`,
  };
}
