import { useSession, useTasks } from '../api/queries.js';
import type { Person, Session, Task } from '../api/types.js';

/** So many of somebody's tasks are shown and counted at once; where there are more, the numbers say so. */
const TASKS_MAX = 200;

/** Whoever reads the tasks of a whole city looks at those of others: a supervisor, an auditor. */
export const watchesOthers = ({ may }: Session): boolean => may['task.read'] === 'city';

/**
 * Whether a task of somebody's office is theirs to do: an office has several roles, and what went up to it is
 * done by the role that it went up to.
 */
export const isFor =
  ({ role, office }: Person) =>
  (task: Task): boolean =>
    task.role === role || (task.escalatedTo?.role === role && task.escalatedTo.office === office);

/** What waits for whoever is signed in, the shortest time first; all of the area for those who watch. */
export function useOwnTasks() {
  const { data: session } = useSession();
  const { data, error, refetch } = useTasks({ limit: TASKS_MAX });
  if (!data || !session) return { error, refetch };
  const watches = watchesOthers(session);
  const items = watches ? data.items : data.items.filter(isFor(session.rights));
  return { error, refetch, data: { ...data, items, watches } };
}
