/** 级别基准地价: which deal is held against it, and what land is worth at it. */
import {
  CM2_PER_M2,
  benchmarkFloorOf,
  benchmarkRow,
  fen,
  minimumOf,
  minimumRow,
  parseArea,
  publishedIn,
} from '#policy';
import type {
  CodeSystem,
  Explained,
  Fen,
  Form as FormOfSupply,
  PackOn,
  PricedLand,
  Published,
  Rate,
} from '#policy';
import { gradeName } from './levy-question.rules.js';
import { FORM_NAMES } from './terms.js';
import type { DealTerms, SquareMetresText } from './terms.js';

type Benchmark = NonNullable<DealTerms['benchmark']>;

/** A benchmark is the price of the whole right: a rent has none to be held against. */
export const benchmarkOf = ({ benchmark, form }: DealTerms): Benchmark | undefined =>
  form === 'lease' ? undefined : benchmark;

/**
 * What so much land is worth in 分, exactly: whoever takes a share of it rounds once.
 * @throws Rejected where price or area are none
 */
export const worthAt = ({ fenPerM2 }: Benchmark, areaM2: SquareMetresText): Rate => ({
  numerator: fen(fenPerM2) * parseArea(areaM2),
  denominator: CM2_PER_M2,
});

/** What the packs publish of the land of a deal, where they know its use. */
export function landOf(deal: DealTerms, district: string, pack: PackOn): PricedLand | undefined {
  const use = useOf(deal, pack);
  const form = FORM_NAMES[deal.form] as FormOfSupply | undefined;
  return use && form ? { district, use, grade: gradeName(deal.grade), form } : undefined;
}

export const useOf = ({ use }: DealTerms, pack: PackOn) =>
  pack.useCodes.find(({ codeSystem, code }) => codeSystem === (use.system as CodeSystem) && code === use.code)
    ?.use;

/**
 * The least price by the benchmark of a deal, with how it comes about: the row of the pack is named where the
 * deal says what the row says. Nothing for a rent, or where no benchmark is known.
 * @throws Rejected where price or area are none
 */
export function benchmarkFloor(deal: DealTerms, district: string, pack: PackOn): Explained<Fen> | undefined {
  const benchmark = benchmarkOf(deal);
  if (!benchmark) return undefined;
  const land = landOf(deal, district, pack);
  const row = land && benchmarkRow(pack, land);
  const published = row && publishedIn(row);
  const said: Published = { ...benchmark, fenPerM2: fen(benchmark.fenPerM2) };
  const isSame = published?.fenPerM2 === said.fenPerM2 && published.documentNo === benchmark.documentNo;
  return benchmarkFloorOf(pack, isSame ? published : said, parseArea(deal.areaM2));
}

/**
 * The least price of the use (全国工业用地出让最低价标准), with how it comes about; nothing for a rent, or where
 * the pack has none.
 * @throws Rejected where the area is none
 */
export function minimumPrice(deal: DealTerms, district: string, pack: PackOn): Explained<Fen> | undefined {
  const land = landOf(deal, district, pack);
  const row = land && minimumRow(pack, land);
  return row && minimumOf(row, parseArea(deal.areaM2));
}
