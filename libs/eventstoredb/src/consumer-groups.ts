import { setTimeout as sleep } from 'node:timers/promises';
import {
  END,
  PINNED,
  START,
  persistentSubscriptionToAllSettingsFromDefaults,
  streamNameFilter,
} from '@eventstore/db-client';
import type { EventStoreDBClient, PersistentSubscriptionToAllInfo } from '@eventstore/db-client';
import { DEFAULT_PREFIX } from './address.js';
import { connect } from './connect.js';
import type { EventStoreDbOptions } from './event-store-db-log.js';
import { isNotLeader, reasonOf } from './faults.js';
import type { GroupRefusal } from './faults.js';
import { RETRY_MS_FIRST } from './retry.js';

/** An event that its consumer has neither acknowledged nor refused for so long is sent again. */
const ANSWER_MS_MAX = 30_000;
/** An event that was sent again so often is parked, for the operator of the consumer to look at. */
const RETRIES_MAX = 10;
/** Of one group at a time. */
const CONSUMERS_MAX = 32;
/**
 * Events that the server keeps in memory for one group: those that just came, and those it reads for who is
 * behind.
 */
const LIVE_EVENTS_MAX = 500;
const HISTORY_EVENTS_MAX = 500;
const READ_EVENTS = 100;
/** After a restart of the server so much may be sent again, though it was acknowledged. */
const CHECKPOINT_MS = 2_000;
const CHECKPOINT_EVENTS_MIN = 10;
const CHECKPOINT_EVENTS_MAX = 1_000;
/** The server looks at so many events of others at once. */
const SEARCH_EVENTS = 500;
/** The client waits for calls that a lost server has left open; nobody else does. */
const CLOSE_MS_MAX = 1_000;

/** What a group may be called: in the server's own records a colon separates its name from the stream's. */
export const GROUP_NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

export type ConsumerGroup = Readonly<{
  name: string;
  /** Under which the consumers' programs ask for it: with the installation's prefix. */
  group: string;
  from: 'start' | 'end';
  strategy: string;
  consumers: number;
  /** Sent and not yet answered. */
  inFlight: number;
  /** Given up after {@link RETRIES_MAX} attempts, or by the consumer itself. */
  parked: number;
  status: string;
}>;

/** The server did not do it, and asking again does not help. */
export class ConsumerGroupRefused extends Error {
  constructor(
    readonly reason: GroupRefusal,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'ConsumerGroupRefused';
  }
}

/**
 * Groups of consumers that the server itself keeps (persistent subscriptions), for programs of others: they
 * share all events of this installation, those of one stream go to one consumer at a time (Pinned), an answer
 * is owed for each, and each comes at least once. The order within a stream is what the server can do when
 * consumers come and go, not a promise: what has to be in order, sagas and read models, reads the log by
 * position and never from a group.
 */
export class ConsumerGroups {
  private readonly client: EventStoreDBClient;
  private readonly prefix: string;

  constructor({ url, prefix = DEFAULT_PREFIX }: Pick<EventStoreDbOptions, 'url' | 'prefix'>) {
    this.client = connect(url);
    this.prefix = prefix;
  }

  /**
   * @returns the name under which consumers ask for the group
   * @throws ConsumerGroupRefused
   */
  async create(name: string, { fromStart }: Readonly<{ fromStart: boolean }>): Promise<string> {
    const settings = persistentSubscriptionToAllSettingsFromDefaults({
      startFrom: fromStart ? START : END,
      consumerStrategyName: PINNED,
      messageTimeout: ANSWER_MS_MAX,
      maxRetryCount: RETRIES_MAX,
      maxSubscriberCount: CONSUMERS_MAX,
      liveBufferSize: LIVE_EVENTS_MAX,
      historyBufferSize: HISTORY_EVENTS_MAX,
      readBatchSize: READ_EVENTS,
      checkPointAfter: CHECKPOINT_MS,
      checkPointLowerBound: CHECKPOINT_EVENTS_MIN,
      checkPointUpperBound: CHECKPOINT_EVENTS_MAX,
    });
    const filter = streamNameFilter({ prefixes: [this.prefix], maxSearchWindow: SEARCH_EVENTS });
    await this.asked(() =>
      this.client.createPersistentSubscriptionToAll(this.prefix + name, settings, { filter }),
    );
    return this.prefix + name;
  }

  /**
   * The groups of this installation; those of others on the same server are none of its business.
   * @throws ConsumerGroupRefused
   */
  async list(): Promise<readonly ConsumerGroup[]> {
    const groups = await this.asked(() => this.client.listPersistentSubscriptionsToAll()).catch(
      (error: unknown) => {
        // A server without any answers so.
        if (error instanceof ConsumerGroupRefused && error.reason === 'unknown') return [];
        throw error;
      },
    );
    return groups
      .filter(({ groupName }) => groupName.startsWith(this.prefix))
      .map((info) => this.groupOf(info));
  }

  /** @throws ConsumerGroupRefused */
  async remove(name: string): Promise<void> {
    await this.asked(() => this.client.deletePersistentSubscriptionToAll(this.prefix + name));
  }

  private groupOf({
    groupName,
    status,
    settings,
    stats,
    connections,
  }: PersistentSubscriptionToAllInfo): ConsumerGroup {
    return {
      name: groupName.slice(this.prefix.length),
      group: groupName,
      from: settings.startFrom === END ? 'end' : 'start',
      strategy: settings.consumerStrategyName,
      consumers: connections.length,
      inFlight: stats.totalInFlightMessages,
      parked: Number(stats.parkedMessageCount),
      status,
    };
  }

  /** Groups are the leader's: another node names it, the client goes there, and is asked once more. */
  private async asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask().catch(async (error: unknown) => {
        if (!isNotLeader(error)) throw error;
        await sleep(RETRY_MS_FIRST);
        return ask();
      });
    } catch (error) {
      const reason = reasonOf(error);
      throw reason ? new ConsumerGroupRefused(reason, error) : error;
    }
  }

  async close(): Promise<void> {
    await Promise.race([this.client.dispose(), sleep(CLOSE_MS_MAX, undefined, { ref: false })]);
  }
}
