import { PaymentBody, ReasonBody, RefusalBody, UrgeBody } from '../../body/common.bodies.js';
import { tenureOf } from '../../shared/terms.js';
import { inBulk, outcome, whenOf, work } from '../../work/work.js';
import { ConversionBody, ReturnBody } from './tenure.bodies.js';
import * as commands from './tenure.commands.js';
import type { TenureEvent } from './tenure.events.js';

const when = whenOf<TenureEvent>();

const OVER = '使用权已终止';

export const collectIdleFee = work('collect-idle-fee', {
  zh: '收取土地闲置费',
  role: 'finance',
  bureau: 'finance',
  clock: 'tenure.collect-idle-fee',
  escalateTo: 'government',
  opens: [when('LandIdle', ({ data: { round, idleSince } }) => ({ round, since: idleSince }))],
  closes: [
    when('IdleFeePaid', ({ data: { round } }) => ({ outcome: 'collect', round })),
    when('IdleFeeVoided', ({ data: { round } }) => ({ outcome: 'void', round })),
  ],
  // What was undone is nobody's work any more; work that was done before stays done.
  cancels: [
    when('IdleFindingLifted', ({ data: { round, documentNo } }) => ({
      round,
      reason: `认定撤销：${documentNo}`,
    })),
  ],
  outcomes: {
    collect: outcome('收取', 'tenure.idle-fee', PaymentBody, (entry, body) =>
      commands.payIdleFee(tenureOf(entry), body),
    ),
    void: outcome('不予收取', 'tenure.idle-fee', RefusalBody, (entry, body) =>
      commands.voidIdleFee(tenureOf(entry), { ...body }),
    ),
  },
});

export const decideConversion = work('decide-conversion', {
  zh: '审查先租后让的转让条件',
  role: 'reviewer',
  bureau: 'natural-resources',
  clock: 'tenure.decide-conversion',
  escalateTo: 'government',
  opens: [when('ConversionApplied', ({ data: { round, appliedOn } }) => ({ round, since: appliedOn }))],
  closes: [
    when('ConversionApproved', ({ data: { round } }) => ({ outcome: 'convert', round })),
    when('ConversionRefused', ({ data: { round } }) => ({ outcome: 'refuse', round })),
  ],
  cancels: [
    when(['RightReturned', 'LeaseLost'], ({ data: { conversionRound } }) =>
      conversionRound === undefined ? undefined : { round: conversionRound, reason: OVER },
    ),
  ],
  outcomes: {
    convert: outcome('同意转让', 'tenure.convert', ConversionBody, (entry, body) =>
      commands.approveConversion(tenureOf(entry), body),
    ),
    refuse: outcome('不同意', 'tenure.convert', ReasonBody, (entry, body) =>
      commands.refuseConversion(tenureOf(entry), body),
    ),
  },
});

/** What was paid after all nobody has to ask for; a letter that was written stays written. */
export const chaseDividend = work('chase-dividend', {
  zh: '催收保底分红',
  role: 'clerk',
  bureau: 'township',
  clock: 'tenure.chase-dividend',
  escalateTo: 'government',
  opens: [when('DividendMissing', ({ data: { year, dueOn } }) => ({ round: year, since: dueOn }))],
  closes: [when('DividendUrged', ({ data: { year } }) => ({ outcome: 'urge', round: year }))],
  cancels: [when('DividendCaughtUp', ({ data: { year } }) => ({ round: year, reason: '分红已补足' }))],
  outcomes: {
    urge: outcome('催收', 'tenure.chase-dividend', UrgeBody, (entry, body, year) =>
      commands.urgeDividend(tenureOf(entry), { year, ...body }),
    ),
  },
});

/** Kept or taken back as idle, it was decided; taken back for another reason, or over, it need not be. */
export const disposeIdle = work('dispose-idle', {
  zh: '处置闲置土地',
  role: 'approver',
  bureau: 'government',
  clock: 'tenure.dispose-idle',
  escalateTo: 'city',
  opens: [when('IdleLandReturnable', ({ data: { round } }) => ({ round }))],
  closes: [
    when('IdleLandKept', ({ data: { round } }) => ({ outcome: 'keep', round })),
    when('RightReturned', ({ data: { ground, disposalOpen, disposalRound } }) =>
      disposalOpen && ground === 'idle' ? { outcome: 'return', round: disposalRound } : undefined,
    ),
  ],
  cancels: [
    when('IdleReturnLifted', ({ data: { round, documentNo } }) => ({
      round,
      reason: `认定撤销：${documentNo}`,
    })),
    when(['RightReturned', 'TermEnded', 'LeaseLost'], ({ type, data }) =>
      !data.disposalOpen || (type === 'RightReturned' && data.ground === 'idle')
        ? undefined
        : { round: data.disposalRound, reason: OVER },
    ),
  ],
  outcomes: {
    return: outcome('收回', 'tenure.return', ReturnBody, (entry, body) =>
      commands.returnRight(tenureOf(entry), { ground: 'idle', ...body }),
    ),
    keep: inBulk(
      outcome('不收回', 'tenure.return', ReasonBody, (entry, body) =>
        commands.keepIdleLand(tenureOf(entry), body),
      ),
    ),
  },
});

export const TENURE_WORK = [collectIdleFee, decideConversion, chaseDividend, disposeIdle] as const;
