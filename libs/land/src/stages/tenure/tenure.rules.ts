/** What the life of a right is judged by, with every number explained. Pure. */
import {
  NOTHING,
  addDays,
  addYears,
  daysBetween,
  deedTax,
  divideHalfUp,
  fen,
  formatYuan,
  parseRate,
  product,
  signOf,
  termOf,
} from '#policy';
import type { CodeSystem, Explained, Fen, PackOn, Use as LandUse } from '#policy';
import type { ExplainedFen } from '../contract/index.js';
import { assess } from '../../shared/levy-assessment.rules.js';
import type { Day, FenText, Use } from '../../shared/terms.js';
import type { ReturnGround, Schedule, Transfer } from './tenure.events.js';
import { refuse } from './tenure.refusals.js';
import type { Held } from './tenure.state.js';

const ARTICLE_358 = '民法典第三百五十八条；土地管理法第六十六条';
const ARTICLE_66 = '土地管理法第六十六条';
const ARTICLE_26 = '城市房地产管理法第二十六条';

const plain = ({ value, formula, inputs, rule, source, confirmed }: Explained<Fen>): ExplainedFen => ({
  value: value.toString(),
  formula,
  inputs,
  rule,
  source,
  confirmed,
});
const nothing = (formula: string, rule: string, source: string): ExplainedFen => ({
  value: '0',
  formula,
  inputs: {},
  rule,
  source,
  confirmed: true,
});

/**
 * When land that was to be built on from `startBy` lies idle (城市房地产管理法 Art. 26), by the rules of the day its
 * idleness begins.
 */
export const scheduleFrom = (pack: PackOn, startBy: Day, completeBy: Day): Schedule => ({
  startBy,
  completeBy,
  idleFeeOn: addYears(startBy, pack.on(startBy).number('tenure.idle-fee-years').value),
  idleReturnOn: addYears(startBy, pack.on(startBy).number('tenure.idle-return-years').value),
});

export const moved = (pack: PackOn, { startBy, completeBy }: Schedule, days: number): Schedule =>
  scheduleFrom(pack, addDays(startBy, days), addDays(completeBy, days));

/** 土地闲置费: a share of the price; of a lease, of its rents. */
export function idleFee(pack: PackOn, { priceFen, rentsFen }: Held): ExplainedFen {
  const { key, value: ratio, source, confirmed } = pack.text('tenure.idle-fee-ratio');
  const price = fen(rentsFen ?? priceFen);
  const { value, sign } = product(price, ratio);
  return plain({
    value,
    formula: `${formatYuan(price)} × ${ratio} ${sign} ${formatYuan(value)} 元`,
    inputs: { priceYuan: formatYuan(price), ratio },
    rule: key,
    source,
    confirmed,
  });
}

/**
 * At least so much of the planned investment before the right may be sold, exchanged or put into a company
 * (城市房地产管理法 Art. 39).
 */
export function requireInvestment(pack: PackOn, { act, plannedFen, investedFen }: Transfer): void {
  if (act === 'gift' || act === 'lease') return;
  const { value: ratio, source } = pack.text('tenure.transfer-invested');
  const { numerator, denominator } = parseRate(ratio);
  const [planned, invested] = [fen(plannedFen), fen(investedFen)];
  if (planned <= NOTHING || invested * denominator < planned * numerator)
    throw refuse('tenure.transfer-invested', {
      investedYuan: formatYuan(invested),
      plannedYuan: formatYuan(planned),
      ratio,
      source,
    });
}

/** 出租: never longer than what is left (民法典 Art. 354), nor than a lease may be (Art. 705). @throws Rejected */
export function requireYears(pack: PackOn, { use, endsOn }: Held, { act, years, signedOn }: Transfer): void {
  if (act !== 'lease') return;
  if (years === undefined) throw refuse('tenure.lease-years');
  termOf(pack, {
    use: landUseOf(pack, use),
    form: '租赁',
    years,
    remainingYears: wholeYears(signedOn, endsOn),
  });
}

/**
 * 再转让的调节金, by the rate in force on the day of the contract: the gain over what the holder paid and spent.
 * @throws Rejected `levy.no-valid-rate`, `levy.use-unknown`
 */
