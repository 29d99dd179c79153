import { civilDate, isBlank, sameNo } from '#policy';
import type { RulePacks } from '#policy';
import type { Actor, Decider } from '#kernel/messages';
import { lastDays } from '../../clocks/open-days.rules.js';
import { DEPARTMENTS, departmentsTold } from './departments.js';
import { dossierOf, lastingDossierOf } from '../../shared/dossier.js';
import { personsOf, requireOneCapacity, withHand } from '../../shared/hands.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Contradiction } from '../../shared/repeat.rules.js';
import { requireRound } from '../../shared/round.rules.js';
import { BURDENS } from '../../shared/burdens.rules.js';
import type { Burden, ReturnItem } from '../../shared/terms.js';
import type { ApprovalCommand } from './approval.commands.js';
import type { ApprovalEvent, Opinion } from './approval.events.js';
import { refuse } from './approval.refusals.js';

type Review = Extract<ApprovalEvent, { type: 'ReviewOpened' }>['data'];

type Stage =
  | Readonly<{ status: 'none' }>
  | Readonly<{ status: 'review'; review: Review; opinions: readonly Opinion[]; overdue: boolean }>
  /** All agreed; waits for quota. */
  | Readonly<{ status: 'agreed' | 'deciding' | 'returned' | 'refused'; review: Review }>
  /** The scheme ended: whatever comes late begins nothing. */
  | Readonly<{ status: 'closed' }>
  | Readonly<{ status: 'granted'; review: Review; documentNo: string }>;

/**
 * `holds` are the burdens that were noted on the parcel meanwhile; they outlast a return and a new version.
 */
export type Approval = Stage & Readonly<{ holds: readonly Burden[] }>;

type InReview = Extract<Approval, { status: 'review' }>;

/**
 * 方案审批: departments in parallel, then quota, then the district government. In Jinan an approval is needed, so
 * silence is none: what is overdue is named, and the review waits.
 */
