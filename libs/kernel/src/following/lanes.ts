import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { footingOf } from '../log/footing.js';
import type { EventStore } from '../log/event-store.js';
import { START } from '../messages/messages.js';
import type { Position, Recorded } from '../messages/messages.js';
import { LEASE_RENEW_MS, LeaseLost } from './subscriptions.js';
import type { Lease, Subscriptions } from './subscriptions.js';
import { Watermark } from './watermark.js';
import type { Place } from './watermark.js';

/** Events that may be under way at once before the reader waits. */
export const IN_FLIGHT_MAX = 2_048;
/**
 * A checkpoint that moved is stored at the latest after this time; what came after it is simply done again.
 */
export const CHECKPOINT_MS = 250;
export const BACKOFF_MS_FIRST = 100;
export const BACKOFF_MS_MAX = 30_000;

export type LanesOptions = Readonly<{
  name: string;
  /** Fixed for the life of an installation: it says which lane an entry is in. */
  partitions: number;
  /** Where it starts when it has no checkpoint yet; the start of the log when absent. */
  after?: Position;
  handles: (type: string) => boolean;
  handle: (event: Recorded) => Promise<void>;
}>;

type Partition = { lease: Lease; watermark: Watermark; read: Place; stored: Position };

/** Which partition a correlation belongs to: the same in every process and every release. */
export function partitionOf(correlation: string, partitions: number): number {
  return createHash('md5').update(correlation).digest().readUInt32BE(0) % partitions;
}

/**
 * Runs a handler over the log in lanes: different correlations side by side, one correlation strictly in
 * order. The checkpoint of a partition is the highest position below which everything has ended. A crash, a
 * lost connection and a thrown error all end the same way: the event is handled again, so handlers must be
 * idempotent.
 */
export class Lanes {
  private readonly log: Logger;
  private readonly held = new Map<number, Partition>();
  private readonly lanes = new Map<string, Recorded[]>();
  private readonly partitionCache = new Map<string, number>();
  private readonly stopping = new AbortController();
  private reading = new AbortController();
  private inFlight = 0;
  private wake: (() => void) | undefined;
  private waiters: { position: Position; resolve: () => void }[] = [];
  private loops: Promise<void>[] = [];
  /** Events that could not be handled yet and are being retried, for health and metrics. */
  readonly faults = new Map<string, string>();

  constructor(
    private readonly store: EventStore,
    private readonly subscriptions: Subscriptions,
    private readonly options: LanesOptions,
  ) {
    this.log = new Logger(options.name);
  }

  start(): void {
    this.loops = [this.keepLeases(), this.keepReading(), this.keepCheckpoints()];
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.reading.abort();
    this.wake?.();
    await Promise.all(this.loops);
    while (this.inFlight > 0) await sleep(5);
    await this.storeCheckpoints().catch(() => undefined);
    await this.subscriptions.release(this.options.name).catch(() => undefined);
  }

  /** Resolves when everything up to `position` that this process is responsible for has ended. */
  async passed(position: Position): Promise<void> {
    if (this.done(position)) return;
    await new Promise<void>((resolve) => this.waiters.push({ position, resolve }));
  }

  private done(position: Position): boolean {
    if (this.held.size === 0) return false;
    for (const { watermark } of this.held.values()) if (watermark.value < position) return false;
    return true;
  }

