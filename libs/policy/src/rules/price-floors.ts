/**
 * 基准地价 and what follows from it: which row speaks of a piece of land, what the land is worth at it, and
 * below which price it may not be sold.
 */
import { Rejected } from '#kernel/messages';
import { CM2_PER_M2, formatArea } from '../area.js';
import type { SquareCm } from '../area.js';
import type { Explained } from '../explained.js';
import { fen, formatYuan, parseRate, parseYuan, product, signOf } from '../money.js';
import type { Fen } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import type { BenchmarkRow, PriceMinimumRow } from '../pack/shapes.js';
import type { Form, Use } from '../pack/terms.js';
import { ANY_DISTRICT } from '../pack/terms.js';
import { mostSpecial } from './most-special.js';

/** A piece of land as prices are published: `grade` as the map or the notice says it, such as `一级`. */
export type PricedLand = Readonly<{ district: string; use: Use; grade: string; form: Form }>;

/** A published price of a m², in 分, and where it was published. */
export type Published = Readonly<{
  fenPerM2: Fen;
  documentNo: string;
  /** The pack's row; absent where a scheme says it. */
  rule?: string;
  source?: string;
  confirmed?: boolean;
  years?: number;
}>;

/** Share that the floor is held to, in a row of the pack. */
const FLOOR_RATIO = 'listing.price-floor-ratio';

/** The row in force for land; none for a lease, which has no price of the whole right. */
export function benchmarkRow(pack: PackOn, land: PricedLand): BenchmarkRow | undefined {
  return land.form === '租赁' ? undefined : mostSpecial(pack.benchmarks, land);
}

export const publishedIn = ({
  id,
  yuanPerM2,
  document,
  source,
  confirmed,
  years,
}: BenchmarkRow): Published => ({
  fenPerM2: parseYuan(yuanPerM2),
  documentNo: document,
  rule: id,
  source,
  confirmed,
  ...(years === undefined ? {} : { years }),
});

/** The row of the least price of a use (全国工业用地出让最低价标准); none for a lease. */
export const minimumRow = (
  pack: PackOn,
  { district, use, form }: Omit<PricedLand, 'grade'>,
): PriceMinimumRow | undefined =>
  form === '租赁' ? undefined : mostSpecial(pack.priceMinimums, { district, use, form, grade: ANY_DISTRICT });

/** What the land is worth at a published price, half-up to the 分. */
export function worthOfLand(published: Published, areaCm2: SquareCm): Explained<Fen> {
  const { value, sign } = product(published.fenPerM2, { numerator: areaCm2, denominator: CM2_PER_M2 });
  const { fenPerM2, documentNo, rule = documentNo, source = documentNo, confirmed = true } = published;
  return {
    value,
    formula: `${formatArea(areaCm2)} 平方米 × ${formatYuan(fenPerM2)} 元/平方米 ${sign} ${formatYuan(value)} 元`,
    inputs: inputsOf(published, areaCm2),
    rule,
    source,
    confirmed,
  };
}

/** The share of the benchmark below which no price may be, rounded up: never less (国土资发〔2010〕34号). */
export function benchmarkFloorOf(pack: PackOn, published: Published, areaCm2: SquareCm): Explained<Fen> {
  const { value: ratio, source, key, confirmed } = pack.text(FLOOR_RATIO);
  const { numerator, denominator } = parseRate(ratio);
  const { value, said: result } = atLeast(published.fenPerM2 * areaCm2 * numerator, CM2_PER_M2 * denominator);
  const { fenPerM2, rule, source: from, confirmed: said = true } = published;
  return {
    value,
    formula: `${formatArea(areaCm2)} 平方米 × ${formatYuan(fenPerM2)} 元/平方米 × ${ratio} ${result}`,
    inputs: { ...inputsOf(published, areaCm2), ratio },
    rule: rule === undefined ? key : `${key}、${rule}`,
    source: from === undefined ? source : `${source}；${from}`,
    confirmed: confirmed && said,
  };
}

