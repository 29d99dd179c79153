import { DocumentBody, ItemsBody, RefusalBody } from '../../body/common.bodies.js';
import { barredFrom, handsIn } from '../../shared/hands.rules.js';
import { approvalOf } from '../../shared/terms.js';
import { inBulk, outcome, whenOf, work } from '../../work/work.js';
import { OpinionBody } from './approval.bodies.js';
import { giveOpinion, grantApproval, refuseApproval, returnApproval } from './approval.commands.js';
import type { Department } from './departments.js';
import type { ApprovalEvent } from './approval.events.js';

const when = whenOf<ApprovalEvent>();

/** Every department of the joint review (联审) has a task of its own. */
const opinion = <const Name extends Department>(department: Name, zh: string) =>
  work(`opinion-${department}`, {
    zh,
    role: 'reviewer',
    bureau: department,
    clock: 'procedure.department-opinion',
    escalateTo: 'government',
    opens: [
      when('ReviewOpened', ({ data: { schemeVersion, reportedOn, ...prepared } }) => ({
        round: schemeVersion,
        barred: barredFrom(`opinion-${department}`, handsIn(prepared)),
        since: reportedOn,
        about: prepared,
      })),
    ],
    closes: [
      when('OpinionGiven', ({ data }) =>
        data.opinion.department === department
          ? { outcome: data.opinion.outcome, round: data.schemeVersion }
          : undefined,
      ),
    ],
    cancels: [
      when('ReviewReturned', ({ data: { open, schemeVersion } }) =>
        open.includes(department) ? { reason: '方案已退回修改', round: schemeVersion } : undefined,
      ),
      when('ReviewClosed', ({ data: { open, schemeVersion, reason } }) =>
        open.includes(department) ? { reason, round: schemeVersion } : undefined,
      ),
    ],
    outcomes: {
      agree: inBulk(
        outcome('同意', 'opinion.give', OpinionBody, (entry, { text, answers }, round) =>
          giveOpinion(approvalOf(entry), {
            opinion: { department, outcome: 'agree', text, items: [], ...(answers ? { answers } : {}) },
            round,
          }),
        ),
      ),
      return: outcome('退回修改', 'opinion.give', ItemsBody, (entry, { items }, round) =>
        giveOpinion(approvalOf(entry), {
          opinion: { department, outcome: 'return', text: '', items },
          round,
        }),
      ),
    },
  });

export const decideScheme = work('decide-scheme', {
  zh: '区政府审批',
  role: 'approver',
  bureau: 'government',
  clock: 'procedure.approval',
  escalateTo: 'city',
  opens: [
    when('DecisionOpened', ({ data: { schemeVersion, ...prepared } }) => ({
      round: schemeVersion,
      barred: barredFrom('decide-scheme', handsIn(prepared)),
    })),
  ],
  closes: [
    when('ApprovalGranted', ({ data }) => ({ outcome: 'approve', round: data.schemeVersion })),
    when('ApprovalReturned', ({ data }) => ({ outcome: 'return', round: data.schemeVersion })),
    when('ApprovalRefused', ({ data }) => ({ outcome: 'reject', round: data.schemeVersion })),
  ],
  cancels: [
    // The work of the government is taken back, not done: nobody decided anything.
    when('DecisionExpired', ({ data: { decisionOpen, schemeVersion } }) =>
      decisionOpen ? { reason: '指标预占届满', round: schemeVersion } : undefined,
    ),
    when('ReviewClosed', ({ data: { decisionOpen, schemeVersion, reason } }) =>
      decisionOpen ? { reason, round: schemeVersion } : undefined,
    ),
  ],
  outcomes: {
    approve: outcome('批准', 'scheme.decide', DocumentBody, (entry, body, round) =>
      grantApproval(approvalOf(entry), { ...body, round }),
    ),
    return: outcome('退回修改', 'scheme.decide', ItemsBody, (entry, { items }, round) =>
      returnApproval(approvalOf(entry), { items, round }),
    ),
    reject: outcome('不予批准', 'scheme.decide', RefusalBody, (entry, body, round) =>
      refuseApproval(approvalOf(entry), { ...body, round }),
    ),
  },
});

export const APPROVAL_WORK = [
  opinion('natural-resources', '联审意见（自然资源）'),
  opinion('agriculture', '联审意见（农业农村）'),
  opinion('finance', '联审意见（财政）'),
  decideScheme,
] as const;