  private async keepLeases(): Promise<void> {
    const { name, partitions, after } = this.options;
    while (!this.stopping.signal.aborted) {
      try {
        this.adopt(await this.subscriptions.acquire(name, partitions, after));
      } catch (error) {
        this.log.warn(`leases could not be renewed: ${String(error)}`);
      }
      await sleep(LEASE_RENEW_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private adopt(leases: readonly Lease[]): void {
    const now = new Set(leases.map(({ partition }) => partition));
    for (const partition of this.held.keys()) if (!now.has(partition)) this.held.delete(partition);
    let gained = false;
    for (const lease of leases) {
      if (this.held.get(lease.partition)?.lease.token === lease.token) continue;
      const read = { position: lease.position };
      this.held.set(lease.partition, { lease, watermark: new Watermark(read), read, stored: lease.position });
      gained = true;
    }
    // Start again from the lowest checkpoint; partitions skip what they have read.
    if (gained) this.reading.abort();
    this.tellWaiters(); // A checkpoint at the head is all that somebody may be waiting for.
  }

  private async keepReading(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      this.reading = new AbortController();
      if (this.held.size === 0 || this.store.disowned) {
        await pause(LEASE_RENEW_MS, this.reading.signal);
        continue;
      }
      try {
        await this.read(this.reading.signal, () => (failures = 0));
      } catch (error) {
        this.log.warn(`reading goes back to its checkpoint: ${String(error)}`);
        await pause(Math.min(BACKOFF_MS_FIRST * 2 ** failures++, BACKOFF_MS_MAX), this.stopping.signal);
      }
    }
  }

  private async read(signal: AbortSignal, succeeded: () => void): Promise<void> {
    for await (const page of this.store.follow(lowest(this.held), signal)) {
      for (const event of page) {
        // A partition that was gained meanwhile begins at its own checkpoint, which may lie far behind this
        // page: to take one more event of it would carry the partition past everything between.
        if (signal.aborted || this.store.disowned) return;
        this.take(event);
        if (this.inFlight >= IN_FLIGHT_MAX) await this.room();
      }
      if (signal.aborted) return;
      this.reached(page[page.length - 1]!);
      succeeded();
    }
  }

  private take(event: Recorded): void {
    const { correlation } = event.meta;
    const partition = this.held.get(this.partition(correlation));
    if (!partition || event.position <= partition.read.position) return;
    partition.read = { position: event.position, event };
    if (!this.options.handles(event.type)) return;
    partition.watermark.begin(event);
    this.inFlight++;
    const lane = this.lanes.get(correlation);
    if (lane) {
      lane.push(event);
      return;
    }
    const fresh = [event];
    this.lanes.set(correlation, fresh);
    void this.runLane(correlation, fresh, partition);
  }

  private partition(correlation: string): number {
    let partition = this.partitionCache.get(correlation);
    if (partition === undefined) {
      if (this.partitionCache.size > 100_000) this.partitionCache.clear();
      this.partitionCache.set(correlation, (partition = partitionOf(correlation, this.options.partitions)));
    }
    return partition;
  }

  private async runLane(correlation: string, lane: Recorded[], first: Partition): Promise<void> {
    let partition: Partition | undefined = first;
    for (let next = 0; next < lane.length; next++) {
      const event = lane[next]!;
      partition = this.held.get(first.lease.partition);
      // A lost lease ends the lane: whoever holds the partition now starts from its checkpoint.
      if (partition && event.position > partition.lease.position) {
        if (await this.handle(event, partition)) partition.watermark.end(event.position);
        partition.watermark.reached(partition.read);
      }
      this.inFlight--;
      this.wake?.();
      if (next > 100) next -= lane.splice(0, next).length;
    }
    this.lanes.delete(correlation);
    this.tellWaiters();
  }

  /**
   * Handles one event however often it takes; says whether it ended (not: stopped, or the lease went
   * elsewhere).
   */
  private async handle(event: Recorded, partition: Partition): Promise<boolean> {
    for (let failures = 0; !this.stopping.signal.aborted && !this.store.disowned;) {
      try {
        await this.options.handle(event);
        if (failures > 0) this.faults.delete(event.id);
        return true;
      } catch (error) {
        this.faults.set(event.id, String(error));
        this.log.error(
          `${event.id} (${event.type}) is tried again: ` +
            `${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        await pause(Math.min(BACKOFF_MS_FIRST * 2 ** failures++, BACKOFF_MS_MAX), this.stopping.signal);
        if (this.held.get(partition.lease.partition) !== partition) break;
      }
    }
    this.faults.delete(event.id);
    return false;
  }

  private async room(): Promise<void> {
    while (this.inFlight >= IN_FLIGHT_MAX / 2 && !this.reading.signal.aborted) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Everything up to this event was read: partitions with nothing under way are done up to there. */
  private reached(event: Recorded): void {
    for (const partition of this.held.values()) {
      if (event.position > partition.read.position) partition.read = { position: event.position, event };
      partition.watermark.reached(partition.read);
    }
    this.tellWaiters();
  }

  private tellWaiters(): void {
    if (this.waiters.length === 0) return;
    const left: typeof this.waiters = [];
    for (const waiter of this.waiters) {
      if (this.done(waiter.position)) waiter.resolve();
      else left.push(waiter);
    }
    this.waiters = left;
  }

  private async keepCheckpoints(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await pause(CHECKPOINT_MS, this.stopping.signal);
      await this.storeCheckpoints().catch((error: unknown) =>
        this.log.warn(`a checkpoint could not be stored: ${String(error)}`),
      );
    }
  }

  private async storeCheckpoints(): Promise<void> {
    await Promise.all([...this.held.values()].map((partition) => this.storeCheckpoint(partition)));
  }

  private async storeCheckpoint(partition: Partition): Promise<void> {
    const { position, event } = partition.watermark.place;
    if (position <= partition.stored || this.store.disowned) return;
    try {
      await this.subscriptions.advance(partition.lease, position, event && footingOf(event));
      partition.stored = position;
    } catch (error) {
      if (!(error instanceof LeaseLost)) throw error;
      if (this.held.get(partition.lease.partition) === partition) this.held.delete(partition.lease.partition);
    }
  }
}

function lowest(held: ReadonlyMap<number, Partition>): Position {
  let position: Position | undefined;
  for (const { read } of held.values())
    if (position === undefined || read.position < position) position = read.position;
  return position ?? START;
}

const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined);
