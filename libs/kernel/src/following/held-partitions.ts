import { START } from '../messages/messages.js';
import type { Position, Recorded } from '../messages/messages.js';
import { Partition } from './partition.js';
import type { Lease } from './subscriptions.js';

/** What was held, and known to be stored, when leases were asked for. */
export type Known = Readonly<{ losses: number; checkpoints: ReadonlyMap<number, Position> }>;

/** The partitions of one subscription that this process holds, and who waits for how far they have come. */
export class HeldPartitions {
  private readonly held = new Map<number, Partition>();
  private losses = 0;
  private waiters: { position: Position; resolve: () => void }[] = [];

  get size(): number {
    return this.held.size;
  }

  get(partition: number): Partition | undefined {
    return this.held.get(partition);
  }

  [Symbol.iterator](): IterableIterator<Partition> {
    return this.held.values();
  }

  /** The place from which all of them are to be read. */
  get lowest(): Position {
    let position: Position | undefined;
    for (const { read } of this.held.values())
      if (position === undefined || read.position < position) position = read.position;
    return position ?? START;
  }

  /** To be asked before leases are. */
  get known(): Known {
    const checkpoints = new Map<number, Position>();
    for (const [partition, { checkpoint }] of this.held) checkpoints.set(partition, checkpoint);
    return { losses: this.losses, checkpoints };
  }

  /**
   * An answer that was on its way while a partition was given up may tell of a checkpoint that has moved
   * since: nobody begins there.
   */
  isStale({ losses }: Known): boolean {
    return losses !== this.losses;
  }

  /** Holds what these leases are for and nothing else; says whether anything begins anew. */
  adopt(leases: readonly Lease[], { checkpoints }: Known): boolean {
    const now = new Set(leases.map(({ partition }) => partition));
    for (const partition of this.held.keys()) if (!now.has(partition)) this.held.delete(partition);
    let gained = false;
    for (const lease of leases) {
      const isOurs = this.held.get(lease.partition)?.lease.token === lease.token;
      // Also where nothing happens any more: a crash may have taken back the last checkpoints, and nothing
      // that is written later would notice.
      const wasTakenBack = lease.position < (checkpoints.get(lease.partition) ?? START);
      if (isOurs && !wasTakenBack) continue;
      this.held.set(lease.partition, new Partition(lease));
      gained = true;
    }
    this.moved(); // A checkpoint at the head may be all that is waited for.
    return gained;
  }

  /** The lease is lost, unless the partition was gained again meanwhile. */
  giveUp(partition: Partition): void {
    if (this.held.get(partition.lease.partition) !== partition) return;
    this.held.delete(partition.lease.partition);
    this.losses++;
  }

  giveUpAll(): void {
    for (const partition of this.held.values()) this.giveUp(partition);
  }

  /** Everything up to this event was read. */
  reached(event: Recorded): void {
    for (const partition of this.held.values()) partition.reached(event);
    this.moved();
  }

  /** Resolves when everything up to `position` that this process is responsible for has ended. */
  async passed(position: Position): Promise<void> {
    if (this.arePast(position)) return;
    await new Promise<void>((resolve) => this.waiters.push({ position, resolve }));
  }

  /** Something has ended: tells those who have waited for it. */
  moved(): void {
    if (this.waiters.length === 0) return;
    const left: typeof this.waiters = [];
    for (const waiter of this.waiters) {
      if (this.arePast(waiter.position)) waiter.resolve();
      else left.push(waiter);
    }
    this.waiters = left;
  }

  private arePast(position: Position): boolean {
    if (this.held.size === 0) return false;
    for (const { done } of this.held.values()) if (done.position < position) return false;
    return true;
  }
}
