/** What officers tell of a deal: its premium over the start, and the rent of a m² or 亩 in a year. Each rounded once. */
import { Rejected } from '#kernel/messages';
import type { SquareCm } from '../area.js';
import { formatArea } from '../area.js';
import type { Explained } from '../explained.js';
import { divideHalfUp, fen, formatYuan, signOf, subtractFen } from '../money.js';
import type { Fen } from '../money.js';

const ARITHMETIC = '算术，不依规则';
const CM2_PER_M2 = 10_000n;
const CM2_PER_15_MU = 100_000_000n;
const HUNDREDTHS_OF_PERCENT = 10_000n;

const stated = { rule: ARITHMETIC, source: ARITHMETIC, confirmed: true } as const;

/** 溢价率, half-up to a hundredth of a percent. @throws {@link Rejected} `premium.start-zero`, `premium.below-start` */
export function premium(startFen: Fen, priceFen: Fen): Explained<Readonly<{ premiumFen: Fen; premiumRatio: string }>> {
  if (startFen <= 0n) throw new Rejected('premium.start-zero', '起始价应大于零，才能计算溢价率。请核对起始价。', { source: ARITHMETIC });
  if (priceFen < startFen) {
    throw new Rejected('premium.below-start', `成交价 ${formatYuan(priceFen)} 元低于起始价 ${formatYuan(startFen)} 元，不能成交。请核对两个价格。`, { source: ARITHMETIC });
  }
  const premiumFen = subtractFen(priceFen, startFen);
  const hundredths = divideHalfUp(premiumFen * HUNDREDTHS_OF_PERCENT, startFen);
  const premiumRatio = `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}%`;
  const exact = hundredths * startFen === premiumFen * HUNDREDTHS_OF_PERCENT;
  return {
    value: { premiumFen, premiumRatio },
    formula: `(${formatYuan(priceFen)} − ${formatYuan(startFen)}) ÷ ${formatYuan(startFen)} ${signOf(exact)} ${premiumRatio}`,
    inputs: { startYuan: formatYuan(startFen), priceYuan: formatYuan(priceFen) },
    ...stated,
  };
}

/** The rent of a year, of a m² and of a 亩 in a year, half-up to the 分. @throws {@link Rejected} `area.zero` */
export function rent(totalFen: Fen, years: number, area: SquareCm): Explained<Readonly<{ perYearFen: Fen; perM2YearFen: Fen; perMuYearFen: Fen }>> {
  if (area === 0n) throw new Rejected('area.zero', '面积为零，不能计算单价。', { source: ARITHMETIC });
  const over = BigInt(years);
  const perM2YearFen = fen(divideHalfUp(totalFen * CM2_PER_M2, over * area));
  const exact = perM2YearFen * over * area === totalFen * CM2_PER_M2;
  return {
    value: { perYearFen: fen(divideHalfUp(totalFen, over)), perM2YearFen, perMuYearFen: fen(divideHalfUp(totalFen * CM2_PER_15_MU, over * area * 15n)) },
    formula: `${formatYuan(totalFen)} 元 ÷ ${years} 年 ÷ ${formatArea(area)} m² ${signOf(exact)} ${formatYuan(perM2YearFen)} 元/m²·年`,
    inputs: { totalYuan: formatYuan(totalFen), years: String(years), areaM2: formatArea(area) },
    ...stated,
  };
}
