import { EventStoreDBClient } from '@eventstore/db-client';
import { addressOf } from './address.js';

type Supports = (method: Readonly<{ path: string }>, feature?: string) => Promise<boolean>;

/** By its path in the definition that the client ships. */
const BATCH_APPEND = '/event_store.client.streams.Streams/BatchAppend';

/**
 * A client that appends by one call each, though the server offers to take many on one stream. In its batches (db-client
 * 6.2.1) all streams of a process share one table of promises: when one stream is lost, appends on the others are told that
 * they failed, and the answers that then come to them end the process with a TypeError. For that one client is enough: a read
 * that the server answers with "not ready" leaves its old stream behind. And a stream that the server ended is never left:
 * whatever is appended from then on waits for ever. What is pinned of this stands in `test/eventstore/batches.spec.ts`.
 */
export function connect(url: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(addressOf(url));
  const { supports } = client as unknown as { supports: Supports };
  const withoutBatches: Supports = async (method, feature) => method.path !== BATCH_APPEND && supports(method, feature);
  Object.assign(client, { supports: withoutBatches });
  return client;
}
