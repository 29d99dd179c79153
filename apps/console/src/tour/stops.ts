/** Where the tour stops, for whom, and what it points at. */

export type Stop = Readonly<{
  /** What its words are found by, and what somebody goes on from. */
  name: string;
  /** The first of these that is there is pointed at. */
  targets: readonly string[];
  /** Where it is; what is around every page is wherever somebody is. */
  place?: string;
}>;
type May = Readonly<Record<string, string>>;

/**
 * What somebody is shown by their rights: the desk and a case to whoever works, or watches work; the pages
 * of the house to whoever keeps it. What is not theirs is left out.
 * @param entry a case that they may read, where there is one
 */
export function stopsFor(may: May, entry: string | undefined): readonly Stop[] {
  const has = (right: string) => may[right] !== undefined;
  const stops: readonly (Stop | false)[] = [
    has('task.read') && {
      name: may['task.read'] === 'city' ? 'numbers-of-others' : 'numbers',
      targets: ['.numbers'],
      place: '/desk',
    },
    has('task.read') && { name: 'list', targets: ['#main .band', '#main thead'], place: '/desk' },
    has('entry.read') &&
      entry !== undefined && {
        name: 'steps',
        targets: ['ol.steps > [aria-current=step] strong', 'ol.steps strong'],
        place: `/entries/${encodeURIComponent(entry)}`,
      },
    !has('task.read') && { name: 'places', targets: ['nav.places'] },
    has('account.manage') && { name: 'people', targets: ['#main .admin-table th'], place: '/people' },
    has('account.manage') && { name: 'setting-up', targets: ['#main .begin-line'], place: '/begin' },
    has('entry.read') && { name: 'find', targets: ['.find-open'] },
    { name: 'help', targets: ['.me-open'] },
  ];
  return stops.filter((stop) => stop !== false);
}

/** Where somebody goes on who left at `at`: at the beginning where that stop is not theirs. */
export const indexOfStop = (stops: readonly Stop[], at: string | undefined): number =>
  Math.max(
    0,
    stops.findIndex(({ name }) => name === at),
  );
