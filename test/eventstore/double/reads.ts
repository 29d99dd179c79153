import type * as Grpc from '@grpc/grpc-js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import { DoubleLog } from './log.js';
import type { Stored } from './log.js';
import { grpc, nameOf, readOf, refusal, streams } from './messages.js';
import type { Refusal } from './messages.js';

type Reading = Grpc.ServerWritableStream<Streams.ReadReq, Streams.ReadResp>;

const WINDOW_DEFAULT = 32;

/** Reads of a stream and of $all, and subscriptions to $all by the beginning of a stream's name. */
export class Reads {
  /** Events sent in answer to reads (not to subscriptions). */
  sent = 0;
  /** Subscriptions that were asked for. */
  subscribed = 0;
  private readonly subscriptions = new Set<Reading>();

  constructor(private readonly log: DoubleLog) {}

  readonly read = (call: Reading): void => {
    const options = call.request.getOptions()!;
    if (options.hasSubscription()) return this.follow(call, options);
    const place = options.getAll()?.getPosition()?.getCommitPosition();
    if (place !== undefined && !this.log.isPlace(BigInt(place))) {
      call.emit('error', refusal(grpc.status.UNKNOWN, 'Unexpected ReadAllResult: Error'));
      return;
    }
    const events = options.hasAll() ? this.ofAll(options) : this.ofStream(options);
    if (!events) call.write(new streams.ReadResp().setStreamNotFound(new streams.ReadResp.StreamNotFound().setStreamIdentifier(options.getStream()!.getStreamIdentifier())));
    for (const event of events?.slice(0, Number(options.getCount())) ?? []) {
      this.sent += 1;
      call.write(readOf(event));
    }
    call.end();
  };

  /** The server breaks off, or ends, every subscription. */
  drop(error?: Refusal): void {
    for (const call of [...this.subscriptions]) {
      if (error) call.emit('error', error);
      else call.end();
    }
  }

  private ofAll(options: Streams.ReadReq.Options): readonly Stored[] {
    const all = options.getAll()!;
    const from = all.hasPosition() ? BigInt(all.getPosition()!.getCommitPosition()) : undefined;
    if (backwards(options)) return [...(from === undefined ? this.log.all : this.log.all.filter(({ position }) => position < from))].reverse();
    if (all.hasEnd()) return [];
    return from === undefined ? this.log.all : this.log.all.filter(({ position }) => position >= from);
  }

  private ofStream(options: Streams.ReadReq.Options): readonly Stored[] | undefined {
    const from = options.getStream()!;
    const events = this.log.stream(nameOf(from.getStreamIdentifier()!));
    return backwards(options) ? events && [...events].reverse() : events?.slice(from.hasRevision() ? Number(from.getRevision()) : 0);
  }

  private follow(call: Reading, options: Streams.ReadReq.Options): void {
    const all = options.getAll()!;
    const filter = options.getFilter();
    const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? [''];
    const every = Number(filter?.getMax() ?? WINDOW_DEFAULT) * Number(filter?.getCheckpointintervalmultiplier() ?? 1);
    let next = all.hasPosition() ? DoubleLog.indexAfter(BigInt(all.getPosition()!.getCommitPosition())) : all.hasEnd() ? this.log.all.length : 0;
    let looked = 0;
    const send = () => {
      for (; this.subscriptions.has(call) && next < this.log.all.length; next++) {
        const event = this.log.all[next]!;
        if (prefixes.some((prefix) => event.stream.startsWith(prefix))) call.write(readOf(event));
        if (++looked % every === 0) call.write(new streams.ReadResp().setCheckpoint(new streams.ReadResp.Checkpoint().setCommitPosition(String(event.position)).setPreparePosition(String(event.position))));
      }
    };
    const silence = this.log.whenAppended(send);
    const over = () => {
      this.subscriptions.delete(call);
      silence();
    };
    for (const name of ['cancelled', 'error', 'close', 'finish'] as const) call.on(name, over);
    this.subscribed += 1;
    this.subscriptions.add(call);
    call.write(new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId('double')));
    send();
  }
}

const backwards = (options: Streams.ReadReq.Options): boolean => options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;
