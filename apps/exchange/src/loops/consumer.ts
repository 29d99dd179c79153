import type { Queries } from '#postgres';
import { hear, lotOrdered, shortName } from '../lots/hear.js';
import type { FeedEvent } from '../lots/hear.js';
import { lotId, unchanged } from '../lots/lot.js';
import type { Rushi } from '../rushi/client.js';
import type { SetAside } from '../store/store.js';
import type { TradingFloor } from './floor.js';

const DOWN_LOOK_MS = 500;
/** So many looks at the clock apart, what was set aside is tried again. */
const RETRY_TICKS = 10;

/**
 * Follows the feed. Cursor and effects are one transaction, so each event has its effect once, wherever this
 * process or Rushi dies; of two processes that read the same page one keeps it. An event that cannot be
 * worked through is set aside with all later ones of its subject, in their order; no other subject waits.
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
      const heldUp = await store.heldUp(
        within,
        events.map(({ subject }) => subject),
      );
      for (const event of events) lots.push(...(await this.takeOrSetAside(within, event, day, heldUp)));
      await store.moveCursor(within, last.id);
      return lots;
    });
    for (const lot of new Set(touched)) this.floor.tell(lot);
    return 0;
  }

  /** What was set aside, once more, of each subject the first. @returns after how many ms to come again */
  async retry(tickMs: number): Promise<number> {
    const { store, knownDay: day } = this.floor;
    const first = day === undefined ? [] : await store.firstSetAside();
    const done = await Promise.all(first.map(({ id }) => this.takeAgain(id, day!)));
    // The next of a subject follows at once.
    return done.includes(true) ? 0 : tickMs * RETRY_TICKS;
  }

  private async takeAgain(id: SetAside['id'], day: string): Promise<boolean> {
    const { store } = this.floor;
    const touched = await store.transaction(async (within) => {
      const kept = await store.holdSetAside(within, id);
      if (!kept) return undefined;
      const tried = await store.attempt(within, () => this.take(within, kept.event, day));
      if ('done' in tried) {
        await store.takeBack(within, id);
        return tried.done;
      }
      const said = messageOf(tried.failed);
      if (said !== kept.said) await store.resayWhy(within, id, said);
      return undefined;
    });
    for (const lot of touched ?? []) this.floor.tell(lot);
    return touched !== undefined;
  }

  private async takeOrSetAside(
    within: Queries,
    event: FeedEvent,
    day: string,
    heldUp: Set<string>,
  ): Promise<readonly string[]> {
    const { store } = this.floor;
    if (heldUp.has(event.subject)) {
      await store.setAside(within, event, '等待本标的前一事件办理');
      return [];
    }
    const tried = await store.attempt(within, () => this.take(within, event, day));
    if ('done' in tried) return tried.done;
    heldUp.add(event.subject);
    await store.setAside(within, event, messageOf(tried.failed));
    return [];
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

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
