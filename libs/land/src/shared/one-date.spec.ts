/** A duty has one last day: in the deadline, in the task and in the timeline. */
import { expect, it } from '@jest/globals';
import { meta, recorded, scenario } from '#kernel/testing';
import { loadPacks } from '#policy';
import { groundsOf } from '../entry/grounds.js';
import { openWork } from '../work/work-of-facts.js';
import type { WorkKind } from '../work/works.js';
import { subject } from '../stages/scheme/scheme.fixture.js';
import { task } from '../work/task/task.decider.js';
import type { TaskEvent } from '../work/task/task.events.js';
import { envelope } from '#kernel/messages';

const packs = loadPacks();
const jinan = packs.of('jinan@2026.1');

/**
 * The work, the clock of the duty, the day from which the law counts, and a day on which the engine may get
 * round to it.
 */
const DUTIES: readonly (readonly [
  WorkKind,
  clock: string,
  since: string,
  openedAt: string,
  dueOn: string,
])[] = [
  ['sign-contract', 'listing.contract', '2026-04-15', '2026-04-20', '2026-04-29'],
  ['opinion-finance', 'procedure.modification-opinion', '2026-03-02', '2026-03-05', '2026-03-09'],
  ['file-contract', 'contract.filing', '2026-04-20', '2026-04-24', '2026-05-07'],
  ['levy-rate', 'levy.rate', '2026-03-02', '2026-03-04', jinan.on('2026-03-02', 'any').due('levy.rate')],
];

it.each(DUTIES)('%s: %s counts from %s, whenever its task opens', (kind, clock, since, openedAt, dueOn) => {
  const command = envelope(openWork(subject, kind, { since }), meta({ at: `${openedAt}T02:00:00.000Z` }));
  const [opened] = scenario(task(packs))().when(command).decided() as readonly Extract<
    TaskEvent,
    { type: 'TaskOpened' }
  >[];
  expect(opened?.data.dueOn).toBe(dueOn);
  expect(jinan.on(since, 'any').due(clock)).toBe(dueOn);
  expect(groundsOf(recorded(opened!), jinan)).toEqual([
    expect.objectContaining({ what: '办理期限', value: dueOn }),
  ]);
});
