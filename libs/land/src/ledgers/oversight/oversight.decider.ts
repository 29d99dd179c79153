import { civilDate, isBlank } from '#policy';
import type { Decider, Given } from '#kernel/messages';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import type { OversightCommand } from './oversight.commands.js';
import type { AnswerDay, OversightAbout, OversightEvent, OversightState } from './oversight.events.js';
import { refuse } from './oversight.refusals.js';

/** Orders of one entry, those that are over too: whoever orders more looks at none of them. */
export const OVERSIGHT_AN_ENTRY_MAX = 100;

type Kept = Readonly<{ about: OversightAbout; state: OversightState; answer: string | null }>;

/** In the order in which they were given; `rounds` counts the answers that were asked for. */
export type Oversight = Readonly<{ orders: readonly Kept[]; rounds: number }>;

/** Keeps what a supervisor asks of an office, what it answers, and what becomes of the answer. */
export const oversight: Decider<Oversight, OversightCommand, OversightEvent> = {
  initial: { orders: [], rounds: 0 },

  decide(command, state): readonly OversightEvent[] {
    switch (command.type) {
      case 'OrderOversight':
        return ordered(command, state);
      case 'AnswerOversight':
        return answered(command, state);
      case 'AcceptOversight':
        return accepted(command, state);
      case 'ReturnOversight':
        return returned(command, state);
      case 'WithdrawOversight':
        return withdrawn(command, state);
    }
  },

  evolve({ orders, rounds }, { type, data }): Oversight {
    const { subject, no, number, round, bureau } = data;
    const about = { subject, no, number, round, bureau };
    if (type === 'OversightOrdered')
      return { orders: [...orders, { about, state: 'asked', answer: null }], rounds: round };
    const change = { about, state: STATE_AFTER[type] };
    const answer = type === 'OversightAnswered' ? { answer: data.answer } : {};
    return {
      orders: orders.map((one) => (one.about.no === no ? { ...one, ...change, ...answer } : one)),
      rounds: Math.max(rounds, round),
    };
  },
};

const STATE_AFTER = {
  OversightAnswered: 'answered',
  OversightAccepted: 'accepted',
  OversightReturned: 'asked',
  OversightWithdrawn: 'withdrawn',
} as const;

const WHAT = ['督办的答复', 'The answer to the order'] as const;

const isOver = ({ state }: Kept): boolean => state === 'accepted' || state === 'withdrawn';

function ordered(
  { data: { subject, bureau, task, text, lastDay }, meta }: Given<OversightCommand, 'OrderOversight'>,
  { orders, rounds }: Oversight,
): readonly OversightEvent[] {
  if (isBlank(text)) throw refuse('oversight.empty');
  if (orders.length >= OVERSIGHT_AN_ENTRY_MAX)
    throw refuse('oversight.too-many', { max: OVERSIGHT_AN_ENTRY_MAX });
  const no = orders.length + 1;
  const about = { subject, no, number: `${subject.entry}.oversight.${no}`, round: rounds + 1, bureau };
  return [
    { type: 'OversightOrdered', data: { ...about, task, text, ...dayOf(lastDay, civilDate(meta.at)) } },
  ];
}

function answered(
  { data: { round, answer } }: Given<OversightCommand, 'AnswerOversight'>,
  { orders }: Oversight,
): readonly OversightEvent[] {
  const found = orders.find(({ about }) => about.round === round);
  if (!found) throw refuse('oversight.not-asked');
  if (found.state === 'answered' && isRepeat(WHAT, { answer: found.answer }, { answer })) return [];
  if (found.state !== 'asked') throw refuse('oversight.not-asked');
  if (isBlank(answer)) throw refuse('oversight.empty');
  return [{ type: 'OversightAnswered', data: { ...found.about, answer } }];
}

function accepted(
  { data: { no } }: Given<OversightCommand, 'AcceptOversight'>,
  state: Oversight,
): readonly OversightEvent[] {
  const found = orderOf(state, no);
  if (found.state === 'accepted') return [];
  requireAnswered(found);
  return [{ type: 'OversightAccepted', data: found.about }];
}

function returned(
  { data: { no, reason, lastDay }, meta }: Given<OversightCommand, 'ReturnOversight'>,
  state: Oversight,
): readonly OversightEvent[] {
  const found = orderOf(state, no);
  requireAnswered(found);
  if (isBlank(reason)) throw refuse('oversight.empty');
  const about = { ...found.about, round: state.rounds + 1 };
  return [{ type: 'OversightReturned', data: { ...about, reason, ...dayOf(lastDay, civilDate(meta.at)) } }];
}

function withdrawn(
  { data: { no, reason } }: Given<OversightCommand, 'WithdrawOversight'>,
  state: Oversight,
): readonly OversightEvent[] {
  const found = orderOf(state, no);
  if (found.state === 'withdrawn') return [];
  if (isOver(found)) throw refuse('oversight.over', { no });
  if (isBlank(reason)) throw refuse('oversight.empty');
  return [{ type: 'OversightWithdrawn', data: { ...found.about, reason } }];
}

function orderOf({ orders }: Oversight, no: number): Kept {
  const found = orders.find(({ about }) => about.no === no);
  if (!found) throw refuse('oversight.unknown');
  return found;
}

function requireAnswered(order: Kept): void {
  const { no } = order.about;
  if (isOver(order)) throw refuse('oversight.over', { no });
  if (order.state !== 'answered') throw refuse('oversight.not-answered', { no });
}

function dayOf(lastDay: Day | undefined, today: Day): AnswerDay {
  if (lastDay === undefined) return {};
  if (lastDay <= today) throw refuse('oversight.day-past', { lastDay, today });
  return { lastDay };
}
