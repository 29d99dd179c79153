import { EventEmitter } from 'node:events';
import type { Queries } from '#postgres';
import type { Bidder } from '../lots/bidders.js';
import type { Now } from '../lots/bidding.js';
import { addDays } from '../lots/days.js';
import type { Changed, Lot, Report } from '../lots/lot.js';
import { Refused } from '../lots/refused.js';
import type { Making } from '../lots/step.js';
import type { Store } from '../store/store.js';

const MS_PER_SECOND = 1_000;
const CHANGED = 'changed';
const WATCHERS_MAX = 10_000;

/** Where every change of a lot is made: read under a lock, decided purely, kept with its reports, told. */
export class TradingFloor {
  private readonly changes = new EventEmitter().setMaxListeners(WATCHERS_MAX);
  /** What keeps a lot from going on by itself, by its id: until it does. */
  readonly stuck = new Map<string, string>();
  /** Rushi's day, as it last said. */
  private day: string | undefined;

  constructor(
    readonly store: Store,
    private readonly urlOf: Making['urlOf'],
  ) {}

  know(day: string): void {
    this.day = day;
  }

  get knownDay(): string | undefined {
    return this.day;
  }

  /** @throws Refused `not-open` before Rushi has ever told its day */
  async now(): Promise<Now> {
    if (this.day === undefined) throw new Refused('not-open', '尚未取得入市系统的日期，请稍后再试。');
    return {
      day: this.day,
      ms: Date.now(),
      countdownMs: (await this.store.countdownSeconds()) * MS_PER_SECOND,
    };
  }

  /** What somebody does to a lot. @throws Refused `lot-unknown`, or what `change` throws */
  async act(
    id: string,
    change: (lot: Lot, now: Now, bidderOf: (uscc: string) => Promise<Bidder>) => Promise<Changed> | Changed,
  ): Promise<Lot> {
    const now = await this.now();
    const done = await this.store.transaction(async (within) => {
      const lot = await this.store.lockLot(within, id);
      if (!lot) throw new Refused('lot-unknown', '没有这一标的，请从标的列表进入。');
      const known = async (uscc: string) => {
        const bidder = await this.store.bidder(within, uscc);
        if (!bidder) throw new Refused('bidder-unknown', '没有这一竞买人，请先登记。');
        return bidder;
      };
      // A countdown is measured when the lot is held, not when somebody began to wait for it.
      const changed = await change(lot, { ...now, ms: Date.now() }, known);
      await this.keep(within, lot, changed);
      return changed.lot;
    });
    this.tell(id);
    return done;
  }

  /** In the caller's transaction, who tells of it afterwards. */
  async keep(within: Queries, before: Lot | undefined, { lot, reports }: Changed): Promise<void> {
    if (lot !== before) await this.store.saveLot(within, lot);
    if (reports.length > 0) await this.enqueue(within, reports);
  }

  async making(within: Queries, lot: Lot, { day }: Now): Promise<Making> {
    const isNeeded = lot.stage === 'ready';
    const noticeNo = isNeeded ? await this.store.noticeNo(within, lot.id, Number(day.slice(0, 4))) : 0;
    return { noticeNo, urlOf: this.urlOf };
  }

  async enqueue(within: Queries, reports: readonly Report[]): Promise<void> {
    const { late } = await this.store.switches();
    const notBefore = late && this.day !== undefined ? addDays(this.day, 1) : null;
    for (const report of reports) await this.store.enqueue(within, report, notBefore);
  }

  tell(lot: string): void {
    this.changes.emit(CHANGED, lot);
  }

  /** @returns how to stop hearing */
  onChange(hear: (lot: string) => void): () => void {
    this.changes.on(CHANGED, hear);
    return () => this.changes.off(CHANGED, hear);
  }
}
