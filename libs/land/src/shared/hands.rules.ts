import type { Actor } from '#kernel/messages';
import { refuser } from './refusal.js';
import { preparersOf } from './terms.js';
import type { Prepared } from './terms.js';

/**
 * A piece of work of this round, by its kind in `procedure.ts`, and whose hands did it: the person, and the
 * absent one whom a deputy stood in for.
 */
export type Hand = Readonly<{ work: string; persons: readonly string[] }>;

/** What was done in the round so far. Facts of releases before 0.2 do not say it. */
export type Hands = Readonly<{ hands?: readonly Hand[] }>;

type Round = Prepared & Hands;

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
export const personsOf = ({ person, onBehalfOf }: Pick<Actor, 'person' | 'onBehalfOf'>): readonly string[] =>
  [person, onBehalfOf].filter(isSaid);

export const handsOf = ({ hands }: Hands): Hands => (hands && hands.length > 0 ? { hands } : {});

/** The round with one more piece of work in it. `by` is missing in facts of releases before 0.2. */
export const withHand = <R extends Hands>(round: R, work: string, by: readonly string[] | undefined): R =>
  by ? { ...round, hands: [...(round.hands ?? []), { work, persons: by }] } : round;

/**
 * Who may not do a piece of work of this round: whoever prepared what is judged, and whoever has done other
 * work in it. A deputy binds both: the one who acts and the one who is stood in for.
 */
export const barredFrom = (work: string, round: Round): readonly string[] => [
  ...new Set([
    ...preparersOf(round),
    ...(round.hands ?? []).filter((hand) => hand.work !== work).flatMap(({ persons }) => persons),
  ]),
];

/**
 * One person acts in one capacity per entry and round, whatever deputy, escalation or second office brought
 * them there.
 * @throws Rejected `four-eyes.preparer`, `four-eyes.other-capacity`
 */
export function requireOneCapacity(work: string, round: Round, actor: Actor): void {
  for (const person of personsOf(actor)) {
    if (preparersOf(round).includes(person)) throw refuse('four-eyes.preparer', { person });
    const other = round.hands?.find((hand) => hand.work !== work && hand.persons.includes(person));
    if (other) throw refuse('four-eyes.other-capacity', { person, work: other.work });
  }
}
