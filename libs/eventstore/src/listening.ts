import type messages from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '#kernel';
import { RETRY_MS_FIRST, RETRY_MS_MAX } from './patience.js';
import type { Quiet } from './quiet.js';
import { decoded } from './recorded.js';
import { Tail } from './tail.js';
import type { Reading, Streams, Wire } from './wire.js';

/**
 * The server looks at so many events of others before it says how far it has come; so many a reader may walk
 * over again.
 */
export const CHECKPOINT_EVENTS = 2_000;

type Answer = InstanceType<typeof messages.ReadResp>;

type Subscription = { call?: Reading; over: boolean };
/**
 * What a subscription has told so far: our last event, whether it is ours that stands there, and how far the
 * server had looked.
 */
type Heard = { told: Position | undefined; own: boolean; checkpoint?: Position | undefined };

/**
 * One subscription for all who wait, because opening and leaving one for every reader makes a server close
 * the whole session. It wakes them, keeps the newest events for them, and learns from the server's
 * checkpoints how much of what came since is none of ours. What it does not have they read, each from its own
 * position: a subscription that was lost has lost nothing.
 */
export class Listening {
  readonly tail = new Tail();
  private readonly waiting = new Set<(told: boolean) => void>();
  private subscription: Subscription | undefined;
  private pausing: NodeJS.Timeout | undefined;
  private pauseMs = RETRY_MS_FIRST;
  private closed = false;

  constructor(
    private readonly wire: Wire,
    private readonly prefix: string,
    private readonly quiet: Quiet,
    /** How often a waiting reader looks by itself: the net under a subscription that died without a word. */
    private readonly pollMs: number,
    private readonly connected: () => void = () => undefined,
  ) {}

  /**
   * Resolves when there may be something of ours after a position; says whether the subscription told of it,
   * or the server must be asked.
   */
  async changed(after: Position, signal: AbortSignal): Promise<boolean> {
    if (this.quiet.lastOwn > after || signal.aborted) return false;
    return new Promise<boolean>((resolve) => {
      const done = (told: boolean) => {
        clearTimeout(poll);
        signal.removeEventListener('abort', aborted);
        this.waiting.delete(done);
        resolve(told);
      };
      const aborted = () => done(false);
      const poll = setTimeout(aborted, this.pollMs);
      signal.addEventListener('abort', aborted);
      this.waiting.add(done);
      this.listen();
    });
  }

  private listen(): void {
    if (this.subscription || this.pausing || this.closed) return;
    // From where somebody has looked: between there and the first event it tells of nothing is ours.
    const from = this.quiet.end;
    const heard: Heard = { told: from, own: false };
    const subscription: Subscription = { over: false };
    this.subscription = subscription;
    this.tail.begin(from);
    this.wire.streams().then(
      (streams) => !subscription.over && this.open(subscription, heard, streams),
      () => this.lost(subscription),
    );
  }

  private open(subscription: Subscription, heard: Heard, streams: Streams): void {
    const call = this.wire.reading(streams, {
      prefix: this.prefix,
      from: heard.told ?? 'end',
      window: CHECKPOINT_EVENTS,
    });
    subscription.call = call;
    call.on('data', (answer: Answer) => this.subscription === subscription && this.told(heard, answer));
    call.on('error', (error) => {
      if (!subscription.over) this.wire.failed(streams, error);
      this.lost(subscription);
    });
    call.on('end', () => this.lost(subscription));
  }

  private told(heard: Heard, answer: Answer): void {
    if (answer.hasEvent()) {
      const event = decoded(this.prefix, answer.getEvent()!);
      if (!event) return;
      [heard.told, heard.own, heard.checkpoint] = [event.position, true, undefined];
      this.quiet.learn({ from: event.position, to: event.position, own: true });
      this.tail.push(event);
      this.wake(true);
    } else if (answer.hasCheckpoint()) {
      // It speaks of what lies before it: at its own place may stand an event that is still to come. The one
      // before it is sure now.
      const { told, own, checkpoint } = heard;
      if (told !== undefined && checkpoint !== undefined && checkpoint > told)
        this.quiet.learn({ from: told, to: checkpoint, own });
      heard.checkpoint = BigInt(answer.getCheckpoint()!.getCommitPosition());
    } else if (answer.hasConfirmation()) {
      // Something may have come between a reader's last look and this: everybody looks once more.
      this.pauseMs = RETRY_MS_FIRST;
      this.wake(false);
      this.connected();
    }
  }

  /** Lost, it is asked for again after a pause; until then readers look by themselves. */
  private lost(subscription: Subscription): void {
    subscription.over = true;
    if (this.subscription !== subscription || this.closed) return;
    this.subscription = undefined;
    this.tail.end();
    this.pausing = setTimeout(() => {
      this.pausing = undefined;
      if (this.waiting.size > 0) this.listen();
    }, this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, RETRY_MS_MAX);
    this.wake(false);
  }

  private wake(told: boolean): void {
    for (const done of [...this.waiting]) done(told);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.pausing);
    const { subscription } = this;
    if (!subscription) return;
    subscription.over = true;
    // Not in the midst of what it is just telling: the gRPC library does not bear that.
    await new Promise((resolve) => setImmediate(resolve));
    subscription.call?.cancel();
  }
}
