import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import type { Metadata, Position, Recorded } from '#kernel';

/** What stands in an event's metadata on the server; by `$correlationId` its own projection makes timelines. */
export type StoredMetadata = Readonly<{ meta: Metadata; $correlationId: string }>;

/** The event as our log has it; nothing when it is somebody else's. */
export function recordedOf(prefix: string, resolved: ResolvedEvent | AllStreamResolvedEvent): Recorded | undefined {
  const { event } = resolved;
  if (!event?.streamId.startsWith(prefix) || !event.isJson) return undefined;
  const { meta } = event.metadata as unknown as StoredMetadata;
  const stream = event.streamId.slice(prefix.length);
  const version = Number(event.revision);
  return { id: `${stream}@${version}`, stream, version, position: positionOf(resolved), type: event.type, data: event.data as object, meta, recordedAt: event.created.toISOString() };
}

/** A position is the commit position in $all: comparable, sparse, never computed with. */
export function positionOf({ event, commitPosition }: ResolvedEvent | AllStreamResolvedEvent): Position {
  const position = event?.position?.commit ?? commitPosition;
  if (position === undefined) throw new Error('The server tells no position of an event.');
  return position;
}
