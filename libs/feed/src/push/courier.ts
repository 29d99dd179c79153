import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { EngineOptions, timeLimit } from '#kernel';
import { Pulse } from '../out/pulse.js';
import { Round } from './round.js';
import type { RoundEnd } from './round.js';
import { Rounds } from './rounds.js';
import { Webhooks } from './webhooks.js';

/**
 * How often what is due is looked for, also what another process was asked for: the net under every wake-up.
 */
export const COURIER_SWEEP_MS = 5_000;

/** One webhook in this process: at rest, or in a round, which looks once more if somebody asks meanwhile. */
type Errand = { round: Round | undefined; running: Promise<void>; timer: NodeJS.Timeout | undefined };

/**
 * Brings what is published to the webhooks. Several processes may try: a claim lets one at a time work on a
 * webhook, and whatever two of them do is done twice at the most, never left out.
 */
@Injectable()
export class Courier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(Courier.name);
  private readonly errands = new Map<string, Errand>();
  private readonly ending = new AbortController();
  private going: Promise<void> | undefined;

  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(Rounds) private readonly rounds: Rounds,
    @Inject(Pulse) private readonly pulse: Pulse,
    @Inject(EngineOptions) private readonly engine: EngineOptions,
  ) {}

  onApplicationBootstrap(): void {
    if (this.engine.sagas) this.going = this.keepGoing();
  }

  /** Looks at one webhook now, where this process delivers at all. */
  wake(id: string): void {
    if (this.engine.sagas && !this.ended) this.start(id);
  }

  /** Does what is due at every webhook; resolves when nothing more of it is on its way. */
  async deliver(): Promise<void> {
    await this.look();
    for (let busy = this.busy(); busy.length > 0; busy = this.busy())
      await Promise.all(busy.map(({ running }) => running));
  }

  private busy(): readonly Errand[] {
    return [...this.errands.values()].filter(({ round }) => round !== undefined);
  }

  private get ended(): boolean {
    return this.ending.signal.aborted;
  }

  private async keepGoing(): Promise<void> {
    while (!this.ended) {
      const { signal, lift } = timeLimit(COURIER_SWEEP_MS, this.ending.signal);
      try {
        const { seen } = this.pulse;
        await this.look();
        await this.pulse.next(seen, signal);
      } catch (error) {
        this.log.warn(`webhooks have to wait: ${String(error)}`);
        await aborted(signal);
      } finally {
        lift();
      }
    }
  }

  private async look(): Promise<void> {
    const all = await this.webhooks.all();
    const known = new Set(all.map(({ id }) => id));
    for (const [id, { round, timer }] of this.errands)
      if (!known.has(id) && !round) {
        clearTimeout(timer);
        this.errands.delete(id);
      }
    for (const { id, paused } of all) if (!paused && !this.ended) this.start(id);
  }

  private start(id: string): void {
    const errand: Errand = this.errands.get(id) ?? {
      round: undefined,
      running: Promise.resolve(),
      timer: undefined,
    };
    this.errands.set(id, errand);
    if (errand.round) return errand.round.lookAgain();
    clearTimeout(errand.timer);
    const round = this.rounds.of(id, this.ending.signal);
    errand.round = round;
    errand.running = round
      .run()
      .catch((error: unknown): RoundEnd => {
        this.log.warn(`${id} has to wait: ${String(error)}`);
        return { again: false };
      })
      .then((end) => this.rest(id, errand, end));
  }

  /** The next try is waited for here; whoever restarts meanwhile finds it in the table. */
  private rest(id: string, errand: Errand, { again, dueInMs }: RoundEnd): void {
    errand.round = undefined;
    if (this.ended) return;
    if (again) return this.start(id);
    if (dueInMs !== undefined && dueInMs < COURIER_SWEEP_MS)
      errand.timer = setTimeout(() => this.wake(id), Math.max(1, dueInMs)).unref();
  }

  /** What is on its way is cut off, and tried again by whoever comes next. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    for (const { timer } of this.errands.values()) clearTimeout(timer);
    await this.going;
    await Promise.all([...this.errands.values()].map(({ running }) => running));
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  signal.aborted
    ? Promise.resolve()
    : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
