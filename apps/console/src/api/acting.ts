/**
 * For whom this tab works: an absent colleague, or nobody but whoever is signed in. It outlives the page and
 * never the tab, so that two tabs may work for different people.
 */
const PLACE = 'rushi.acting-for';

const kept = (): string | undefined => {
  try {
    return sessionStorage.getItem(PLACE) ?? undefined;
  } catch {
    return undefined; // It may not be read here.
  }
};

let absent = kept();
const ears = new Set<() => void>();

/** The user name of the absent colleague, as `On-Behalf-Of` names them. */
export const actingFor = (): string | undefined => absent;

/** @param user nobody, to work for oneself again */
export function actFor(user: string | undefined): void {
  if (user === absent) return;
  absent = user;
  try {
    if (user === undefined) sessionStorage.removeItem(PLACE);
    else sessionStorage.setItem(PLACE, user);
  } catch {
    // It holds as long as the page does.
  }
  for (const hear of ears) hear();
}

/** Is told when it becomes somebody else. Answers with what ends it. */
export function onActing(hear: () => void): () => void {
  ears.add(hear);
  return () => void ears.delete(hear);
}
