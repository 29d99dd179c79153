import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import { streamsOf } from '../../shared/terms.js';
import type { Subject } from '../../shared/terms.js';
import type { ObjectableKind, ObjectionAnswer, ReceivedObjection } from './objections.events.js';

/** The objections against the notices of one entry. */
export const objectionsOf = streamsOf('objections');

const command = commandsTo<StreamOf<'objections'>>();

/** Given only while the notice runs, which the board says. */
export const receiveObjection = command<
  'ReceiveObjection',
  { subject: Subject; notice: string; kind: ObjectableKind } & Omit<ReceivedObjection, 'on'>
>('ReceiveObjection');
/** 成立或者不成立, in writing under a document number. */
export const answerPublicObjection = command<'AnswerPublicObjection', { no: number } & ObjectionAnswer>(
  'AnswerPublicObjection',
);

export type ObjectionsCommand = CommandsOf<typeof import('./objections.commands.js')>;
