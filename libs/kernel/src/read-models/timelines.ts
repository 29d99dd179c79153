import { Inject, Injectable } from '@nestjs/common';
import { ReadModels, readModel } from './read-models.js';
import { EventStore } from '../log/event-store.js';
import { START } from '../messages/messages.js';
import type { Position, Recorded } from '../messages/messages.js';
import { EVERY_TYPE, Projection } from './projection.js';
import { subscriptionOf } from './projector.js';
import { Subscriptions } from '../following/subscriptions.js';

export const TIMELINES = readModel<TimelineIndex>('timelines');
/**
 * Versions of a stream that one document holds: a correlation that never ends gets one document after the
 * other.
 */
const DOCUMENT_VERSIONS = 500;
const DOCUMENTS_READ = 1_000;
/** So few events that the index does not have yet are read from the log itself. */
const UNINDEXED_MAX = 1_000;
/**
 * Versions of others between two of a timeline that are read along, where a second question would cost
 * more.
 */
const GAP_MAX = 20;
/** Questions to the log at the same time. */
const READS_ABREAST = 8;

/** Where the facts of one correlation stand: versions and positions (in decimal) by stream. */
export type TimelineIndex = Readonly<{
  correlation: string;
  streams: Readonly<Record<string, readonly (readonly [version: number, position: string])[]>>;
}>;

/** The index of the timelines; the facts themselves stay in the log. */
@Injectable()
export class TimelineProjection extends Projection<TimelineIndex> {
  readonly model = TIMELINES;
  readonly handles = EVERY_TYPE;

  ids({ version, meta }: Recorded): readonly string[] {
    return [`${Math.floor(version / DOCUMENT_VERSIONS)} ${meta.correlation}`];
  }

  evolve(index: TimelineIndex | undefined, { stream, version, position, meta }: Recorded): TimelineIndex {
    const places = index?.streams[stream] ?? [];
    return {
      correlation: meta.correlation,
      streams: { ...index?.streams, [stream]: [...places, [version, String(position)]] },
    };
  }

  override index({ correlation }: TimelineIndex) {
    return { keys: { correlation } };
  }
}

/**
 * The index was not built yet, as after an upgrade: a timeline would have holes, so there is none for the
 * moment.
 */
export class TimelinesBuilding extends Error {
  constructor(
    readonly reached: Position,
    readonly head: Position,
  ) {
    super(`The index of the timelines is still being built: it has come to position ${reached} of ${head}.`);
    this.name = 'TimelinesBuilding';
  }
}

type Place = Readonly<{ id: string; stream: string; version: number; position: Position }>;
type Segment = Readonly<{ stream: string; from: number; to: number }>;

/** All facts of one correlation across streams: found by the read model `timelines`, read from the log. */
@Injectable()
export class Timelines {
  /**
   * The end of the log when this process was first asked; an index that has come so far lags no more than
   * others.
   */
  private end: Promise<Position> | undefined;
  private whole = false;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
  ) {}

  /** The events of one correlation after a position, in order. @throws TimelinesBuilding */
  async of(correlation: string, after: Position, limit: number): Promise<readonly Recorded[]> {
    // Before the index: what gets into it meanwhile is found twice, which is mended, and nothing is passed
    // over.
    const late = (await this.unindexed()).filter(({ meta }) => meta.correlation === correlation);
    const read = new Map(late.map((event) => [event.id, event]));
    const places = new Map<string, Place>(read);
    for (const place of await this.indexed(correlation)) places.set(place.id, place);
    const later = [...places.values()].filter(({ position }) => position > after);
    const wanted = later.sort(inOrder).slice(0, limit);
    for (const event of await this.fetch(wanted.filter(({ id }) => !read.has(id)))) read.set(event.id, event);
    return wanted.map(({ id }) => read.get(id) ?? missing(id));
  }

  private async indexed(correlation: string): Promise<readonly Place[]> {
    const places: Place[] = [];
    for (let after: string | undefined; ;) {
      const place = after === undefined ? {} : { after };
      const query = { where: { correlation }, limit: DOCUMENTS_READ, ...place };
      const { items, next } = await this.readModels.query(TIMELINES, query);
      for (const { streams } of items) places.push(...placesOf(streams));
      if (next === null) return places;
      after = next;
    }
  }

  /**
   * What the log has and the index does not, where it may be more than the usual lag: after an upgrade that
   * brought the index, and where nobody is running who would build it.
   */
  private async unindexed(): Promise<readonly Recorded[]> {
    if (this.whole) return [];
    const end = await this.endOfLog();
    const name = subscriptionOf(TIMELINES.name, await this.readModels.live(TIMELINES.name));
    const progress = await this.subscriptions.progress();
    const reached = progress.find(({ subscription }) => subscription === name)?.position ?? START;
    this.whole = reached >= end;
    if (this.whole) return [];
    const late = await this.store.readAll(reached, UNINDEXED_MAX + 1);
    if (late.length > UNINDEXED_MAX) throw new TimelinesBuilding(reached, end);
    return late;
  }

  private endOfLog(): Promise<Position> {
    this.end ??= this.store.head().catch((error: unknown) => {
      this.end = undefined;
      throw error;
    });
    return this.end;
  }

  private async fetch(places: readonly Place[]): Promise<readonly Recorded[]> {
    const segments = segmentsOf(places);
    const events: Recorded[] = [];
    const reader = async () => {
      for (let next = segments.pop(); next; next = segments.pop()) {
        const { stream, from, to } = next;
        events.push(...(await this.store.read(stream, from, to - from + 1)));
      }
    };
    await Promise.all(Array.from({ length: READS_ABREAST }, reader));
    return events;
  }
}

function placesOf(streams: TimelineIndex['streams']): readonly Place[] {
  const placeOf = (stream: string, version: number, position: string): Place => ({
    id: `${stream}@${version}`,
    stream,
    version,
    position: BigInt(position),
  });
  return Object.entries(streams).flatMap(([stream, places]) =>
    places.map(([version, position]) => placeOf(stream, version, position)),
  );
}

/** Runs of neighbouring versions, so that each is one question. */
function segmentsOf(places: readonly Place[]): Segment[] {
  const open = new Map<string, Segment>();
  const segments: Segment[] = [];
  for (const { stream, version } of places) {
    const before = open.get(stream);
    const goesOn = before && version - before.to <= GAP_MAX;
    if (before && !goesOn) segments.push(before);
    open.set(stream, { stream, from: goesOn ? before.from : version, to: version });
  }
  return [...segments, ...open.values()];
}

const inOrder = (a: Place, b: Place): number =>
  Number(a.position > b.position) - Number(a.position < b.position);

function missing(id: string): never {
  throw new Error(
    `The index of the timelines knows ${id}, which the log does not have: rushi rebuild timelines`,
  );
}
