/** 土地增值收益调节金: which row applies and what it gives, with the computation written out. */
import { Rejected } from '#kernel/messages';
import { formatArea } from '../area.js';
import type { SquareCm } from '../area.js';
import type { CivilDate } from '../civil.js';
import type { Explained } from '../explained.js';
import { divideHalfUp, fen, formatYuan, mulRate, NOTHING, notBelowZero, parseRate, parseYuan, smallerFen, subtractFen } from '../money.js';
import type { Fen } from '../money.js';
import { isValidOn } from '../pack/pack.js';
import type { Pack } from '../pack/pack.js';
import type { RateRow } from '../pack/shapes.js';
import type { Act, Form, Formula, Use } from '../pack/terms.js';

const CM2_PER_M2 = 10_000n;

export type LevyQuestion = Readonly<{
  kind: '调节金' | '土地增值税';
  /** Entry by default. */
  act?: Act;
  form: Form;
  use: Use;
  /** Grade of the benchmark price, such as `一级`. */
  grade: string;
  district: string;
  /** 出让: price; 租赁: rent of the whole term or of the period; 作价出资: valued capital. */
  incomeFen: Fen;
  /** With both costs known, the gain is taxed; without, the price (财税〔2016〕41号: cost that cannot be established). */
  acquisitionFen?: Fen;
  developmentFen?: Fen;
  areaCm2?: SquareCm;
  date: CivilDate;
}>;

/**
 * The fee. Half-up to the 分, never negative.
 * @throws {@link Rejected} `levy.kind-not-applicable` for 土地增值税, `levy.no-valid-rate` when no row covers the case and the date,
 * `levy.amount-negative` for a negative input.
 */
export function levy(pack: Pack, question: LevyQuestion): Explained<Fen> {
  const { kind, incomeFen, acquisitionFen, developmentFen } = question;
  if (kind !== '调节金') {
    throw new Rejected('levy.kind-not-applicable', '土地增值税暂行条例第二条只及于国有土地使用权，集体经营性建设用地入市应按调节金计征。', { kind });
  }
  if ([incomeFen, acquisitionFen ?? 0n, developmentFen ?? 0n].some((amount) => amount < 0n)) {
    throw new Rejected('levy.amount-negative', '收入和成本不能为负数。', { incomeFen: incomeFen.toString() });
  }
  const row = rateFor(pack, question);
  const { value, formula, cost } = compute(row, question);
  return {
    value,
    formula,
    inputs: {
      kind, act: question.act ?? '入市', form: question.form, use: question.use, grade: question.grade, district: question.district, date: question.date,
      incomeYuan: formatYuan(incomeFen), rate: row.rate, formula: row.formula, legalBasis: row.legalBasis, ...cost,
    },
    rule: row.id,
    source: row.source,
    confirmed: row.confirmed,
  };
}

/** Late fee: rate per day on what is unpaid, at most the unpaid amount itself (行政强制法 45). `days` are calendar days after the due date. */
export function lateFee(pack: Pack, { unpaidFen, days }: Readonly<{ unpaidFen: Fen; days: number }>): Explained<Fen> {
  if (unpaidFen < 0n || !Number.isSafeInteger(days) || days < 0) throw new Rejected('levy.late-malformed', '欠缴金额和逾期天数不能为负数。', { unpaidFen: unpaidFen.toString(), days });
  const { key, value: rate, source, confirmed } = pack.text('levy.late-fee-rate');
  // Days are multiplied before rounding: a fee rounded daily would drift by half a 分 each day.
  const { numerator, denominator } = scaled(rate, days);
  const uncapped = divideHalfUp(unpaidFen * numerator, denominator);
  const value = smallerFen(uncapped as Fen, unpaidFen);
  const capped = value < uncapped ? '，以本金为限' : '';
  return {
    value,
    formula: `${formatYuan(unpaidFen)} × ${rate} × ${days} 日${capped} = ${formatYuan(value)} 元`,
    inputs: { unpaidYuan: formatYuan(unpaidFen), days: String(days), rate },
    rule: key,
    source,
    confirmed,
  };
}

