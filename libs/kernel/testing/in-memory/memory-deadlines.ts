import { DeadlineTable } from '../../src/deadlines/deadlines.js';
import type { Deadline } from '../../src/deadlines/deadlines.js';
import type { Lease } from '../../src/following/subscriptions.js';
import type { Footing } from '../../src/log/footing.js';
import type { Position } from '../../src/messages/messages.js';
import type { LeaseTable } from './memory-subscriptions.js';
import { asStored, byText } from './stored.js';

/** The running deadlines in memory, for tests. What a page ends is ended before what it sets is set. */
export class MemoryDeadlines extends DeadlineTable {
  private readonly deadlines = new Map<string, Deadline>();

  constructor(private readonly leases: LeaseTable) {
    super();
  }

  async apply(
    lease: Lease,
    position: Position,
    set: readonly Deadline[],
    clear: readonly string[],
    footing?: Footing,
  ): Promise<void> {
    this.leases.fence(lease, position, footing);
    for (const id of clear) this.deadlines.delete(id);
    for (const deadline of set) this.deadlines.set(deadline.id, asStored(deadline));
  }

  async due(until: string, limit: number): Promise<readonly Deadline[]> {
    return this.earliest(({ dueAt }) => dueAt <= until).slice(0, limit);
  }

  /** When the one named has ended meanwhile the list begins again: twice is better than never. */
  async running(after: string | undefined, limit: number): Promise<readonly Deadline[]> {
    const seen = after === undefined ? undefined : this.deadlines.get(after);
    const later = this.earliest((deadline) => !seen || inOrder(deadline, seen) > 0);
    return later.slice(0, limit);
  }

  async find(id: string): Promise<Deadline | undefined> {
    const deadline = this.deadlines.get(id);
    return deadline && asStored(deadline);
  }

  async of(correlation: string): Promise<readonly Deadline[]> {
    return this.earliest((deadline) => deadline.correlation === correlation);
  }

  async pass(id: string, dueAt: string): Promise<void> {
    if (this.deadlines.get(id)?.dueAt === dueAt) this.deadlines.delete(id);
  }

  private earliest(wanted: (deadline: Deadline) => boolean): Deadline[] {
    return [...this.deadlines.values()].filter(wanted).sort(inOrder).map(asStored);
  }
}

const inOrder = (a: Deadline, b: Deadline) => byText(a.dueAt, b.dueAt) || byText(a.id, b.id);
