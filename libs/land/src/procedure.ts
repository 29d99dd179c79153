import type { CommandOf } from '#kernel/messages';
import { openTask } from './work/task/task.commands.js';
import { doubtsIn, officeOf, taskOf } from './shared/terms.js';
import type { Day, Doubted, Subject } from './shared/terms.js';

/**
 * The whole procedure on one screen: the nine stages, the work of people in each, and what follows from what.
 * `procedure.spec.ts` holds it against the sagas: a line that no saga follows, or a saga without a line,
 * fails the build.
 */
export const STAGES = [
  {
    stage: 'scheme',
    zh: '入市方案',
    who: 'township clerk for the collective',
    law: '土地管理法实施条例 Art. 40',
  },
  {
    stage: 'planning',
    zh: '规划核查',
    who: 'engine, then natural resources, development and reform, ecology',
    law: '实施条例 Art. 37–39',
  },
  {
    stage: 'approval',
    zh: '方案审批',
    who: 'departments in parallel (联审), then the district government',
    law: '实施条例 Art. 40; 济政字〔2021〕60号 四(一)3',
  },
  {
    stage: 'quota',
    zh: '指标管控',
    who: 'engine, city plan office',
    law: '土地管理法 Art. 23; 济政字〔2021〕60号 四(一)4',
  },
  {
    stage: 'listing',
    zh: '公开交易',
    who: 'public trading platform',
    law: '招标拍卖挂牌出让国有建设用地使用权规定 (39号令), by reference',
  },
  { stage: 'contract', zh: '合同与备案', who: 'owner, user, supervisor', law: '实施条例 Art. 41' },
  {
    stage: 'levy',
    zh: '土地增值收益调节金',
    who: 'engine, district finance',
    law: '财税〔2016〕41号; 财税〔2023〕52号',
  },
  { stage: 'distribution', zh: '收益分配', who: 'collective, township', law: '农村集体经济组织法 Art. 42' },
  { stage: 'registration', zh: '不动产登记', who: 'registration centre', law: '实施条例 Art. 42' },
] as const;

type Work = Readonly<{
  zh: string;
  role: 'clerk' | 'planner' | 'reviewer' | 'approver' | 'finance' | 'registrar';
  bureau: string;
  /** Key of the clock in the pack; the task escalates when it runs out. */
  clock: string;
  /** What may be decided, in the words of the API. */
  outcomes: readonly string[];
  escalateTo: 'government' | 'township' | 'city';
}>;

