/** The days by which a right lives, each with the rule or the contract that it was counted by. Pure. */
import { addYears } from '#policy';
import type { Pack, PackOn, RulePacks } from '#policy';
import { basisOf } from '../entry/grounds.js';
import type { Basis } from '../entry/grounds.js';
import type { Day } from '../shared/terms.js';
import type { Held, RegistrationView } from './terms.js';

export const TENURE_DAY_NAMES = {
  start: '约定开工',
  completion: '约定竣工',
  'idle-fee': '满期未开工，可以征收闲置费',
  'idle-return': '满期未开工，可以收回',
  renewal: '申请续期的最后一日',
  dividend: '支付保底分红的最后一日',
  'term-end': '使用期限届满',
} as const;
export type TenureDayKind = keyof typeof TENURE_DAY_NAMES;

/** `past`: the day is over and what it was for was not done; `rule` is absent where the contract says it. */
export type TenureDay = Readonly<{
  what: TenureDayKind;
  on: Day;
  state: 'done' | 'past' | 'ahead';
  doneOn?: Day;
  formula?: string;
  rule?: string;
  source: string;
  confirmed: boolean;
}>;

/** In the order of the calendar; none before the right is registered and none after its end. */
export function tenureDaysOf(view: RegistrationView, packs: RulePacks, today: Day): readonly TenureDay[] {
  const { tenure } = view;
  if (tenure.status !== 'held') return [];
  return [
    ...buildingDays(view, tenure, today),
    ...idleDays(view, tenure, packs, today),
    ...renewalDay(view, tenure, packs, today),
    ...dividendDay(view, packs, today),
    dayOf('term-end', tenure.endsOn, today, byContract(view)),
  ].toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

type By = Pick<Basis, 'formula' | 'rule' | 'source' | 'confirmed'>;

const dayOf = (what: TenureDayKind, on: Day, today: Day, by: By, doneOn: Day | null = null): TenureDay => ({
  ...{ what, on, state: doneOn === null ? (on < today ? 'past' : 'ahead') : 'done' },
  ...(doneOn === null ? {} : { doneOn }),
  ...(by.formula === undefined ? {} : { formula: by.formula }),
  ...(by.rule === undefined ? {} : { rule: by.rule }),
  ...{ source: by.source, confirmed: by.confirmed },
});

const byContract = ({ contractNo = '' }: RegistrationView, formula?: string): By => ({
  ...(formula === undefined ? {} : { formula }),
  ...{ source: `合同${contractNo}`, confirmed: true },
});

/** What moved a day stands in its formula, document by document. */
function buildingDays(view: RegistrationView, held: Held, today: Day): readonly TenureDay[] {
  const { schedule, startedOn, completedOn, excuses } = held;
  const moved = excuses.map(({ days, documentNo }) => `顺延 ${days} 日（${documentNo}）`);
  const by = byContract(view, ['合同约定之日', ...moved].join('，'));
  return [
    dayOf('start', schedule.startBy, today, by, startedOn),
    dayOf('completion', schedule.completeBy, today, by, completedOn),
  ];
}

/** Only while nothing is built: what is begun cannot become idle in this way any more. */
function idleDays(
  { countedBy, subject }: RegistrationView,
  { schedule, startedOn }: Held,
  packs: RulePacks,
  today: Day,
): readonly TenureDay[] {
  if (startedOn !== null || !countedBy) return [];
  const { startBy, idleFeeOn, idleReturnOn } = schedule;
  // As they were counted: by the rules of the day on which idleness begins.
  const pack = packs.of(countedBy.schedule).on(startBy, subject.district);
  return [
    dayOf('idle-fee', idleFeeOn, today, byRule(pack, 'tenure.idle-fee-years', idleFeeOn)),
    dayOf('idle-return', idleReturnOn, today, byRule(pack, 'tenure.idle-return-years', idleReturnOn)),
  ];
}

/** Asked for in time, it is done. */
function renewalDay(
  { subject }: RegistrationView,
  { endsOn, renewal }: Held,
  packs: RulePacks,
  today: Day,
): readonly TenureDay[] {
  const pack: Pack | undefined = packs.inForce(subject.district, today);
  const rule = pack?.on(today, subject.district).find('tenure.renewal-years');
  if (!rule || typeof rule.value !== 'number') return [];
  const on = addYears(endsOn, 0 - rule.value);
  return [dayOf('renewal', on, today, basisOf('', on, rule), renewal?.appliedOn ?? null)];
}

/** The next one; those whose minimum is missing are work of their own. */
function dividendDay(
  { countedBy, subject, dividends }: RegistrationView,
  packs: RulePacks,
  today: Day,
): readonly TenureDay[] {
  const next = dividends.find(({ dueOn }) => dueOn >= today);
  if (!next || !countedBy) return [];
  const pack = packs.of(countedBy.opened).on(countedBy.openedOn, subject.district);
  const { formula, ...by } = byRule(pack, 'tenure.dividend-days', next.dueOn);
  return [dayOf('dividend', next.dueOn, today, { ...by, formula: `第 ${next.year} 年：${formula}` })];
}

const byRule = (pack: PackOn, key: string, on: Day): By => basisOf('', on, pack.value(key));
