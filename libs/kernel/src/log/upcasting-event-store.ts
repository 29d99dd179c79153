import type { Position, Recorded } from '../messages/messages.js';
import { EventStore } from './event-store.js';
import type { Appended, NewEvent } from './event-store.js';
import type { LogFault } from './footing.js';
import type { StorageAway } from './storage-fault.js';
import type { Upcasting } from './upcasting.js';

/**
 * A log whose facts all have the shape of this release, over one that keeps them as they were written. The
 * only place where upcasters are applied: no adapter knows of them, and whoever reads through it need not.
 */
export class UpcastingEventStore extends EventStore {
  constructor(
    private readonly log: EventStore,
    private readonly upcasting: Upcasting,
  ) {
    super();
  }

  override get stored(): EventStore {
    return this.log.stored;
  }

  override disown(fault: LogFault): void {
    this.log.disown(fault);
  }

  override get disowned(): LogFault | undefined {
    return this.log.disowned;
  }

  override whenConnected(look: () => void): void {
    this.log.whenConnected(look);
  }

  override connected(): void {
    this.log.connected();
  }

  override get away(): StorageAway | undefined {
    return this.log.away;
  }

  append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    return this.log.append(stream, expected, events);
  }

  async read(stream: string, from?: number, limit?: number): Promise<readonly Recorded[]> {
    return this.upcasting.page(await this.log.read(stream, from, limit));
  }

  override recentEvents(stream: string, from: number): readonly Recorded[] {
    return this.upcasting.page(this.log.recentEvents(stream, from));
  }

  recordedUntil(): string | undefined {
    return this.log.recordedUntil();
  }

  async readAll(after: Position, limit: number): Promise<readonly Recorded[]> {
    return this.upcasting.page(await this.log.readAll(after, limit));
  }

  head(): Promise<Position> {
    return this.log.head();
  }

  behind(position: Position): Promise<number> {
    return this.log.behind(position);
  }

  changed(after: Position, signal: AbortSignal): Promise<void> {
    return this.log.changed(after, signal);
  }

  override async *follow(
    after: Position,
    signal: AbortSignal,
    pageSize?: number,
  ): AsyncGenerator<readonly Recorded[]> {
    for await (const page of this.log.follow(after, signal, pageSize)) yield this.upcasting.page(page);
  }
}
