import { Claims, Parking } from '#kernel';
import type { Parked, Refusal } from '#kernel';
import { MemoryKeyValues } from '#kernel/testing';
import { RealTime } from '../src/time.js';

/** Time that passes when a test says so. */
export class TestTime extends RealTime {
  constructor(private current = Date.parse('2026-03-02T02:00:00.000Z')) {
    super();
  }
  override ms(): number {
    return this.current;
  }
  pass(ms: number): void {
    this.current += ms;
  }
}

/** Keyed values in memory on the time of the test. */
export class InspectedKeyValues extends MemoryKeyValues {
  constructor(time: RealTime = new RealTime()) {
    super(() => time.ms());
  }

  /** Everything that is stored, as text: to look for secrets in. */
  dump(): string {
    return JSON.stringify([...this.spaces].map(([name, space]) => [name, [...space]]));
  }
}

/** Claims of the processes of one test; `process` is who asks, `dead` who died. */
export class MemoryClaims extends Claims {
  readonly held = new Map<string, string>();
  readonly dead = new Set<string>();
  process = 'this';

  async take(work: string): Promise<boolean> {
    const holder = this.held.get(work);
    if (holder !== undefined && !this.dead.has(holder)) return false;
    this.held.set(work, this.process);
    return true;
  }
  async give(work: string): Promise<void> {
    if (this.held.get(work) === this.process) this.held.delete(work);
  }
}

export class MemoryParking extends Parking {
  private readonly rows = new Map<string, Parked>();
  readonly refused: Refusal[] = [];

  async park(parked: Parked): Promise<void> {
    if (!this.rows.has(parked.id)) this.rows.set(parked.id, parked);
  }
  async parked(after?: string, limit = 100): Promise<readonly Parked[]> {
    const rows = [...this.rows.values()];
    const from = rows.findIndex(({ id }) => id === after) + 1;
    return rows.slice(from, from + limit);
  }
  async find(id: string): Promise<Parked | undefined> {
    return this.rows.get(id);
  }
  async count(): Promise<number> {
    return this.rows.size;
  }
  async settle(id: string): Promise<boolean> {
    return this.rows.delete(id);
  }
  async refuse(refusal: Refusal): Promise<void> {
    this.refused.push(refusal);
  }
  async refusals(correlation: string): Promise<readonly Refusal[]> {
    return this.refused.filter((refusal) => refusal.correlation === correlation);
  }
}
