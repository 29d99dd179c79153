import type { Position, Recorded } from '#kernel';
import { isTooSlow } from './faults.js';
import { RETRY_MS_FIRST, RETRY_MS_MAX } from './retry.js';
import { Pace } from './pace.js';
import type { ForeignRanges } from './foreign-ranges.js';
import type { Told } from './recorded.js';
import { RecentEvents } from './recent-events.js';
import type { Reading, Streams, Wire } from './wire.js';

/**
 * The server looks at so many events of others before it says how far it has come; so many a reader may walk
 * over again.
 */
export const CHECKPOINT_EVENTS = 2_000;
/** Events fetched at once while they come fast. */
const FETCHED_EVENTS = 1_000;

type Subscription = { call?: Reading; over: boolean };
/**
 * What was told so far: our last event, whether it is ours that stands there, and how far the server had
 * looked.
 */
type Known = {
  told: Position | undefined;
  own: boolean;
  checkpoint?: Position | undefined;
  /** After a while of fetching, without a gap. */
  goesOn?: true;
};

/**
 * One subscription for all who wait, because opening and leaving one for every reader makes a server close
 * the whole session. It wakes them, keeps the newest events for them, and learns from the server's
 * checkpoints how much of what came since is none of ours. What it does not have they read, each from its own
 * position: a subscription that was lost has lost nothing.
 *
 * A server tells a subscription of every event by itself, and drops it when more than a few wait for it.
 * While events come fast they are fetched instead, many at once, from where the subscription has told of
 * them: cheaper for both sides, never ahead of who reads, and without a gap.
 */
export class Listening {
  readonly recent = new RecentEvents();
  private readonly waiting = new Set<(told: boolean) => void>();
  private readonly pace = new Pace();
  private subscription: Subscription | undefined;
  private pausing: NodeJS.Timeout | undefined;
  private pauseMs = RETRY_MS_FIRST;
  private closed = false;

  constructor(
    private readonly wire: Wire,
    private readonly prefix: string,
    private readonly foreign: ForeignRanges,
    /** How often a waiting reader looks by itself: the net under a subscription that died without a word. */
    private readonly pollMs: number,
    private readonly connected: () => void = () => undefined,
  ) {}

  /**
   * Resolves when there may be something of ours after a position; says whether the subscription told of it,
   * or the server must be asked.
   */
  async changed(after: Position, signal: AbortSignal): Promise<boolean> {
    if (this.foreign.lastOwn > after || signal.aborted) return false;
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
    const from = this.foreign.end;
    const known: Known = { told: from, own: false };
    this.recent.begin(from);
    this.subscribe(known);
  }

  private subscribe(known: Known): void {
    const subscription: Subscription = { over: false };
    this.subscription = subscription;
    this.wire.streams().then(
      (streams) => !subscription.over && this.open(subscription, known, streams),
      () => this.lost(subscription),
    );
  }

  private open(subscription: Subscription, known: Known, streams: Streams): void {
    const call = this.wire.reading(streams, {
      prefix: this.prefix,
      from: known.told ?? 'end',
      window: CHECKPOINT_EVENTS,
    });
    subscription.call = call;
    this.pace.begin();
    call.on('data', (told: Told) => this.subscription === subscription && this.told(known, told));
    call.on('error', (error) => {
      if (!subscription.over && isTooSlow(error) && this.fetchInstead(known)) return;
      if (!subscription.over) this.wire.failed(streams, error);
      this.lost(subscription);
    });
    call.on('end', () => this.lost(subscription));
  }

  private told(known: Known, { event, checkpoint, confirmed }: Told): void {
    if (event) {
      this.take(known, [event]);
      if (this.pace.fast(1)) this.fetchInstead(known);
    } else if (checkpoint !== undefined) {
      // It speaks of what lies before it: at its own place may stand an event that is still to come. The one
      // before it is sure now.
      const { told, own, checkpoint: before } = known;
      if (told !== undefined && before !== undefined && before > told)
        this.foreign.learn({ from: told, to: before, own });
      known.checkpoint = checkpoint;
    } else if (confirmed) {
      this.pauseMs = RETRY_MS_FIRST;
      // Something may have come between a reader's last look and this: everybody looks once more.
      if (!known.goesOn) {
        this.wake(false);
        this.connected();
      }
    }
  }

  /** Events that follow what was told so far without a gap. */
  private take(known: Known, events: readonly Recorded[]): void {
    const last = events[events.length - 1];
    if (!last) return;
    [known.told, known.own, known.checkpoint] = [last.position, true, undefined];
    this.foreign.learn({ from: last.position, to: last.position, own: true });
    for (const event of events) this.recent.push(event);
    this.wake(true);
  }

  /** Leaves the subscription; whether that can be done without a gap. */
  private fetchInstead(known: Known): boolean {
    const before = this.subscription;
    if (!known.own || !before || this.closed) return false;
    before.over = true;
    // Not in the midst of what it is just telling: the gRPC library does not bear that.
    setImmediate(() => before.call?.cancel());
    const fetching: Subscription = { over: false };
    this.subscription = fetching;
    void this.fetch(fetching, known).catch(() => this.lost(fetching));
    return true;
  }

  private async fetch(fetching: Subscription, known: Known): Promise<void> {
    this.pace.begin();
    for (let fast = true; fast;) {
      const began = performance.now();
      // A reading begins with its position, not after it.
      const from = known.told!;
      const page = await this.wire.page({
        prefix: this.prefix,
        from,
        count: FETCHED_EVENTS,
        window: CHECKPOINT_EVENTS,
      });
      if (this.subscription !== fetching || this.closed) return;
      const fresh = page.filter(({ position }) => position > from);
      this.take(known, fresh);
      fast = this.pace.fast(fresh.length) !== false;
      if (page.length < FETCHED_EVENTS) await this.pace.breath(performance.now() - began);
    }
    if (this.subscription !== fetching || this.closed) return;
    known.goesOn = true;
    this.subscribe(known);
  }

  /** Lost, it is asked for again after a pause; until then readers look by themselves. */
  private lost(subscription: Subscription): void {
    subscription.over = true;
    if (this.subscription !== subscription || this.closed) return;
    this.subscription = undefined;
    this.recent.end();
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
