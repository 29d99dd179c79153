import { commandsTo } from '#kernel/messages';
import type { StreamOf } from '#kernel/messages';

/**
 * Something happened that claims of the entry may have waited for: each is judged again. No decider takes it,
 * because judging asks another stream; see {@link WaitingClaims}.
 */
export const judgeWaitingClaims = commandsTo<StreamOf<'claims'>>()<
  'JudgeWaitingClaims',
  Readonly<Record<never, never>>
>('JudgeWaitingClaims');
