/** 级别基准地价: which deal is held against it, and what land is worth at it. */
import { CM2_PER_M2, fen, parseArea } from '#policy';
import type { Rate } from '#policy';
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
