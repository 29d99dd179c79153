import { daysBetween } from '#policy';
import type { WorkingCalendar } from '#policy';
import { grouped, only } from './check.js';
import type { Check, Fact, Log } from './check.js';

/** Working days between the report and the notice (土地管理法实施条例 Art. 40). */
export const REPORT_WORKING_DAYS_MIN = 10;
/** Calendar days between the notice and the opening of trade (国土资源部令第39号 Art. 8). */
export const NOTICE_DAYS_MIN = 20;
/** Calendar days that trade stays open (39号令 Art. 18). */
export const TRADE_DAYS_MIN = 10;

type Round = {
  announcedOn: string;
  closesOn: string;
  openedOn: string | null;
  suspendedOn: string | null;
  /** Days suspended while open. */ lostDays: number;
};

const DECIDING = [
  'PlanningConditionsIssued',
  'PlanningRefused',
  'OpinionGiven',
  'ApprovalGranted',
  'ApprovalReturned',
  'ApprovalRefused',
] as const;

/** Nobody decides what they prepared, nor does a deputy for them. */
export function fourEyes(log: Log): Check {
  const preparers = new Map<string, Set<string>>();
  const violations: string[] = [];
  let looked = 0;
  for (const event of only(log, 'SchemeSubmitted', 'SchemeRevised', ...DECIDING)) {
    const { entry } = event.data.subject;
    const { person, onBehalfOf } = event.meta.actor;
    const persons = onBehalfOf ? [person, onBehalfOf] : [person];
    if (event.type === 'SchemeSubmitted' || event.type === 'SchemeRevised') {
      const known = preparers.get(entry) ?? new Set<string>();
      for (const name of persons) known.add(name);
      preparers.set(entry, known);
      continue;
    }
    looked++;
    for (const name of persons)
      if (preparers.get(entry)?.has(name)) violations.push(`${event.id}：${name} 编制并审查了同一方案`);
  }
  return {
    id: 'four-eyes',
    zh: '编制人不审查、不审批本人方案',
    en: 'Nobody prepared and decided the same entry',
    looked,
    violations,
  };
}

/** The clocks of the law, counted again from the days in the events and the working-day calendar. */
export function legalClocks(log: Log, calendar: WorkingCalendar): Check {
  const violations: string[] = [];
  const reported = new Map<string, string>();
  const rounds = new Map<string, Round>();
  let looked = 0;
  const atLeast = (days: number, min: number, id: string, what: string) => {
    looked++;
    if (days < min) violations.push(`${id}：${what}仅 ${days} 日，不足 ${min} 日`);
  };
  for (const { id, type, data } of only(
    log,
    'ReviewOpened',
    'ListingAnnounced',
    'ListingOpened',
    'ListingSuspended',
    'ListingResumed',
    'ListingSold',
    'ListingFailed',
  )) {
    const { entry } = data.subject;
    const round = rounds.get(entry);
    switch (type) {
      case 'ReviewOpened':
        reported.set(entry, data.reportedOn);
        break;
      case 'ListingAnnounced': {
        const from = reported.get(entry);
        if (from)
          atLeast(
            calendar.workingDaysBetween(from, data.announcedOn),
            REPORT_WORKING_DAYS_MIN,
            id,
            '方案报送至公告（工作日）',
          );
        else violations.push(`${id}：公告前没有报送方案`);
        atLeast(daysBetween(data.announcedOn, data.opensOn), NOTICE_DAYS_MIN, id, '公告期');
        atLeast(daysBetween(data.opensOn, data.closesOn), TRADE_DAYS_MIN, id, '交易期');
        rounds.set(entry, { ...data, openedOn: null, suspendedOn: null, lostDays: 0 });
        break;
      }
      case 'ListingOpened':
        if (!round) break;
        atLeast(daysBetween(round.announcedOn, data.openedOn), NOTICE_DAYS_MIN, id, '公告至开始交易');
        round.openedOn = data.openedOn;
        break;
      case 'ListingSuspended':
        if (round) round.suspendedOn = data.suspendedOn;
        break;
      case 'ListingResumed':
        if (!round) break;
        // Days before the opening were never days of trade, so none of them is lost.
        if (round.openedOn && round.suspendedOn)
          round.lostDays += daysBetween(round.suspendedOn, data.resumedOn);
        Object.assign(round, { suspendedOn: null, closesOn: data.closesOn });
        break;
      case 'ListingSold':
      case 'ListingFailed':
        if (!round?.openedOn) {
          violations.push(`${id}：未开始交易即有结果`);
          break;
        }
        atLeast(
          daysBetween(round.openedOn, data.closedOn) - round.lostDays,
          TRADE_DAYS_MIN,
          id,
          '扣除中止后的交易期',
        );
        atLeast(daysBetween(round.closesOn, data.closedOn), 0, id, '截止至报送结果');
        break;
    }
  }
  return {
    id: 'legal-clocks',
    zh: '法定期限均已满足',
    en: 'Notice, opening and closing keep the periods of the law',
    looked,
    violations,
  };
}

/**
 * Each gate by the facts that open it: a lease by its first rent and guarantee, land in a company by the
 * share.
 */
const GATES = [
  { zh: '合同备案', facts: ['ContractFiled'] },
  { zh: '价款付清', facts: ['PriceSettled', 'LeaseSecured', 'CapitalContributed'] },
  { zh: '调节金缴清', facts: ['LevySettled', 'LevyFirstPeriodPaid'] },
] as const;
const GATE_FACTS = GATES.flatMap(({ facts }): readonly (typeof GATES)[number]['facts'][number][] => facts);

/** The right is registered after the contract is filed and price and levy are settled, and never twice. */
export function registeredLast(log: Log): Check {
  const violations: string[] = [];
  const facts = grouped(only(log, 'RightRegistered', ...GATE_FACTS), ({ data }) => data.subject.entry);
  let looked = 0;
  for (const [entry, events] of facts) {
    const rights = events.filter(
      (event): event is Fact<'RightRegistered'> => event.type === 'RightRegistered',
    );
    looked += rights.length;
    if (rights.length > 1) violations.push(`${entry} 登记了 ${rights.length} 次`);
    for (const { id, position } of rights) {
      const missing = GATES.filter(
        ({ facts }) =>
          !events.some(
            (event) => (facts as readonly string[]).includes(event.type) && event.position < position,
          ),
      );
      if (missing.length > 0) violations.push(`${id}：登记时尚未${missing.map(({ zh }) => zh).join('、')}`);
    }
  }
  return {
    id: 'registered-last',
    zh: '备案、价款、调节金齐备后方予登记',
    en: 'Registered only after contract, price and levy',
    looked,
    violations,
  };
}
