import { Command } from '#kernel/messages';
import type { PackChange, PackContent } from '#policy';

/**
 * All adopted rules stand in one stream: they are few, and their order is the order in which they were
 * adopted.
 */
export const RULES = 'rules';

/**
 * Adopts a version that was read and checked; `changes` are those from the version that it `follows` (null: a
 * pack that is new here).
 */
export class AdoptRules extends Command<{
  content: PackContent;
  follows: string | null;
  changes: readonly PackChange[];
  documentNo: string;
}> {
  readonly type = 'AdoptRules';
}
export type RulesCommand = AdoptRules;
