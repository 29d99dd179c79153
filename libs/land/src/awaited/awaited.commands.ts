import { commandsTo } from '#kernel/messages';
import type { CommandsOf } from '#kernel/messages';
import type { AWAITED } from './awaited.events.js';
import type { Subject } from '../shared/terms.js';

const command = commandsTo<typeof AWAITED>();

export const awaitRate = command<'AwaitRate', { subject: Subject; rules: string }>('AwaitRate');
export const endRateAwait = command<'EndRateAwait', { subject: Subject }>('EndRateAwait');
/** The version `rules` is in force in these districts from now on. */
export const bringInRates = command<'BringInRates', { rules: string; districts: readonly string[] }>(
  'BringInRates',
);

export type AwaitedCommand = CommandsOf<typeof import('./awaited.commands.js')>;
