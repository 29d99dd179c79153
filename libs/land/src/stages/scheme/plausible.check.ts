/**
 * Whether the figures of a scheme can be true together. What cannot be is refused (a figure in yuan where fen
 * belong, an appraisal of one fen); what is only unusual becomes a doubt, which the joint review has to
 * answer before it agrees.
 */
import { compareRates, fen, gradesIn, parseRate } from '#policy';
import type { PackOn, RuleValue } from '#policy';
import { benchmarkOf, worthAt } from '../../shared/benchmark.rules.js';
import { gradeName } from '../../shared/levy-question.rules.js';
import { inYuan } from '../../shared/refusal.js';
import type { DealTerms, Doubt, ReturnItem } from '../../shared/terms.js';
import { filled, isMoney, item, present, problem, somePrice, unless } from './items.check.js';
import type { Scheme } from './scheme.events.js';

const APPRAISAL = '济政字〔2021〕60号 四（三）1';
const SHARES = '济政字〔2021〕60号 四（二）2';
const FEN_PER_YUAN = 100n;

/** Two amounts that speak of the same thing, and within which shares of the second the first is usual. */
type Pair = Readonly<{
  code: string;
  field: string;
  names: readonly [string, string];
  amounts: readonly [bigint, bigint];
  least: RuleValue & { value: string };
  most: RuleValue & { value: string };
}>;

/** What cannot be true: the scheme goes back to the clerk. */
export function plausibleProblems(scheme: Scheme, pack: PackOn): ReturnItem[] {
  return [
    ...gradeProblems(scheme, pack),
    ...pairsOf(scheme, pack).flatMap((pair) => apartProblems(pair, pack)),
    ...shareProblems(scheme.deal, pack),
  ];
}

/** What is unusual and may be true: somebody has to say why. */
export function doubtsOf(scheme: Scheme, pack: PackOn): readonly Doubt[] {
  return [...pairsOf(scheme, pack).flatMap(unusual), ...unprovedShare(scheme.deal, pack)];
}

/**
 * A grade of the benchmark price that no rate of the pack knows is a slip: nothing could be charged by it.
 */
function gradeProblems({ deal: { grade } }: Scheme, pack: PackOn): ReturnItem[] {
  const known = gradesIn(pack);
  return filled(
    known.length === 0 || known.includes(gradeName(grade)),
    'deal.grade',
    `土地级别“${grade}”不在规则包所列的级别之内（${known.join('、')}）。请按公布的级别填写。`,
    '济政字〔2021〕60号 四（三）2',
  );
}

function pairsOf({ deal, appraisal }: Scheme, pack: PackOn): readonly Pair[] {
  const { priceFen, form, lease } = deal;
  if (!somePrice(priceFen) || !somePrice(appraisal.valueFen)) return [];
  const value = fen(appraisal.valueFen);
  const price: Pair = {
    code: 'price-appraisal',
    field: 'deal.priceFen',
    names: ['入市价格', '评估价值'],
    amounts: [fen(priceFen), value],
    least: pack.text('scheme.price-appraisal-min'),
    most: pack.text('scheme.price-appraisal-max'),
  };
  // A lease may be appraised by the year as well as for its whole term.
  const yearly =
    form === 'lease' && lease && isMoney(lease.annualRentFen)
      ? {
          ...price,
          field: 'deal.lease.annualRentFen',
          names: ['年租金', '评估价值'] as const,
          amounts: [fen(lease.annualRentFen), value] as const,
        }
      : price;
  const rent = form === 'lease' && !isUsual(price) && nearer(yearly, price) ? yearly : price;
  const worth = worthOf(deal);
  if (!worth) return [rent];
  return [
    rent,
    {
      code: 'appraisal-benchmark',
      field: 'appraisal.valueFen',
      names: ['评估价值', '按级别基准地价计算的总价'],
      amounts: [value, worth],
      least: pack.text('scheme.appraisal-benchmark-min'),
      most: pack.text('scheme.appraisal-benchmark-max'),
    },
  ];
}

/** What the land is worth at the benchmark, in whole 分, where the scheme says both in figures. */
function worthOf(deal: DealTerms): bigint | undefined {
  const benchmark = benchmarkOf(deal);
  if (!benchmark || problem('', () => worthAt(benchmark, deal.areaM2)).length > 0) return undefined;
  const { numerator, denominator } = worthAt(benchmark, deal.areaM2);
  return numerator > 0n ? numerator / denominator : undefined;
}

const shareOf = ([numerator, denominator]: Pair['amounts']) => ({ numerator, denominator });
const isUsual = ({ amounts, least, most }: Pair): boolean =>
  compareRates(shareOf(amounts), least.value) >= 0 && compareRates(shareOf(amounts), most.value) <= 0;
