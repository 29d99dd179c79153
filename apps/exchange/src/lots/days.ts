/** Days as `2026-03-17`, which compare as text. Working days are the county's: the exchange asks Rushi. */
export type Day = string;

const DAY_MS = 86_400_000;
const [SATURDAY, SUNDAY] = [6, 0];
const ANY_DAY = /\d{4}-\d{2}-\d{2}/g;

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The same day, or the Monday after it: a first guess, which a holiday may prove wrong. */
export function noWeekend(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === SATURDAY) return addDays(day, 2);
  return weekday === SUNDAY ? addDays(day, 1) : day;
}

export const later = (a: Day, b: Day): Day => (a < b ? b : a);

/**
 * The lawful date that a refusal offers: it comes after the one that was refused, so it is the latest that
 * the sentence names. Undefined where it names none.
 */
export const offeredBy = (sentence: string): Day | undefined => sentence.match(ANY_DAY)?.sort().at(-1);
