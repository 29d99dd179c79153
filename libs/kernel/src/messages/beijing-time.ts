const BEIJING = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/**
 * An instant as sentences for people say it: `2026-03-02 10:00` in Beijing, to the minute, whatever the zone
 * of the machine.
 * @param instant ISO 8601 with `Z` or an offset
 * @throws RangeError where it is none
 */
export const beijingTime = (instant: string): string => BEIJING.format(new Date(instant));
