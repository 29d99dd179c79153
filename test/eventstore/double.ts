/**
 * A server that speaks the client's own gRPC service definitions and keeps its log in memory. It does on demand what a real
 * one does when it must: swallow an append, lose an answer, go away and come back. What it does not prove, a real server
 * must: the suite runs against one where EVENTSTORE_URL is set.
 */
import { createRequire } from 'node:module';
import type * as Grpc from '@grpc/grpc-js';
import type * as Features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type * as Shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';

// CommonJS as the client loads it: its messages must be those of the same library.
const load = createRequire(import.meta.url);
const grpc = load('@grpc/grpc-js') as typeof Grpc;
const shared = load('@eventstore/db-client/generated/shared_pb.js') as typeof Shared;
const streams = load('@eventstore/db-client/generated/streams_pb.js') as typeof Streams;
const features = load('@eventstore/db-client/generated/serverfeatures_pb.js') as typeof Features;
const { StreamsService } = load('@eventstore/db-client/generated/streams_grpc_pb.js') as { StreamsService: Grpc.ServiceDefinition };
const { ServerFeaturesService } = load('@eventstore/db-client/generated/serverfeatures_grpc_pb.js') as { ServerFeaturesService: Grpc.ServiceDefinition };

type Stored = Readonly<{ id: string; stream: string; revision: number; position: bigint; type: string; data: Uint8Array; custom: Uint8Array; created: string }>;
type Proposed = Readonly<{ id: string; type: string; data: Uint8Array; custom: Uint8Array }>;
type Reading = Grpc.ServerWritableStream<Streams.ReadReq, Streams.ReadResp>;
type Answer = (error: Grpc.ServiceError | null, response?: Streams.AppendResp) => void;

/** Commit positions are byte offsets: sparse. */
const STEP = 97n;
const CORRELATED = '$bc-';
/** .NET ticks per millisecond, in which the server tells times. */
const TICKS = 10_000n;

export class EventStoreDouble {
  private readonly log: Stored[] = [];
  private readonly byStream = new Map<string, Stored[]>();
  private readonly waiting = new Set<() => void>();
  private server: Grpc.Server | undefined;
  port = 0;
  /** How many of the next appends are taken and never answered. */
  loseAnswers = 0;
  /** How many of the next appends are neither taken nor answered. */
  swallow = 0;
  appends = 0;

