import type { Type } from '@nestjs/common';
import type { Command } from '#kernel/messages';
import {
  giveOpinion,
  grantApproval,
  refuseApproval,
  returnApproval,
} from '../stages/approval/approval.commands.js';
import {
  fileContract,
  issueRentNotice,
  publishDeal,
  recordContribution,
  rescindContract,
  signContract,
  tolerateDefault,
  urgePrice,
} from '../stages/contract/contract.commands.js';
import {
  distributeIncome,
  planDistribution,
  publishDistribution,
} from '../stages/distribution/distribution.commands.js';
import { confirmLevyRate, issueLevyNotice } from '../stages/levy/levy.commands.js';
import { decideTrade, relist } from '../stages/listing/listing.commands.js';
import { issuePlanningConditions, refusePlanning } from '../stages/planning/planning.commands.js';
import type { ConditionKind } from '../stages/planning/planning.events.js';
import { DEPARTMENTS } from '../procedure.js';
import { refuser } from '../shared/refusal.js';
import { registerRight } from '../stages/registration/registration.commands.js';
import { lapseScheme, withdrawScheme } from '../stages/scheme/scheme.commands.js';
import {
  approveConversion,
  keepIdleLand,
  payIdleFee,
  refuseConversion,
  returnRight,
  urgeDividend,
  voidIdleFee,
} from '../stages/tenure/tenure.commands.js';
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
} from '../shared/terms.js';
import * as bodies from './decision.bodies.js';

/**
 * What a person may decide on a task: the body it takes, and the command of the stage that it becomes.
 * `round` is the task's: which of several it is.
 */
export type Decision = Readonly<{
  body: Type<object>;
  command: (entry: string, body: never, round: number) => Command;
}>;

const refuse = refuser({
  'decision.unknown': {
    kind: 'invalid',
    zh: '任务“{kind}”没有“{outcome}”这一办理结果，可选：{outcomes}。',
    en: 'Work of kind {kind} has no outcome "{outcome}"; there are: {outcomes}.',
  },
});

export const DECISION_REFUSALS = refuse.catalogue;

const define = <B extends object>(
  body: Type<B>,
  command: (entry: string, body: B, round: number) => Command,
): Decision => ({ body, command });

const conditions = (kind: ConditionKind): Record<string, Decision> => ({
  [`conditions-${kind}/issue`]: define(bodies.ConditionBody, (entry, body, round) =>
    issuePlanningConditions(planningOf(entry), { condition: { kind, ...body }, round }),
  ),
  [`conditions-${kind}/refuse`]: define(bodies.ItemsBody, (entry, { items }, round) =>
    refusePlanning(planningOf(entry), { kind, items, round }),
  ),
});

const opinions = (department: string): Record<string, Decision> => ({
  [`opinion-${department}/agree`]: define(bodies.OpinionBody, (entry, { text, answers }, round) =>
    giveOpinion(approvalOf(entry), {
      opinion: { department, outcome: 'agree', text, items: [], ...(answers ? { answers } : {}) },
      round,
    }),
  ),
  [`opinion-${department}/return`]: define(bodies.ItemsBody, (entry, { items }, round) =>
    giveOpinion(approvalOf(entry), { opinion: { department, outcome: 'return', text: '', items }, round }),
  ),
});

/**
 * Keyed `kind/outcome`, as in `procedure.ts`. A revision is missing on purpose: it is a new scheme, with its
 * own route.
 */
