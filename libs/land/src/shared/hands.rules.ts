import type { Actor } from '#kernel/messages';
import { refuser } from './refusal.js';

/**
 * A piece of work of this round, by its kind in `procedure.ts`, and whose hands did it: the person, and the
 * absent one whom a deputy stood in for.
 */
export type Hand = Readonly<{ work: string; persons: readonly string[] }>;

/**
 * Who prepared a scheme: the person who acted, and the absent officer for whom that person stood in. Neither
 * judges it.
 */
export type Prepared = Readonly<{ preparedBy: string; preparedFor?: string }>;

/** Of a deal: nobody of the procedure prepared one that the trading platform reported. */
export type MayBePrepared = Readonly<{ preparedBy: string | null; preparedFor?: string }>;
export const PREPARED_BY_NOBODY: MayBePrepared = { preparedBy: null };

/** What was done in the round so far. Facts of releases before 0.2 do not say it. */
export type Hands = Readonly<{ hands?: readonly Hand[] }>;

type Round = Prepared & Hands;
type Acting = Pick<Actor, 'person' | 'onBehalfOf'>;

const refuse = refuser({
  'four-eyes.preparer': {
    zh: '{person}编制了该入市方案，不得对其提出意见或者审批。请由本单位其他人员办理。',
    en:
      '{person} prepared this scheme and may neither judge nor approve it. Another person of the office ' +
      'must act.',
    source: '内部控制：经办与审批分离',
  },
  'four-eyes.other-capacity': {
    zh: '{person}在本轮已经以另一身份办理了该事项（{work}），同一人在同一轮只能以一种身份办理。请由其他人员办理。',
    en:
      '{person} has acted in another capacity in this round ({work}). One person acts in one capacity; ' +
      'somebody else must act.',
    source: '内部控制：不相容岗位相分离',
  },
});
export const HANDS_REFUSALS = refuse.catalogue;

const isSaid = (name: string | undefined | null): name is string => typeof name === 'string';

/** Whose hands act: the person's, and the absent one's whom they stand in for. */
export const personsOf = ({ person, onBehalfOf }: Acting): readonly string[] =>
  [person, onBehalfOf].filter(isSaid);

/** Prepared by whoever acts now. */
export const preparedNow = ({ person, onBehalfOf }: Acting): Prepared => ({
  preparedBy: person,
  ...(isSaid(onBehalfOf) ? { preparedFor: onBehalfOf } : {}),
});

/** The round with one more piece of work in it. `by` is missing in facts of releases before 0.2. */
export const withHand = <R extends Hands>(round: R, work: string, by: readonly string[] | undefined): R =>
  by ? { ...round, hands: [...(round.hands ?? []), { work, persons: by }] } : round;

/** Work that is no task: preparing the scheme that the round is about. */
const PREPARING = 'prepare-scheme';
export const preparersHand = ({ preparedBy, preparedFor }: MayBePrepared): Hand => ({
  work: PREPARING,
  persons: [preparedBy, preparedFor].filter(isSaid),
});

/** All hands of a round: those that prepared what is judged, then those that have done other work in it. */
export const handsIn = (round: Round): readonly Hand[] => [preparersHand(round), ...(round.hands ?? [])];

/**
 * Four eyes, the one rule that the edge (for a task that somebody takes, delegates or decides) and every
 * decider ask: a person decides in one capacity per entry and round. Of those who act here, it names the
 * first who has done other work before, and that work.
 *
 * Only names count. Role and office are not asked, so that neither an escalation nor a second office lifts
 * the rule; a deputy binds both, the one who acts and the one who is stood in for.
 *
 * Source: 《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）第十二条第一项，不相容岗位相互分离.
 */
export function otherCapacity(
  work: string,
  done: readonly Hand[],
  actor: Acting,
): Readonly<{ person: string; work: string }> | undefined {
  for (const person of personsOf(actor)) {
    const other = done.find((hand) => hand.work !== work && hand.persons.includes(person));
    if (other) return { person, work: other.work };
  }
  return undefined;
}

/** Everybody whom the rule keeps from a piece of work, as a task carries them. */
export const barredFrom = (work: string, done: readonly Hand[]): readonly string[] => [
  ...new Set(done.filter((hand) => hand.work !== work).flatMap(({ persons }) => persons)),
];

/** Of those whom a task carries as barred, the first who acts here. */
export const barredAmong = (barred: readonly string[], actor: Acting): string | undefined =>
  otherCapacity('this-task', [{ work: 'other-work', persons: barred }], actor)?.person;

/** @throws Rejected `four-eyes.preparer`, `four-eyes.other-capacity` */
export function requireOneCapacity(work: string, round: Round, actor: Acting): void {
  const other = otherCapacity(work, handsIn(round), actor);
  if (other?.work === PREPARING) throw refuse('four-eyes.preparer', { person: other.person });
  if (other) throw refuse('four-eyes.other-capacity', other);
}
