import { isDay } from './civil.js';

const INSTANT =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const SPAN = /^([+-])(\d{1,4})([smhdw])$/;
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * The instant that is meant, in UTC: one with `Z` or an offset (`2026-11-16T09:00+08:00`), or a span from
 * `now`, which is in milliseconds (`+3d`, `-2h`; units s, m, h, d, w). Nothing for any other text: a time
 * without its zone would be guessed, and no day or hour rolls over into the next.
 */
export function instantOf(text: string, now: number): string | undefined {
  const [, sign = '', count = '', unit = ''] = SPAN.exec(text) ?? [];
  if (unit) return new Date(now + Number(`${sign}${count}`) * UNIT_MS[unit]!).toISOString();
  return isDay(INSTANT.exec(text)?.[1]) ? new Date(text).toISOString() : undefined;
}