/** By how many times the larger is the larger one. */
const timesApart = ([a, b]: Pair['amounts']): bigint => (a > b ? a / b : b / a);
const nearer = (one: Pair, other: Pair): boolean =>
  one.amounts.every((amount) => amount > 0n) && timesApart(one.amounts) < timesApart(other.amounts);

function apartProblems(pair: Pair, pack: PackOn): ReturnItem[] {
  const most = pack.number('scheme.amounts-apart-max');
  const {
    field,
    names: [one, other],
    amounts: [a, b],
  } = pair;
  if (b === 0n || (a <= b * BigInt(most.value) && b <= a * BigInt(most.value))) return [];
  return [
    item(
      field,
      `${one}${inYuan(a)}与${other}${inYuan(b)}相差超过${most.value}倍，不可能同时成立。${hint(pair)}请核对两项金额。`,
      most.source,
    ),
  ];
}

/** What the smaller units of money are taken for, and what one of each is in 分. */
const TAKEN_FOR = [
  ['元', FEN_PER_YUAN],
  ['万元', FEN_PER_YUAN * 10_000n],
] as const;

/** A hundredth or a millionth of what would be usual: yuan, or ten thousands of them, where fen belong. */
function hint({ names: [one, other], amounts: [a, b], least, most }: Pair): string {
  const usual = (amounts: Pair['amounts']) =>
    compareRates(shareOf(amounts), least.value) >= 0 && compareRates(shareOf(amounts), most.value) <= 0;
  const [taken] = TAKEN_FOR.flatMap(([unit, times]) => [
    ...(usual([a * times, b]) ? [{ name: one, unit, times }] : []),
    ...(usual([a, b * times]) ? [{ name: other, unit, times }] : []),
  ]);
  return taken
    ? `${taken.name}像是按${taken.unit}填写的：此项以分为单位，1${taken.unit}填${taken.times}。`
    : '';
}

function unusual(pair: Pair): readonly Doubt[] {
  const {
    code,
    field,
    names: [one, other],
    amounts: [a, b],
    least,
    most,
  } = pair;
  if (b === 0n || isUsual(pair)) return [];
  const low = compareRates(shareOf([a, b]), least.value) < 0;
  const { key, value, source, confirmed } = low ? least : most;
  return [
    {
      code: `${code}-${low ? 'low' : 'high'}`,
      field,
      message: `${one}${inYuan(a)}${low ? '低于' : '高于'}${other}${inYuan(b)}的${value}。请核实并说明理由。`,
      rule: key,
      source: source || APPRAISAL,
      confirmed,
    },
  ];
}

/** 作价出资: the share is what the land is worth of everything that is paid in. */
function shareProblems({ form, equity, priceFen }: DealTerms, pack: PackOn): ReturnItem[] {
  if (
    form !== 'equity' ||
    equity?.capitalFen === undefined ||
    problem('', () => parseRate(equity.shareRatio)).length > 0 ||
    !somePrice(priceFen)
  )
    return [];
  const { capitalFen, shareRatio } = equity;
  if (!somePrice(capitalFen) || fen(capitalFen) < fen(priceFen))
    return [
      item(
        'deal.equity.capitalFen',
        `公司全部出资${inYuan(capitalFen)}应含本宗土地的作价${inYuan(priceFen)}。请按公司章程填写。`,
        SHARES,
      ),
    ];
  const tolerance = pack.text('scheme.share-tolerance');
  const [said, due, most] = [
    parseRate(shareRatio),
    { numerator: fen(priceFen), denominator: fen(capitalFen) },
    parseRate(tolerance.value),
  ];
  const apart = said.numerator * due.denominator - due.numerator * said.denominator;
  const within =
    (apart < 0n ? -apart : apart) * most.denominator <= most.numerator * said.denominator * due.denominator;
  return unless(
    within,
    'deal.equity.shareRatio',
    `股权比例${shareRatio}与土地作价${inYuan(priceFen)}占公司全部出资${inYuan(capitalFen)}` +
      `的比例${percent(due)}相差超过${tolerance.value}。请核对股权比例、作价和出资。`,
    tolerance.source,
  );
}

function unprovedShare({ form, equity }: DealTerms, pack: PackOn): readonly Doubt[] {
  if (form !== 'equity' || !equity || equity.capitalFen !== undefined || !present(equity.shareRatio))
    return [];
  const { key, source, confirmed } = pack.text('scheme.share-tolerance');
  return [
    {
      code: 'share-unproved',
      field: 'deal.equity.shareRatio',
      message: `没有填写公司全部出资，股权比例${equity.shareRatio}无法与土地作价核对。请核实公司章程和验资报告并说明。`,
      rule: key,
      source,
      confirmed,
    },
  ];
}

/** With two decimals, cut: for reading beside the exact comparison. */
function percent({ numerator, denominator }: Readonly<{ numerator: bigint; denominator: bigint }>): string {
  const hundredths = (numerator * 10_000n) / denominator;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`;
}
