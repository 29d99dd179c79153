import { Parking } from '../../src/parking/parking.js';
import type { Parked, Refusal } from '../../src/parking/parking.js';
import { asStored } from './stored.js';

const PAGE = 100;

/** Refused commands in memory, for tests. A settled one stays known, so parking it again changes nothing. */
export class MemoryParking extends Parking {
  private readonly all = new Map<string, Parked>();
  private readonly settled = new Map<string, string>();
  private readonly refused = new Map<string, Refusal>();

  async park(parked: Parked): Promise<void> {
    if (!this.all.has(parked.id)) this.all.set(parked.id, asStored(parked));
  }

  /** Oldest first; `after` is the id of the last one seen, settled or not. */
  async parked(after?: string, limit = PAGE): Promise<readonly Parked[]> {
    const ids = [...this.all.keys()];
    const later = ids.slice(after === undefined ? 0 : ids.indexOf(after) + 1);
    return this.open(later).slice(0, limit).map(asStored);
  }

  async parkedOf(correlation: string, limit = PAGE): Promise<readonly Parked[]> {
    const ofIt = this.open([...this.all.keys()]).filter((parked) => parked.correlation === correlation);
    return ofIt.slice(0, limit).map(asStored);
  }

  async find(id: string): Promise<Parked | undefined> {
    return this.open([id]).map(asStored)[0];
  }

  async count(): Promise<number> {
    return this.open([...this.all.keys()]).length;
  }

  /** False when it is not parked, or somebody was faster. */
  async settle(id: string, how: 'released' | 'dismissed', by: string): Promise<boolean> {
    if (this.open([id]).length === 0) return false;
    this.settled.set(id, `${how} ${by}`);
    return true;
  }

  async refuse(refusal: Refusal): Promise<void> {
    if (!this.refused.has(refusal.id)) this.refused.set(refusal.id, asStored(refusal));
  }

  /** Newest first. */
  async refusals(correlation: string, limit = PAGE): Promise<readonly Refusal[]> {
    const ofIt = [...this.refused.values()].filter((refusal) => refusal.correlation === correlation);
    return ofIt.reverse().slice(0, limit).map(asStored);
  }

  private open(ids: readonly string[]): Parked[] {
    return ids.filter((id) => !this.settled.has(id)).flatMap((id) => this.all.get(id) ?? []);
  }
}
