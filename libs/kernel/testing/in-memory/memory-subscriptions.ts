import { LEASE_MS, LeaseLost, Subscriptions } from '../../src/following/subscriptions.js';
import type { Lease, Progress } from '../../src/following/subscriptions.js';
import type { Footing } from '../../src/log/footing.js';
import { START } from '../../src/messages/messages.js';
import type { Position } from '../../src/messages/messages.js';
import type { Life } from './life.js';
import { byText } from './stored.js';

type Partition = {
  partition: number;
  position: Position;
  token: bigint;
  owner: Life | undefined;
  renewedAt: number;
  footing: Footing | undefined;
};

/** Checkpoints and leases that the processes of a test share. */
export class LeaseTable {
  readonly partitions = new Map<string, Partition[]>();
  /** Who works on a subscription or wants to, and when it asked last. */
  readonly engines = new Map<string, Map<Life, number>>();

  of(subscription: string): Partition[] {
    return this.partitions.get(subscription) ?? [];
  }

  enginesOf(subscription: string): Map<Life, number> {
    const engines = this.engines.get(subscription) ?? new Map<Life, number>();
    this.engines.set(subscription, engines);
    return engines;
  }

  /**
   * Moves a checkpoint under its lease, never backward; what the same call writes comes after it, in the same
   * turn. @throws LeaseLost
   */
  fence(lease: Lease, position: Position, footing?: Footing): void {
    const held = this.of(lease.subscription)[lease.partition];
    if (!held || held.token !== lease.token || held.position < lease.position) throw new LeaseLost(lease);
    if (position < held.position) return;
    if (footing || position > held.position) held.footing = footing;
    held.position = position;
  }

  forget(subscription: string): void {
    this.partitions.delete(subscription);
    this.engines.delete(subscription);
  }
}

/** The leases of one process of a test. */
export class MemorySubscriptions extends Subscriptions {
  constructor(
    private readonly table: LeaseTable,
    private readonly life: Life,
    private readonly leaseMs = LEASE_MS,
  ) {
    super();
  }

  async acquire(subscription: string, partitions: number, from: Position = START): Promise<readonly Lease[]> {
    const now = Date.now();
    const engines = this.table.enginesOf(subscription).set(this.life, now);
    if (this.table.of(subscription).length !== partitions && !this.split(subscription, partitions, from, now))
      return [];
    for (const [engine, askedAt] of engines)
      if (engine !== this.life && (!engine.lives || askedAt < now - this.leaseMs)) engines.delete(engine);
    const share = Math.ceil(partitions / engines.size);
    this.giveBack(subscription, share);
    this.take(subscription, share, now);
    return this.mine(subscription).map(({ partition, token, position }) => ({
      subscription,
      partition,
      token,
      position,
    }));
  }

  /** Other partitions all start where the slowest one was; not while another process holds one of these. */
  private split(subscription: string, partitions: number, from: Position, now: number): boolean {
    const known = this.table.of(subscription);
    if (known.some(({ owner, renewedAt }) => owner !== this.life && this.holds(owner, renewedAt, now)))
      return false;
    const slowest = known.reduce<Position | undefined>(
      (least, { position }) => (least === undefined || position < least ? position : least),
      undefined,
    );
    this.table.partitions.set(
      subscription,
      Array.from({ length: partitions }, (_, partition) => ({
        partition,
        position: slowest ?? from,
        token: (known[partition]?.token ?? 0n) + 1n,
        owner: undefined,
        renewedAt: 0,
        footing: known[partition]?.position === slowest ? known[partition]?.footing : undefined,
      })),
    );
    return true;
  }

  private holds(owner: Life | undefined, renewedAt: number, now: number): boolean {
    return owner !== undefined && owner.lives && renewedAt >= now - this.leaseMs;
  }

  private mine(subscription: string): Partition[] {
    return this.table.of(subscription).filter(({ owner }) => owner === this.life);
  }

  private giveBack(subscription: string, keep: number): void {
    for (const partition of this.mine(subscription).slice(keep)) {
      partition.owner = undefined;
      partition.token += 1n;
    }
  }

  private take(subscription: string, share: number, now: number): void {
    const mine = this.mine(subscription);
    for (const partition of mine) partition.renewedAt = now;
    const free = this.table
      .of(subscription)
      .filter(({ owner, renewedAt }) => owner !== this.life && !this.holds(owner, renewedAt, now));
    for (const partition of free.slice(0, Math.max(share - mine.length, 0))) {
      partition.owner = this.life;
      partition.token += 1n;
      partition.renewedAt = now;
    }
  }

  async advance(lease: Lease, position: Position, footing?: Footing): Promise<void> {
    this.table.fence(lease, position, footing);
  }

  async release(subscription: string): Promise<void> {
    this.giveBack(subscription, 0);
    this.table.enginesOf(subscription).delete(this.life);
  }

  async others(subscription: string): Promise<number> {
    const since = Date.now() - this.leaseMs;
    const engines = [...this.table.enginesOf(subscription)];
    return engines.filter(([engine, askedAt]) => engine !== this.life && engine.lives && askedAt >= since)
      .length;
  }

  async forget(subscription: string): Promise<void> {
    this.table.forget(subscription);
  }

  async progress(): Promise<readonly Progress[]> {
    const subscriptions = [...this.table.partitions].sort(([a], [b]) => byText(a, b));
    return subscriptions.flatMap(([subscription, partitions]) =>
      partitions.map(({ partition, position, owner, footing }) => ({
        subscription,
        partition,
        position,
        owner: owner?.name ?? null,
        ...(footing ? { footing } : {}),
      })),
    );
  }
}
