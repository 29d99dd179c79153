import { DEMO_PARCELS } from '../../apps/server/src/demo/demo-county.js';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import type { CutStarts } from './cut-starts.js';

/** How far a first start can come, in its order. */
export const STEPS = (starts: CutStarts, facts: readonly number[]) => [
  () => starts.has(/^secrets\.json/),
  () => starts.has(/^postgres\.making-/),
  () => starts.has(/^postgres$/),
  () => starts.has(/^vault\.key$/),
  ...facts.map((count) => async () => (await starts.facts()) >= count),
  () => starts.has(/^demo-access\.json$/),
];

/** The few that leave most to mend: half a database, half a demonstration, and one that is not told. */
export const WORST_STEPS = (starts: CutStarts, facts: number) => [
  () => starts.has(/^postgres\.making-/),
  async () => (await starts.facts()) >= facts,
  () => starts.has(/^demo-access\.json$/),
];

/** What the first start promises, counted in the database and in the folder. */
export const PROMISED = { entries: DEMO_PARCELS, accounts: DEMO_ACCOUNTS.length, complete: true, left: [] };

export async function promised(starts: CutStarts): Promise<object> {
  const [entries, accounts, complete] = [
    Number(
      await starts.asked(
        `select count(*) as answer from rushi.documents where model = 'entries' and generation = 1`,
      ),
    ),
    Number(await starts.asked(`select count(*) as answer from rushi.records where space = 'accounts'`)),
    await starts.asked(
      `select (value ->> 'complete')::boolean as answer from rushi.records where space = 'installation' ` +
        `and key = 'demo'`,
    ),
  ];
  return {
    entries,
    accounts,
    complete,
    left: (await starts.has(/making|unfinished/)) ? ['a draft of the database'] : [],
  };
}
