import type { Queries } from '#postgres';
import { hear, lotOrdered, shortName } from '../lots/hear.js';
import type { FeedEvent } from '../lots/hear.js';
import { lotId, unchanged } from '../lots/lot.js';
import type { Rushi } from '../rushi/client.js';
import type { TradingFloor } from './floor.js';

const DOWN_LOOK_MS = 500;

/**
 * Follows the feed. Cursor and effects are one transaction, so each event has its effect once, wherever this
 * process or Rushi dies; of two processes that read the same page one keeps it.
 */
export class Consumer {
  constructor(
    private readonly rushi: Rushi,
    private readonly floor: TradingFloor,
    private readonly waitSeconds: number,
  ) {}

  /** One page. @returns after how many milliseconds to come again */
  async follow(signal: AbortSignal): Promise<number> {
    const { store } = this.floor;
    if ((await store.switches()).down) return DOWN_LOOK_MS;
    const after = await store.cursor();
    const events = await this.rushi.events(after, this.waitSeconds, signal);
    const last = events.at(-1);
    if (!last) return 0;
    // Whatever is heard is answered on a day that Rushi has told.
    const { day } = await this.rushi.day(signal);
    this.floor.know(day);
    const touched = await store.transaction(async (within) => {
      if (!(await store.holdCursor(within, after))) return [];
      const lots: string[] = [];
      for (const event of events) lots.push(...(await this.take(within, event, day)));
      await store.moveCursor(within, last.id);
      return lots;
    });
    for (const lot of new Set(touched)) this.floor.tell(lot);
    return 0;
  }

  /** @returns the lots that it changed */
  private async take(within: Queries, event: FeedEvent, day: string): Promise<readonly string[]> {
    const { store } = this.floor;
    const { entry, round, winner } = event.data as Readonly<{
      entry: string;
      round?: number;
      winner?: Readonly<{ name: string; uscc: string }>;
    }>;
    const lot =
      round === undefined
        ? await store.lockNewest(within, entry)
        : await store.lockLot(within, lotId(entry, round));
    const name = shortName(event);
    if (name === 'winner.defaulted' && winner) await store.noteDefaulter(within, winner);
    const changed =
      name === 'listing.ordered' && !lot ? unchanged(lotOrdered(event)) : lot && hear(lot, event, day);
    if (!changed) return [];
    await this.floor.keep(within, lot, changed);
    return [changed.lot.id];
  }
}
