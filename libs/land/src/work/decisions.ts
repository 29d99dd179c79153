import type { Type } from '@nestjs/common';
import type { Command } from '#kernel/messages';
import { refuser } from '../shared/refusal.js';
import type { Outcome } from './work.js';
import { WORKS } from './works.js';
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
    zh: '任务“{kind}”没有“{outcome}”这一办理结果，可选：{outcomes}。',
    en: 'Work of kind {kind} has no outcome "{outcome}"; there are: {outcomes}.',
  },
  'decision.one-by-one': {
    kind: 'invalid',
    zh: '任务“{kind}”的“{outcome}”须按每件的情况填写，不能批量办理，请逐件办理。',
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

/** @throws Rejected `decision.unknown` */
export function decisionOf(kind: string, outcome: string): Decision {
  const key = `${kind}/${outcome}`;
  if (Object.hasOwn(DECISIONS, key)) return DECISIONS[key]!;
  const outcomes = Object.keys(DECISIONS)
    .filter((key) => key.startsWith(`${kind}/`))
    .map((key) => key.slice(kind.length + 1));
  throw refuse('decision.unknown', { kind, outcome, outcomes: outcomes.join('、') || '无' });
}

/**
 * A decision that many tasks may be given at once.
 * @throws Rejected `decision.unknown`, `decision.one-by-one`
 */
export function bulkDecisionOf(kind: string, outcome: string): Decision {
  const decision = decisionOf(kind, outcome);
  if (decision.inBulk) return decision;
  throw refuse('decision.one-by-one', { kind, outcome });
}
