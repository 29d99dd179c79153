/** 土地增值收益调节金: which row applies and what it gives, with the computation written out. */
import { Rejected } from '#kernel/messages';
import type { SquareCm } from '../area.js';
import type { CivilDate } from '../civil.js';
import type { Explained } from '../explained.js';
import { addFen, formatYuan, parseRate, smallerFen, split } from '../money.js';
import type { Fen } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import { requireNotNegative, wrongField } from './field-line.js';
import type { RateRow } from '../pack/shapes.js';
import type { Act, Form, Formula, Use } from '../pack/terms.js';
import { ordinary, surcharge } from './levy-formulas.js';
import { mostSpecial } from './most-special.js';

export type LevyQuestion = Readonly<{
  kind: '调节金' | '土地增值税';
  /** Entry by default. */
  act?: Act;
  form: Form;
  use: Use;
  /** Grade of the benchmark price, such as `一级`. */
  grade: string;
  district: string;
  /**
   * 出让: price; 租赁: rent of the whole term or of the period (see {@link leaseIncome}); 作价出资: valued capital.
   */
  incomeFen: Fen;
  /**
   * Absent is unknown, zero is zero. With both costs known, the gain is taxed; with neither, the price
   * (财税〔2016〕41号: cost that cannot be established).
   */
  acquisitionFen?: Fen;
  developmentFen?: Fen;
  areaCm2?: SquareCm;
  date: CivilDate;
  /** An officer who takes the responsibility for a row that has expired, and the paper it rests on. */
  confirmation?: Readonly<{ confirmedBy: string; documentNo: string }>;
}>;

/** 土地增值税暂行条例第二条: why the other of the two charges does not apply. */
export const LAND_TAX_ARTICLE = '土地增值税暂行条例第二条';
const ARTICLE_41 = '财税〔2016〕41号';

/**
 * The fee. Half-up to the 分, never negative, never more than the income.
 * @throws {@link Rejected} `levy.kind-not-applicable` for 土地增值税; `levy.no-valid-rate` when no row covers
 *   the case and the
 * date, or when the one that did has expired and nobody confirmed it; `levy.cost-missing` where the gain is
 * taxed and one of the costs is unknown; `levy.amount-negative`; `levy.area-missing` where a surcharge goes
 * by the price per 亩.
 */
export function levy(pack: PackOn, question: LevyQuestion): Explained<Fen> {
  const { kind, incomeFen, acquisitionFen, developmentFen, confirmation } = question;
  if (kind !== '调节金') {
    throw new Rejected({
      code: 'levy.kind-not-applicable',
      zh: '土地增值税暂行条例第二条只及于国有土地使用权，集体经营性建设用地入市应按调节金计征，二者只征其一。',
      details: { kind, source: LAND_TAX_ARTICLE },
    });
  }
  requireNotNegative(
    'levy.amount-negative',
    ARTICLE_41,
    ['incomeFen', '收入', incomeFen],
    ['acquisitionFen', COSTS.acquisitionFen, acquisitionFen],
    ['developmentFen', COSTS.developmentFen, developmentFen],
  );
  // Everything about the fee goes by the day it is charged for; rows are keyed by code, and people write
  // names.
  const rules = pack.on(question.date);
  const located = { ...question, district: rules.district(question.district).code };
  const { row, expired } = rateFor(rules, located);
  const base = ordinary(row, located);
  const extra = surcharge(rules, located);
  const value = extra ? smallerFen(addFen(base.value, extra.value), incomeFen) : base.value;
  const capped = extra && value < addFen(base.value, extra.value) ? '，以收入为限' : '';
  const formula = extra
    ? `${base.formula}；再调节金 ${extra.formula}；合计 ${formatYuan(base.value)} + ` +
      `${formatYuan(extra.value)}${capped} = ${formatYuan(value)} 元`
    : base.formula;
  const leave = expired && confirmation ? confirmation : undefined;
  return {
    value,
    formula: leave
      ? `${formula}（费率行 ${row.id} 已于 ${row.validTo} 届满，${leave.confirmedBy}凭${leave.documentNo}确认沿用）`
      : formula,
    inputs: {
      kind,
      act: question.act ?? '入市',
      form: question.form,
      use: question.use,
      grade: question.grade,
      district: located.district,
      date: question.date,
      incomeYuan: formatYuan(incomeFen),
      rate: row.rate,
      formula: row.formula,
      legalBasis: row.legalBasis,
      ...base.inputs,
      ...extra?.inputs,
      ...(leave
        ? { expiredOn: row.validTo ?? '', confirmedBy: leave.confirmedBy, documentNo: leave.documentNo }
        : {}),
    },
    rule: row.id,
    source: extra ? `${row.source}；${extra.source}` : row.source,
    confirmed: row.confirmed && !leave && (extra?.confirmed ?? true),
  };
}

/**
 * What a lease brings as income of the fee: the rent of the whole term at once, or of one period as it is
 * received. Which of the two is the county's choice, a row of the pack. Rents that step up are simply listed.
 * @throws {@link Rejected} `levy.rent-malformed`
 */