export const approval = (packs: RulePacks): Decider<Approval, ApprovalCommand, ApprovalEvent> => ({
  initial: { status: 'none', holds: [] },
  keepsPack: true,

  decide({ type, data, meta }, state): readonly ApprovalEvent[] {
    switch (type) {
      case 'OpenReview': {
        if (state.status === 'closed') return [];
        if (
          state.status !== 'none' &&
          (OVER.includes(state.status) || data.schemeVersion <= state.review.schemeVersion)
        )
          return [];
        const reportedOn = civilDate(meta.at);
        const pack = packs.of(meta.policy).on(reportedOn, data.subject.district);
        const clocks = lastDays(pack, {
          opinionDueOn: ['procedure.modification-opinion', reportedOn],
          earliestNoticeOn: ['procedure.report-before-notice', reportedOn],
        });
        return [{ type: 'ReviewOpened', data: { ...data, departments: DEPARTMENTS, reportedOn, ...clocks } }];
      }
      case 'GiveOpinion': {
        const { opinion } = data;
        if (state.status !== 'review') throw refuse('approval.not-in-review', { status: state.status });
        requireRound(data.round, state.review.schemeVersion);
        return opinionOn(state, opinion, meta.actor);
      }
      case 'PassOpinionDeadline': {
        if (state.status !== 'review' || state.overdue || state.review.schemeVersion !== data.schemeVersion)
          return [];
        return [{ type: 'OpinionsOverdue', data: { ...about(state.review), missing: missingOf(state) } }];
      }
      case 'OpenDecision': {
        if (state.status === 'agreed')
          return [{ type: 'DecisionOpened', data: { ...about(state.review), ...dossierOf(state.review) } }];
        // The entry ended while the land was being reserved: nobody else would give the land back.
        if (state.status === 'closed' || state.status === 'refused')
          return [{ type: 'DecisionDeclined', data: { subject: data.subject, reason: '审批已经终结' } }];
        return [];
      }
      case 'ExpireDecision': {
        // Granted in the meantime, the land is taken anew; returned or ended, nothing waits for it.
        if (state.status !== 'agreed' && state.status !== 'deciding') return [];
        const items = [{ field: 'quota', opinion: data.reason, source: '济政字〔2021〕60号 四（一）4' }];
        return [
          {
            type: 'DecisionExpired',
            data: { ...about(state.review), items, decisionOpen: state.status === 'deciding' },
          },
        ];
      }
      case 'GrantApproval': {
        if (state.status === 'granted' && sameNo(state.documentNo, data.documentNo)) return [];
        const review = beforeGovernment(state, meta.actor, data.round);
        requireNoHold(state);
        if (isBlank(data.documentNo)) throw refuse('approval.document-missing');
        return [
          {
            type: 'ApprovalGranted',
            data: { ...about(review), documentNo: data.documentNo, ...lastingDossierOf(review) },
          },
        ];
      }
      case 'ReturnApproval': {
        const review = beforeGovernment(state, meta.actor, data.round);
        requireItems(data.items);
        return [{ type: 'ApprovalReturned', data: { ...about(review), items: data.items } }];
      }
      case 'RefuseApproval': {
        const review = beforeGovernment(state, meta.actor, data.round);
        if (isBlank(data.documentNo)) throw refuse('approval.document-missing');
        if (data.reason.trim() === '') throw refuse('approval.reason-missing');
        return [
          {
            type: 'ApprovalRefused',
            data: { ...about(review), documentNo: data.documentNo, reason: data.reason },
          },
        ];
      }
      case 'HoldReview':
        // What was decided already is held by the stages that come after.
        if (OVER.includes(state.status) || state.holds.some(({ id }) => id === data.burden.id)) return [];
        return [{ type: 'ReviewHeld', data }];
      case 'LiftReviewHold':
        return !OVER.includes(state.status) && state.holds.some(({ id }) => id === data.burdenId)
          ? [{ type: 'ReviewHoldLifted', data }]
          : [];
      case 'CloseReview': {
        if (OVER.includes(state.status)) return [];
        // Between a withdrawal and the planning's last document there may be no review yet: it must not begin
        // afterwards.
        if (state.status === 'none')
          return [
            {
              type: 'ReviewClosed',
              data: {
                subject: data.subject,
                schemeVersion: 0,
                reason: data.reason,
                open: [],
                decisionOpen: false,
              },
            },
          ];
        if (state.status === 'closed' || state.status === 'granted') return [];
        const open = state.status === 'review' ? missingOf(state) : [];
        return [
          {
            type: 'ReviewClosed',
            data: {
              ...about(state.review),
              reason: data.reason,
              open,
              decisionOpen: state.status === 'deciding',
            },
          },
        ];
      }
    }
  },

  evolve: (state, event): Approval => ({
    ...stageAfter(state, event),
    holds: holdsAfter(state.holds, event),
  }),
});

function holdsAfter(holds: readonly Burden[], { type, data }: ApprovalEvent): readonly Burden[] {
  if (type === 'ReviewHeld') return [...holds, data.burden];
  return type === 'ReviewHoldLifted' ? holds.filter(({ id }) => id !== data.burdenId) : holds;
}

function stageAfter(state: Stage, { type, data }: ApprovalEvent): Stage {
  if (type === 'ReviewOpened') return { status: 'review', review: data, opinions: [], overdue: false };
  if (type === 'ReviewClosed') return { status: 'closed' };
  if (state.status === 'none' || state.status === 'closed') return state;
  const { review } = state;
  switch (type) {
    case 'OpinionGiven':
      return state.status === 'review'
        ? {
            ...state,
            review: withHand(review, opinionWork(data.opinion.department), data.by),
            opinions: [...state.opinions, data.opinion],
          }
        : state;
    case 'OpinionsOverdue':
      return state.status === 'review' ? { ...state, overdue: true } : state;
    case 'ReviewAgreed':
      return { status: 'agreed', review };
    case 'DecisionOpened':
      return { status: 'deciding', review };
    case 'ReviewReturned':
    case 'DecisionExpired':
    case 'ApprovalReturned':
      return { status: 'returned', review };
    case 'ApprovalGranted':
      return { status: 'granted', review, documentNo: data.documentNo };
    case 'ApprovalRefused':
      return { status: 'refused', review };
    case 'DecisionDeclined':
    case 'ReviewHeld':
    case 'ReviewHoldLifted':
      return state;
  }
}

