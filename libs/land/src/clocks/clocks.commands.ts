import { commandsTo } from '#kernel/messages';
import type { CommandsOf } from '#kernel/messages';
import type { CALENDAR, OpenFact } from './clocks.events.js';
import type { Subject } from '../shared/terms.js';
import type { OpenDay } from './open-days.rules.js';

const command = commandsTo<typeof CALENDAR>();

export const awaitDays = command<'AwaitDays', { subject: Subject; fact: OpenFact; days: readonly OpenDay[] }>(
  'AwaitDays',
);
export const dropDays = command<'DropDays', { stream: string }>('DropDays');
/** The version `rules` brings the holiday notices of these years. */
export const bringInNotices = command<'BringInNotices', { rules: string; years: readonly number[] }>(
  'BringInNotices',
);

export type ClockCommand = CommandsOf<typeof import('./clocks.commands.js')>;
