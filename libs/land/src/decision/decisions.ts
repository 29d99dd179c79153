import type { Type } from '@nestjs/common';
import type { Command, CommandMeta } from '#kernel/messages';
import { GiveOpinion, GrantApproval, RefuseApproval, ReturnApproval } from '../approval/approval.commands.js';
import {
  FileContract,
  IssueRentNotice,
  PublishDeal,
  RecordContribution,
  RescindContract,
  SignContract,
  TolerateDefault,
  UrgePrice,
} from '../contract/contract.commands.js';
import {
  DistributeIncome,
  PlanDistribution,
  PublishDistribution,
} from '../distribution/distribution.commands.js';
import { ConfirmLevyRate, IssueLevyNotice } from '../levy/levy.commands.js';
import { DecideTrade, Relist } from '../listing/listing.commands.js';
import { IssuePlanningConditions, RefusePlanning } from '../planning/planning.commands.js';
import type { ConditionKind } from '../planning/planning.events.js';
import { DEPARTMENTS } from '../procedure.js';
import { refuser } from '../refusal.js';
import { RegisterRight } from '../registration/registration.commands.js';
import { LapseScheme, WithdrawScheme } from '../scheme/scheme.commands.js';
import {
  ApproveConversion,
  KeepIdleLand,
  PayIdleFee,
  RefuseConversion,
  ReturnRight,
  UrgeDividend,
  VoidIdleFee,
} from '../tenure/tenure.commands.js';
import {
  approvalOf,
  contractOf,
  distributionOf,
  levyOf,
  listingOf,
  planningOf,
  registrationOf,
  schemeOf,
  tenureOf,
} from '../terms.js';
import * as bodies from './decision.bodies.js';

/**
 * What a person may decide on a task: the body it takes, and the command of the stage that it becomes.
 * `round` is the task's: which of several it is.
 */
export type Decision = Readonly<{
  body: Type<object>;
  command: (entry: string, body: never, meta: CommandMeta, round: number) => Command;
}>;

const refuse = refuser({
  'decision.unknown': {
    zh: '任务“{kind}”没有“{outcome}”这一办理结果，可选：{outcomes}。',
    en: 'Work of kind {kind} has no outcome "{outcome}"; there are: {outcomes}.',
  },
});

export const DECISION_REFUSALS = refuse.catalogue;

const define = <B extends object>(
  body: Type<B>,
  command: (entry: string, body: B, meta: CommandMeta, round: number) => Command,
): Decision => ({ body, command });

const conditions = (kind: ConditionKind): Record<string, Decision> => ({
  [`conditions-${kind}/issue`]: define(
    bodies.ConditionBody,
    (entry, body, meta, round) =>
      new IssuePlanningConditions(planningOf(entry), { condition: { kind, ...body }, round }, meta),
  ),
  [`conditions-${kind}/refuse`]: define(
    bodies.ItemsBody,
    (entry, { items }, meta, round) => new RefusePlanning(planningOf(entry), { kind, items, round }, meta),
  ),
});

const opinions = (department: string): Record<string, Decision> => ({
  [`opinion-${department}/agree`]: define(
    bodies.OpinionBody,
    (entry, { text, answers }, meta, round) =>
      new GiveOpinion(
        approvalOf(entry),
        {
          opinion: { department, outcome: 'agree', text, items: [], ...(answers ? { answers } : {}) },
          round,
        },
        meta,
      ),
  ),
  [`opinion-${department}/return`]: define(
    bodies.ItemsBody,
    (entry, { items }, meta, round) =>
      new GiveOpinion(
        approvalOf(entry),
        { opinion: { department, outcome: 'return', text: '', items }, round },
        meta,
      ),
  ),
});

/**
 * Keyed `kind/outcome`, as in `procedure.ts`. A revision is missing on purpose: it is a new scheme, with its
 * own route.
 */
