import { setTimeout as pause } from 'node:timers/promises';
import { LEASE_MS } from '#kernel';
import type { Chance } from '#simulation';
import type { EngineProcess } from './engines.js';

/** Facts that the log grows by between two accidents, at least and at most. */
const FACTS_BETWEEN = [40, 110] as const;
const PAUSED_INSTEAD = 0.2;
/** Longer than a lease lasts: others do the work of a paused process before it wakes up. */
const PAUSE_MS = LEASE_MS + 1_500;
/** By so much the log has grown when it wakes up: the others have indeed done some. */
const FACTS_PAUSED = 10;
const LOOK_MS = 20;

/**
 * Kills and pauses processes, each time that the work has got on so far: on a slow machine an accident comes
 * later, and as many come in all. Whatever happens, the work gets on between two of them.
 */
export class Accidents {
  kills = 0;
  pauses = 0;
  private readonly over = new AbortController();
  private paused: EngineProcess | undefined;
  private happening: Promise<unknown> = Promise.resolve();
  private pausing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly engines: readonly EngineProcess[],
    private readonly facts: () => number,
    private readonly chance: Chance,
  ) {}

  begin(): void {
    this.happening = this.happen();
  }

  /** Nothing happens any more, and nobody stands still. */
  async end(): Promise<void> {
    this.over.abort();
    await this.happening;
    await this.pausing;
  }

  private get awake(): readonly EngineProcess[] {
    return this.engines.filter((engine) => engine.isReady && engine !== this.paused);
  }

  private async happen(): Promise<void> {
    for (let n = 0; ; n++) {
      const next = this.facts() + this.chance.between(`accident ${n}`, ...FACTS_BETWEEN);
      if (!(await this.comes(() => this.facts() >= next && this.awake.length > 0))) return;
      const victim = this.chance.pick(`victim ${n}`, this.awake);
      // One at a time, and never the last: nobody would do its work.
      const mayPause = this.paused === undefined && this.awake.length > 1;
      if (mayPause && (this.pauses === 0 || this.chance.happens(`pause ${n}`, PAUSED_INSTEAD)))
        this.pausing = this.pause(victim);
      else await this.kill(victim);
    }
  }

  private async kill(victim: EngineProcess): Promise<void> {
    this.kills++;
    const { starts } = victim;
    victim.kill();
    await this.comes(() => victim.starts > starts);
  }

  /** Stops the process in the middle of whatever it does, and lets it go on as if nothing had happened. */
  private async pause(victim: EngineProcess): Promise<void> {
    this.pauses++;
    this.paused = victim;
    const grown = this.facts() + FACTS_PAUSED;
    victim.signal('SIGSTOP');
    await pause(PAUSE_MS, undefined, { signal: this.over.signal }).catch(() => undefined);
    await this.comes(() => this.facts() >= grown);
    victim.signal('SIGCONT');
    this.paused = undefined;
  }

  /** Waits for a condition; says whether it came before everything was over. */
  private async comes(condition: () => boolean): Promise<boolean> {
    while (!this.over.signal.aborted) {
      if (condition()) return true;
      await pause(LOOK_MS, undefined, { signal: this.over.signal }).catch(() => undefined);
    }
    return false;
  }
}