/** Every kind of task: who does it, where, by which clock, with which outcomes. */
export const WORK = {
  'revise-scheme': {
    zh: '修改入市方案',
    role: 'clerk',
    bureau: 'township',
    clock: 'procedure.revision',
    outcomes: ['revise', 'withdraw'],
    escalateTo: 'government',
  },
  'conditions-planning': {
    zh: '出具规划条件',
    role: 'planner',
    bureau: 'natural-resources',
    clock: 'procedure.conditions',
    outcomes: ['issue', 'refuse'],
    escalateTo: 'government',
  },
  'conditions-industry': {
    zh: '出具产业准入要求',
    role: 'reviewer',
    bureau: 'development-reform',
    clock: 'procedure.conditions',
    outcomes: ['issue', 'refuse'],
    escalateTo: 'government',
  },
  'conditions-ecology': {
    zh: '出具生态环境保护要求',
    role: 'reviewer',
    bureau: 'ecology',
    clock: 'procedure.conditions',
    outcomes: ['issue', 'refuse'],
    escalateTo: 'government',
  },
  'opinion-natural-resources': {
    zh: '联审意见（自然资源）',
    role: 'reviewer',
    bureau: 'natural-resources',
    clock: 'procedure.department-opinion',
    outcomes: ['agree', 'return'],
    escalateTo: 'government',
  },
  'opinion-agriculture': {
    zh: '联审意见（农业农村）',
    role: 'reviewer',
    bureau: 'agriculture',
    clock: 'procedure.department-opinion',
    outcomes: ['agree', 'return'],
    escalateTo: 'government',
  },
  'opinion-finance': {
    zh: '联审意见（财政）',
    role: 'reviewer',
    bureau: 'finance',
    clock: 'procedure.department-opinion',
    outcomes: ['agree', 'return'],
    escalateTo: 'government',
  },
  'decide-scheme': {
    zh: '区政府审批',
    role: 'approver',
    bureau: 'government',
    clock: 'procedure.approval',
    outcomes: ['approve', 'return', 'reject'],
    escalateTo: 'city',
  },
  'decide-trade': {
    zh: '集体决定起始价、底价和保证金',
    role: 'clerk',
    bureau: 'township',
    clock: 'procedure.decide-trade',
    outcomes: ['decide'],
    escalateTo: 'government',
  },
  relist: {
    zh: '流拍后处置',
    role: 'reviewer',
    bureau: 'natural-resources',
    clock: 'procedure.relist',
    outcomes: ['relist', 'lapse'],
    escalateTo: 'government',
  },
  'publish-deal': {
    zh: '公示意向成交',
    role: 'clerk',
    bureau: 'township',
    clock: 'procedure.publish-deal',
    outcomes: ['publish', 'lapse'],
    escalateTo: 'government',
  },
  'sign-contract': {
    zh: '签订合同',
    role: 'clerk',
    bureau: 'township',
    clock: 'listing.contract',
    outcomes: ['sign', 'rescind'],
    escalateTo: 'government',
  },
  'file-contract': {
    zh: '合同备案',
    role: 'reviewer',
    bureau: 'natural-resources',
    clock: 'contract.filing',
    outcomes: ['file'],
    escalateTo: 'government',
  },
  'chase-price': {
    zh: '催缴逾期价款',
    role: 'clerk',
    bureau: 'township',
    clock: 'contract.chase-price',
    outcomes: ['urge', 'rescind'],
    escalateTo: 'government',
  },
  'decide-default': {
    zh: '处置价款违约',
    role: 'clerk',
    bureau: 'township',
    clock: 'contract.decide-default',
    outcomes: ['keep', 'rescind'],
    escalateTo: 'government',
  },
  'call-rent': {
    zh: '开具租金缴款通知',
    role: 'clerk',
    bureau: 'township',
    clock: 'contract.call-rent',
    outcomes: ['issue'],
    escalateTo: 'government',
  },
  'record-contribution': {
    zh: '登记作价出资',
    role: 'clerk',
    bureau: 'township',
    clock: 'contract.contribution',
    outcomes: ['record'],
    escalateTo: 'government',
  },
  'levy-rate': {
    zh: '确认费率或者补录成本',
    role: 'finance',
    bureau: 'finance',
    clock: 'levy.rate',
    outcomes: ['confirm'],
    escalateTo: 'government',
  },
  'levy-rate-missing': {
    zh: '费率待录入',
    role: 'finance',
    bureau: 'finance',
    clock: 'levy.rate',
    outcomes: [],
    escalateTo: 'government',
  },
  'levy-notice': {
    zh: '开具调节金缴款通知',
    role: 'finance',
    bureau: 'finance',
    clock: 'levy.notice',
    outcomes: ['issue'],
    escalateTo: 'government',
  },
  'plan-distribution': {
    zh: '编制收益分配方案',
    role: 'clerk',
    bureau: 'township',
    clock: 'distribution.step',
    outcomes: ['plan'],
    escalateTo: 'government',
  },
  'publish-distribution': {
    zh: '公示收益分配方案',
    role: 'clerk',
    bureau: 'township',
    clock: 'distribution.step',
    outcomes: ['publish'],
    escalateTo: 'government',
  },
  'pay-distribution': {
    zh: '兑付分配收益',
    role: 'clerk',
    bureau: 'township',
    clock: 'distribution.step',
    outcomes: ['pay'],
    escalateTo: 'government',
  },
  'register-right': {
    zh: '办理不动产登记',
    role: 'registrar',
    bureau: 'registry',
    clock: 'registration.decision',
    outcomes: ['register'],
    escalateTo: 'government',
  },
  'collect-idle-fee': {
    zh: '收取土地闲置费',
    role: 'finance',
    bureau: 'finance',
    clock: 'tenure.collect-idle-fee',
    outcomes: ['collect', 'void'],
    escalateTo: 'government',
  },
  'decide-conversion': {
    zh: '审查先租后让的转让条件',
    role: 'reviewer',
    bureau: 'natural-resources',
    clock: 'tenure.decide-conversion',
    outcomes: ['convert', 'refuse'],
    escalateTo: 'government',
  },
  'chase-dividend': {
    zh: '催收保底分红',
    role: 'clerk',
    bureau: 'township',
    clock: 'tenure.chase-dividend',
    outcomes: ['urge'],
    escalateTo: 'government',
  },
  'dispose-idle': {
    zh: '处置闲置土地',
    role: 'approver',
    bureau: 'government',
    clock: 'tenure.dispose-idle',
    outcomes: ['return', 'keep'],
    escalateTo: 'city',
  },
} as const satisfies Record<string, Work>;

export type WorkKind = keyof typeof WORK;

/** Departments of the joint review (联审); each gets a task of its own. */
export const DEPARTMENTS = ['natural-resources', 'agriculture', 'finance'] as const;

/** 行政区划代码 of the city above a county: its first four digits. */
const cityOf = (district: string) => `${district.slice(0, 4)}00`;

/**
 * The command that opens a piece of work for an entry. The same entry, kind and round is the same task.
 * `since` is the day of the fact from which the law counts; without it the clock runs from the event that
 * opens the work.
 */
export function openWork(
  subject: Subject,
  kind: WorkKind,
  round: number,
  excluded: readonly string[] = [],
  since?: Day,
  about: Doubted = {},
): CommandOf<typeof openTask> {
  const work: Work = WORK[kind];
  const area = work.bureau === 'township' ? subject.township : subject.district;
  const escalateTo =
    work.escalateTo === 'city'
      ? { role: 'supervisor', office: officeOf(cityOf(subject.district), 'natural-resources') }
      : { role: 'approver', office: officeOf(subject.district, 'government') };
  return openTask(taskOf(subject.entry, kind, round), {
    subject,
    kind,
    round,
    role: work.role,
    office: officeOf(area, work.bureau),
    clock: work.clock,
    ...(since === undefined ? {} : { since }),
    excluded,
    escalateTo,
    ...doubtsIn(about),
  });
}
