/**
 * The client's own messages and service definitions, loaded from its side: an instance of another copy is
 * none of its.
 */
import { createRequire } from 'node:module';
import type * as Grpc from '@grpc/grpc-js';
import type * as Features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type * as Gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type * as Persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type * as Shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as Status from '@eventstore/db-client/generated/status_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import type * as AnyPb from 'google-protobuf/google/protobuf/any_pb.js';
import type * as EmptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Stored } from './log.js';

const load = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'));
const generated = (name: string): unknown => load(`@eventstore/db-client/generated/${name}.js`);

export const grpc = load('@grpc/grpc-js') as typeof Grpc;
export const shared = generated('shared_pb') as typeof Shared;
export const streams = generated('streams_pb') as typeof Streams;
export const gossip = generated('gossip_pb') as typeof Gossip;
export const persistent = generated('persistent_pb') as typeof Persistent;
export const features = generated('serverfeatures_pb') as typeof Features;
export const status = generated('status_pb') as typeof Status;
export const anything = load('google-protobuf/google/protobuf/any_pb.js') as typeof AnyPb;
export const nothing = load('google-protobuf/google/protobuf/empty_pb.js') as typeof EmptyPb;

type Service = Record<string, { path: string }> & Grpc.ServiceDefinition;
export const { StreamsService } = generated('streams_grpc_pb') as { StreamsService: Service };
export const { ServerFeaturesService } = generated('serverfeatures_grpc_pb') as {
  ServerFeaturesService: Service;
};
export const { GossipService } = generated('gossip_grpc_pb') as { GossipService: Service };
export const { PersistentSubscriptionsService } = generated('persistent_grpc_pb') as {
  PersistentSubscriptionsService: Service;
};

export const nameOf = (identifier: Shared.StreamIdentifier): string =>
  Buffer.from(identifier.getStreamName_asU8()).toString('utf8');
export const identifierOf = (stream: string): Shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));

export type Refusal = Error & Partial<Grpc.StatusObject>;

/**
 * An error as a real server tells it: what it means stands in the metadata, in its own words
 * (RpcExceptions.cs).
 */
export function refusal(
  code: Grpc.status,
  details: string,
  means: Readonly<Record<string, string>> = {},
): Refusal {
  const metadata = new grpc.Metadata();
  for (const [key, value] of Object.entries(means)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

/** Fills a record in whichever service's form: both have the same fields. */
function filled<
  R extends Streams.ReadResp.ReadEvent.RecordedEvent | Persistent.ReadResp.ReadEvent.RecordedEvent,
>(record: R, { id, stream, revision, position, type, data, custom, created }: Stored): R {
  record
    .setId(new shared.UUID().setString(id))
    .setStreamIdentifier(identifierOf(stream))
    .setStreamRevision(String(revision));
  record
    .setCommitPosition(String(position))
    .setPreparePosition(String(position))
    .setCustomMetadata(custom)
    .setData(data);
  record.getMetadataMap().set('type', type).set('created', created).set('content-type', 'application/json');
  return record;
}

export function readOf(event: Stored): Streams.ReadResp {
  const record = filled(new streams.ReadResp.ReadEvent.RecordedEvent(), event);
  return new streams.ReadResp().setEvent(
    new streams.ReadResp.ReadEvent().setEvent(record).setCommitPosition(String(event.position)),
  );
}

export function deliveryOf(event: Stored, retries: number): Persistent.ReadResp {
  const record = filled(new persistent.ReadResp.ReadEvent.RecordedEvent(), event);
  return new persistent.ReadResp().setEvent(
    new persistent.ReadResp.ReadEvent()
      .setEvent(record)
      .setCommitPosition(String(event.position))
      .setRetryCount(retries),
  );
}
