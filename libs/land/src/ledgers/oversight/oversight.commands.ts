import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import { streamsOf } from '../../shared/terms.js';
import type { Subject } from '../../shared/terms.js';
import type { AnswerDay, Overseen } from './oversight.events.js';

/** The orders about one entry (督办). */
export const oversightOf = streamsOf('oversight');

const command = commandsTo<StreamOf<'oversight'>>();

export const orderOversight = command<
  'OrderOversight',
  { subject: Subject; bureau: Overseen; task: string | null; text: string } & AnswerDay
>('OrderOversight');
/** The answer to what was asked in that round. */
export const answerOversight = command<'AnswerOversight', { round: number; answer: string }>(
  'AnswerOversight',
);
export const acceptOversight = command<'AcceptOversight', { no: number }>('AcceptOversight');
export const returnOversight = command<'ReturnOversight', { no: number; reason: string } & AnswerDay>(
  'ReturnOversight',
);
export const withdrawOversight = command<'WithdrawOversight', { no: number; reason: string }>(
  'WithdrawOversight',
);

export type OversightCommand = CommandsOf<typeof import('./oversight.commands.js')>;
