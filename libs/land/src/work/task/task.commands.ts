import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Doubted, Subject } from '../../shared/terms.js';

const command = commandsTo<StreamOf<'task'>>();

export const openTask = command<
  'OpenTask',
  {
    subject: Subject;
    kind: string;
    round: number;
    role: string;
    office: string;
    /** Key of the clock in the rule pack, such as `clock.opinion`. */
    clock: string;
    /** The day of the fact from which the law counts; the day on which the task opens when absent. */
    since?: string;
    /** The last day where a person set it: then no clock runs. */
    lastDay?: string;
    excluded: readonly string[];
    escalateTo: Readonly<{ role: string; office: string }>;
  } & Doubted
>('OpenTask');
export const claimTask = command<'ClaimTask', { person: string }>('ClaimTask');
export const releaseTask = command<'ReleaseTask', { person: string; reason: string }>('ReleaseTask');
/**
 * Where somebody works, as their account says at the moment of the command; null: there is no such account,
 * or it is shut.
 */
export type Standing = Readonly<{ role: string; office: string }> | null;
export const delegateTask = command<
  'DelegateTask',
  { from: string; to: string; reason: string; standing: Standing }
>('DelegateTask');
/** Whoever has it, for whatever reason, gives it up: the work goes back to the desk of the office. */
export const takeBackTask = command<'TakeBackTask', { reason: string }>('TakeBackTask');
export const escalateTask = command<'EscalateTask', { reason: string }>('EscalateTask');
export const completeTask = command<'CompleteTask', { person: string; outcome: string }>('CompleteTask');
export const cancelTask = command<'CancelTask', { reason: string }>('CancelTask');

export type TaskCommand = CommandsOf<typeof import('./task.commands.js')>;
