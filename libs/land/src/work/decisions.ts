import type { Type } from '@nestjs/common';
import type { Command } from '#kernel/messages';
import { toldOf } from '../shared/told.rules.js';
import { refuser } from '../shared/refusal.js';
import type { Outcome } from './work.js';
import { WORK, WORKS, WORK_NAMES, isWorkKind } from './works.js';
import type { WorkRight } from './works.js';

/**
 * What a person may decide on a task: the right it needs, the body it takes, and the command of the stage
 * that it becomes. `round` is the task's: which of several it is.
 */
export type Decision = Readonly<{
  right: WorkRight;
  body: Type<object>;
  command: (entry: string, body: never, round: number) => Command;
  /** Many tasks may be decided so at once. */ inBulk: boolean;
}>;

const refuse = refuser({
  'decision.unknown': {
    kind: 'invalid',
    zh: '“{work}”没有“{outcome}”这一办理结果。可选：{outcomes}。请填写所选结果的代码。',
    en: 'Work of kind {kind} has no outcome "{outcome}". Give the code of one of these: {codes}.',
  },
  'decision.none': {
    kind: 'invalid',
    zh: '“{work}”无须选择办理结果，所等待的事项完成后自动办结。请先办理该事项。',
    en: 'Work of kind {kind} has no outcomes: it is done when what it waits for is. See to that first.',
  },
  'decision.elsewhere': {
    kind: 'invalid',
    zh: '“{work}”的“{named}”须随修改后的方案一并提交。请修改方案，然后重新提交。',
    en: 'Outcome "{outcome}" of work {kind} comes with the revised scheme: revise the scheme and submit it.',
    request: 'POST /api/v1/entries/{id}/revision',
  },
  'decision.one-by-one': {
    kind: 'invalid',
    zh: '“{work}”的“{named}”须按每件的情况填写，不能批量办理，请逐件办理。',
    en: 'Outcome "{outcome}" of work {kind} takes what is each case\'s own: decide these one by one.',
  },
});

export const DECISION_REFUSALS = refuse.catalogue;

/**
 * Keyed `kind/outcome`, out of the declarations of the stages. What has a route of its own, such as a revised
 * scheme, is not among them.
 */
export const DECISIONS: Readonly<Record<string, Decision>> = Object.fromEntries(
  WORKS.flatMap(({ kind, outcomes }) =>
    Object.entries<Outcome<WorkRight>>(outcomes).flatMap(
      ([name, { right, body, command, inBulk = false }]) =>
        body && command ? [[`${kind}/${name}`, { right, body, command, inBulk }] as const] : [],
    ),
  ),
);

/** @throws Rejected `decision.unknown`, `decision.none`, `decision.elsewhere` */
export function decisionOf(kind: string, outcome: string): Decision {
  const key = `${kind}/${outcome}`;
  if (Object.hasOwn(DECISIONS, key)) return DECISIONS[key]!;
  const names = outcomesOf(kind);
  const details = { kind, work: WORK_NAMES[kind] ?? kind, outcome };
  if (Object.hasOwn(names, outcome))
    throw refuse('decision.elsewhere', { ...details, named: names[outcome] });
  const codes = Object.keys(names).join(', ');
  if (codes === '') throw refuse('decision.none', details);
  throw refuse('decision.unknown', { ...details, outcomes: toldOf(names), codes });
}

/** What a kind of work may come to, by code, as people call it. */
const outcomesOf = (kind: string): Readonly<Record<string, string>> =>
  isWorkKind(kind)
    ? Object.fromEntries(Object.entries<Outcome>(WORK[kind].outcomes).map(([code, { zh }]) => [code, zh]))
    : {};

/**
 * A decision that many tasks may be given at once.
 * @throws Rejected `decision.unknown`, `decision.none`, `decision.elsewhere`, `decision.one-by-one`
 */
export function bulkDecisionOf(kind: string, outcome: string): Decision {
  const decision = decisionOf(kind, outcome);
  if (decision.inBulk) return decision;
  const named = outcomesOf(kind)[outcome];
  throw refuse('decision.one-by-one', { kind, work: WORK_NAMES[kind], outcome, named });
}