/** No version of the scheme comes after these. */
const OVER: readonly Approval['status'][] = ['granted', 'refused', 'closed'];

function opinionOn(state: InReview, opinion: Opinion, actor: Actor): readonly ApprovalEvent[] {
  const { review, opinions } = state;
  const { department, outcome, items } = opinion;
  requireOneCapacity(opinionWork(department), review, actor);
  if (!review.departments.includes(department))
    throw refuse('approval.not-a-department', {
      department,
      departments: departmentsTold(review.departments),
    });
  const before = opinions.find((given) => given.department === department);
  const contradiction = (found: Contradiction) =>
    refuse('approval.opinion-given', { department, outcome: before?.outcome, ...found });
  if (before && isRepeat(['意见', 'The opinion'], { ...before }, { ...opinion }, contradiction)) return [];
  if (outcome === 'return') requireItems(items);
  requireAnswers(state, opinion);
  const given: ApprovalEvent = {
    type: 'OpinionGiven',
    data: { ...about(review), opinion, by: personsOf(actor) },
  };
  const all = [...opinions, opinion];
  const open = review.departments.filter((name) => all.every((other) => other.department !== name));
  if (outcome === 'return') {
    // The others' remarks so far go along: the clerk mends the scheme once.
    return [
      given,
      {
        type: 'ReviewReturned',
        data: { ...about(review), items: all.flatMap((other) => other.items), by: department, open },
      },
    ];
  }
  return open.length > 0
    ? [given]
    : [given, { type: 'ReviewAgreed', data: { ...about(review), need: review.need } }];
}

/**
 * Nobody agrees to a scheme while a doubt about it is unanswered; the first department that agrees answers
 * for all.
 */
function requireAnswers(
  { review: { doubts = [] }, opinions }: InReview,
  { outcome, answers = [] }: Opinion,
): void {
  const stray = answers.filter(({ code }) => doubts.every((doubt) => doubt.code !== code));
  if (stray.length > 0)
    throw refuse('approval.answer-unknown', {
      codes: stray.map(({ code }) => code).join('、'),
      known: doubts.map(({ code }) => code).join('、') || '无',
    });
  const answered = new Set(
    [...opinions.flatMap((given) => given.answers ?? []), ...answers]
      .filter(({ answer }) => !isBlank(answer))
      .map(({ code }) => code),
  );
  const open = doubts.filter(({ code }) => !answered.has(code));
  if (outcome !== 'agree' || open.length === 0) return;
  const items = open.map(({ code, field, message, source }) => ({ field, code, opinion: message, source }));
  throw refuse('approval.doubts-open', {
    count: open.length,
    doubts: open.map(({ code, message }) => `${code}：${message}`).join(''),
    items,
  });
}

const opinionWork = (department: string) => `opinion-${department}`;

const about = ({ subject, schemeVersion }: Review) => ({ subject, schemeVersion });

const missingOf = ({ review, opinions }: InReview): readonly string[] =>
  review.departments.filter((name) => opinions.every(({ department }) => department !== name));

/** Until a burden is lifted the scheme may be returned or refused, but not granted. */
function requireNoHold({ holds: [burden] }: Approval): void {
  if (burden)
    throw refuse('approval.held', {
      burden: burden.id,
      kind: BURDENS[burden.kind].zh,
      kindEn: BURDENS[burden.kind].en,
      organ: burden.organ,
      source: BURDENS[burden.kind].source,
    });
}

function beforeGovernment(state: Approval, actor: Actor, round: number | undefined): Review {
  if (state.status !== 'deciding') throw refuse('approval.not-in-decision', { status: state.status });
  requireRound(round, state.review.schemeVersion);
  requireOneCapacity('decide-scheme', state.review, actor);
  return state.review;
}

function requireItems(items: readonly ReturnItem[]): void {
  if (!items.some(({ field, opinion }) => field.trim() !== '' && opinion.trim() !== ''))
    throw refuse('approval.return-without-items');
}
