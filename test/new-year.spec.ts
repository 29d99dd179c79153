/**
 * A county lives through a New Year whose holiday notice comes late: nothing stands still that need not, and
 * nothing is guessed.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ReadModels, DeadlineRules, EventStore, Parking, SimulatedClock, START } from '#kernel';
import type { DeadlineChange, Recorded } from '#kernel';
import { Tasks, LandModule, RULES, groundsOf } from '#land';
import { loadLayers } from '#geo';
import { Simulation, checkInvariants } from '#simulation';
import type { LandEvent, TaskView } from '#land';
import { changesBetween, loadPacks, startOfDay } from '#policy';
import { startInMemory } from '#kernel/testing';
import { packWith } from '../libs/policy/testing/pack-with.js';

/** A 2027 that is invented for this test, and adopted when the year has begun. */
const NOTICE =
  '  - year: 2027\n    off: [{ from: 2027-01-01, to: 2027-01-01 }]\n    workdays: []\n    total: 260\n   ' +
  ' source: 测试用虚构的2027年通知\n    confirmed: false\n';
const ADOPTED_ON = '2027-01-25';
const NEW_YEAR = startOfDay('2027-01-01');

const packs = loadPacks();
const first = packs.of('jinan@2026.1');
const next = packWith(
  ['pack.yaml', /version: .*/, 'version: "2026.2"'],
  ['pack.yaml', /valid_from: .*/, `valid_from: ${ADOPTED_ON}`],
  ['calendar.yaml', /$/, NOTICE],
);

/** The city adopts the notice on its day: the simulated people do not. */
class Adoption extends DeadlineRules<LandEvent> {
  readonly handles = ['QuotaIssued'] as const;
  changes(): readonly DeadlineChange[] {
    const data = {
      content: next.contentOfAllDays,
      follows: first.ref,
      changes: changesBetween(first, next),
      documentNo: '测试1号',
    };
    return [
      {
        set: 'the notice is adopted',
        dueAt: startOfDay(ADOPTED_ON),
        command: { type: 'AdoptRules', stream: RULES, data },
      },
    ];
  }
}

type Fact<T extends LandEvent['type']> = Recorded<Extract<LandEvent, { type: T }>>;
let events: readonly Recorded<LandEvent>[];
let parked: readonly object[];
let tasks: ReadonlyMap<string, TaskView | undefined>;
const of = <T extends LandEvent['type']>(type: T) =>
  events.filter((event): event is Fact<T> => event.type === type);

beforeAll(async () => {
  const clock = new SimulatedClock(startOfDay('2026-11-16'));
  const app = await startInMemory(LandModule.forRoot({ packs, layers: loadLayers() }), {
    clock,
    extra: [{ module: class NewYear {}, providers: [Adoption] }],
  });
  const store = app.get(EventStore);
  const { calendar } = first;
  await new Simulation(app.engine, store, clock, {
    parcels: 12,
    seed: 5,
    from: '2026-11-16',
    spreadDays: 30,
    until: '2027-08-31',
    policy: first.ref,
    calendar,
    supplyM2: '250000.00',
  }).run();
  events = (await store.readAll(START, 20_000)) as readonly Recorded<LandEvent>[];
  parked = await app.get(Parking).parked();
  const readModels = app.get(ReadModels);
  tasks = new Map(
    await Promise.all(
      of('TaskOpened').map(async ({ stream }) => [stream, await readModels.find(Tasks, stream)] as const),
    ),
  );
  await app.close();
});

const firedAt = ({ meta }: Recorded) =>
  meta.command.startsWith('deadline/') ? meta.command.slice(meta.command.lastIndexOf('/') + 1) : undefined;
/**
 * Days that a contract agrees on are civil days, and the end of a reservation is the office's own: they wait
 * for no notice.
 */
const ofTheCalendar = ({ type }: Recorded) =>
  !['PriceOverdue', 'PriceDefaulted', 'QuotaReservationExpired', 'RulesAdopted'].includes(type);

describe('entries that run over a New Year without a holiday notice', () => {
  it('park nothing, break no law of the log, and reach the register', () => {
    expect(parked).toEqual([]);
    expect(checkInvariants(events, first.calendar).flatMap(({ violations }) => violations)).toEqual([]);
    const late = new Set(
      of('ReviewOpened')
        .filter(({ data }) => data.earliestNoticeOn === null)
        .map(({ data }) => data.subject.entry),
    );
    expect(late.size).toBeGreaterThan(0);
    expect(of('EntryCompleted').filter(({ data }) => late.has(data.subject.entry)).length).toBeGreaterThan(0);
  });

  it('fire no deadline of the unknown year before its notice, and those that passed right after it', () => {
    const adopted = of('RulesAdopted')[0]!.position;
    const early = events.filter(
      (event) => event.position < adopted && ofTheCalendar(event) && (firedAt(event) ?? '') > NEW_YEAR,
    );
    expect(early.map(({ type, meta }) => `${type} ${meta.command}`)).toEqual([]);
    expect(of('LastDaySet').every(({ position }) => position > adopted)).toBe(true);
    const overdue = events.filter(
      (event) =>
        event.position > adopted &&
        (firedAt(event) ?? '9') <= startOfDay(ADOPTED_ON) &&
        (firedAt(event) ?? '') > NEW_YEAR,
    );
    expect(overdue.length).toBeGreaterThan(0);
  });

  it('have every open day set once, and it is one day everywhere', () => {
    const set = of('LastDaySet');
    expect(new Set(set.map(({ data: { fact, field, part } }) => `${fact.id} ${field} ${part}`)).size).toBe(
      set.length,
    );
    for (const {
      data: { fact, dueOn },
    } of set.filter(({ data }) => data.fact.type === 'TaskOpened')) {
      const view = tasks.get(fact.stream);
      if (view?.dueNote === undefined) expect(view?.dueOn).toBe(dueOn);
    }
    // The day of a contract is that of its task, though each counted for itself.
    for (const deal of set.filter(({ data }) => data.field === 'signBy')) {
      const work = set.find(
        ({ data }) => data.fact.stream === `task-${deal.data.subject.entry}.sign-contract.1`,
      );
      if (work) expect(work.data.dueOn).toBe(deal.data.dueOn);
    }
    const [shown] = set.map((event) => groundsOf(event, first)).flat();
    expect(shown).toMatchObject({ source: '测试用虚构的2027年通知', confirmed: false });
  });
});
