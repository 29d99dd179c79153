import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import { START } from '#kernel';
import type { Metadata, Position, Recorded } from '#kernel';
import { Fields } from './fields.js';

/**
 * What stands in an event's metadata on the server; by `$correlationId` its own projection makes timelines.
 */
export type StoredMetadata = Readonly<{ meta: Metadata; $correlationId: string }>;

/** The event as our log has it; nothing when it is somebody else's. */
export function recordedOf(
  prefix: string,
  resolved: ResolvedEvent | AllStreamResolvedEvent,
): Recorded | undefined {
  const { event } = resolved;
  if (!event?.streamId.startsWith(prefix) || !event.isJson) return undefined;
  const { meta } = event.metadata as unknown as StoredMetadata;
  const stream = event.streamId.slice(prefix.length);
  const version = Number(event.revision);
  return {
    id: `${stream}@${version}`,
    stream,
    version,
    position: positionOf(resolved),
    type: event.type,
    data: event.data as object,
    meta,
    recordedAt: event.created.toISOString(),
  };
}

/** A position is the commit position in $all: comparable, sparse, never computed with. */
export function positionOf({ event, commitPosition }: ResolvedEvent | AllStreamResolvedEvent): Position {
  const position = event?.position?.commit ?? commitPosition;
  if (position === undefined) throw new Error('The server tells no position of an event.');
  return position;
}

/** .NET ticks per millisecond, in which the server tells times: so many figures fall off. */
const TICK_FIGURES = 4;

/** What the server tells in one answer of a read or a subscription, as far as it concerns us. */
export type Told = Readonly<{ event?: Recorded; checkpoint?: Position; confirmed?: true }>;

const NOTHING: Told = {};
const CONFIRMED: Told = { confirmed: true };
/** Numbers of the fields in the server's own definitions (streams.proto, shared.proto). */
const RESP = { event: 1, confirmation: 2, checkpoint: 3 } as const;
const READ = { event: 1 } as const;
const RECORD = { stream: 2, revision: 3, commit: 5, told: 6, custom: 7, data: 8 } as const;
const CHECKPOINT = { commit: 1 } as const;
const NAME = 3;
const ENTRY = { key: 1, value: 2 } as const;

/**
 * Straight from the bytes: through the objects of the client it takes several times as long.
 */
export function toldOf(prefix: Buffer, answer: Buffer): Told {
  const fields = new Fields(answer);
  if (!fields.next()) return NOTHING;
  if (fields.number === RESP.event) {
    const read = fields.inside;
    const event = read.goTo(READ.event) ? recordOf(prefix, read.inside) : undefined;
    return event ? { event } : NOTHING;
  }
  if (fields.number === RESP.confirmation) return CONFIRMED;
  if (fields.number !== RESP.checkpoint) return NOTHING;
  const checkpoint = fields.inside;
  return { checkpoint: checkpoint.goTo(CHECKPOINT.commit) ? checkpoint.whole : START };
}

/** An event of somebody else is not decoded beyond its name. */
function recordOf(prefix: Buffer, fields: Fields): Recorded | undefined {
  let stream: string | undefined;
  let version = 0;
  let position = START;
  let [data, custom]: [object, StoredMetadata | undefined] = [{}, undefined];
  const told = new ToldOfEvent();
  while (fields.next()) {
    if (fields.number === RECORD.stream) {
      const name = fields.inside;
      if (!name.goTo(NAME) || !name.begins(prefix)) return undefined;
      stream = name.textBehind(prefix.length);
    } else if (fields.number === RECORD.revision) version = fields.small;
    else if (fields.number === RECORD.commit) position = fields.whole;
    else if (fields.number === RECORD.told) told.take(fields.inside);
    else if (fields.number === RECORD.custom) custom = jsonOf<StoredMetadata>(fields);
    else if (fields.number === RECORD.data) data = jsonOf(fields);
  }
  if (stream === undefined || !told.json || !custom) return undefined;
  const { type } = told;
  const recordedAt = times.of(told.createdMs);
  return { id: `${stream}@${version}`, stream, version, position, type, data, meta: custom.meta, recordedAt };
}

const [TYPE, CREATED, KIND, JSON_KIND] = ['type', 'created', 'content-type', 'application/json'].map((text) =>
  Buffer.from(text),
) as [Buffer, Buffer, Buffer, Buffer];

/** What the server says of an event, entry by entry. */
class ToldOfEvent {
  type = '';
  createdMs = 0;
  json = false;

  take(entry: Fields): void {
    const key = entry.goTo(ENTRY.key) ? keyOf(entry) : undefined;
    // Writers send an entry's key before its value, and may do otherwise.
    if (!key || !(entry.goTo(ENTRY.value) || entry.again().goTo(ENTRY.value))) return;
    if (key === TYPE) this.type = entry.text;
    else if (key === CREATED) this.createdMs = entry.figuresBefore(TICK_FIGURES);
    else this.json = entry.is(JSON_KIND);
  }
}

const keyOf = (key: Fields): Buffer | undefined =>
  key.is(TYPE) ? TYPE : key.is(CREATED) ? CREATED : key.is(KIND) ? KIND : undefined;

/** Many events in a row are of the same moment, or of the same second: only what differs is written anew. */
class Times {
  private ms = NaN;
  private written = '';
  private second = NaN;
  private untilSecond = '';

  of(ms: number): string {
    if (ms === this.ms) return this.written;
    const second = Math.floor(ms / 1_000);
    if (second !== this.second) {
      this.untilSecond = new Date(second * 1_000).toISOString().slice(0, -'000Z'.length);
      this.second = second;
    }
    this.ms = ms;
    this.written = `${this.untilSecond}${String(ms - second * 1_000).padStart(3, '0')}Z`;
    return this.written;
  }
}
const times = new Times();

const jsonOf = <T extends object>(field: Fields): T => JSON.parse(field.text) as T;
