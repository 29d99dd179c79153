import { commandsTo } from '#kernel/messages';
import type { CommandsOf } from '#kernel/messages';
import type { PackChange, PackContent } from '#policy';

const command = commandsTo<typeof RULES>();

/**
 * All adopted rules stand in one stream: they are few, and their order is the order in which they were
 * adopted.
 */
export const RULES = 'rules';

/**
 * Adopts a version that was read and checked; `changes` are those from the version that it `follows` (null: a
 * pack that is new here).
 */
export const adoptRules = command<
  'AdoptRules',
  {
    content: PackContent;
    follows: string | null;
    changes: readonly PackChange[];
    documentNo: string;
  }
>('AdoptRules');
export type RulesCommand = CommandsOf<typeof import('./rules.commands.js')>;