export const DECISIONS: Readonly<Record<string, Decision>> = {
  'revise-scheme/withdraw': define(bodies.ReasonBody, (entry, body) => withdrawScheme(schemeOf(entry), body)),
  ...conditions('planning'),
  ...conditions('industry'),
  ...conditions('ecology'),
  ...(Object.assign({}, ...DEPARTMENTS.map(opinions)) as Record<string, Decision>),
  'decide-scheme/approve': define(bodies.DocumentBody, (entry, body, round) =>
    grantApproval(approvalOf(entry), { ...body, round }),
  ),
  'decide-scheme/return': define(bodies.ItemsBody, (entry, { items }, round) =>
    returnApproval(approvalOf(entry), { items, round }),
  ),
  'decide-scheme/reject': define(bodies.RefusalBody, (entry, body, round) =>
    refuseApproval(approvalOf(entry), { ...body, round }),
  ),
  'decide-trade/decide': define(bodies.TradeDecisionBody, (entry, body, round) =>
    decideTrade(listingOf(entry), { ...body, round }),
  ),
  'relist/relist': define(bodies.RelistBody, (entry, body, round) =>
    relist(listingOf(entry), { ...body, round }),
  ),
  'relist/lapse': define(bodies.ReasonBody, (entry, body) => lapseScheme(schemeOf(entry), body)),
  'publish-deal/publish': define(bodies.PublishDealBody, (entry, body) =>
    publishDeal(contractOf(entry), body),
  ),
  'publish-deal/lapse': define(bodies.ReasonBody, (entry, body) => lapseScheme(schemeOf(entry), body)),
  'sign-contract/sign': define(bodies.ContractPaperBody, (entry, paper) =>
    signContract(contractOf(entry), { paper }),
  ),
  'sign-contract/rescind': define(bodies.RescindBody, (entry, body) =>
    rescindContract(contractOf(entry), body),
  ),
  'file-contract/file': define(bodies.FilingBody, (entry, body) => fileContract(contractOf(entry), body)),
  'chase-price/urge': define(bodies.UrgeBody, (entry, body, no) =>
    urgePrice(contractOf(entry), { no, ...body }),
  ),
  'chase-price/rescind': define(bodies.RescindBody, (entry, body) =>
    rescindContract(contractOf(entry), body),
  ),
  'decide-default/keep': define(bodies.ReasonBody, (entry, body, no) =>
    tolerateDefault(contractOf(entry), { no, ...body }),
  ),
  'decide-default/rescind': define(bodies.RescindBody, (entry, body) =>
    rescindContract(contractOf(entry), body),
  ),
  'call-rent/issue': define(bodies.RentNoticeBody, (entry, body, no) =>
    issueRentNotice(contractOf(entry), { no, ...body }),
  ),
  'record-contribution/record': define(bodies.ContributionBody, (entry, body) =>
    recordContribution(contractOf(entry), body),
  ),
  'levy-rate/confirm': define(bodies.LevyRateBody, (entry, body) => confirmLevyRate(levyOf(entry), body)),
  'levy-notice/issue': define(bodies.NoticeBody, (entry, body) => issueLevyNotice(levyOf(entry), body)),
  'plan-distribution/plan': define(bodies.PlanBody, (entry, body, round) =>
    planDistribution(distributionOf(entry), { ...body, round }),
  ),
  'publish-distribution/publish': define(bodies.PublishedBody, (entry, body, round) =>
    publishDistribution(distributionOf(entry), { ...body, round }),
  ),
  'pay-distribution/pay': define(bodies.DistributedBody, (entry, body, round) =>
    distributeIncome(distributionOf(entry), { ...body, round }),
  ),
  'register-right/register': define(bodies.RightBody, (entry, body) =>
    registerRight(registrationOf(entry), body),
  ),
  'collect-idle-fee/collect': define(bodies.PaymentBody, (entry, body) => payIdleFee(tenureOf(entry), body)),
  'collect-idle-fee/void': define(bodies.RefusalBody, (entry, body) =>
    voidIdleFee(tenureOf(entry), { ...body }),
  ),
  'decide-conversion/convert': define(bodies.ConversionBody, (entry, body) =>
    approveConversion(tenureOf(entry), body),
  ),
  'decide-conversion/refuse': define(bodies.ReasonBody, (entry, body) =>
    refuseConversion(tenureOf(entry), body),
  ),
  'chase-dividend/urge': define(bodies.UrgeBody, (entry, body, year) =>
    urgeDividend(tenureOf(entry), { year, ...body }),
  ),
  'dispose-idle/return': define(bodies.ReturnBody, (entry, body) =>
    returnRight(tenureOf(entry), { ground: 'idle', ...body }),
  ),
  'dispose-idle/keep': define(bodies.ReasonBody, (entry, body) => keepIdleLand(tenureOf(entry), body)),
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
