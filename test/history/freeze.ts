/**
 * `npm run freeze -- 0.3.0` writes the corpus of the release that comes next, from simulated counties in
 * memory and the samples of what they never make. That of a release that is out is never written again.
 */
import 'reflect-metadata';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventBus } from '@nestjs/cqrs';
import { DeadlineTable, ENGINE, EventStore, Mailboxes, START, SimulatedClock, Subscriptions } from '#kernel';
import type { Deadline, DurableSagas, Envelope, Recorded } from '#kernel';
import { LandModule, landUpcasting } from '#land';
import { loadLayers } from '#geo';
import { Simulation } from '#simulation';
import { loadPacks } from '#policy';
import { startInMemory } from '../../libs/kernel/testing/application.js';
import type { KernelApp } from '../../libs/kernel/testing/application.js';
import { byRelease, documentsOf, folderOf, frozenReleases, readCorpus, textOf } from './corpus.js';
import type { Checkpoint, Corpus, Frozen, FrozenLog } from './corpus.js';
import { SAMPLES } from './samples.js';
import { misfits, shapesOfToday } from './shapes.js';
import type { Shape } from './shapes.js';
import { asRecorded, keptOf } from './recorded-at.js';
import type { Kept } from './recorded-at.js';
import { optionsOf } from '../task-options.js';

const packs = loadPacks();
const upcasting = landUpcasting();
/**
 * Together these make whatever a county makes by itself: sales, leases, conversions, shares, waiting lists.
 */
const COUNTIES = [
  { seed: 7, parcels: 40, from: '2025-02-10', until: '2026-10-30', supplyM2: '250000.00' },
  { seed: 3, parcels: 60, from: '2024-02-12', until: '2026-10-30', supplyM2: '600000.00' },
  { seed: 11, parcels: 12, from: '2026-03-02', until: '2026-10-30', supplyM2: '20000.00' },
  { seed: 5, parcels: 12, from: '2026-10-16', until: '2027-08-31', supplyM2: '250000.00' },
] as const;
const PAGE = 1_000;

/** What waits in an installation, one of each kind. */
class Waiting {
  readonly parked = new Map<string, Envelope>();
  readonly deadlines = new Map<string, Deadline>();
  readonly sagas = new Set<string>();
  readonly checkpoints = new Map<string, Checkpoint>();

  watch(app: KernelApp): void {
    const [mailboxes, table] = [app.get(Mailboxes), app.get(DeadlineTable)];
    const [execute, apply] = [mailboxes.execute.bind(mailboxes), table.apply.bind(table)];
    mailboxes.execute = (decider, command) => {
      if (command.meta.actor.person === ENGINE.person) keep(this.parked, command.type, command);
      return execute(decider, command);
    };
    table.apply = (lease, position, set, clear, footing) => {
      for (const deadline of set) keep(this.deadlines, deadline.command.type, deadline);
      return apply(lease, position, set, clear, footing);
    };
    for (const { saga } of app.get<DurableSagas>(EventBus).wiring()) this.sagas.add(saga);
  }

  async noteCheckpoints(app: KernelApp): Promise<void> {
    for (const { subscription, position, footing } of await app.get(Subscriptions).progress())
      if (footing)
        keep(this.checkpoints, subscription, { subscription, position: String(position), footing });
  }
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}

async function lived(county: (typeof COUNTIES)[number], waiting: Waiting): Promise<readonly Recorded[]> {
  const clock = new SimulatedClock(`${county.from}T00:00:00.000Z`);
  const app = await startInMemory(LandModule.forRoot({ packs, layers: loadLayers() }), { clock });
  waiting.watch(app);
  const store = app.get(EventStore);
  const { calendar } = packs.of('jinan@2026.1');
  const options = { ...county, spreadDays: 60, policy: 'jinan@2026.1', calendar };
  await new Simulation(app.engine, store, clock, options).run();
  const events: Recorded[] = [];
  for (let page = await store.stored.readAll(START, PAGE); page.length > 0;) {
    events.push(...page);
    page = await store.stored.readAll(page.at(-1)!.position, PAGE);
  }
  await waiting.noteCheckpoints(app);
  await app.close();
  return events;
}

/**
 * The events of few matters that have together every type that is wanted, and of those that must be there:
 * whole streams, because an account of quota is not folded from a part of it.
 */
