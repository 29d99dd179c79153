/** The job that somebody began in this tab, so that they find it on their desk when they come back to it. */
type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const placeOf = (user: string): string => `rushi.bulk.${user}`;

export function keptJob(keeper: Keeper, user: string): string | null {
  try {
    return keeper.getItem(placeOf(user));
  } catch {
    return null; // It may not be read here.
  }
}

/** @param id none, when the job has been looked at */
export function keepJob(keeper: Keeper, user: string, id: string | undefined): void {
  try {
    if (id === undefined) keeper.removeItem(placeOf(user));
    else keeper.setItem(placeOf(user), id);
  } catch {
    // It stands in the address, and is lost with it.
  }
}
