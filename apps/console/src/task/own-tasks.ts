import { useSession, useTasks } from '../api/queries.js';
import type { Session } from '../api/types.js';

/** So many of somebody's tasks are shown and counted at once; where there are more, the numbers say so. */
const TASKS_MAX = 200;

/** Whoever reads the tasks of a whole city looks at those of others: a supervisor, an auditor. */
export const watchesOthers = ({ may }: Session): boolean => may['task.read'] === 'city';

/** What waits for whoever is signed in, the shortest time first; all of the area for those who watch. */
export function useOwnTasks() {
  const { data: session } = useSession();
  const { data, error, refetch } = useTasks({ limit: TASKS_MAX });
  if (!data || !session) return { error, refetch };
  return { error, refetch, data: { ...data, watches: watchesOthers(session) } };
}
