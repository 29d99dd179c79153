import { Logger } from '@nestjs/common';
import { footingOf } from '../log/footing.js';
import type { EventStore } from '../log/event-store.js';
import type { Position, Recorded } from '../messages/messages.js';
import { BackOff, pause, stackOf } from './back-off.js';
import { HeldPartitions } from './held-partitions.js';
import type { Partition } from './partition.js';
import type { Run, Strategy } from './strategy.js';
import { LEASE_RENEW_MS, LeaseLost } from './subscriptions.js';
import type { Subscriptions } from './subscriptions.js';

/**
 * A checkpoint that moved is stored at the latest after this time; what came after it is simply done again.
 */
export const CHECKPOINT_MS = 250;

export type Subscription = Readonly<{
  name: string;
  /** Fixed for the life of an installation: it says which partition an entry is in. */
  partitions: number;
  /** Where it starts when it has no checkpoint yet; the start of the log when absent. */
  after?: Position;
}>;

/**
 * Follows the log for one subscription, in whatever way its strategy works through events: takes and renews
 * leases, reads from the lowest checkpoint, stores the checkpoints under their leases, and goes back and
 * tries again after a failure. A crash, a lost connection and a thrown error all end the same way: events are
 * handled again, so handlers are idempotent, or move the checkpoint in the same transaction.
 */
export class SubscriptionRunner<S extends Strategy> implements Run {
  private readonly log: Logger;
  private readonly ending = new AbortController();
  private readonly backOff = new BackOff(this.ending.signal);
  private pageReading = new AbortController();
  /** Between two rounds of leases; aborted, the next round is now. */
  private resting = new AbortController();
  private loops: Promise<void>[] = [];
  /** Until the next try: leases run out meanwhile, and another process may do better. */
  private resigned = false;
  private leaseFault: string | undefined;
  readonly partitions = new HeldPartitions();
  /** Why the last page, or the first lease, could not be had; until a page has been worked through. */
  fault: string | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly subscriptions: Subscriptions,
    private readonly subscription: Subscription,
    readonly strategy: S,
  ) {
    this.log = new Logger(subscription.name);
  }

  get stopping(): AbortSignal {
    return this.ending.signal;
  }

  get reading(): AbortSignal {
    return this.pageReading.signal;
  }

  get disowned(): boolean {
    return this.store.disowned !== undefined;
  }

  /** Whether this process does some of the work; otherwise other ones do all of it. */
  get held(): boolean {
    return this.partitions.size > 0;
  }

  /** Resolves when everything up to `position` that this process is responsible for has ended. */
  passed(position: Position): Promise<void> {
    return this.partitions.passed(position);
  }

  start(): void {
    this.loops = [this.keepLeases(), this.keepReading(), this.keepCheckpoints()];
  }

  async stop(): Promise<void> {
    this.ending.abort();
    this.pageReading.abort();
    this.resting.abort();
    await Promise.all(this.loops);
    await this.strategy.drained?.();
    await this.storeCheckpoints().catch(() => undefined);
    await this.subscriptions.release(this.subscription.name).catch(() => undefined);
  }

  private async keepLeases(): Promise<void> {
    while (!this.stopping.aborted) {
      this.resting = new AbortController();
      if (!this.disowned && !this.resigned) await this.renewLeases();
      await pause(LEASE_RENEW_MS, this.resting.signal);
    }
  }

  private async renewLeases(): Promise<void> {
    const { name, partitions, after } = this.subscription;
    const { known } = this.partitions;
    try {
      const leases = await this.subscriptions.acquire(name, partitions, after);
      this.leaseFault = undefined;
      if (this.partitions.isStale(known)) return this.resting.abort();
      const gained = this.partitions.adopt(leases, known);
      // Reading starts again from the lowest checkpoint; partitions skip what they have read.
      if (gained || !this.held) this.pageReading.abort();
    } catch (error) {
      this.leasesFailed(String(error));
    }
  }

  /** Said once while it stays the same: every subscription asks again in every round. */
  private leasesFailed(fault: string): void {
    if (!this.held) this.fault = fault;
    if (fault !== this.leaseFault)
      this.log.warn(`leases could not be renewed, and are asked for again: ${fault}`);
    this.leaseFault = fault;
  }

  private async keepReading(): Promise<void> {
    while (!this.stopping.aborted) {
      this.pageReading = new AbortController();
      if (this.store.disowned) {
        this.fault = this.store.disowned.message;
        this.partitions.giveUpAll();
      }
      if (!this.held) {
        await pause(LEASE_RENEW_MS, this.reading);
        continue;
      }
      try {
        await this.read();
      } catch (error) {
        await this.goBack(error);
      }
    }
  }

  private async read(): Promise<void> {
    const { pageEvents } = this.strategy;
    this.strategy.begin?.();
    for await (const page of this.store.follow(this.partitions.lowest, this.reading, pageEvents)) {
      if (this.reading.aborted || this.disowned) return;
      const rest = await this.work(page);
      if (this.reading.aborted) return;
      this.fault = undefined;
      this.backOff.succeeded();
      if (rest > 0) await pause(rest, this.reading);
    }
  }

  private async work(page: readonly Recorded[]): Promise<number> {
    const partitions = [...this.partitions];
    try {
      return await this.strategy.work(page, this);
    } catch (error) {
      // A process that was paused may find what its successor has stored meanwhile, and not understand it:
      // then the lease says why.
      for (const { fence } of partitions) await this.subscriptions.advance(fence, fence.position);
      throw error;
    }
  }

  private async goBack(error: unknown): Promise<void> {
    this.fault = String(error);
    this.log.error(`goes back to its checkpoint: ${stackOf(error)}`);
    if (!this.strategy.startsOver) return this.backOff.failed();
    this.partitions.giveUpAll();
    this.resigned = true;
    await this.backOff.failed();
    this.resigned = false;
    this.resting.abort();
  }

  /**
   * Also where nothing of interest comes: other processes read in a checkpoint how far this one has come, and
   * wait for it.
   */
  private async keepCheckpoints(): Promise<void> {
    while (!this.stopping.aborted) {
      await pause(CHECKPOINT_MS, this.stopping);
      await this.storeCheckpoints().catch((error: unknown) =>
        this.log.warn(`a checkpoint could not be stored: ${String(error)}`),
      );
    }
  }

  private async storeCheckpoints(): Promise<void> {
    await Promise.all([...this.partitions].map((partition) => this.storeCheckpoint(partition)));
  }

  private async storeCheckpoint(partition: Partition): Promise<void> {
    const { position, event } = partition.done;
    if (position <= partition.checkpoint || this.disowned) return;
    try {
      await this.subscriptions.advance(partition.fence, position, event && footingOf(event));
      partition.wasStored(position);
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      this.partitions.giveUp(partition);
      this.resting.abort();
      if (!this.held) this.pageReading.abort();
    }
  }
}