/** Bid deposit: the pack's share of the price floor, rounded up to the 分 so that it is never below the share. */
export function deposit(pack: Pack, floorFen: Fen): Explained<Fen> {
  if (floorFen < 0n) throw new Rejected('listing.floor-negative', '出让最低价不能为负数。', { floorFen: floorFen.toString() });
  const { key, value: ratio, source, confirmed } = pack.text('listing.deposit-ratio');
  const { numerator, denominator } = scaled(ratio, 1);
  const value = fen((floorFen * numerator + denominator - 1n) / denominator);
  return { value, formula: `${formatYuan(floorFen)} × ${ratio} = ${formatYuan(value)} 元（不足一分进位）`, inputs: { floorYuan: formatYuan(floorFen), ratio }, rule: key, source, confirmed };
}

function rateFor(pack: Pack, question: LevyQuestion): RateRow {
  const { act = '入市', acquisitionFen, developmentFen, areaCm2, district, use, grade, form, date } = question;
  const knownCosts = acquisitionFen !== undefined && developmentFen !== undefined;
  const order: Formula[] = [...(knownCosts ? (['gain'] as const) : []), 'price', ...(areaCm2 === undefined ? [] : (['average-cost'] as const))];
  for (const formula of order) {
    const rows = pack.data.rates
      .filter((row) => row.formula === formula && row.act === act && isValidOn(row, date))
      .filter((row) => fits(row.district, district) && fits(row.use, use) && fits(row.grade, grade) && fits(row.form, form))
      .sort((a, b) => weight(b) - weight(a));
    if (rows[0]) return rows[0];
  }
  throw new Rejected('levy.no-valid-rate', `规则包 ${pack.ref} 没有 ${date} 对“${act}、${use}、${grade}、${form}”有效的调节金费率，请先由财政部门在 levy.yaml 中录入并注明依据。`, {
    act, use, grade, form, district, date,
  });
}

const fits = (wanted: string, given: string) => wanted === 'any' || wanted === given;

/** District before form before use before grade; keys are unique at a time, so the heaviest row is one. */
function weight({ district, form, use, grade }: RateRow): number {
  return [district, form, use, grade].reduce((sum, part) => sum * 2 + (part === 'any' ? 0 : 1), 0);
}

function compute(row: RateRow, question: LevyQuestion): { value: Fen; formula: string; cost: Record<string, string> } {
  const { incomeFen, acquisitionFen = NOTHING, developmentFen = NOTHING, areaCm2 } = question;
  const income = formatYuan(incomeFen);
  switch (row.formula) {
    case 'price': {
      const value = mulRate(incomeFen, row.rate);
      return { value, formula: `${income} × ${row.rate} = ${formatYuan(value)} 元`, cost: {} };
    }
    case 'gain': {
      const [acquisition, development] = [formatYuan(acquisitionFen), formatYuan(developmentFen)];
      const value = mulRate(notBelowZero(subtractFen(subtractFen(incomeFen, acquisitionFen), developmentFen)), row.rate);
      const formula = `max(0, ${income} − ${acquisition} − ${development}) × ${row.rate} = ${formatYuan(value)} 元`;
      return { value, formula, cost: { acquisitionYuan: acquisition, developmentYuan: development } };
    }
    case 'average-cost': {
      const [average, area] = [row.averageCostYuan ?? '0', areaCm2 ?? (0n as SquareCm)];
      const cost = fen(divideHalfUp(area * parseYuan(average), CM2_PER_M2));
      const value = mulRate(notBelowZero(subtractFen(incomeFen, cost)), row.rate);
      const formula = `max(0, ${income} − ${formatArea(area)} m² × ${average}) × ${row.rate} = ${formatYuan(value)} 元`;
      return { value, formula, cost: { areaM2: formatArea(area), averageCostYuan: average } };
    }
  }
}

function scaled(rate: string, times: number) {
  const { numerator, denominator } = parseRate(rate);
  return { numerator: numerator * BigInt(times), denominator };
}
