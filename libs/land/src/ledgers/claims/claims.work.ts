import { DocumentBody, ReasonBody } from '../../body/common.bodies.js';
import { outcome, whenOf, work } from '../../work/work.js';
import * as commands from './claims.commands.js';
import type { ClaimsEvent } from './claims.events.js';

const when = whenOf<ClaimsEvent>();

/** The end of the entry does not answer the question, so nothing but an answer ends it. */
export const settleClaim = work('settle-claim', {
  zh: '处理与已受理内容矛盾的报送',
  role: 'reviewer',
  bureau: 'natural-resources',
  clock: 'procedure.settle-claim',
  escalateTo: 'government',
  opens: [when('ClaimDisputed', ({ data: { dispute } }) => ({ round: dispute }))],
  closes: [
    when('RecordUpheld', ({ data: { dispute } }) => ({ outcome: 'uphold', round: dispute })),
    when('RecordFoundWrong', ({ data: { dispute } }) => ({ outcome: 'correct', round: dispute })),
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

export const CLAIMS_WORK = [settleClaim] as const;
