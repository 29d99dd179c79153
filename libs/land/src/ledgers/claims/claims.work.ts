import { DocumentBody, ReasonBody } from '../../body/common.bodies.js';
import { outcome, whenOf, work } from '../../work/work.js';
import * as commands from './claims.commands.js';
import { isReceipt } from './claims.events.js';
import type { ClaimsEvent } from './claims.events.js';

const when = whenOf<ClaimsEvent>();

/** The end of the entry does not answer the question, so nothing but an answer ends it. */
export const settleClaim = work('settle-claim', {
  zh: '处理与已受理内容矛盾的报送',
  role: 'reviewer',
  bureau: 'natural-resources',
  clock: 'procedure.settle-claim',
  escalateTo: 'government',
  opens: [
    when('ClaimDisputed', ({ data: { kind, dispute } }) =>
      isReceipt(kind) ? undefined : { round: dispute },
    ),
  ],
  closes: [
    when('RecordUpheld', ({ data: { kind, dispute } }) =>
      isReceipt(kind) ? undefined : { outcome: 'uphold', round: dispute },
    ),
    when('RecordFoundWrong', ({ data: { kind, dispute } }) =>
      isReceipt(kind) ? undefined : { outcome: 'correct', round: dispute },
    ),
  ],
  cancels: [],
  outcomes: {
    uphold: outcome('维持已受理的内容', 'claim.settle', ReasonBody, (entry, { reason }, dispute) =>
      commands.upholdRecord(commands.claimsOf(entry), { dispute, reason }),
    ),
    correct: outcome(
      '确有错误，另按作废或终止办理',
      'claim.settle',
      DocumentBody,
      (entry, { documentNo }, dispute) =>
        commands.findRecordWrong(commands.claimsOf(entry), { dispute, documentNo }),
    ),
  },
});

/**
 * Money has moved and matches nothing: it goes back to who paid it, or what it was held against is wrong and
 * it is entered by hand.
 */
export const settleReceipt = work('settle-receipt', {
  zh: '处理不能对应的到账款项',
  role: 'finance',
  bureau: 'finance',
  clock: 'procedure.settle-claim',
  escalateTo: 'government',
  opens: [
    when('ClaimDisputed', ({ data: { kind, dispute } }) =>
      isReceipt(kind) ? { round: dispute } : undefined,
    ),
  ],
  closes: [
    when('RecordUpheld', ({ data: { kind, dispute } }) =>
      isReceipt(kind) ? { outcome: 'return', round: dispute } : undefined,
    ),
    when('RecordFoundWrong', ({ data: { kind, dispute } }) =>
      isReceipt(kind) ? { outcome: 'correct', round: dispute } : undefined,
    ),
  ],
  cancels: [],
  outcomes: {
    return: outcome('退回缴款人', 'receipt.settle', ReasonBody, (entry, { reason }, dispute) =>
      commands.upholdRecord(commands.claimsOf(entry), { dispute, reason }),
    ),
    correct: outcome(
      '已登记的有误，另行更正登记',
      'receipt.settle',
      DocumentBody,
      (entry, { documentNo }, dispute) =>
        commands.findRecordWrong(commands.claimsOf(entry), { dispute, documentNo }),
    ),
  },
});

export const CLAIMS_WORK = [settleClaim, settleReceipt] as const;
