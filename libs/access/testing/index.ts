import { Claims, Parking, KeyValues } from '#kernel';
import type { Parked, Refusal } from '#kernel';
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

/** Records in memory; values are copied in and out as a database would. */
export class MemoryRecords extends KeyValues {
  private readonly spaces = new Map<string, Map<string, { json: string; expiresAt?: string }>>();

  /** Holds at first what `from` holds: a suite that needs people hashes their password once. */
  constructor(
    private readonly time: RealTime = new RealTime(),
    from?: MemoryRecords,
  ) {
    super();
    for (const [name, space] of from?.spaces ?? []) this.spaces.set(name, new Map(space));
  }

  private space(name: string) {
    const space = this.spaces.get(name) ?? new Map<string, { json: string; expiresAt?: string }>();
    this.spaces.set(name, space);
    for (const [key, { expiresAt }] of space)
      if (expiresAt && Date.parse(expiresAt) <= this.time.ms()) space.delete(key);
    return space;
  }

  async get<T extends object>(space: string, key: string): Promise<T | undefined> {
    const found = this.space(space).get(key);
    return found && (JSON.parse(found.json) as T);
  }
  async put(space: string, key: string, value: object, expiresAt?: string): Promise<void> {
    this.space(space).set(key, { json: JSON.stringify(value), expiresAt });
  }
  async insert(space: string, key: string, value: object, expiresAt?: string): Promise<boolean> {
    if (this.space(space).has(key)) return false;
    this.space(space).set(key, { json: JSON.stringify(value), expiresAt });
    return true;
  }
  async remove(space: string, key: string): Promise<void> {
    this.space(space).delete(key);
  }
  async clean(limit: number): Promise<number> {
    const old = [...this.spaces.values()]
      .flatMap((space) =>
        [...space].flatMap(([key, { expiresAt }]) =>
          expiresAt && Date.parse(expiresAt) <= this.time.ms() ? [() => space.delete(key)] : [],
        ),
      )
      .slice(0, limit);
    for (const remove of old) remove();
    return old.length;
  }
  async takesWrites(): Promise<void> {
    // Memory takes what it is given.
  }
  async list<T extends object>(
    space: string,
    after = '',
    limit = 100,
  ): Promise<readonly Readonly<{ key: string; value: T }>[]> {
    const sorted = [...this.space(space)].filter(([key]) => key > after).sort(([a], [b]) => (a < b ? -1 : 1));
    return sorted.slice(0, limit).map(([key, { json }]) => ({ key, value: JSON.parse(json) as T }));
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
