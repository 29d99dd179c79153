import { Command } from '#kernel/messages';
import type { Subject } from '../terms.js';

export class AwaitRate extends Command<{ subject: Subject; rules: string }> {
  readonly type = 'AwaitRate';
}
export class EndRateAwait extends Command<{ subject: Subject }> {
  readonly type = 'EndRateAwait';
}
/** The version `rules` is in force in these districts from now on. */
export class BringInRates extends Command<{ rules: string; districts: readonly string[] }> {
  readonly type = 'BringInRates';
}

export type AwaitedCommand = AwaitRate | EndRateAwait | BringInRates;
