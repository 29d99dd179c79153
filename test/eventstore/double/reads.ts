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
  /** Events looked at in answer to reads of $all, sent or filtered out. */
  looked = 0;
  /** Looks at the end of $all. */
  ends = 0;
  /** Subscriptions that were asked for. */
  subscribed = 0;
  /**
   * Before how many of the next events a subscription tells that it has come so far, and breaks off without
   * the event, as servers of several versions did.
   */
  checkpointsAhead = 0;
  /**
   * How many of the last events are written and not yet indexed: who reads backwards sees them, who reads
   * forwards does not.
   */
  unindexed = 0;
  /**
   * How many events the server keeps for a subscription that has caught up and does not take them as fast as
   * they come; a real one keeps 32, and ends a subscription that needs more.
   */
  liveMax = Infinity;
  /** How many subscriptions were ended because of it. */
  tooSlow = 0;
  /** Subscriptions stay open and are told of nothing. */
  silent = false;
  private readonly subscriptions = new Set<Reading>();

  constructor(private readonly log: DoubleLog) {}

  readonly read = (call: Reading): void => {
    const options = call.request.getOptions()!;
    if (options.hasSubscription()) return this.follow(call, options);
    if (options.getAll()?.hasEnd()) this.ends += 1;
    const place = options.getAll()?.getPosition()?.getCommitPosition();
    if (place !== undefined && !this.log.isPlace(BigInt(place))) {
      call.emit('error', refusal(grpc.status.UNKNOWN, 'Unexpected ReadAllResult: Error'));
      return;
    }
    const events = options.hasAll() ? this.ofAll(options) : this.ofStream(options);
    if (!events)
      call.write(
        new streams.ReadResp().setStreamNotFound(
          new streams.ReadResp.StreamNotFound().setStreamIdentifier(
            options.getStream()!.getStreamIdentifier(),
          ),
        ),
      );
    const [wanted, most] = [filterOf(options), Number(options.getCount())];
    let sent = 0;
    for (const event of events ?? []) {
      if (sent === most) break;
      if (options.hasAll()) this.looked += 1;
      if (!wanted(event)) continue;
      sent += 1;
      call.write(readOf(event));
    }
    this.sent += sent;
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
    if (backwards(options))
      return [
        ...(from === undefined ? this.log.all : this.log.all.filter(({ position }) => position < from)),
      ].reverse();
    if (all.hasEnd()) return [];
    const indexed = this.log.all.slice(0, this.log.all.length - this.unindexed);
    return from === undefined ? indexed : indexed.filter(({ position }) => position >= from);
  }

  private ofStream(options: Streams.ReadReq.Options): readonly Stored[] | undefined {
    const from = options.getStream()!;
    const events = this.log.stream(nameOf(from.getStreamIdentifier()!));
    return backwards(options)
      ? events && [...events].reverse()
      : events?.slice(from.hasRevision() ? Number(from.getRevision()) : 0);
  }

  private follow(call: Reading, options: Streams.ReadReq.Options): void {
    const all = options.getAll()!;
    const filter = options.getFilter();
    const wanted = filterOf(options);
    const every =
      Number(filter?.getMax() ?? WINDOW_DEFAULT) * Number(filter?.getCheckpointintervalmultiplier() ?? 1);
    let next = all.hasPosition()
      ? DoubleLog.indexAfter(BigInt(all.getPosition()!.getCommitPosition()))
      : all.hasEnd()
        ? this.log.all.length
        : 0;
    let looked = 0;
    let live = false;
    const send = () => {
      for (; !this.silent && this.subscriptions.has(call) && next < this.log.all.length; next++) {
        const event = this.log.all[next]!;
        if (wanted(event)) {
          if (this.checkpointsAhead > 0) {
            this.checkpointsAhead -= 1;
            call.write(checkpointAt(event));
            call.emit('error', tooSlow());
            return;
          }
          if (live && call.writableLength >= this.liveMax) {
            this.tooSlow += 1;
            call.emit('error', tooSlow());
            return;
          }
          call.write(readOf(event));
        }
        if (++looked % every === 0) call.write(checkpointAt(event));
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
    call.write(
      new streams.ReadResp().setConfirmation(
        new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId('double'),
      ),
    );
    send();
    live = true;
  }
}

/** Why a real server ends a subscription (Enumerators.AllSubscriptionFiltered.cs). */
export const tooSlow = (): Refusal =>
  refusal(
    grpc.status.ABORTED,
    'Operation timed out: Consumer too slow to handle event while live. Client resubscription required.',
  );

const backwards = (options: Streams.ReadReq.Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

/** By the beginning of the stream's name. */
function filterOf(options: Streams.ReadReq.Options): (event: Stored) => boolean {
  const prefixes = options.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [''];
  return ({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix));
}

const checkpointAt = ({ position }: Stored) =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position)),
  );
