import { ReasonBody } from '../../body/common.bodies.js';
import { schemeOf } from '../../shared/terms.js';
import { outcome, outcomeElsewhere, whenOf, work } from '../../work/work.js';
import { withdrawScheme } from './scheme.commands.js';
import type { SchemeEvent } from './scheme.events.js';

const when = whenOf<SchemeEvent>();

/** A returned scheme goes back to the township's desk. Whoever prepared it may revise it. */
export const reviseScheme = work('revise-scheme', {
  zh: '修改入市方案',
  role: 'clerk',
  bureau: 'township',
  clock: 'procedure.revision',
  escalateTo: 'government',
  opens: [when('SchemeReturned', ({ data: { version } }) => ({ round: version }))],
  closes: [when('SchemeRevised', ({ data: { version } }) => ({ outcome: 'revise', round: version - 1 }))],
  cancels: [
    when(
      ['SchemeWithdrawn', 'SchemeRejected', 'SchemeLapsed', 'SchemeApprovedTooLate'],
      ({ data: { version, reason, revisionOpen } }) =>
        revisionOpen ? { round: version, reason } : undefined,
    ),
  ],
  outcomes: {
    revise: outcomeElsewhere('修改后重新提交', 'scheme.revise'),
    withdraw: outcome('撤回', 'scheme.withdraw', ReasonBody, (entry, body) =>
      withdrawScheme(schemeOf(entry), body),
    ),
  },
});

export const SCHEME_WORK = [reviseScheme] as const;