export function transferLevy(
  pack: PackOn,
  { subject, deal, use, acquiredFen }: Held,
  { incomeFen, developmentFen, signedOn, rateDocumentNo }: Transfer,
  confirmedBy: string,
): ExplainedFen {
  const confirmation =
    rateDocumentNo === undefined ? {} : { confirmation: { confirmedBy, documentNo: rateDocumentNo } };
  const { amountFen, explanation } = assess(pack, {
    subject,
    deal: { ...deal, lease: undefined, use, acquisitionFen: acquiredFen, developmentFen, costs: 'stated' },
    incomeFen,
    date: signedOn,
    act: '再转让',
    ...confirmation,
  });
  return { value: amountFen, ...explanation };
}

type Converted = Readonly<{ priceFen: FenText; signedOn: Day; rateDocumentNo?: string }>;

/**
 * The grant is an entry of its own for the levy: its price, less the costs that were stated, by the rate of
 * the day of its contract.
 */
export function conversionLevy(
  pack: PackOn,
  { subject, deal }: Held,
  { priceFen, signedOn, rateDocumentNo }: Converted,
  confirmedBy: string,
): ExplainedFen {
  const confirmation =
    rateDocumentNo === undefined ? {} : { confirmation: { confirmedBy, documentNo: rateDocumentNo } };
  const { amountFen, explanation } = assess(pack, {
    subject,
    deal: { ...deal, form: 'grant', lease: undefined },
    incomeFen: priceFen,
    date: signedOn,
    ...confirmation,
  });
  return { value: amountFen, ...explanation };
}

export const conversionDeedTax = (pack: PackOn, priceFen: FenText): ExplainedFen =>
  plain(deedTax(pack, fen(priceFen)));

/** 契税法 Art. 2: a lease is not taxed. */
export const transferDeedTax = (pack: PackOn, { act, incomeFen }: Transfer): ExplainedFen =>
  act === 'lease'
    ? nothing('租赁不征契税', 'registration.deed-tax-on-lease', '契税法第二条')
    : plain(deedTax(pack, fen(incomeFen)));

/**
 * The part of the price that belongs to the days that are left goes back when the public takes the land; else
 * nothing does.
 */
export function priceBack(
  { priceFen, beganOn, endsOn, rentsFen }: Held,
  ground: ReturnGround,
  returnedOn: Day,
): ExplainedFen {
  if (rentsFen !== undefined)
    return nothing('租金按年支付，已付而未使用的由合同结算退还', 'contract.rent-back', ARTICLE_66);
  if (ground !== 'public-interest')
    return nothing(
      ground === 'idle' ? '闲置满两年，无偿收回' : '不退还价款；地上物按合同约定',
      `tenure.return.${ground}`,
      ground === 'idle' ? ARTICLE_26 : ARTICLE_66,
    );
  const total = daysBetween(beganOn, endsOn);
  const left = Math.min(Math.max(daysBetween(returnedOn, endsOn), 0), total);
  const price = fen(priceFen);
  const value = fen(divideHalfUp(price * BigInt(left), BigInt(total)));
  const sign = signOf(value * BigInt(total) === price * BigInt(left));
  return plain({
    value,
    formula: `${formatYuan(price)} × ${left} 日 ÷ ${total} 日 ${sign} ${formatYuan(value)} 元`,
    inputs: { priceYuan: formatYuan(price), daysLeft: String(left), daysTotal: String(total) },
    rule: 'tenure.return.public-interest',
    source: ARTICLE_358,
    confirmed: true,
  });
}

/** @throws Rejected `tenure.use-not-allowed` for a use that may not enter (土地管理法 Art. 63). */
export function landUseOf(pack: PackOn, { system, code, name }: Use): LandUse {
  const row = pack.useCode(system as CodeSystem, code);
  if (!row?.use || row.entry === 'prohibited')
    throw refuse('tenure.use-not-allowed', { use: `${system}/${code} ${name}` });
  return row.use;
}

/** 民法典 Art. 359: renewed by the years that a new grant of the same use could have. */
export const renewedUntil = (pack: PackOn, { use, deal, endsOn }: Held, years: number): Day =>
  termOf(pack, {
    use: landUseOf(pack, use),
    form: deal.form === 'lease' ? '租赁' : '出让',
    years,
    startsOn: endsOn,
  }).value.endsOn!;

/** The last day on which a renewal may be applied for. */
export const renewBy = (pack: PackOn, { endsOn }: Held): Day =>
  addYears(endsOn, 0 - pack.number('tenure.renewal-years').value);

function wholeYears(from: Day, to: Day): number {
  let years = 0;
  while (addYears(from, years + 1) <= to) years++;
  return years;
}
