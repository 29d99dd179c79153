import { EventStoreDBClient } from '@eventstore/db-client';
import { addressOf } from './address.js';
import { BATCH_APPEND } from './wire.js';

/**
 * A node of a cluster that does not say within so many seconds who leads is passed over for the next; the
 * client's own are 5.
 */
const GOSSIP_SECONDS = 1;
const withRetry = (address: string): string =>
  /[?&]gossipTimeout=/i.test(address)
    ? address
    : `${address}${address.includes('?') ? '&' : '?'}gossipTimeout=${GOSSIP_SECONDS}`;

type HandleError = (...given: readonly unknown[]) => Promise<void>;
type Supports = (method: Readonly<{ path: string }>, feature?: string) => Promise<boolean>;

/**
 * A client that appends by one call each, though the server offers to take many on one stream. In its batches
 * (db-client 6.2.1) all streams of a process share one table of promises: when one stream is lost, appends on
 * the others are told that they failed, and the answers that then come to them end the process with a
 * TypeError. For that one client is enough: a read that the server answers with "not ready" leaves its old
 * stream behind. And a stream that the server ended is never left: whatever is appended from then on waits
 * for ever. What is pinned of this stands in `test/eventstore/batches.it.spec.ts`; the log has batches of its
 * own (`batches.ts`).
 */
export function connect(url: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(withRetry(addressOf(url)));
  const { supports, handleError } = client as unknown as { supports: Supports; handleError: HandleError };
  const withoutBatches: Supports = async (method, feature) =>
    method.path !== BATCH_APPEND && supports(method, feature);
  // It waits for a connection that may not come in an election, and the client catches nothing of it: that
  // would end the process.
  const caught: HandleError = (...given) => handleError(...given).catch(() => undefined);
  Object.assign(client, { supports: withoutBatches, handleError: caught });
  return client;
}
