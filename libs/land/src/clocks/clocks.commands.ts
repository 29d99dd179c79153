import { Command } from '#kernel/messages';
import type { Subject } from '../terms.js';
import type { OpenFact } from './clocks.events.js';
import type { OpenDay } from './open-days.rules.js';

export class AwaitDays extends Command<{ subject: Subject; fact: OpenFact; days: readonly OpenDay[] }> {
  readonly type = 'AwaitDays';
}
export class DropDays extends Command<{ stream: string }> {
  readonly type = 'DropDays';
}
/** The version `rules` brings the holiday notices of these years. */
export class BringInNotices extends Command<{ rules: string; years: readonly number[] }> {
  readonly type = 'BringInNotices';
}

export type ClockCommand = AwaitDays | DropDays | BringInNotices;
