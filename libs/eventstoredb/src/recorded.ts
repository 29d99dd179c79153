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

/** Straight from the bytes: through the objects of the client it takes several times as long. */
export function toldOf(prefix: string, answer: Buffer): Told {
  const fields = new Fields(answer);
  if (!fields.next()) return NOTHING;
  if (fields.number === RESP.event) {
    const event = found(fields.inside, READ.event);
    const record = event && recordOf(prefix, event);
    return record ? { event: record } : NOTHING;
  }
  if (fields.number === RESP.confirmation) return CONFIRMED;
  if (fields.number !== RESP.checkpoint) return NOTHING;
  return { checkpoint: found(fields.inside, CHECKPOINT.commit, (field) => field.whole) ?? START };
}

function found(fields: Fields, number: number): Fields | undefined;
function found<T>(fields: Fields, number: number, of: (field: Fields) => T): T | undefined;
function found<T>(fields: Fields, number: number, of?: (field: Fields) => T): T | Fields | undefined {
  while (fields.next()) if (fields.number === number) return of ? of(fields) : fields.inside;
  return undefined;
}

/** An event of somebody else is not decoded beyond its name. */
function recordOf(prefix: string, fields: Fields): Recorded | undefined {
  let [stream, version, position, type, created, kind] = ['', 0, START, '', '', ''];
  let [data, custom]: [object, StoredMetadata | undefined] = [{}, undefined];
  while (fields.next()) {
    if (fields.number === RECORD.stream) {
      stream = found(fields.inside, NAME, (field) => field.text) ?? '';
      if (!stream.startsWith(prefix)) return undefined;
    } else if (fields.number === RECORD.revision) version = Number(fields.whole);
    else if (fields.number === RECORD.commit) position = fields.whole;
    else if (fields.number === RECORD.told) {
      const [key, value] = entryOf(fields.inside);
      if (key === 'type') type = value;
      else if (key === 'created') created = value;
      else if (key === 'content-type') kind = value;
    } else if (fields.number === RECORD.custom) custom = jsonOf<StoredMetadata>(fields);
    else if (fields.number === RECORD.data) data = jsonOf(fields);
  }
  if (stream === '' || kind !== 'application/json' || !custom) return undefined;
  const name = stream.slice(prefix.length);
  return {
    id: `${name}@${version}`,
    stream: name,
    version,
    position,
    type,
    data,
    meta: custom.meta,
    recordedAt: new Date(Number(created.slice(0, -TICK_FIGURES))).toISOString(),
  };
}

function entryOf(fields: Fields): readonly [key: string, value: string] {
  let [key, value] = ['', ''];
  while (fields.next()) {
    if (fields.number === ENTRY.key) key = fields.text;
    else if (fields.number === ENTRY.value) value = fields.text;
  }
  return [key, value];
}

const jsonOf = <T extends object>(field: Fields): T => JSON.parse(field.text) as T;
