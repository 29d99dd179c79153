import { NOTHING, deposit, fen, formatYuan, isBlank, mulRate, product, smallerFen, termOf } from '#policy';
import type { Fen, PackOn } from '#policy';
import { rentsOf } from '../../shared/rents.rules.js';
import { FORM_NAMES } from '../../shared/terms.js';
import type { Day, DealTerms, FenText, Party, Subject } from '../../shared/terms.js';
import type {
  Annex,
  Clause,
  ContractPaper,
  ContractTerms,
  ExplainedFen,
  LateRate,
} from './contract.events.js';
import { ANNEXES, CLAUSES } from './contract.events.js';
import { refuse } from './contract.refusals.js';
import { scheduleOf } from './instalments.rules.js';

/** Document and annex of each condition that makes a contract void when it is left out (实施条例 Art. 41). */
const CONDITIONS = [
  ['planningNo', 'planning-conditions', '规划条件', 'planning conditions'],
  ['industryNo', 'industry-admission', '产业准入要求', 'industry admission'],
  ['ecologyNo', 'ecology-requirements', '生态环境保护要求', 'ecological requirements'],
] as const;

const CLAUSE_NAMES: Readonly<Record<Clause, readonly [zh: string, en: string]>> = {
  boundary: ['土地界址', 'boundary'],
  area: ['面积', 'area'],
  use: ['用途', 'use'],
  planning: ['规划条件', 'planning conditions'],
  term: ['使用期限', 'term of use'],
  payment: ['价款支付', 'payment of the price'],
  delivery: ['交地时间和条件', 'delivery'],
  schedule: ['开工竣工期限', 'start and completion'],
  admission: ['产业准入和生态环境保护要求', 'industry admission and ecology'],
  'take-back': ['提前收回的条件', 'early take-back'],
  compensation: ['提前收回的补偿', 'compensation for it'],
  renewal: ['届满续期和地上建筑物处理', 'renewal and buildings at the end'],
  liability: ['违约责任', 'liability'],
  disputes: ['争议解决', 'disputes'],
};
const ANNEX_NAMES: Readonly<Record<Annex, readonly [zh: string, en: string]>> = {
  'boundary-map': ['附件一宗地平面界址图', 'annex 1, boundary map'],
  'vertical-limits': ['附件二竖向界限', 'annex 2, vertical limits'],
  'planning-conditions': ['附件三规划条件', 'annex 3, planning conditions'],
  'industry-admission': ['附件四产业准入要求', 'annex 4, industry admission'],
  'ecology-requirements': ['附件五生态环境保护要求', 'annex 5, ecological requirements'],
};
/**
 * Whose land it is not: for a collective's land neither a government nor the committee of a development zone
 * can grant.
 */
const NOT_AN_OWNER = /管委会|管理委员会|人民政府|街道办事处|自然资源/;

const words = (names: readonly (readonly [string, string])[]) => ({
  missing: names.map(([zh]) => zh).join('、'),
  missingEn: names.map(([, en]) => en).join(', '),
});

/**
 * A contract that leaves one of the three conditions out is void (实施条例 Art. 41), so it is never taken for
 * signed; what else is missing is named too.
 */
export function requireWhole(paper: ContractPaper): void {
  if (isBlank(paper.contractNo)) throw refuse('contract.number-missing');
  const left = CONDITIONS.filter(
    ([field, annex]) => paper[field].trim() === '' || !paper.annexes.includes(annex),
  );
  if (left.length > 0) throw refuse('contract.void', words(left.map(([, , zh, en]) => [zh, en])));
  const missing = [
    ...CLAUSES.filter((clause) => !paper.clauses.includes(clause)).map((clause) => CLAUSE_NAMES[clause]),
    ...ANNEXES.filter((annex) => !paper.annexes.includes(annex)).map((annex) => ANNEX_NAMES[annex]),
  ];
  if (missing.length > 0) throw refuse('contract.incomplete', words(missing));
}

/** The collective grants, the district's government supervises (GF-2023-2608, 2609). */
export function requireParties(
  pack: PackOn,
  { district }: Subject,
  { grantor, supervision }: ContractPaper,
  today: Day,
): void {
  if (grantor.trim() === '' || NOT_AN_OWNER.test(grantor))
    throw refuse('contract.grantor-wrong', { grantor });
  if (isBlank(supervision.agreementNo)) throw refuse('contract.supervision-missing');
  const { government } = pack.district(district);
  if (!supervision.supervisor.trim().endsWith(government))
    throw refuse('contract.supervisor-wrong', { supervisor: supervision.supervisor, government });
  requirePast(supervision.on, today);
}

