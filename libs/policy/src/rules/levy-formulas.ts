/**
 * The formulae of the fee: A on the gain, B on the price, C with an average cost, D in slices above a price
 * per 亩.
 */
import { Rejected } from '#kernel/messages';
import { CM2_PER_M2, formatArea } from '../area.js';
import type { SquareCm } from '../area.js';
import {
  addFen,
  divideHalfUp,
  fen,
  formatYuan,
  mulRate,
  NOTHING,
  notBelowZero,
  parseRate,
  parseYuan,
  product,
  signOf,
  subtractFen,
} from '../money.js';
import type { Fen } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import type { RateRow, SurchargeRow } from '../pack/shapes.js';
import type { LevyQuestion } from './levy.js';

/** 1 亩 = 10 000/15 m², so 15 亩 are 10⁸ cm². */
const CM2_PER_15_MU = 100_000_000n;

export type Computed = Readonly<{ value: Fen; formula: string; inputs: Readonly<Record<string, string>> }>;

export function ordinary(
  row: RateRow,
  { incomeFen, acquisitionFen = NOTHING, developmentFen = NOTHING, areaCm2 }: LevyQuestion,
): Computed {
  const income = formatYuan(incomeFen);
  switch (row.formula) {
    case 'price': {
      const { value, sign } = product(incomeFen, row.rate);
      return { value, formula: `${income} × ${row.rate} ${sign} ${formatYuan(value)} 元`, inputs: {} };
    }
    case 'gain': {
      const [acquisition, development] = [formatYuan(acquisitionFen), formatYuan(developmentFen)];
      const gain = notBelowZero(subtractFen(subtractFen(incomeFen, acquisitionFen), developmentFen));
      const { value, sign } = product(gain, row.rate);
      const rest = `max(0, ${income} − ${acquisition} − ${development})`;
      const formula = `${rest} × ${row.rate} ${sign} ${formatYuan(value)} 元`;
      return { value, formula, inputs: { acquisitionYuan: acquisition, developmentYuan: development } };
    }
    case 'average-cost': {
      const [average, area] = [row.averageCostYuan ?? '0', areaCm2 ?? (0n as SquareCm)];
      const cost = fen(divideHalfUp(area * parseYuan(average), CM2_PER_M2));
      const value = mulRate(notBelowZero(subtractFen(incomeFen, cost)), row.rate);
      const { numerator, denominator } = parseRate(row.rate);
      const gain = incomeFen * CM2_PER_M2 - area * parseYuan(average);
      const sign = signOf(value * denominator * CM2_PER_M2 === (gain > 0n ? gain : 0n) * numerator);
      const formula =
        `max(0, ${income} − ${formatArea(area)} m² × ${average}) × ${row.rate} ${sign} ` +
        `${formatYuan(value)} 元`;
      return { value, formula, inputs: { areaM2: formatArea(area), averageCostYuan: average } };
    }
  }
}

/** 再调节金, where the county charges it: each slice of the price between two thresholds bears its own rate. */
export function surcharge(
  pack: PackOn,
  question: LevyQuestion,
): (Computed & Readonly<{ source: string; confirmed: boolean }>) | undefined {
  const { incomeFen, areaCm2 } = question;
  const on = pack.flag('levy.surcharge-on');
  const bands = on.value ? bandsFor(pack, question) : [];
  if (bands.length === 0) return undefined;
  if (areaCm2 === undefined || areaCm2 === 0n)
    throw new Rejected({
      code: 'levy.area-missing',
      zh: '再调节金按每亩价格分档，请填写宗地面积。',
      details: {
        source: bands[0]?.source,
      },
    });
  const thresholds = bands.map(({ overYuanPerMu }) =>
    fen(divideHalfUp(parseYuan(overYuanPerMu) * areaCm2 * 15n, CM2_PER_15_MU)),
  );
  const slices = bands.map(({ rate, overYuanPerMu }, index) => {
    const from = thresholds[index] ?? NOTHING;
    const to = thresholds[index + 1] ?? incomeFen;
    const slice = notBelowZero(subtractFen(to < incomeFen ? to : incomeFen, from));
    const { value, sign } = product(slice, rate);
    return {
      value,
      formula: `每亩 ${overYuanPerMu} 元以上 ${formatYuan(slice)} × ${rate} ${sign} ${formatYuan(value)}`,
    };
  });
  return {
    value: addFen(...slices.map(({ value }) => value)),
    formula: slices.map(({ formula }) => formula).join(' + '),
    inputs: { areaM2: formatArea(areaCm2), surcharge: bands.map(({ id }) => id).join('、') },
    source: [...new Set(bands.map(({ source }) => source))].join('；'),
    confirmed: on.confirmed && bands.every(({ confirmed }) => confirmed),
  };
}

/** The bands of the most special kind that fits, lowest threshold first. */
function bandsFor(
  pack: PackOn,
  { act = '入市', district, use, form }: LevyQuestion,
): readonly SurchargeRow[] {
  const fits = (wanted: string, given: string) => wanted === 'any' || wanted === given;
  const weight = (row: SurchargeRow) =>
    [row.district, row.form, row.use].reduce((sum, part) => sum * 2 + (part === 'any' ? 0 : 1), 0);
  const rows = pack.surcharges.filter(
    (row) => row.act === act && fits(row.district, district) && fits(row.use, use) && fits(row.form, form),
  );
  const heaviest = Math.max(...rows.map(weight));
  const over = ({ overYuanPerMu }: SurchargeRow) => parseYuan(overYuanPerMu);
  return rows.filter((row) => weight(row) === heaviest).sort((a, b) => (over(a) < over(b) ? -1 : 1));
}
