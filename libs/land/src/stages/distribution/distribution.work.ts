import { distributionOf } from '../../shared/terms.js';
import { outcome, whenOf, work } from '../../work/work.js';
import { DistributedBody, PlanBody, PublishedBody } from './distribution.bodies.js';
import * as commands from './distribution.commands.js';
import type { DistributionEvent, DistributionStage } from './distribution.events.js';

const when = whenOf<DistributionEvent>();

const cancelledAt = (at: DistributionStage) =>
  when('DistributionCancelled', ({ data: { stage, round, reason } }) =>
    stage === at ? { round, reason } : undefined,
  );

/**
 * Money that comes in parts is shared out plan by plan: each has its own round, and its own work. After an
 * upheld objection the collective plans and votes anew.
 */
export const planDistribution = work('plan-distribution', {
  zh: '编制收益分配方案',
  role: 'clerk',
  bureau: 'township',
  clock: 'distribution.step',
  escalateTo: 'government',
  opens: [when(['DistributionOpened', 'DistributionReopened'], ({ data: { round } }) => ({ round }))],
  closes: [when('DistributionPlanned', ({ data: { round } }) => ({ outcome: 'plan', round }))],
  cancels: [cancelledAt('opened')],
  outcomes: {
    plan: outcome('编制', 'distribution.plan', PlanBody, (entry, body, round) =>
      commands.planDistribution(distributionOf(entry), { ...body, round }),
    ),
  },
});

export const publishDistribution = work('publish-distribution', {
  zh: '公示收益分配方案',
  role: 'clerk',
  bureau: 'township',
  clock: 'distribution.step',
  escalateTo: 'government',
  opens: [when('DistributionPlanned', ({ data: { round } }) => ({ round }))],
  closes: [when('DistributionPublished', ({ data: { round } }) => ({ outcome: 'publish', round }))],
  cancels: [cancelledAt('planned')],
  outcomes: {
    publish: outcome('公示', 'distribution.publish', PublishedBody, (entry, body, round) =>
      commands.publishDistribution(distributionOf(entry), { ...body, round }),
    ),
  },
});

export const payDistribution = work('pay-distribution', {
  zh: '兑付分配收益',
  role: 'clerk',
  bureau: 'township',
  clock: 'distribution.step',
  escalateTo: 'government',
  opens: [when('PublicationPassed', ({ data: { round } }) => ({ round }))],
  closes: [when('IncomeDistributed', ({ data: { round } }) => ({ outcome: 'pay', round }))],
  cancels: [cancelledAt('passed')],
  outcomes: {
    pay: outcome('兑付', 'distribution.pay', DistributedBody, (entry, body, round) =>
      commands.distributeIncome(distributionOf(entry), { ...body, round }),
    ),
  },
});

export const DISTRIBUTION_WORK = [planDistribution, publishDistribution, payDistribution] as const;
