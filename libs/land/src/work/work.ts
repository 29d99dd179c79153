/**
 * The work of people is declared once, in its stage: who does it, by which clock, which facts open, close and
 * cancel it, and what may be decided. The one saga of work, the decisions of the API, the rights, the forms
 * and the desks are derived from the declaration.
 */
import type { Type } from '@nestjs/common';
import type { Command, Event, Fact, Recorded } from '#kernel';
import type { Day, Doubted } from '../shared/terms.js';

export type Role = 'clerk' | 'planner' | 'reviewer' | 'approver' | 'finance' | 'registrar';

/**
 * A task to be opened. `round` tells several of one kind apart; `since` is the day from which the law counts,
 * otherwise the clock runs from the fact; `lastDay` is the day that somebody set instead of the clock;
 * `barred` may not do it; `about` carries the doubts to be answered.
 */
export type Opening = Readonly<{
  round?: number;
  since?: Day;
  lastDay?: Day;
  barred?: readonly string[];
  about?: Doubted;
}>;
/** A task that is done, with what was decided. */
export type Closing = Readonly<{ outcome: string; round?: number }>;
/** A task that nobody has to do any more, and why. */
export type Cancelling = Readonly<{ reason: string; round?: number }>;

/** After which facts, and what then of the work; nothing where the fact does not concern it. */
export type When<Answer> = Readonly<{
  facts: readonly string[];
  answer: (event: Recorded) => readonly Answer[];
}>;

/** Binds the rules of a stage's work to the facts of the stage. */
export const whenOf =
  <E extends Event>() =>
  <T extends E['type'], Answer extends object>(
    facts: T | readonly T[],
    answer: (event: Fact<E, NoInfer<T>>) => Answer | readonly Answer[] | undefined,
  ): When<Answer> => ({
    facts: [facts].flat(),
    answer: (event) => {
      const found = answer(event as Fact<E, T>);
      return found === undefined ? [] : ([found].flat() as readonly Answer[]);
    },
  });

/**
 * What may be decided: its name and the right it needs. `inBulk`: many tasks may be decided so at once, upon
 * the same words.
 */
type Named<Right extends string> = Readonly<{ zh: string; right: Right; inBulk?: true }>;
/** Decided on the task itself: the body it takes, and the command that it becomes. */
export type Decidable<Right extends string, Body extends object> = Named<Right> &
  Readonly<{ body: Type<Body>; command: (entry: string, body: Body, round: number) => Command }>;
/** Any outcome. Body and command are absent where the decision has a route of its own: a revised scheme. */
export type Outcome<Right extends string = string> = Named<Right> &
  Readonly<{ body?: Type<object>; command?: (entry: string, body: never, round: number) => Command }>;

export const outcome = <const Right extends string, Body extends object>(
  zh: string,
  right: Right,
  body: Type<Body>,
  command: (entry: string, body: Body, round: number) => Command,
): Decidable<Right, Body> => ({ zh, right, body, command });

/** Many tasks may be decided so at once: what it takes is a text that may be the same for all of them. */
export const inBulk = <Right extends string, Body extends object>(
  one: Decidable<Right, Body>,
): Decidable<Right, Body> => ({ ...one, inBulk: true });

/** An outcome that is more than a form on a task, and therefore has a route of its own. */
export const outcomeElsewhere = <const Right extends string>(zh: string, right: Right): Named<Right> => ({
  zh,
  right,
});

export type Work<
  Kind extends string = string,
  Outcomes extends Readonly<Record<string, Outcome>> = Readonly<Record<string, Outcome>>,
> = Readonly<{
  kind: Kind;
  zh: string;
  role: Role;
  /** The office on whose desk it lies: a bureau of the district, or the township. */
  bureau: string;
  /** Key of the clock in the pack; the task escalates when it runs out. */
  clock: string;
  escalateTo: 'government' | 'city';
  opens: readonly When<Opening>[];
  closes: readonly When<Closing>[];
  cancels: readonly When<Cancelling>[];
  outcomes: Outcomes;
}>;

/** Declares one kind of work. */
export const work = <const Kind extends string, const Outcomes extends Readonly<Record<string, Outcome>>>(
  kind: Kind,
  declared: Omit<Work<Kind, Outcomes>, 'kind'>,
): Work<Kind, Outcomes> => ({ kind, ...declared });
