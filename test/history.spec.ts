import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EventStore, START, SimulatedClock, applyPage } from '#kernel';
import type { AnyDecider, Recorded } from '#kernel';
import { EntryProjection, LandModule, QuotaProjection, TaskProjection } from '#land';
import { loadLayers } from '#geo';
import { Simulation } from '#simulation';
import type { LandEvent } from '#land';
import { loadPacks } from '#policy';
import { approval } from '../libs/land/src/stages/approval/approval.decider.js';
import { contract } from '../libs/land/src/stages/contract/contract.decider.js';
import { distributionDecider } from '../libs/land/src/stages/distribution/distribution.decider.js';
import { levyDecider } from '../libs/land/src/stages/levy/levy.decider.js';
import { closedVault } from '../libs/land/src/stages/listing/aes-vault.js';
import { listing } from '../libs/land/src/stages/listing/listing.decider.js';
import { parcel } from '../libs/land/src/ledgers/parcel/parcel.decider.js';
import { planning } from '../libs/land/src/stages/planning/planning.decider.js';
import { quota } from '../libs/land/src/ledgers/quota/quota.decider.js';
import { registration } from '../libs/land/src/stages/registration/registration.decider.js';
import { cadastre } from '../libs/land/src/ledgers/cadastre/cadastre.decider.js';
import { scheme } from '../libs/land/src/stages/scheme/scheme.decider.js';
import { task } from '../libs/land/src/work/task/task.decider.js';
import { everything, startInMemory } from '#kernel/testing';

/** Facts as release 0.1.0 wrote them. Never edited: a release that cannot read them cannot be installed. */
const FILE = 'test/history/0.1.0.json';
type History = Readonly<{
  events: readonly (Omit<Recorded<LandEvent>, 'position'> & { position: string })[];
  documents: Record<string, string>;
}>;

const packs = loadPacks();
const deciders: Readonly<Record<string, AnyDecider>> = {
  approval: approval(packs),
  contract: contract(packs),
  distribution: distributionDecider(packs),
  levy: levyDecider(packs),
  listing: listing(packs, closedVault),
  cadastre: cadastre(packs),
  parcel,
  planning: planning(packs, () => {
    throw new Error('A fold checks nothing.');
  }),
  quota: quota(packs),
  registration: registration(packs),
  scheme: scheme(packs),
  task: task(packs),
};

function documentsOf(events: readonly Recorded[]): Record<string, string> {
  return Object.fromEntries(
    [new EntryProjection(), new TaskProjection(), new QuotaProjection()].map((projection) => {
      const documents = new Map<string, object | undefined>();
      const handles: readonly string[] = projection.handles;
      applyPage(
        projection,
        documents,
        events.filter(({ type }) => handles.includes(type)),
      );
      const sorted = [...documents].filter(([, body]) => body).sort(([a], [b]) => (a < b ? -1 : 1));
      return [projection.name, createHash('sha256').update(JSON.stringify(sorted)).digest('hex')];
    }),
  );
}

/** `RECORD_HISTORY=1` writes the file of a new release: 40 entries, fixed seed. It never overwrites one. */
async function record(): Promise<void> {
  const clock = new SimulatedClock('2025-02-10T00:00:00.000Z');
  const app = await startInMemory(LandModule.forRoot({ packs, layers: loadLayers() }), { clock });
  const store = app.get(EventStore);
  await new Simulation(app.engine, store, clock, {
    parcels: 40,
    seed: 7,
    from: '2025-02-10',
    spreadDays: 60,
    until: '2026-10-30',
    policy: 'jinan@2026.1',
    calendar: packs.of('jinan@2026.1').calendar,
    supplyM2: '250000.00',
  }).run();
  const events = await everything(store, START);
  await app.close();
  const history = {
    documents: documentsOf(events),
    events: events.map((event) => ({ ...event, position: String(event.position) })),
  };
  writeFileSync(FILE, `${JSON.stringify(history)}\n`, { flag: 'wx' });
}

describe('the history of release 0.1.0', () => {
  it('still folds with today’s deciders and read models to what it was', async () => {
    if (process.env.RECORD_HISTORY && !existsSync(FILE)) await record();
    const history = JSON.parse(readFileSync(FILE, 'utf8')) as History;
    const events = history.events.map(
      (event) => ({ ...event, position: BigInt(event.position) }) as Recorded<LandEvent>,
    );
    expect(events.length).toBeGreaterThan(1_000);
    const states = new Map<string, unknown>();
    for (const event of events) {
      const part = event.stream.split('-')[0]!;
      const decider = deciders[part];
      if (!decider) throw new Error(`Nobody folds ${event.stream}.`);
      const state = decider.evolve((states.get(event.stream) ?? decider.initial) as never, event as never);
      if (state === undefined)
        throw new Error(`${event.type} of ${event.stream} is forgotten: evolve answers with nothing.`);
      states.set(event.stream, state);
    }
    expect(documentsOf(events)).toEqual(history.documents);
    expect([...new Set(events.map(({ type }) => type))]).toEqual(
      expect.arrayContaining([
        'EntryCompleted',
        'SchemeRejected',
        'SchemeWithdrawn',
        'QuotaReserved',
        'QuotaWrittenOff',
      ]),
    );
  });
});