export const DECISIONS: Readonly<Record<string, Decision>> = {
  'revise-scheme/withdraw': define(
    bodies.ReasonBody,
    (entry, body, meta) => new WithdrawScheme(schemeOf(entry), body, meta),
  ),
  ...conditions('planning'),
  ...conditions('industry'),
  ...conditions('ecology'),
  ...(Object.assign({}, ...DEPARTMENTS.map(opinions)) as Record<string, Decision>),
  'decide-scheme/approve': define(
    bodies.DocumentBody,
    (entry, body, meta, round) => new GrantApproval(approvalOf(entry), { ...body, round }, meta),
  ),
  'decide-scheme/return': define(
    bodies.ItemsBody,
    (entry, { items }, meta, round) => new ReturnApproval(approvalOf(entry), { items, round }, meta),
  ),
  'decide-scheme/reject': define(
    bodies.RefusalBody,
    (entry, body, meta, round) => new RefuseApproval(approvalOf(entry), { ...body, round }, meta),
  ),
  'decide-trade/decide': define(
    bodies.TradeDecisionBody,
    (entry, body, meta, round) => new DecideTrade(listingOf(entry), { ...body, round }, meta),
  ),
  'relist/relist': define(
    bodies.RelistBody,
    (entry, body, meta, round) => new Relist(listingOf(entry), { ...body, round }, meta),
  ),
  'relist/lapse': define(
    bodies.ReasonBody,
    (entry, body, meta) => new LapseScheme(schemeOf(entry), body, meta),
  ),
  'publish-deal/publish': define(
    bodies.PublishDealBody,
    (entry, body, meta) => new PublishDeal(contractOf(entry), body, meta),
  ),
  'publish-deal/lapse': define(
    bodies.ReasonBody,
    (entry, body, meta) => new LapseScheme(schemeOf(entry), body, meta),
  ),
  'sign-contract/sign': define(
    bodies.ContractPaperBody,
    (entry, paper, meta) => new SignContract(contractOf(entry), { paper }, meta),
  ),
  'sign-contract/rescind': define(
    bodies.RescindBody,
    (entry, body, meta) => new RescindContract(contractOf(entry), body, meta),
  ),
  'file-contract/file': define(
    bodies.FilingBody,
    (entry, body, meta) => new FileContract(contractOf(entry), body, meta),
  ),
  'chase-price/urge': define(
    bodies.UrgeBody,
    (entry, body, meta, no) => new UrgePrice(contractOf(entry), { no, ...body }, meta),
  ),
  'chase-price/rescind': define(
    bodies.RescindBody,
    (entry, body, meta) => new RescindContract(contractOf(entry), body, meta),
  ),
  'decide-default/keep': define(
    bodies.ReasonBody,
    (entry, body, meta, no) => new TolerateDefault(contractOf(entry), { no, ...body }, meta),
  ),
  'decide-default/rescind': define(
    bodies.RescindBody,
    (entry, body, meta) => new RescindContract(contractOf(entry), body, meta),
  ),
  'call-rent/issue': define(
    bodies.RentNoticeBody,
    (entry, body, meta, no) => new IssueRentNotice(contractOf(entry), { no, ...body }, meta),
  ),
  'record-contribution/record': define(
    bodies.ContributionBody,
    (entry, body, meta) => new RecordContribution(contractOf(entry), body, meta),
  ),
  'levy-rate/confirm': define(
    bodies.LevyRateBody,
    (entry, body, meta) => new ConfirmLevyRate(levyOf(entry), body, meta),
  ),
  'levy-notice/issue': define(
    bodies.NoticeBody,
    (entry, body, meta) => new IssueLevyNotice(levyOf(entry), body, meta),
  ),
  'plan-distribution/plan': define(
    bodies.PlanBody,
    (entry, body, meta, round) => new PlanDistribution(distributionOf(entry), { ...body, round }, meta),
  ),
  'publish-distribution/publish': define(
    bodies.PublishedBody,
    (entry, body, meta, round) => new PublishDistribution(distributionOf(entry), { ...body, round }, meta),
  ),
  'pay-distribution/pay': define(
    bodies.DistributedBody,
    (entry, body, meta, round) => new DistributeIncome(distributionOf(entry), { ...body, round }, meta),
  ),
  'register-right/register': define(
    bodies.RightBody,
    (entry, body, meta) => new RegisterRight(registrationOf(entry), body, meta),
  ),
  'collect-idle-fee/collect': define(
    bodies.PaymentBody,
    (entry, body, meta) => new PayIdleFee(tenureOf(entry), body, meta),
  ),
  'collect-idle-fee/void': define(
    bodies.RefusalBody,
    (entry, body, meta) => new VoidIdleFee(tenureOf(entry), { ...body }, meta),
  ),
  'decide-conversion/convert': define(
    bodies.ConversionBody,
    (entry, body, meta) => new ApproveConversion(tenureOf(entry), body, meta),
  ),
  'decide-conversion/refuse': define(
    bodies.ReasonBody,
    (entry, body, meta) => new RefuseConversion(tenureOf(entry), body, meta),
  ),
  'chase-dividend/urge': define(
    bodies.UrgeBody,
    (entry, body, meta, year) => new UrgeDividend(tenureOf(entry), { year, ...body }, meta),
  ),
  'dispose-idle/return': define(
    bodies.ReturnBody,
    (entry, body, meta) => new ReturnRight(tenureOf(entry), { ground: 'idle', ...body }, meta),
  ),
  'dispose-idle/keep': define(
    bodies.ReasonBody,
    (entry, body, meta) => new KeepIdleLand(tenureOf(entry), body, meta),
  ),
};

/** @throws Rejected `decision.unknown` */
export function decisionOf(kind: string, outcome: string): Decision {
  const key = `${kind}/${outcome}`;
  if (Object.hasOwn(DECISIONS, key)) return DECISIONS[key]!;
  const outcomes = Object.keys(DECISIONS)
    .filter((key) => key.startsWith(`${kind}/`))
    .map((key) => key.slice(kind.length + 1));
  throw refuse('decision.unknown', { kind, outcome, outcomes: outcomes.join('、') || '无' });
}
