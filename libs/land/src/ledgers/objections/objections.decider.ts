import { civilDate, isBlank } from '#policy';
import type { Decider, Given } from '#kernel/messages';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { ObjectionsCommand } from './objections.commands.js';
import type { ObjectionAbout, ObjectionAnswer, ObjectionsEvent } from './objections.events.js';
import { refuse } from './objections.refusals.js';

/**
 * Objections against one notice that may await their answers at once: a flood ends here and not on the desk.
 */
export const OBJECTIONS_OPEN_MAX = 100;

type Kept = Readonly<{
  about: ObjectionAbout;
  receipt: string;
  sha256: string;
  answer: ObjectionAnswer | null;
}>;

/** In the order in which they came. */
export type Objections = Readonly<{ received: readonly Kept[] }>;

/** The objection of this receipt; nothing where none was received under it. */
export const objectionOf = ({ received }: Objections, receipt: string): ObjectionAbout | undefined =>
  received.find((one) => one.receipt === receipt)?.about;

/**
 * Takes what anybody objects, numbers it and keeps what the office answered. It stops nothing: whether an
 * objection holds anything up is decided by the person whose work it is.
 */
export const objections: Decider<Objections, ObjectionsCommand, ObjectionsEvent> = {
  initial: { received: [] },

  decide(command, state): readonly ObjectionsEvent[] {
    return command.type === 'ReceiveObjection' ? received(command, state) : answered(command, state);
  },

  evolve(state, { type, data }): Objections {
    const { subject, no, number, notice, kind } = data;
    if (type === 'ObjectionReceived') {
      const about = { subject, no, number, notice, kind };
      const { receipt, sha256 } = data;
      return { received: [...state.received, { about, receipt, sha256, answer: null }] };
    }
    const { upheld, answer, documentNo } = data;
    return {
      received: state.received.map((one) =>
        one.about.no === no ? { ...one, answer: { upheld, answer, documentNo } } : one,
      ),
    };
  },
};

function received(
  { data, meta }: Given<ObjectionsCommand, 'ReceiveObjection'>,
  { received: before }: Objections,
): readonly ObjectionsEvent[] {
  const { subject, notice, kind, receipt, text, sha256 } = data;
  const same = before.find((one) => one.receipt === receipt);
  if (same && same.sha256 !== sha256) throw refuse('objections.key-reused');
  if (same) return [];
  if (isBlank(text)) throw refuse('objections.empty');
  const open = before.filter(({ about, answer }) => about.notice === notice && answer === null);
  if (open.length >= OBJECTIONS_OPEN_MAX)
    throw refuse('objections.too-many-open', { max: OBJECTIONS_OPEN_MAX });
  const no = before.length + 1;
  const about = { subject, no, number: `${subject.entry}.objection.${no}`, notice, kind };
  return [{ type: 'ObjectionReceived', data: { ...about, receipt, on: civilDate(meta.at), text, sha256 } }];
}

function answered(
  { data: { no, upheld, answer, documentNo } }: Given<ObjectionsCommand, 'AnswerPublicObjection'>,
  state: Objections,
): readonly ObjectionsEvent[] {
  const found = state.received.find(({ about }) => about.no === no);
  if (!found) throw refuse('objections.unknown', { no });
  const given = { upheld, answer, documentNo };
  const what = [`第${no}件异议的答复`, `The answer to objection ${no}`] as const;
  if (found.answer && isRepeat([...what], found.answer, given)) return [];
  if (isBlank(answer) || isBlank(documentNo)) throw refuse('objections.answer-missing');
  return [{ type: 'ObjectionAnswered', data: { ...found.about, ...given } }];
}
