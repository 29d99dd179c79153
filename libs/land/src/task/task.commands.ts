import { Command } from '#kernel/messages';
import type { Doubted, Subject } from '../terms.js';

export class OpenTask extends Command<
  {
    subject: Subject;
    kind: string;
    round: number;
    role: string;
    office: string;
    /** Key of the clock in the policy pack, such as `clock.opinion`. */
    clock: string;
    /** The day of the fact from which the law counts; the day on which the task opens when absent. */
    since?: string;
    excluded: readonly string[];
    escalateTo: Readonly<{ role: string; office: string }>;
  } & Doubted
> {
  readonly type = 'OpenTask';
}
export class ClaimTask extends Command<{ person: string }> {
  readonly type = 'ClaimTask';
}
export class ReleaseTask extends Command<{ person: string; reason: string }> {
  readonly type = 'ReleaseTask';
}
/**
 * Where somebody works, as their account says at the moment of the command; null: there is no such account,
 * or it is shut.
 */
export type Standing = Readonly<{ role: string; office: string }> | null;
export class DelegateTask extends Command<{ from: string; to: string; reason: string; standing: Standing }> {
  readonly type = 'DelegateTask';
}
/** Whoever has it, for whatever reason, gives it up: the work goes back to the desk of the office. */
export class TakeBackTask extends Command<{ reason: string }> {
  readonly type = 'TakeBackTask';
}
export class EscalateTask extends Command<{ reason: string }> {
  readonly type = 'EscalateTask';
}
export class CompleteTask extends Command<{ person: string; outcome: string }> {
  readonly type = 'CompleteTask';
}
export class CancelTask extends Command<{ reason: string }> {
  readonly type = 'CancelTask';
}

export type TaskCommand =
  OpenTask | ClaimTask | ReleaseTask | DelegateTask | TakeBackTask | EscalateTask | CompleteTask | CancelTask;
