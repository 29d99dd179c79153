import { Life } from './life.js';
import { MemoryDeadlines } from './memory-deadlines.js';
import { MemoryClaims, MemoryKeyValues } from './memory-key-values.js';
import type { ClaimTable } from './memory-key-values.js';
import { EventTable, MemoryEventStore } from './memory-log.js';
import { MemoryParking } from './memory-parking.js';
import { MemoryReadModels } from './memory-read-models.js';
import { MemoryOutlines } from './memory-outlines.js';
import { LeaseTable, MemorySubscriptions } from './memory-subscriptions.js';

/**
 * What a database is to the other adapters: every `open` is another process on it, and closing that is its
 * death. For tests only: nothing of it outlives the test, and nothing of it is fast with a large log.
 */
export class SharedMemory {
  readonly events = new EventTable();
  readonly leases = new LeaseTable();
  private readonly claims: ClaimTable = new Map();
  private readonly readModels = new MemoryReadModels(this.leases);
  private readonly deadlines = new MemoryDeadlines(this.leases);
  private readonly parking = new MemoryParking();
  private readonly keyValues = new MemoryKeyValues();
  private readonly outlines = new MemoryOutlines();
  private processes = 0;

  open({ leaseMs }: Readonly<{ leaseMs?: number | undefined }> = {}) {
    const life = new Life(`engine-${(this.processes += 1)}`);
    return {
      store: new MemoryEventStore(this.events),
      subscriptions: new MemorySubscriptions(this.leases, life, leaseMs),
      readModels: this.readModels,
      deadlines: this.deadlines,
      parking: this.parking,
      keyValues: this.keyValues,
      outlines: this.outlines,
      claims: new MemoryClaims(this.claims, life),
      close: (): Promise<void> => {
        life.lives = false;
        return Promise.resolve();
      },
    };
  }
}

/** The ports as one process of a test has them. */
export type InMemory = ReturnType<SharedMemory['open']>;
