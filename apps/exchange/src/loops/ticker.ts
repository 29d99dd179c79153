import type { Now } from '../lots/bidding.js';
import type { Lot, Stage } from '../lots/lot.js';
import { isDue, step } from '../lots/step.js';
import type { Rushi } from '../rushi/client.js';
import type { TradingFloor } from './floor.js';

/** What time can change. */
const WAITING: readonly Stage[] = ['ready', 'announced', 'open', 'closing', 'live'];

/** Rushi is asked for its day at every so manieth look at the countdowns; each event brings it besides. */
const DAY_LOOK_TICKS = 10;

/** Asks Rushi for its day, and does what is due by it or by the countdown. */
export class Ticker {
  private ticks = 0;

  constructor(
    private readonly rushi: Rushi,
    private readonly floor: TradingFloor,
    private readonly tickMs: number,
  ) {}

  async tick(signal: AbortSignal): Promise<number> {
    const { store } = this.floor;
    if (!(await store.switches()).down && this.asks()) this.floor.know((await this.rushi.day(signal)).day);
    if (this.floor.knownDay === undefined) return this.tickMs;
    const now = await this.floor.now();
    for (const lot of await store.lots(WAITING)) await this.look(lot, now);
    return this.tickMs;
  }

  /** A lot that cannot go on holds up no other: its page says what is wrong, and it is tried again. */
  private async look(lot: Lot, now: Now): Promise<void> {
    const { stuck } = this.floor;
    try {
      if (isDue(lot, now)) await this.stepLot(lot.id);
      if (stuck.delete(lot.id)) this.floor.tell(lot.id);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      if (stuck.get(lot.id) === said) return;
      stuck.set(lot.id, said);
      this.floor.tell(lot.id);
    }
  }

  private asks(): boolean {
    const isTurn = this.floor.knownDay === undefined || this.ticks === 0;
    this.ticks = (this.ticks + 1) % DAY_LOOK_TICKS;
    return isTurn;
  }

  private async stepLot(id: string): Promise<void> {
    const { store } = this.floor;
    const now = await this.floor.now();
    await store.transaction(async (within) => {
      const lot = await store.lockLot(within, id);
      if (!lot || !isDue(lot, now)) return;
      const making = await this.floor.making(within, lot, now);
      await this.floor.keep(within, lot, step(lot, now, making));
    });
    this.floor.tell(id);
  }
}
