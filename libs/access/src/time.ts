/**
 * Time as it really passes, for sessions and locks. The kernel's clock will not do: a demonstration turns it
 * by months, and would sign everybody out.
 */
export class RealTime {
  /** Milliseconds since 1970 in UTC. */
  ms(): number {
    return Date.now();
  }
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const iso = (ms: number) => new Date(ms).toISOString();

const JINAN_MS = 8 * HOUR_MS;
const DAY_CHARACTERS = 10;

/** The day in Jinan (UTC+8, no summer time) of an instant in UTC. */
export const dayInJinan = (instant: string) => iso(Date.parse(instant) + JINAN_MS).slice(0, DAY_CHARACTERS);
