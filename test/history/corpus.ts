/**
 * What is frozen with a release, and how today's program reads it again: facts, checkpoints, deadlines and
 * commands that wait. `test/README.md` describes the files.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Rejected, applyPage, footingOf } from '#kernel';
import type { AnyDecider, Deadline, Envelope, Footing, Recorded, Upcasting } from '#kernel';
import { EVENT_NAMES, EntryProjection, QuotaProjection, TaskProjection, decidersOf } from '#land';
import { loadPacks } from '#policy';
import { rules } from '../../libs/land/src/rules/rules.decider.js';
import type { Shape } from './shapes.js';

export const HISTORY = 'test/history';

/** A fact as it stands in a log, with its position in decimal. */
export type Frozen = Omit<Recorded, 'position'> & Readonly<{ position: string }>;
/** A log and the digests of the read models that follow from it. */
export type FrozenLog = Readonly<{ documents: Readonly<Record<string, string>>; events: readonly Frozen[] }>;
export type Checkpoint = Readonly<{ subscription: string; position: string; footing: Footing }>;

/** One file each, by these names. */
export type Corpus = Readonly<{
  /** Whole entries of simulated counties that have every fact which these make at least once. */
  logs: readonly FrozenLog[];
  /** One of each fact that a simulated county never makes, in a stream of its own. */
  samples: readonly Frozen[];
  /** The shape of each type, in the schema in which the release wrote it. */
  shapes: Readonly<Record<string, Shape>>;
  /** Names of sagas, of which each has its place in a log. */
  sagas: readonly string[];
  checkpoints: readonly Checkpoint[];
  /** One for each command that a deadline gives. */
  deadlines: readonly Deadline[];
  /** One of each command that is given without a person, as it is parked. */
  parked: readonly Envelope[];
}>;
const FILES = ['logs', 'samples', 'shapes', 'sagas', 'checkpoints', 'deadlines', 'parked'] as const;

export const folderOf = (release: string): string => join(HISTORY, release);

/** Releases that have a corpus, the newest last. */
export const frozenReleases = (): readonly string[] =>
  readdirSync(HISTORY, { withFileTypes: true })
    .filter((found) => found.isDirectory())
    .map(({ name }) => name)
    .sort(byRelease);

export const byRelease = (a: string, b: string): number => {
  const [left, right] = [a, b].map((release) => release.split('.').map(Number));
  return left!.map((part, index) => part - right![index]!).find((difference) => difference !== 0) ?? 0;
};

export function readCorpus(release: string): Corpus {
  const read = (file: string) => {
    const path = join(folderOf(release), `${file}.json`);
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : [];
  };
  return Object.fromEntries(FILES.map((file) => [file, read(file)])) as unknown as Corpus;
}

/** A file of a corpus: one line for each thing in it, so that a change shows as one. */
export function textOf(part: Corpus[keyof Corpus]): string {
  const line = (value: unknown) => JSON.stringify(value);
  if (Array.isArray(part)) return `[\n${part.map(line).join(',\n')}\n]\n`;
  const lines = Object.entries(part).map(([key, value]) => `${line(key)}: ${line(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

export const thawed = (events: readonly Frozen[]): readonly Recorded[] =>
  events.map((event) => ({ ...event, position: BigInt(event.position) }));

const packs = loadPacks();
const deciderOf = decidersOf(packs);
/** The register of rules is one stream, so its name has no kind before it. */
export const ownerOf = (stream: string): AnyDecider | undefined =>
  stream.startsWith('rules') ? rules : deciderOf(stream);

/**
 * Facts as this release reads them, folded stream by stream. @throws where one is not known, or does not fold
 */
export function replay(frozen: readonly Frozen[], upcasting: Upcasting): readonly Recorded[] {
  const events = upcasting.page(thawed(frozen));
  const states = new Map<string, unknown>();
  for (const event of events) {
    const { id, type, stream, meta } = event;
    if (!(type in EVENT_NAMES))
      throw new Error(`${id}: ${type} is no fact of this release, and no upcaster reads it.`);
    if (meta.schema !== upcasting.schemaOf(type))
      throw new Error(`${id}: ${type} is read in schema ${meta.schema}, not in that of today.`);
    const decider = ownerOf(stream);
    if (!decider) throw new Error(`Nobody folds ${stream}.`);
    const state = decider.evolve((states.get(stream) ?? decider.initial) as never, event as never);
    if (state === undefined)
      throw new Error(`${type} of ${stream} is forgotten: evolve answers with nothing.`);
    states.set(stream, state);
  }
  return events;
}

/** Digests of the read models that follow from a log. */
export function documentsOf(events: readonly Recorded[]): Record<string, string> {
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

/** Whether a log has the event that a checkpoint stands on, as it was when the checkpoint was taken. */
export const standsIn = ({ position, footing }: Checkpoint, events: readonly Recorded[]): boolean =>
  events.some(
    (event) =>
      event.position === BigInt(position) && JSON.stringify(footingOf(event)) === JSON.stringify(footing),
  );

/** Why a stored command cannot be decided today; a refusal by the rules is an answer. */
export function undecidable(command: Envelope): string | undefined {
  const decider = ownerOf(command.stream);
  if (!decider) return `Nobody decides ${command.type} of ${command.stream}.`;
  try {
    decider.decide(command as never, decider.initial as never);
  } catch (error) {
    if (!(error instanceof Rejected)) return `${command.type}: ${String(error)}`;
  }
  return undefined;
}
