import type { Session, Task } from '../api/types.js';

/** Who has it, by the name of the account where there is one still. */
export const nameOf = ({ assignee, assigneeName }: Task): string | null => assigneeName ?? assignee;

/** Why somebody may not decide a task; the words are the console's, under `task.`. */
export type Bar = 'ended' | 'no-right' | 'excluded' | 'others';
export type Act = 'claim' | 'release' | 'delegate' | 'take-back';
export type Standing = Readonly<{ acts: readonly Act[]; bar?: Bar }>;

/** What this person may do with a task as it is now: the same that the server would say, told beforehand. */
export function standingOf(task: Task, { person, rights, may }: Session): Standing {
  if (task.status !== 'open' && task.status !== 'claimed') return { acts: [], bar: 'ended' };
  const above = task.escalatedTo?.office;
  const isHere = rights.office === task.office || rights.office === above;
  const isMine = task.assignee === person.user;
  const wentUp = rights.office === above && rights.role === task.escalatedTo?.role;
  const mayDecide = rights.role === task.role || wentUp;
  const isBarred = task.excluded.includes(person.user);
  const isChief = rights.chief === true || (rights.office === above && above !== task.office);
  const allowed: Readonly<Record<Act, boolean>> = {
    claim: isHere && mayDecide && task.assignee === null && !isBarred,
    release: isMine,
    delegate: isMine,
    'take-back': isHere && isChief && task.assignee !== null && !isMine,
  };
  const acts = ACTS.filter((act) => allowed[act] && may[`task.${act}`] !== undefined);
  if (!isHere || !mayDecide || may['task.claim'] === undefined) return { acts, bar: 'no-right' };
  if (isBarred) return { acts, bar: 'excluded' };
  return task.assignee === null || isMine ? { acts } : { acts, bar: 'others' };
}
const ACTS: readonly Act[] = ['claim', 'release', 'delegate', 'take-back'];

/** `/api/v1/entries/{entry}/revision` with the values of the task's subject in the braces. */
export const routeOf = (path: string, subject: Task['subject']): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((subject as Readonly<Record<string, string | number>>)[name] ?? '')),
  );
