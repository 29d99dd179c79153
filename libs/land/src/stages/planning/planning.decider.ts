import { civilDate } from '#policy';
import type { RulePacks } from '#policy';
import type { Decider } from '#kernel/messages';
import { askingDossierOf, dossierOf } from '../../shared/dossier.js';
import { personsOf, requireOneCapacity, withHand } from '../../shared/hands.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import { requireRound } from '../../shared/round.rules.js';
import type { PlanningCheck } from './planning-check.js';
import type { PlanningCommand } from './planning.commands.js';
import { CONDITION_KINDS } from './planning.events.js';
import type { Condition, ConditionKind, PlanningEvent } from './planning.events.js';
import { refuse } from './planning.refusals.js';
import { answerOf } from './planning.verdict.js';

type Opened = Extract<PlanningEvent, { type: 'PlanningCheckOpened' }>['data'];

export type Planning =
  | Readonly<{ status: 'none' }>
  /** Waits for the lock on the parcel. */
  | Readonly<{ status: 'opened'; opened: Opened }>
  | Readonly<{ status: 'issuing'; opened: Opened; conditions: readonly Condition[] }>
  | Readonly<{ status: 'returned'; opened: Opened }>
  | Readonly<{ status: 'passed'; opened: Opened; conditions: readonly Condition[] }>
  /** The scheme ended: whatever comes late begins nothing. */
  | Readonly<{ status: 'closed' }>;

type Issuing = Extract<Planning, { status: 'issuing' }>;

/**
 * 规划核查: the engine lays the boundary over the layers; then three offices issue the documents without which a
 * contract would be void (实施条例 Art. 39, 41). One stream per entry, one round per version of the scheme.
 */
export const planning = (
  packs: RulePacks,
  check: PlanningCheck,
): Decider<Planning, PlanningCommand, PlanningEvent> => ({
  initial: { status: 'none' },
  keepsPack: true,

  decide({ type, data, meta }, state): readonly PlanningEvent[] {
    switch (type) {
      case 'OpenPlanningCheck':
        if (
          state.status === 'closed' ||
          (state.status !== 'none' && data.schemeVersion <= state.opened.schemeVersion)
        )
          return [];
        return [{ type: 'PlanningCheckOpened', data }];
      case 'CheckPlanning': {
        if (state.status !== 'opened') return [];
        const { subject, schemeVersion } = state.opened;
        const answer = answerOf(
          check,
          state.opened,
          packs.of(meta.policy).on(civilDate(meta.at), subject.district),
          civilDate(meta.at),
        );
        return [
          {
            type: 'PlanningChecked',
            data: { subject, schemeVersion, ...answer, ...dossierOf(state.opened) },
          },
        ];
      }
      case 'IssuePlanningConditions': {
        const { condition } = data;
        if (state.status === 'passed' && issuedBefore(state.conditions, condition)) return [];
        const { opened, conditions } = issuing(state);
        const work = workOf(condition.kind);
        requireRound(data.round, opened.schemeVersion);
        requireOneCapacity(work, opened, meta.actor);
        if (issuedBefore(conditions, condition)) return [];
        whole(condition, civilDate(meta.at));
        const { subject, schemeVersion } = opened;
        const by = personsOf(meta.actor);
        const issued: PlanningEvent = {
          type: 'PlanningConditionsIssued',
          data: { subject, schemeVersion, condition, by },
        };
        const all = [...conditions, condition];
        if (all.length < CONDITION_KINDS.length) return [issued];
        return [
          issued,
          {
            type: 'PlanningPassed',
            data: {
              subject,
              schemeVersion,
              conditions: all,
              ...askingDossierOf(withHand(opened, work, by)),
            },
          },
        ];
      }
      case 'RefusePlanning': {
        const { kind, items } = data;
        const current = issuing(state);
        requireRound(data.round, current.opened.schemeVersion);
        requireOneCapacity(workOf(kind), current.opened, meta.actor);
        const before = current.conditions.find((condition) => condition.kind === kind);
        if (before) throw refuse('planning.already-issued', { kind, documentNo: before.documentNo });
        if (!items.some(({ field, opinion }) => field.trim() !== '' && opinion.trim() !== ''))
          throw refuse('planning.refused-without-items');
        const { subject, schemeVersion } = current.opened;
        return [
          {
            type: 'PlanningRefused',
            data: {
              subject,
              schemeVersion,
              kind,
              items,
              open: openKinds(current).filter((open) => open !== kind),
            },
          },
        ];
      }
      case 'ClosePlanning': {
        if (state.status === 'none')
          return [
            {
              type: 'PlanningClosed',
              data: { subject: data.subject, schemeVersion: 0, reason: data.reason, open: [] },
            },
          ];
        if (state.status !== 'opened' && state.status !== 'issuing') return [];
        const { subject, schemeVersion } = state.opened;
        return [
          {
            type: 'PlanningClosed',
            data: {
              subject,
              schemeVersion,
              reason: data.reason,
              open: state.status === 'issuing' ? openKinds(state) : [],
            },
          },
        ];
      }
    }
  },

  evolve(state, { type, data }): Planning {
    if (type === 'PlanningCheckOpened') return { status: 'opened', opened: data };
    if (type === 'PlanningClosed') return { status: 'closed' };
    if (state.status === 'none' || state.status === 'closed') return state;
    switch (type) {
      case 'PlanningChecked':
        return data.verdict === 'block'
          ? { status: 'returned', opened: state.opened }
          : { status: 'issuing', opened: state.opened, conditions: [] };
      case 'PlanningConditionsIssued':
        return state.status === 'issuing'
          ? {
              ...state,
              opened: withHand(state.opened, workOf(data.condition.kind), data.by),
              conditions: [...state.conditions, data.condition],
            }
          : state;
      case 'PlanningRefused':
        return { status: 'returned', opened: state.opened };
      case 'PlanningPassed':
        return { status: 'passed', opened: state.opened, conditions: data.conditions };
    }
  },
});

const workOf = (kind: ConditionKind) => `conditions-${kind}`;

function issuing(state: Planning): Issuing {
  if (state.status !== 'issuing') throw refuse('planning.not-open', { status: state.status });
  return state;
}

/**
 * Whether this very document was issued. @throws Rejected `planning.already-issued` where it says something
 * else, or another one stands
 */
function issuedBefore(conditions: readonly Condition[], condition: Condition): boolean {
  const before = conditions.find(({ kind }) => kind === condition.kind);
  const { kind, documentNo } = before ?? condition;
  return (
    before !== undefined &&
    isRepeat(['条件文件', 'The condition'], { ...before }, { ...condition }, (found) =>
      refuse('planning.already-issued', { kind, documentNo, ...found }),
    )
  );
}

const openKinds = ({ conditions }: Issuing): readonly ConditionKind[] =>
  CONDITION_KINDS.filter((kind) => conditions.every((condition) => condition.kind !== kind));

const DOCUMENT = [
  ['issuer', '出具单位'],
  ['documentNo', '文号'],
  ['on', '日期'],
  ['text', '内容'],
] as const;

function whole(condition: Condition, today: string): void {
  const missing = DOCUMENT.filter(([field]) => condition[field].trim() === '').map(([, name]) => name);
  if (missing.length > 0) throw refuse('planning.document-incomplete', { missing: missing.join('、') });
  if (condition.on > today) throw refuse('planning.document-in-future', { on: condition.on, today });
}
