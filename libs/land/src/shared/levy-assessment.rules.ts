/** What a deal owes as 调节金: of its entry, and of what follows in the tenure. Pure. */
import { addFen, fen, formatYuan, leaseIncome, NOTHING } from '#policy';
import type { CodeSystem, Explained, Fen, PackOn } from '#policy';
import type { Explanation, RateConfirmation } from '../stages/levy/levy.events.js';
import { askLevy, costsOf } from './levy-question.rules.js';
import type { Costs } from './levy-question.rules.js';
import { refuser } from './refusal.js';
import { apportioned, yearlyRents } from './rents.rules.js';
import { FORM_NAMES } from './terms.js';
import type { Day, DealTerms, FenText, Subject } from './terms.js';

const refuse = refuser({
  'levy.use-unknown': {
    zh: '规则包没有用途代码{system} {code}，无法确定调节金费率。请先在规则包中录入该用途，再重新执行本步骤。',
    en:
      'The pack does not know use {system} {code}, so no rate can be found. Add the use to the pack, then ' +
      'release this step.',
    source: '财税〔2016〕41号；济政字〔2021〕60号四（三）2',
  },
});

export const ASSESSMENT_REFUSALS = refuse.catalogue;
type Act = '入市' | '再转让';

export type Assessment = Readonly<{
  amountFen: FenText;
  explanation: Explanation;
  periods?: readonly FenText[];
}>;

export const explanationOf = ({
  formula,
  inputs,
  rule,
  source,
  confirmed,
}: Explained<unknown>): Explanation => ({ formula, inputs, rule, source, confirmed });

export type Case = Readonly<{
  subject: Subject;
  deal: DealTerms;
  incomeFen: FenText;
  date: Day;
  act?: Act;
  confirmation?: RateConfirmation;
}>;

/**
 * What the deal owes. Where neither cost could be established the price is taxed, not the gain (财税〔2016〕41号).
 * A lease pays on the rent of its whole term or, where the county says so, on each year's, its costs shared
 * like its rents.
 */
export function assess(asked: PackOn, about: Case): Assessment {
  const { deal, incomeFen, date } = about;
  const pack = asked.on(date);
  const weights =
    deal.lease && pack.text('levy.lease-base').value === 'period' ? yearlyRents(deal.lease) : [];
  const whole: Sums = { incomeFen, ...costsOf(deal) };
  if (weights.length < 2) {
    const once = charge(pack, about, whole);
    return { amountFen: once.value.toString(), explanation: explanationOf(once) };
  }
  const incomes = apportioned(fen(incomeFen), weights);
  const yearly = Object.entries(costsOf(deal)).map(
    ([cost, amount]) => [cost, apportioned(fen(amount), weights)] as const,
  );
  const years = incomes.map((_, index) => {
    const rent = leaseIncome(pack, { rentsFen: incomes, period: index + 1 });
    return charge(pack, about, {
      incomeFen: rent.value.toString(),
      ...Object.fromEntries(yearly.map(([cost, parts]) => [cost, (parts[index] ?? NOTHING).toString()])),
    });
  });
  const total = addFen(...years.map(({ value }) => value));
  const first = explanationOf(years[0]!);
  const formula = `按年计征 ${years.length} 期，第 1 期 ${first.formula}，各期合计 ${formatYuan(total)} 元`;
  return {
    amountFen: total.toString(),
    explanation: { ...first, formula },
    periods: years.map(({ value }) => value.toString()),
  };
}

type Sums = Costs & Readonly<{ incomeFen: FenText }>;

function charge(pack: PackOn, { subject, deal, date, act, confirmation }: Case, sums: Sums): Explained<Fen> {
  const use = pack.useCode(deal.use.system as CodeSystem, deal.use.code)?.use;
  if (use === undefined) throw refuse('levy.use-unknown', { system: deal.use.system, code: deal.use.code });
  return askLevy(pack, {
    ...sums,
    ...(act ? { act } : {}),
    form: FORM_NAMES[deal.form],
    use,
    grade: deal.grade,
    district: subject.district,
    areaM2: deal.areaM2,
    date,
    ...(confirmation ? { confirmation } : {}),
  });
}
