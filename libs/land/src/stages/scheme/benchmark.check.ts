/** What a scheme says of the benchmark price of its land, beside what is published. */
import { benchmarkRow, fen, formatYuan, publishedIn } from '#policy';
import type { PackOn, PricedLand, Published } from '#policy';
import { benchmarkFloor, benchmarkOf, landOf } from '../../shared/benchmark.rules.js';
import type { DealTerms, ReturnItem } from '../../shared/terms.js';
import { inYuan } from '../../shared/refusal.js';
import { item, present, someArea, somePrice, toFill, unless } from './items.check.js';
import type { Scheme } from './scheme.events.js';

/** The scheme with the benchmark price that is published for its land, or what it says besides. */
export function withBenchmark(
  scheme: Scheme,
  pack: PackOn,
): Readonly<{ scheme: Scheme; items: readonly ReturnItem[] }> {
  const land = landOf(scheme.deal, scheme.district, pack);
  const row = land && benchmarkRow(pack, land);
  if (!row) return { scheme, items: [] };
  const published = publishedIn(row);
  const typed = scheme.deal.benchmark;
  const benchmark = { fenPerM2: published.fenPerM2.toString(), documentNo: published.documentNo };
  if (!typed || !somePrice(typed.fenPerM2))
    return { scheme: { ...scheme, deal: { ...scheme.deal, benchmark } }, items: [] };
  return { scheme, items: typed.fenPerM2 === benchmark.fenPerM2 ? [] : [otherThan(published, typed, land)] };
}

const otherThan = (
  { fenPerM2, documentNo, rule, source }: Published,
  typed: NonNullable<DealTerms['benchmark']>,
  { use, grade }: PricedLand,
): ReturnItem =>
  item(
    'deal.benchmark',
    `方案填写的基准地价为 ${yuan(typed.fenPerM2)} 元/平方米（${typed.documentNo}），规则包对${use}${grade}公布的为 ` +
      `${formatYuan(fenPerM2)} 元/平方米（${documentNo}，规则行 ${rule}）。请按公布的填写，或者不填，由系统填写。`,
    source,
  );

const yuan = (text: string): string => formatYuan(fen(text));

/** The price against the collective's benchmark price, where one was published. */
export function benchmarkProblems(deal: DealTerms, district: string, pack: PackOn): ReturnItem[] {
  const { areaM2, priceFen } = deal;
  const benchmark = benchmarkOf(deal);
  if (!benchmark) return [];
  const ratio = pack.text('listing.price-floor-ratio');
  if (!somePrice(benchmark.fenPerM2) || !present(benchmark.documentNo))
    return [
      toFill(
        'deal.benchmark',
        '级别基准地价（分/平方米）应大于零，并写明公布文件的文号。请按公布的基准地价填写。',
        ratio.source,
      ),
    ];
  if (!somePrice(priceFen) || !someArea(areaM2)) return [];
  const floor = benchmarkFloor(deal, district, pack);
  return unless(
    !floor || fen(priceFen) >= floor.value,
    'deal.priceFen',
    `入市价格${inYuan(fen(priceFen))}低于级别基准地价（${benchmark.documentNo}）的${ratio.value}：${floor?.formula}。请提高价格。`,
    floor?.source,
  );
}