export function leaseIncome(
  pack: PackOn,
  { rentsFen, period }: Readonly<{ rentsFen: readonly Fen[]; period?: number }>,
): Explained<Fen> {
  const { key, value: base, source, confirmed } = pack.text('levy.lease-base');
  const malformed = (name: string, field: string, said: string) =>
    wrongField('levy.rent-malformed', { name, field, said }, source, { period });
  if (rentsFen.length === 0)
    throw malformed('各期租金', 'rentsFen', '列表是空的，应逐期列出租金，例如 ["20000000", "20000000"]');
  requireNotNegative(
    'levy.rent-malformed',
    source,
    ...rentsFen.map((rent, index) => [`rentsFen.${index}`, `第 ${index + 1} 期租金`, rent] as const),
  );
  const inputs = { periods: String(rentsFen.length), leaseBase: base };
  if (base === 'whole-term') {
    const value = addFen(...rentsFen);
    return {
      value,
      formula: `${rentsFen.length} 期租金合计 ${formatYuan(value)} 元`,
      inputs,
      rule: key,
      source,
      confirmed,
    };
  }
  const rent = period === undefined ? undefined : rentsFen[period - 1];
  if (rent === undefined)
    throw malformed(
      '第几期',
      'period',
      `${period === undefined ? '没有填写' : `“${period}”不是其中的一期`}，规则包按期计征租金，应为 ` +
        `1 到 ${rentsFen.length} 之间的整数，例如 1`,
    );
  return {
    value: rent,
    formula: `第 ${period} 期租金 ${formatYuan(rent)} 元`,
    inputs: { ...inputs, period: String(period) },
    rule: key,
    source,
    confirmed,
  };
}

function rateFor(pack: PackOn, question: LevyQuestion): Readonly<{ row: RateRow; expired: boolean }> {
  const { act = '入市', use, grade, form, district, date, confirmation } = question;
  const inForce = pick(pack.rates, question);
  if (inForce) return { row: inForce, expired: false };
  const details = { act, use, grade, form, district, date, source: ARTICLE_41 };
  const expired = pick(pack.endedRates, question);
  if (expired && confirmation) return { row: expired, expired: true };
  if (expired) {
    throw new Rejected({
      code: 'levy.no-valid-rate',
      zh:
        `费率行 ${expired.id}（${expired.rate}）已于 ${expired.validTo} 届满，不能用于 ${date}。请财政部门录入新的费率，` +
        '或者由经办负责人说明确认人和文号后沿用。',
      details: {
        ...details,
        row: expired.id,
        expiredOn: expired.validTo,
      },
    });
  }
  throw new Rejected({
    code: 'levy.no-valid-rate',
    zh: `规则包 ${pack.ref} 没有 ${date} 对“${act}、${use}、${grade}、${form}”有效的调节金费率，请先由财政部门在 levy.yaml 中录入并注明依据。`,
    details,
  });
}

const COSTS = { acquisitionFen: '取得成本', developmentFen: '土地开发支出' } as const;
export type Cost = keyof typeof COSTS;

/**
 * Formula A where both costs are known, else B on the price, else C with the area; the most special row, then
 * the latest.
 */
function pick(rates: readonly RateRow[], question: LevyQuestion): RateRow | undefined {
  const { act = '入市', areaCm2, district, use, grade, form } = question;
  const heaviest = (formula: Formula) =>
    mostSpecial(
      rates.filter((row) => row.formula === formula && row.act === act),
      { district, form, use, grade },
    );
  const gain = heaviest('gain');
  const missing = (Object.keys(COSTS) as Cost[]).filter((cost) => question[cost] === undefined);
  if (gain && missing.length === 0) return gain;
  const otherwise = heaviest('price') ?? (areaCm2 === undefined ? undefined : heaviest('average-cost'));
  // One cost without the other is no gain; and it was given, so it may not be passed over in silence.
  if (gain && missing.length === 1) throw costMissing(gain, missing, otherwise);
  return otherwise;
}

function costMissing(
  { id, source }: RateRow,
  missing: readonly Cost[],
  otherwise: RateRow | undefined,
): Rejected {
  const names = missing.map((cost) => `${COSTS[cost]}（${cost}）`).join('、');
  const way = otherwise ? '；成本无法核定的，两项都不填，按其他办法计征' : '';
  return new Rejected({
    code: 'levy.cost-missing',
    zh: `费率行 ${id} 按净收益计征，缺少${names}。请填写金额，没有支出的填 0${way}。`,
    details: { missing, row: id, source },
  });
}

/**
 * What goes into the treasuries of county and township. The rest of a 分 is the county's, so that the parts
 * make the fee.
 */
export function levyShares(
  pack: PackOn,
  levyFen: Fen,
): Explained<Readonly<{ countyFen: Fen; townshipFen: Fen }>> {
  requireNotNegative('levy.amount-negative', ARTICLE_41, ['levyFen', '调节金', levyFen]);
  const [county, township] = [pack.text('levy.share-county'), pack.text('levy.share-township')];
  const parts = split(
    levyFen,
    { county: weightOf(county.value, township.value), township: weightOf(township.value, county.value) },
    'county',
  );
  const [countyFen, townshipFen] = [parts.county, parts.township];
  return {
    value: { countyFen, townshipFen },
    formula:
      `${formatYuan(levyFen)} = 区 ${formatYuan(countyFen)}（${county.value}）+ ` +
      `镇（街道）${formatYuan(townshipFen)}（${township.value}）元`,
    inputs: { levyYuan: formatYuan(levyFen), county: county.value, township: township.value },
    rule: county.key,
    source: `${county.source}；${township.source}`,
    confirmed: county.confirmed && township.confirmed,
  };
}

/** A rate as a whole weight beside another: 30 % and 70 % weigh 3000 and 7000. */
function weightOf(rate: string, other: string): bigint {
  return parseRate(rate).numerator * parseRate(other).denominator;
}
