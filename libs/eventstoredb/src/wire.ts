import type { EventStoreDBClient } from '@eventstore/db-client';
import { UnavailableError } from '@eventstore/db-client';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { START } from '#kernel';
import type { Position, Recorded } from '#kernel';
import { toldOf } from './recorded.js';
import type { Told } from './recorded.js';

export type Streams = InstanceType<typeof services.StreamsClient>;
export type Appending = ReturnType<Streams['batchAppend']>;
/** Each `data` is a {@link Told}. */
export type Reading = ReturnType<Streams['read']>;
type Request = InstanceType<typeof messages.ReadReq>;
type CallArguments = Required<Parameters<Streams['batchAppend']>>;

/**
 * What the client keeps for its own methods (db-client 6.2.1), and what a channel of its gRPC library keeps.
 */
type Inside = {
  getGRPCClient(service: typeof services.StreamsClient, name: string): Promise<Streams>;
  callArguments(of: object, options: Readonly<{ deadline: number }>): CallArguments;
  handleError(streams: Streams, error: unknown): Promise<void>;
  createChannel(): Promise<Channel>;
  readonly capabilities: Promise<{ supports(method: Readonly<{ path: string }>): boolean }>;
};
type Channel = {
  close(): void;
  getTarget(): string;
  readonly internalChannel?: Readonly<{ credentials: unknown; options: Options }>;
};
type Options = Readonly<Record<string, unknown>>;

/** By its path in the definition that the client ships. */
const READ = '/event_store.client.streams.Streams/Read';
export const BATCH_APPEND = '/event_store.client.streams.Streams/BatchAppend';

/**
 * The server holds 64 events for a subscription and ends it when they are more. What it has sent does not
 * count: with a window of this size it may send far ahead of a process that is busy for a while. gRPC's own
 * is 64 kB, some eighty events.
 */
const WINDOW_BYTES = 16 * 1_048_576;
/**
 * A connection on which nothing comes back for so long is dead, though nobody has closed it; the client's own
 * are 10 s each.
 */
const ALIVE_ASK_MS = 2_000;
const ALIVE_ANSWER_MS = 3_000;
const CLIENTS_OWN_MS = 10_000;

/** Events of $all by the beginning of their stream's name, as the server filters them. */
export type Asked = Readonly<{
  prefix: string;
  /** Where to begin: with what stands there, or, backwards and for a subscription, behind it. */
  from: Position | 'end';
  backwards?: boolean;
  /** Nothing for a subscription. */
  count?: number;
  /** The server looks at so many events of others at once; a subscription then tells how far it has come. */
  window: number;
}>;

/**
 * Calls of our own over the service definitions that the client ships, on the client's connection: what it
 * does not offer (reads of $all that the server filters) and what it does in a way that we cannot use (its
 * batches of appends).
 */
export class Wire {
  private readonly inside: Inside;
  private readonly readings = new Set<Reading>();

  constructor(client: EventStoreDBClient) {
    this.inside = client as unknown as Inside;
    const create = this.inside.createChannel.bind(client);
    Object.assign(client, { createChannel: async () => tuned(await create()) });
  }

  streams(): Promise<Streams> {
    return this.inside.getGRPCClient(services.StreamsClient, 'streams');
  }

  async offersBatches(): Promise<boolean> {
    return (await this.inside.capabilities).supports({ path: BATCH_APPEND });
  }

  appending(streams: Streams): Appending {
    return streams.batchAppend(...this.call());
  }

  reading(streams: Streams, asked: Asked): Reading {
    const prefix = Buffer.from(asked.prefix);
    const call = streams.makeServerStreamRequest<Request, Told>(
      READ,
      (request) => Buffer.from(request.serializeBinary()),
      (answer) => toldOf(prefix, answer),
      requestOf(asked),
      ...this.call(),
    ) as unknown as Reading;
    this.readings.add(call);
    for (const over of ['end', 'error'] as const) call.on(over, () => this.readings.delete(call));
    return call;
  }

  /** All that one read brings of ours, to its end. */
  async page(asked: Asked & Readonly<{ count: number }>): Promise<readonly Recorded[]> {
    const found: Recorded[] = [];
    await this.each(asked, (event) => void found.push(event));
    return found;
  }

  /** What one read brings of ours, as it comes; resolves at its end. */
  async each(asked: Asked & Readonly<{ count: number }>, take: (event: Recorded) => void): Promise<void> {
    const streams = await this.streams();
    await new Promise<void>((resolve, reject) => {
      const call = this.reading(streams, asked);
      call.on('data', ({ event }: Told) => event && take(event));
      call.on('end', resolve);
      call.on('error', (error) => {
        this.failed(streams, error);
        reject(error);
      });
    });
  }

  /**
   * After it the client looks for the server, or for another node of the cluster, when the error means that.
   */
  failed(streams: Streams, error: unknown): void {
    void this.inside.handleError(streams, error);
  }

  /**
   * The connection has told nothing when it should have: nothing new goes over it, another is looked for, and
   * who reads on it or listens is told that it is over.
   */
  leave(streams: Streams): void {
    this.failed(streams, new UnavailableError());
    for (const call of [...this.readings]) call.cancel();
  }

  private call(): CallArguments {
    return this.inside.callArguments({}, { deadline: Infinity });
  }
}

/**
 * The same channel with our window, and sooner to notice that nobody is there, unless the address says how
 * soon.
 */
function tuned(made: Channel): Channel {
  if (!made.internalChannel) return made;
  const { credentials, options } = made.internalChannel;
  made.close();
  const or = (name: string, ours: number) => ({
    [name]: options[name] === CLIENTS_OWN_MS ? ours : options[name],
  });
  const Made = made.constructor as new (target: string, credentials: unknown, options: Options) => Channel;
  return new Made(made.getTarget(), credentials, {
    ...options,
    ...or('grpc.keepalive_time_ms', ALIVE_ASK_MS),
    ...or('grpc.keepalive_timeout_ms', ALIVE_ANSWER_MS),
    'grpc-node.flow_control_window': WINDOW_BYTES,
  });
}

function requestOf({ prefix, from, backwards = false, count, window }: Asked): Request {
  const { Options } = messages.ReadReq;
  const all = new Options.AllOptions();
  if (from === 'end') all.setEnd(new shared.Empty());
  else if (from === START) all.setStart(new shared.Empty());
  // For what is written by gRPC, as ours is, both positions are the same.
  else
    all.setPosition(new Options.Position().setCommitPosition(String(from)).setPreparePosition(String(from)));
  const filter = new Options.FilterOptions().setMax(window).setCheckpointintervalmultiplier(1);
  filter.setStreamIdentifier(new Options.FilterOptions.Expression().setPrefixList([prefix]));
  const options = new Options()
    .setAll(all)
    .setFilter(filter)
    .setReadDirection(backwards ? 1 : 0);
  options.setUuidOption(new Options.UUIDOption().setString(new shared.Empty()));
  if (count === undefined) options.setSubscription(new Options.SubscriptionOptions());
  else options.setCount(String(count));
  return new messages.ReadReq().setOptions(options);
}
