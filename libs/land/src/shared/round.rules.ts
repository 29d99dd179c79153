import { refuser } from './refusal.js';

const refuse = refuser({
  'decision.superseded': {
    zh: '您办理的是第{asked}轮（版）的待办，该事项现为第{current}轮（版）。请刷新待办，按新的一轮重新办理。',
    en:
      'This work was of round (version) {asked}; the entry is at {current} now. Refresh the tasks and ' +
      'decide on the new one.',
    source: '土地管理法实施条例第四十条',
  },
});
export const ROUND_REFUSALS = refuse.catalogue;

/**
 * What somebody decided about an earlier version or round is no decision about this one, however late it
 * arrives: the round is that of the task. @throws Rejected `decision.superseded`
 */
export function requireRound(asked: number | undefined, current: number): void {
  if (asked !== undefined && asked !== current) throw refuse('decision.superseded', { asked, current });
}