  static async start(): Promise<EventStoreDouble> {
    const double = new EventStoreDouble();
    // Events that are not ours stand in $all as well.
    double.take('$stats-127.0.0.1', [{ id: '00000000-0000-5000-a000-000000000001', type: '$statsCollected', data: Buffer.from('{}'), custom: new Uint8Array() }]);
    double.take('somebody-else', [{ id: '00000000-0000-5000-a000-000000000002', type: 'Other', data: Buffer.from('{}'), custom: new Uint8Array() }]);
    await double.listen();
    return double;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  async listen(): Promise<void> {
    const server = new grpc.Server();
    server.addService(StreamsService, { append: this.append.bind(this), read: this.read.bind(this) });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, callback: (error: null, response: Features.SupportedMethods) => void) => callback(null, new features.SupportedMethods().setEventStoreServerVersion('23.10.0')),
    });
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.port}`, grpc.ServerCredentials.createInsecure(), (error, port) => (error ? reject(error) : resolve(port))),
    );
    this.server = server;
  }

  /** Gone at once, with every call that was under way; the log stays. */
  stop(): void {
    this.server?.forceShutdown();
    this.server = undefined;
    for (const wake of [...this.waiting]) wake();
  }

  private append(call: Grpc.ServerReadableStream<Streams.AppendReq, Streams.AppendResp>, answer: Answer): void {
    let options: Streams.AppendReq.Options | undefined;
    const proposed: Proposed[] = [];
    call.on('data', (request: Streams.AppendReq) => {
      options = request.getOptions() ?? options;
      const message = request.getProposedMessage();
      if (message) proposed.push({ id: message.getId()!.getString(), type: message.getMetadataMap().get('type')!, data: message.getData_asU8(), custom: message.getCustomMetadata_asU8() });
    });
    call.on('error', () => undefined);
    call.on('end', () => {
      this.appends += 1;
      if (this.swallow > 0) {
        this.swallow -= 1;
        return;
      }
      const response = this.decide(options!, proposed);
      if (this.loseAnswers > 0) {
        this.loseAnswers -= 1;
        return;
      }
      answer(null, response);
    });
  }

  private decide(options: Streams.AppendReq.Options, proposed: readonly Proposed[]): Streams.AppendResp {
    const stream = nameOf(options.getStreamIdentifier()!);
    const current = (this.byStream.get(stream)?.length ?? 0) - 1;
    const expected = options.hasNoStream() ? -1 : options.hasRevision() ? Number(options.getRevision()) : current;
    if (expected === current) return success(this.take(stream, proposed));
    // The same ids at the expected place were written by an earlier try.
    const there = (this.byStream.get(stream) ?? []).slice(expected + 1, expected + 1 + proposed.length);
    if (expected < current && there.length === proposed.length && there.every(({ id }, index) => id === proposed[index]!.id)) return success(there[there.length - 1]!);
    const wrong = new streams.AppendResp.WrongExpectedVersion();
    if (current < 0) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(current));
    if (options.hasNoStream()) wrong.setExpectedNoStream(new shared.Empty());
    else wrong.setExpectedRevision(String(expected));
    return new streams.AppendResp().setWrongExpectedVersion(wrong);
  }

  private take(stream: string, proposed: readonly Proposed[]): Stored {
    const own = this.byStream.get(stream) ?? [];
    this.byStream.set(stream, own);
    for (const event of proposed) {
      const stored = { ...event, stream, revision: own.length, position: BigInt(this.log.length + 1) * STEP, created: String(BigInt(Date.now()) * TICKS) };
      own.push(stored);
      this.log.push(stored);
    }
    for (const wake of [...this.waiting]) wake();
    return own[own.length - 1]!;
  }

  private read(call: Reading): void {
    const options = call.request.getOptions()!;
    if (options.hasSubscription()) return this.follow(call, options);
    const backwards = options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
    const count = Number(options.getCount());
    if (options.hasAll()) {
      const all = options.getAll()!;
      const from = all.hasPosition() ? BigInt(all.getPosition()!.getCommitPosition()) : undefined;
      const events = backwards ? [...this.log].reverse().filter(({ position }) => from === undefined || position < from) : all.hasEnd() ? [] : this.log.filter(({ position }) => from === undefined || position >= from);
      for (const event of events.slice(0, count)) call.write(responseOf(event));
      return void call.end();
    }
    const from = options.getStream()!;
    const name = nameOf(from.getStreamIdentifier()!);
    const events = this.eventsOf(name);
    if (!events) {
      call.write(new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(from.getStreamIdentifier())));
      return void call.end();
    }
    const first = from.hasRevision() ? Number(from.getRevision()) : 0;
    const found = backwards ? [...events].reverse() : events.slice(first);
    for (const event of found.slice(0, count)) call.write(responseOf(event));
    call.end();
  }

  /** By correlation: what the server's own projection links together. */
  private eventsOf(name: string): readonly Stored[] | undefined {
    if (!name.startsWith(CORRELATED)) return this.byStream.get(name);
    const wanted = name.slice(CORRELATED.length);
    const found = this.log.filter(({ custom }) => custom.length > 0 && (JSON.parse(Buffer.from(custom).toString('utf8')) as { $correlationId?: string }).$correlationId === wanted);
    return found.length > 0 ? found : undefined;
  }

  private follow(call: Reading, options: Streams.ReadReq.Options): void {
    const all = options.getAll()!;
    let after = all.hasPosition() ? BigInt(all.getPosition()!.getCommitPosition()) : all.hasEnd() ? (this.log[this.log.length - 1]?.position ?? 0n) : 0n;
    const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [''];
    const every = Number(options.getFilter()?.getMax() ?? 32) * Number(options.getFilter()?.getCheckpointintervalmultiplier() ?? 1);
    let looked = 0;
    let open = true;
    call.write(new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId('double')));
    const send = () => {
      if (!open) return;
      for (const event of this.log.filter(({ position }) => position > after)) {
        after = event.position;
        if (prefixes.some((prefix) => event.stream.startsWith(prefix))) call.write(responseOf(event));
        if (++looked % every === 0) call.write(new streams.ReadResp().setCheckpoint(new streams.ReadResp.Checkpoint().setCommitPosition(String(after)).setPreparePosition(String(after))));
      }
    };
    const end = () => {
      open = false;
      this.waiting.delete(send);
    };
    call.on('cancelled', end);
    call.on('error', end);
    call.on('close', end);
    this.waiting.add(send);
    send();
  }
}

const nameOf = (identifier: Shared.StreamIdentifier): string => Buffer.from(identifier.getStreamName_asU8()).toString('utf8');

function success({ revision, position }: Stored): Streams.AppendResp {
  const place = new streams.AppendResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position));
  return new streams.AppendResp().setSuccess(new streams.AppendResp.Success().setCurrentRevision(String(revision)).setPosition(place));
}

function responseOf({ id, stream, revision, position, type, data, custom, created }: Stored): Streams.ReadResp {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(id))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64')))
    .setStreamRevision(String(revision))
    .setCommitPosition(String(position))
    .setPreparePosition(String(position))
    .setCustomMetadata(custom)
    .setData(data);
  event.getMetadataMap().set('type', type).set('created', created).set('content-type', 'application/json');
  return new streams.ReadResp().setEvent(new streams.ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(position)));
}
