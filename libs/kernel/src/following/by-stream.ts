import type { Recorded } from '../messages/messages.js';

/**
 * Events by stream, in order: what an adapter that keeps the newest of a log in memory can tell of one
 * stream.
 */
export class ByStream {
  private readonly streams = new Map<string, Recorded[]>();

  add(event: Recorded): void {
    const own = this.streams.get(event.stream);
    if (own) own.push(event);
    else this.streams.set(event.stream, [event]);
  }

  /** Of an event that is the oldest of all that are here. */
  drop({ stream }: Recorded): void {
    const own = this.streams.get(stream)!;
    if (own.length === 1) this.streams.delete(stream);
    else own.shift();
  }

  clear(): void {
    this.streams.clear();
  }

  /**
   * The events of one stream from a version on, if that version is here; the newest that are here, whatever
   * the log has by now.
   */
  from(stream: string, version: number): readonly Recorded[] {
    const own = this.streams.get(stream);
    const start = own ? version - own[0]!.version : -1;
    return start < 0 ? [] : own!.slice(start);
  }
}