/** Deal, signature, delivery, start, completion: each on the day of the one before or later. */
export function requireOrder(paper: ContractPaper, confirmedOn: Day): void {
  const steps = [
    ['成交确认日', 'the deal', confirmedOn],
    ['签订日', 'the signature', paper.signedOn],
    ['交地日', 'the delivery', paper.deliveryOn],
    ['动工日', 'the start', paper.startOn],
    ['竣工日', 'the completion', paper.completionOn],
  ] as const;
  for (const [index, step] of steps.entries()) {
    const before = steps[Math.max(0, index - 1)]!;
    if (step[2] < before[2]) throw tooOld(step, before);
  }
}

type NamedDay = readonly [zh: string, en: string, on: Day];

/** A paper that is older than what it is about. */
export const tooOld = ([later, laterEn, laterOn]: NamedDay, [earlier, earlierEn, earlierOn]: NamedDay) =>
  refuse('contract.dates-disordered', { later, laterEn, laterOn, earlier, earlierEn, earlierOn });

export function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('contract.date-in-future', { day, today });
}

type Dealt = Readonly<{ deal: DealTerms; buyer: Party; priceFen: FenText; depositFen: FenText | null }>;

/**
 * Fills the blanks of the paper by the pack and the approved scheme. @throws Rejected where it goes beyond
 * them
 */
export function termsOf(
  pack: PackOn,
  paper: ContractPaper,
  { deal, buyer, priceFen, depositFen }: Dealt,
): ContractTerms {
  const price = fen(priceFen);
  const { grantor, signedOn, deliveryOn, startOn, completionOn } = paper;
  return {
    buyer,
    grantor,
    signedOn,
    deliveryOn,
    startOn,
    completionOn,
    termYears: termYearsOf(pack, deal, paper.termYears ?? deal.termYears),
    earnestFen: earnestOf(pack, deal, price, paper.earnestFen, depositFen).toString(),
    lateRate: lateRateOf(pack, paper.lateRate),
    schedule: scheduleOf(pack, deal, price, paper),
    ...(deal.lease ? { rents: { years: deal.lease.years, guarantee: guaranteeOf(pack, deal, price) } } : {}),
    ...(deal.equity ? { capital: { shareRatio: deal.equity.shareRatio, valueFen: priceFen } } : {}),
  };
}

/** 履约保证金: a share of the first year's rent. */
function guaranteeOf(pack: PackOn, deal: DealTerms, price: Fen): ExplainedFen {
  const { key, value: ratio, source, confirmed } = pack.text('contract.guarantee-ratio');
  const rent = rentsOf(deal, price)[0] ?? NOTHING;
  const { value, sign } = product(rent, ratio);
  const formula = `首年租金 ${formatYuan(rent)} × ${ratio} ${sign} ${formatYuan(value)} 元`;
  return {
    value: value.toString(),
    formula,
    inputs: { rentYuan: formatYuan(rent), ratio },
    rule: key,
    source,
    confirmed,
  };
}

/** 国务院令55号 Art. 12, 民法典 Art. 705; and never more years than were approved. */
function termYearsOf(pack: PackOn, deal: DealTerms, years: number): number {
  const { form, use, lease } = deal;
  const landUse = pack.useCode(use.system as Parameters<PackOn['useCode']>[0], use.code)?.use;
  const leaseYears = form === 'lease-then-grant' || form === 'part-lease' ? lease?.years : undefined;
  if (landUse)
    termOf(pack, {
      use: landUse,
      form: FORM_NAMES[form],
      years,
      ...(leaseYears === undefined ? {} : { leaseYears }),
    });
  if (years > deal.termYears)
    throw refuse('contract.term-over-approved', { years, approved: deal.termYears });
  return years;
}

/**
 * 定金: at most a fifth of the price (民法典 586). What the contract does not name is the deposit, cut to that.
 */
function earnestOf(
  pack: PackOn,
  deal: DealTerms,
  price: Fen,
  named: FenText | undefined,
  depositFen: FenText | null,
): Fen {
  const ratio = pack.text('contract.earnest-ratio-max').value;
  const most = mulRate(price, ratio);
  if (named === undefined)
    return smallerFen(most, depositFen === null ? deposit(pack, fen(deal.priceFen)).value : fen(depositFen));
  const earnest = fen(named);
  if (earnest > most)
    throw refuse('contract.earnest-too-high', { earnestFen: named, mostFen: most.toString(), ratio });
  return earnest;
}

function lateRateOf(pack: PackOn, named: string | undefined): LateRate {
  if (named !== undefined)
    return { rate: named, source: '合同约定（民法典第五百八十五条）', confirmed: true };
  const { key: rule, value: rate, source, confirmed } = pack.text('contract.late-rate');
  return { rate, rule, source, confirmed };
}