function covering(
  events: readonly Recorded[],
  wanted: Set<string>,
  needed: ReadonlySet<string>,
): readonly Recorded[] {
  const matters = new Map<string, Recorded[]>();
  for (const event of events) {
    keep(matters, event.meta.correlation, []);
    matters.get(event.meta.correlation)!.push(event);
  }
  const chosen = new Set(needed);
  const fresh = (of: readonly Recorded[]) =>
    new Set(of.map(({ type }) => type).filter((type) => wanted.has(type)));
  for (const matter of chosen) for (const type of fresh(matters.get(matter)!)) wanted.delete(type);
  for (;;) {
    const [best] = [...matters]
      .map(([matter, of]) => ({ matter, types: fresh(of), cost: of.length }))
      .sort((a, b) => b.types.size / b.cost - a.types.size / a.cost);
    if (!best || best.types.size === 0) break;
    chosen.add(best.matter);
    for (const type of best.types) wanted.delete(type);
  }
  const streams = new Set([...chosen].flatMap((matter) => matters.get(matter)!.map(({ stream }) => stream)));
  return events.filter(({ stream }) => streams.has(stream));
}

const frozen = (events: readonly Recorded[], kept: Kept): readonly Frozen[] =>
  asRecorded(
    events.map((event) => ({ ...event, position: String(event.position) })),
    kept,
  );

function sampled(): readonly Frozen[] {
  return SAMPLES.map(([kind, { type, data }], index) => {
    const stream = `${kind}-sample-${index}`;
    const at = '2026-03-02T02:00:00.000Z';
    const meta = {
      correlation: stream,
      causation: stream,
      command: stream,
      actor: ENGINE,
      occurredAt: at,
      policy: 'jinan@2026.1',
      schema: upcasting.schemaOf(type),
    };
    const place = { id: `${stream}@0`, stream, version: 0, position: String(index + 1) };
    return { ...place, type, data, meta, recordedAt: at };
  });
}

/** What a release that is out wrote in a shape must still be read in that of today. */
function requireReadable(shapes: Readonly<Record<string, Shape>>, released: readonly string[]): void {
  for (const release of released)
    for (const [shape, was] of Object.entries(readCorpus(release).shapes)) {
      const is = shapes[shape];
      const wrong = is === undefined ? [] : misfits(was, is);
      if (wrong.length > 0)
        throw new Error(
          `${shape} was written otherwise by ${release}: ${wrong.join('; ')}. Give it an upcaster ` +
            'to the next schema.',
        );
    }
}

async function made(released: readonly string[], kept: Kept): Promise<Corpus> {
  const shapes = Object.fromEntries(
    [...shapesOfToday()].map(([type, shape]) => [`${type}@${upcasting.schemaOf(type)}`, shape]),
  );
  requireReadable(shapes, released);
  const sampledTypes = new Set<string>(SAMPLES.map(([, { type }]) => type));
  const wanted = new Set([...shapesOfToday().keys()].filter((type) => !sampledTypes.has(type)));
  const waiting = new Waiting();
  const logs: FrozenLog[] = [];
  for (const county of COUNTIES) {
    const events = await lived(county, waiting);
    const first = logs.length === 0;
    const stood = new Set([...waiting.checkpoints.values()].map(({ position }) => BigInt(position)));
    const needed = events
      .filter(({ position }) => first && stood.has(position))
      .map(({ meta }) => meta.correlation);
    const covered = covering(events, wanted, new Set(needed));
    logs.push({ documents: documentsOf(upcasting.page(covered)), events: frozen(covered, kept) });
  }
  if (wanted.size > 0)
    throw new Error(
      `No simulated county makes ${[...wanted].join(', ')}. Put one of each into test/history/samples.ts.`,
    );
  return {
    logs: logs.filter(({ events }) => events.length > 0),
    samples: sampled(),
    shapes,
    sagas: [...waiting.sagas].sort(),
    checkpoints: [...waiting.checkpoints.values()],
    deadlines: [...waiting.deadlines.values()],
    parked: [...waiting.parked.values()],
  };
}

async function freeze(release: string | undefined): Promise<void> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  if (release === undefined || !/^\d+\.\d+\.\d+$/.test(release))
    throw new Error('Say which release: npm run freeze -- 0.2.0');
  if (byRelease(release, version) <= 0)
    throw new Error(
      `${release} is out, and its corpus is never written again. Freeze the release after ${version}.`,
    );
  const corpus = await made(
    frozenReleases().filter((other) => byRelease(other, version) <= 0),
    keptOf(readCorpus(release).logs),
  );
  mkdirSync(folderOf(release), { recursive: true });
  for (const [file, part] of Object.entries(corpus))
    writeFileSync(join(folderOf(release), `${file}.json`), textOf(part));
  process.stdout.write(`${folderOf(release)}: ${Object.keys(corpus.shapes).length} facts\n`);
}

freeze(optionsOf('freeze').words[0]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