/** The least price of the use for so much land, rounded up to the 分. */
export function minimumOf({ id, yuanPerM2, source, confirmed }: PriceMinimumRow, areaCm2: SquareCm) {
  const least = parseYuan(yuanPerM2);
  const { value, said } = atLeast(least * areaCm2, CM2_PER_M2);
  const formula = `${formatArea(areaCm2)} 平方米 × ${formatYuan(least)} 元/平方米 ${said}`;
  const inputs = { areaM2: formatArea(areaCm2), minimumYuanPerM2: formatYuan(least) };
  return { value, formula, inputs, rule: id, source, confirmed } satisfies Explained<Fen>;
}

export type PriceFloors = Readonly<{
  /** Of the whole piece of land at the benchmark. */
  worthFen?: Fen;
  benchmarkFloorFen?: Fen;
  minimumFen?: Fen;
  /** The higher of the two: the least starting price. */
  floorFen: Fen;
  /** The price of the question as a share of the benchmark, in percent with two decimals, cut. */
  ratio?: string;
  /** Whether that price may be asked. */
  passes?: boolean;
}>;

/**
 * Everything that a price of land is held against, as one answer.
 * @throws Rejected `benchmark.no-row` where no row of the pack speaks of the land
 */
export function priceFloors(
  pack: PackOn,
  land: PricedLand,
  areaCm2: SquareCm,
  priceFen?: Fen,
): Explained<PriceFloors> {
  const located = { ...land, district: pack.district(land.district).code };
  const [row, least] = [benchmarkRow(pack, located), minimumRow(pack, located)];
  const published = row && publishedIn(row);
  const worth = published && worthOfLand(published, areaCm2);
  const floor = published && benchmarkFloorOf(pack, published, areaCm2);
  const minimum = least && minimumOf(least, areaCm2);
  const floors = [...(floor ? [floor] : []), ...(minimum ? [minimum] : [])];
  const highest = floors.reduce<Explained<Fen> | undefined>(
    (high, one) => (high && high.value >= one.value ? high : one),
    undefined,
  );
  if (!highest) throw noRow(pack, located);
  const price =
    priceFen === undefined
      ? {}
      : {
          passes: priceFen >= highest.value,
          ...(worth && worth.value > 0n ? { ratio: percentOf(priceFen, worth.value) } : {}),
        };
  return {
    value: {
      ...(worth ? { worthFen: worth.value } : {}),
      ...(floor ? { benchmarkFloorFen: floor.value } : {}),
      ...(minimum ? { minimumFen: minimum.value } : {}),
      floorFen: highest.value,
      ...price,
    },
    formula: [
      ...(worth ? [`基准地价总额 ${worth.formula}`] : []),
      ...(floor ? [`起始价下限 ${floor.formula}`] : []),
      ...(minimum ? [`最低价标准 ${minimum.formula}`] : []),
    ].join('；'),
    inputs: Object.assign({}, ...floors.map(({ inputs }) => inputs)) as Record<string, string>,
    rule: floors.map(({ rule }) => rule).join('、'),
    source: floors.map(({ source }) => source).join('；'),
    confirmed: floors.every(({ confirmed }) => confirmed),
  };
}

const noRow = (pack: PackOn, { district, use, grade, form }: PricedLand): Rejected =>
  new Rejected({
    code: 'benchmark.no-row',
    zh:
      `规则包 ${pack.ref} 没有 ${pack.day} 对“${use}、${grade}、${form}”有效的基准地价和最低价标准。` +
      '请核对用途、级别和供应方式；本区已公布的，请先在 scheme.yaml 的 benchmarks 中录入并注明文号。',
    details: { district, use, grade, form, source: '济政字〔2021〕60号 四（三）1' },
  });

const inputsOf = ({ fenPerM2, documentNo, years }: Published, areaCm2: SquareCm) => ({
  areaM2: formatArea(areaCm2),
  benchmarkYuanPerM2: formatYuan(fenPerM2),
  documentNo,
  ...(years === undefined ? {} : { years: String(years) }),
});

/** Rounded up, so that a floor is never less than its share; said where something was rounded. */
function atLeast(numerator: bigint, denominator: bigint): Readonly<{ value: Fen; said: string }> {
  const value = fen((numerator + denominator - 1n) / denominator);
  const isExact = value * denominator === numerator;
  return {
    value,
    said: `${signOf(isExact)} ${formatYuan(value)} 元${isExact ? '' : '（不足一分进位）'}`,
  };
}

function percentOf(part: Fen, whole: Fen): string {
  const hundredths = (part * 10_000n) / whole;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`;
}
