import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { EventStore } from '../log/event-store.js';
import type { Recorded } from '../messages/messages.js';
import { BackOff, stackOf } from './back-off.js';
import type { Partition } from './partition.js';
import type { Run, Strategy } from './strategy.js';
import { SubscriptionRunner } from './subscription-runner.js';
import type { Subscription } from './subscription-runner.js';
import type { Subscriptions } from './subscriptions.js';

/** Events that may be under way at once before the reader waits. */
export const IN_FLIGHT_MAX = 2_048;
/** Correlations whose partition is remembered. */
const PARTITIONS_KNOWN_MAX = 100_000;
/** Events at the front of a lane that are dropped together, so that dropping them costs little. */
const COMPACT_AT = 100;

export type LanesOptions = Subscription &
  Readonly<{
    handles: (type: string) => boolean;
    handle: (event: Recorded) => Promise<void>;
  }>;

/** Which partition a correlation belongs to: the same in every process and every release. */
export function partitionOf(correlation: string, partitions: number): number {
  return createHash('md5').update(correlation).digest().readUInt32BE(0) % partitions;
}

export type LanesRunner = SubscriptionRunner<Lanes>;

/** Runs a handler over the log in lanes. */
export const followInLanes = (
  store: EventStore,
  subscriptions: Subscriptions,
  options: LanesOptions,
): LanesRunner => new SubscriptionRunner(store, subscriptions, options, new Lanes(options));

/**
 * Works through events in lanes: different correlations side by side, one correlation strictly in order. A
 * partition has come as far as the highest position below which everything has ended. An event whose handler
 * fails is handled again until it succeeds; its lane waits, the others do not.
 */
export class Lanes implements Strategy {
  readonly startsOver = false;
  private readonly log: Logger;
  private readonly lanes = new Map<string, Recorded[]>();
  private readonly partitionCache = new Map<string, number>();
  private inFlight = 0;
  private wake: (() => void) | undefined;
  /** Events that could not be handled yet and are being retried, for health and metrics. */
  readonly faults = new Map<string, string>();

  constructor(private readonly options: LanesOptions) {
    this.log = new Logger(options.name);
  }

  async work(page: readonly Recorded[], run: Run): Promise<number> {
    const { reading, partitions } = run; // A new reading begins only after this page.
    for (const event of page) {
      // A partition that was gained meanwhile begins at its own checkpoint, which may lie far behind this
      // page: to take one more event of it would carry the partition past everything between.
      if (reading.aborted || run.disowned) return 0;
      this.take(event, run);
      if (this.inFlight >= IN_FLIGHT_MAX) await this.room(reading);
    }
    if (!reading.aborted) partitions.reached(page[page.length - 1]!);
    return 0;
  }

  async drained(): Promise<void> {
    while (this.inFlight > 0) await sleep(5);
  }

  private take(event: Recorded, run: Run): void {
    const { correlation } = event.meta;
    const partition = run.partitions.get(this.partition(correlation));
    if (!partition || event.position <= partition.read.position) return;
    partition.read = { position: event.position, event };
    if (!this.options.handles(event.type)) return;
    partition.begin(event);
    this.inFlight++;
    const lane = this.lanes.get(correlation);
    if (lane) {
      lane.push(event);
      return;
    }
    const fresh = [event];
    this.lanes.set(correlation, fresh);
    void this.runLane(correlation, fresh, partition.lease.partition, run);
  }

  private partition(correlation: string): number {
    let partition = this.partitionCache.get(correlation);
    if (partition === undefined) {
      if (this.partitionCache.size > PARTITIONS_KNOWN_MAX) this.partitionCache.clear();
      this.partitionCache.set(correlation, (partition = partitionOf(correlation, this.options.partitions)));
    }
    return partition;
  }

  private async runLane(correlation: string, lane: Recorded[], number: number, run: Run): Promise<void> {
    for (let next = 0; next < lane.length; next++) {
      const event = lane[next]!;
      const partition = run.partitions.get(number);
      // A lost lease ends the lane: whoever holds the partition now starts from its checkpoint.
      if (partition && event.position > partition.lease.position)
        if (await this.handle(event, partition, run)) partition.end(event);
      this.inFlight--;
      this.wake?.();
      if (next > COMPACT_AT) next -= lane.splice(0, next).length;
    }
    this.lanes.delete(correlation);
    run.partitions.moved();
  }

  /**
   * Handles one event however often it takes; says whether it ended (not: stopped, or the lease went
   * elsewhere).
   */
  private async handle(event: Recorded, partition: Partition, run: Run): Promise<boolean> {
    let backOff: BackOff | undefined;
    while (!run.stopping.aborted && !run.disowned) {
      try {
        await this.options.handle(event);
        if (backOff) this.faults.delete(event.id);
        return true;
      } catch (error) {
        this.faults.set(event.id, String(error));
        this.log.error(`${event.id} (${event.type}) is tried again: ${stackOf(error)}`);
        await (backOff ??= new BackOff(run.stopping)).failed();
        if (run.partitions.get(partition.lease.partition) !== partition) break;
      }
    }
    this.faults.delete(event.id);
    return false;
  }

  /** Resolves when half of the places are free, or reading begins somewhere else. */
  private async room(reading: AbortSignal): Promise<void> {
    const wake = () => this.wake?.();
    reading.addEventListener('abort', wake);
    while (this.inFlight >= IN_FLIGHT_MAX / 2 && !reading.aborted)
      await new Promise<void>((resolve) => (this.wake = resolve));
    reading.removeEventListener('abort', wake);
  }
}
