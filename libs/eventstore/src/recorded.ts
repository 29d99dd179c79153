import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type messages from '@eventstore/db-client/generated/streams_pb.js';
import type { Metadata, Position, Recorded } from '#kernel';

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

type ReadEvent = InstanceType<typeof messages.ReadResp.ReadEvent>;
/** .NET ticks per millisecond, in which the server tells times. */
const TICKS = 10_000n;

/**
 * The same from an answer of the server itself; the name of an event of somebody else is all that is decoded
 * of it.
 */
export function decoded(prefix: string, read: ReadEvent): Recorded | undefined {
  const event = read.getEvent();
  const name = event && text(event.getStreamIdentifier()!.getStreamName_asU8());
  if (!event || !name?.startsWith(prefix)) return undefined;
  const told = event.getMetadataMap();
  if (told.get('content-type') !== 'application/json') return undefined;
  const { meta } = JSON.parse(text(event.getCustomMetadata_asU8())) as StoredMetadata;
  const [stream, version] = [name.slice(prefix.length), Number(event.getStreamRevision())];
  const recordedAt = new Date(Number(BigInt(told.get('created')!) / TICKS)).toISOString();
  return {
    id: `${stream}@${version}`,
    stream,
    version,
    position: BigInt(event.getCommitPosition()),
    type: told.get('type')!,
    data: JSON.parse(text(event.getData_asU8())) as object,
    meta,
    recordedAt,
  };
}

const text = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('utf8');
