import { END, streamNameFilter } from '@eventstore/db-client';
import type { AllStreamResolvedEvent, AllStreamSubscription, EventStoreDBClient } from '@eventstore/db-client';
import type { Position } from '#kernel';
import { placeOf } from './all-events.js';
import { RETRY_MS_FIRST, RETRY_MS_MAX } from './patience.js';
import type { Quiet } from './quiet.js';
import { recordedOf } from './recorded.js';
import { Tail } from './tail.js';

/** The server looks at so many events of others before it says how far it has come; so many a reader may walk over again. */
const CHECKPOINT_EVENTS = 500;

/** What the server says of how far it has looked, in its place among the events. */
type Checkpoint = Readonly<{ checkpoint: Position }>;

/**
 * One subscription for all who wait, because opening and leaving one for every reader makes a server close the whole
 * session. It wakes them, keeps the newest events for them, and learns from the server's checkpoints how much of what came
 * since is none of ours. What it does not have they read, each from its own position: a subscription that was lost has lost
 * nothing.
 */
export class Listening {
  readonly tail = new Tail();
  private readonly waiting = new Set<(told: boolean) => void>();
  private subscription: AllStreamSubscription | undefined;
  private pausing: NodeJS.Timeout | undefined;
  private pauseMs = RETRY_MS_FIRST;
  private closed = false;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly prefix: string,
    private readonly quiet: Quiet,
    /** How often a waiting reader looks by itself: the net under a subscription that died without a word. */
    private readonly pollMs: number,
  ) {}

  /** Resolves when there may be something of ours after a position; says whether the subscription told of it, or the server must be asked. */
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
    let told = this.quiet.end;
    let own = false;
    const subscription = this.client.subscribeToAll({
      fromPosition: told === undefined ? END : placeOf(told),
      filter: streamNameFilter({
        prefixes: [this.prefix],
        maxSearchWindow: CHECKPOINT_EVENTS,
        // Through the stream's own buffer: there it overtakes no event that still waits to be told.
        checkpointReached: (stream, { commit }) => void stream.push({ checkpoint: commit } satisfies Checkpoint),
      }),
    });
    this.subscription = subscription;
    this.tail.begin(told);
    subscription.on('data', (next: AllStreamResolvedEvent | Checkpoint) => {
      if ('checkpoint' in next) {
        if (told !== undefined && next.checkpoint > told) this.quiet.learn({ from: told, to: next.checkpoint, own });
        return;
      }
      const event = recordedOf(this.prefix, next);
      if (!event || this.subscription !== subscription) return;
      [told, own] = [event.position, true];
      this.quiet.learn({ from: told, to: told, own });
      this.tail.push(event);
      this.wake(true);
    });
    // Something may have come between a reader's last look and this: everybody looks once more.
    subscription.on('confirmation', () => {
      this.pauseMs = RETRY_MS_FIRST;
      this.wake(false);
    });
    for (const name of ['error', 'end', 'close'] as const) subscription.on(name, () => this.lost(subscription));
  }

  /** Lost, it is asked for again after a pause; until then readers look by themselves. */
  private lost(subscription: AllStreamSubscription): void {
    if (this.subscription !== subscription) return;
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
    await this.subscription?.unsubscribe().catch(() => undefined);
  }
}
