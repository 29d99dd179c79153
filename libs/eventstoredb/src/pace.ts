import { setTimeout as sleep } from 'node:timers/promises';

/** How fast events come is looked at over so long. */
const LOOK_MS = 100;
/** So many in that time are fetched rather than told one by one; half as many are fetched no longer. */
const FAST_EVENTS = 40;
/** Between two fetches, and no longer than the one before took: then more of them come at once. */
const BREATH_MS_MIN = 4;
const BREATH_MS_MAX = 20;

/** How fast events come: whether one waits to be told of each, or fetches many. */
export class Pace {
  private since = 0;
  private count = 0;

  begin(): void {
    [this.since, this.count] = [performance.now(), 0];
  }

  /** Counts events; says whether they come fast, or slowly, where that is known by now. */
  fast(events: number): boolean | undefined {
    this.count += events;
    const over = performance.now() - this.since >= LOOK_MS;
    if (this.count < FAST_EVENTS && !over) return undefined;
    const fast = this.count >= FAST_EVENTS ? true : this.count < FAST_EVENTS / 2 ? false : undefined;
    this.begin();
    return fast;
  }

  breath(tookMs: number): Promise<void> {
    return sleep(Math.min(Math.max(tookMs, BREATH_MS_MIN), BREATH_MS_MAX));
  }
}
