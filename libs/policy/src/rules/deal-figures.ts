/**
 * What officers tell of a deal: its premium over the start, the rent of a m² or 亩 in a year, the share that
 * land put into a company is. Each rounded once.
 */
import type { SquareCm } from '../area.js';
import { CM2_PER_M2, formatArea } from '../area.js';
import type { Explained } from '../explained.js';
import {
  compareRates,
  divideHalfUp,
  fen,
  formatYuan,
  parseRate,
  product,
  signOf,
  subtractFen,
} from '../money.js';
import type { Fen, Sign } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import { wrongField } from './field-line.js';

const ARITHMETIC = '算术，不依规则';
const CM2_PER_15_MU = 100_000_000n;
const HUNDREDTHS_OF_PERCENT = 10_000n;

const stated = { rule: ARITHMETIC, source: ARITHMETIC, confirmed: true } as const;

/** Half-up to a hundredth of a percent. */
function percentOf(part: Fen, whole: Fen): Readonly<{ ratio: string; sign: Sign }> {
  const hundredths = divideHalfUp(part * HUNDREDTHS_OF_PERCENT, whole);
  const ratio = `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, '0')}%`;
  return { ratio, sign: signOf(hundredths * whole === part * HUNDREDTHS_OF_PERCENT) };
}

/**
 * 溢价率, half-up to a hundredth of a percent. @throws {@link Rejected} `premium.start-zero`,
 * `premium.below-start`
 */
export function premium(
  startFen: Fen,
  priceFen: Fen,
): Explained<Readonly<{ premiumFen: Fen; premiumRatio: string }>> {
  if (startFen <= 0n)
    throw wrongField(
      'premium.start-zero',
      {
        name: '起始价',
        field: 'startFen',
        said: `“${formatYuan(startFen)} 元”算不出溢价率，应为大于零的金额，例如 1000000.00 元`,
      },
      ARITHMETIC,
    );
  if (priceFen < startFen)
    throw wrongField(
      'premium.below-start',
      {
        name: '成交价',
        field: 'priceFen',
        said:
          `“${formatYuan(priceFen)} 元”低于起始价 ${formatYuan(startFen)} 元，不能成交，` +
          `应为不低于起始价的金额，例如 ${formatYuan(startFen)} 元`,
      },
      ARITHMETIC,
    );
  const premiumFen = subtractFen(priceFen, startFen);
  const { ratio: premiumRatio, sign } = percentOf(premiumFen, startFen);
  return {
    value: { premiumFen, premiumRatio },
    formula:
      `(${formatYuan(priceFen)} − ${formatYuan(startFen)}) ÷ ${formatYuan(startFen)} ${sign} ` +
      `${premiumRatio}`,
    inputs: { startYuan: formatYuan(startFen), priceYuan: formatYuan(priceFen) },
    ...stated,
  };
}

/**
 * The rent of a year, of a m² and of a 亩 in a year, half-up to the 分. @throws {@link Rejected} `area.zero`
 */
export function rent(
  totalFen: Fen,
  years: number,
  area: SquareCm,
): Explained<Readonly<{ perYearFen: Fen; perM2YearFen: Fen; perMuYearFen: Fen }>> {
  if (area === 0n)
    throw wrongField(
      'area.zero',
      {
        name: '租赁面积',
        field: 'areaM2',
        said: '“0.00”算不出单价，应为大于零的平方米数，例如 13340.00',
      },
      ARITHMETIC,
    );
  const over = BigInt(years);
  const perM2YearFen = fen(divideHalfUp(totalFen * CM2_PER_M2, over * area));
  const exact = perM2YearFen * over * area === totalFen * CM2_PER_M2;
  return {
    value: {
      perYearFen: fen(divideHalfUp(totalFen, over)),
      perM2YearFen,
      perMuYearFen: fen(divideHalfUp(totalFen * CM2_PER_15_MU, over * area * 15n)),
    },
    formula:
      `${formatYuan(totalFen)} 元 ÷ ${years} 年 ÷ ${formatArea(area)} m² ${signOf(exact)} ` +
      `${formatYuan(perM2YearFen)} 元/m²·年`,
    inputs: { totalYuan: formatYuan(totalFen), years: String(years), areaM2: formatArea(area) },
    ...stated,
  };
}

export type EquityQuestion = Readonly<{
  /** 作价: what the land is valued at, as the collective's capital. */
  valuationFen: Fen;
  /** Everything that is paid into the company, the land with it. */
  capitalFen: Fen;
  /** 保底分红 of a year, as a ratio of the collective's capital. */
  minDividendRatio?: string;
}>;
export type EquityShare = Readonly<{
  shareRatio: string;
  leastRatio: string;
  /** The least valuation that gives the least share. */
  leastFen: Fen;
  enough: boolean;
  minDividendFen?: Fen;
}>;

/** What is paid in has the land in it. @throws {@link Rejected} `equity.capital`, of the wrong field */
function requireShare(valuationFen: Fen, capitalFen: Fen, source: string): void {
  const valuation = `${formatYuan(valuationFen)} 元`;
  if (valuationFen <= 0n)
    throw wrongField(
      'equity.capital',
      {
        name: '土地作价',
        field: 'valuationFen',
        said: `“${valuation}”算不出股权，应为大于零的金额，例如 11500000.00 元`,
      },
      source,
    );
  if (capitalFen < valuationFen)
    throw wrongField(
      'equity.capital',
      {
        name: '公司全部出资',
        field: 'capitalFen',
        said:
          `“${formatYuan(capitalFen)} 元”低于土地作价 ${valuation}，应为公司章程所列、` +
          `含土地作价在内的全部出资，例如 46000000.00 元`,
      },
      source,
    );
}

/**
 * 作价出资: the collective's share, whether it is enough, its least dividend. @throws {@link Rejected}
 * `equity.capital`
 */
export function equityShare(
  pack: PackOn,
  { valuationFen, capitalFen, minDividendRatio }: EquityQuestion,
): Explained<EquityShare> {
  const { key, value: leastRatio, source, confirmed } = pack.text('scheme.equity-share-min');
  requireShare(valuationFen, capitalFen, source);
  const { numerator, denominator } = parseRate(leastRatio);
  const { ratio: shareRatio, sign } = percentOf(valuationFen, capitalFen);
  const enough = compareRates({ numerator: valuationFen, denominator: capitalFen }, leastRatio) >= 0;
  const dividend = minDividendRatio === undefined ? undefined : product(valuationFen, minDividendRatio);
  const share =
    `${formatYuan(valuationFen)} ÷ ${formatYuan(capitalFen)} ${sign} ${shareRatio}，` +
    `${enough ? '不低于' : '低于'} ${leastRatio}`;
  const yearly =
    dividend &&
    `保底分红 ${formatYuan(valuationFen)} × ${minDividendRatio} ${dividend.sign} ` +
      `${formatYuan(dividend.value)} 元/年`;
  return {
    value: {
      shareRatio,
      leastRatio,
      leastFen: fen((capitalFen * numerator + denominator - 1n) / denominator),
      enough,
      ...(dividend ? { minDividendFen: dividend.value } : {}),
    },
    formula: yearly ? `${share}；${yearly}` : share,
    inputs: {
      valuationYuan: formatYuan(valuationFen),
      capitalYuan: formatYuan(capitalFen),
      ...(minDividendRatio === undefined ? {} : { minDividendRatio }),
    },
    rule: key,
    source,
    confirmed,
  };
}
