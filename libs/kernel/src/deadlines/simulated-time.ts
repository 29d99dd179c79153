import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { Clock, RunningClock, SimulatedClock } from './clock.js';
import { Engine } from '../nest/engine.js';
import { EventStore } from '../log/event-store.js';
import { beijingTime } from '../messages/beijing-time.js';
import { Rejected } from '../messages/messages.js';
import type { Actor, RefusalParts } from '../messages/messages.js';
import { INSTALLATION, operationsOf } from '../parking/operations.js';
import { EngineOptions } from '../nest/options.js';

/** One turn goes at most so far: everything that falls due on the way is done before it is answered. */
export const TURN_DAYS_MAX = 366;
const DAY_MS = 86_400_000;
/** How often it is looked whether something has fallen due by a clock that runs. */
const PACE_MS = 2_000;

const refuse = (code: string, zh: string, en: string, details: RefusalParts['details'] = {}) =>
  new Rejected({ code, zh, en, details });

/** Instants in UTC, ISO 8601. */
export type Turned = Readonly<{ from: string; to: string }>;

/**
 * The simulated clock of a demonstration or a training. It stands still until somebody turns it, or runs and
 * is turned besides; each turn is a fact, so that the clock goes on after a restart from where it was left,
 * and never before what has happened by it.
 */
@Injectable()
export class SimulatedTime implements BeforeApplicationShutdown {
  private readonly log = new Logger('simulated time');
  /** Turns go one after the other. */
  private turning: Promise<unknown> = Promise.resolve();
  private pace: NodeJS.Timeout | undefined;
  private isKeeping = false;

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(EngineOptions) private readonly options: EngineOptions,
  ) {}

  /** What time it is for the procedure, whether that time is simulated, and whether it passes by itself. */
  now(): Readonly<{ now: string; simulated: boolean; runs: boolean }> {
    const { clock } = this;
    return {
      now: clock.now(),
      simulated: !clock.ticking,
      runs: !(clock instanceof SimulatedClock) || clock.runs,
    };
  }

  /**
   * Turns the clock forward to an instant and does all that falls due until then, in order.
   * @throws Rejected `clock.real`, `clock.elsewhere`, `clock.backwards`, `clock.too-far`
   */
  turn(to: string, actor: Actor): Promise<Turned> {
    const turned = this.turning.then(() => this.turnNow(to, actor));
    this.turning = turned.catch(() => undefined);
    return turned;
  }

  /**
   * After a start: the clock goes on from where it was left. Says whether something may have fallen due by it
   * that was not done.
   */
  async restore(): Promise<boolean> {
    const { clock } = this;
    if (!(clock instanceof SimulatedClock)) return false;
    const operations = await this.store.read(operationsOf(INSTALLATION));
    const turns = operations.filter(({ type }) => type === 'ClockTurned').map(({ data }) => data as Turned);
    for (const turn of turns)
      if (clock instanceof RunningClock) clock.turned(turn);
      else clock.set(turn.to);
    return turns.length > 0 || clock.runs;
  }

  /**
   * Does what is due by then and was not done, and goes on doing so where the clock runs. Resolves only where
   * this process drives all entries, so no start waits for it.
   */
  async catchUp(): Promise<void> {
    if (!(this.clock instanceof SimulatedClock) || !this.options.sagas) return;
    await this.engine.advanceTo(this.clock.now());
    if (this.clock.runs) this.pace ??= setInterval(() => this.keepPace(), PACE_MS).unref();
  }

  /** Queued like a turn: two of them at once would do each other's work. */
  private keepPace(): void {
    if (this.isKeeping) return;
    this.isKeeping = true;
    this.turning = this.turning
      .then(async () => {
        const next = await this.engine.nextDeadline();
        if (next !== undefined && next <= this.clock.now()) await this.engine.advanceTo(this.clock.now());
      })
      .catch((error: unknown) =>
        this.log.warn(`what has fallen due could not be done, and is tried again: ${String(error)}`),
      )
      .finally(() => (this.isKeeping = false));
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.pace);
  }

  /** Whether other processes drive entries too, whose clocks would stand still. */
  private async isShared(): Promise<boolean> {
    const drivers = (await this.engine.lag()).flatMap(({ owners }) => Object.keys(owners));
    return new Set(drivers).size > 1;
  }

  private async turnNow(to: string, actor: Actor): Promise<Turned> {
    if (!(this.clock instanceof SimulatedClock)) {
      throw refuse(
        'clock.real',
        '本系统使用真实时间，不能拨动时钟；只有演示系统（以 CLOCK=demo 或者 CLOCK 指定时刻启动）可以。',
        'The clock is the real one; only a demonstration, started with CLOCK=demo or CLOCK at an instant, ' +
          'has a clock that can be turned.',
      );
    }
    if (!this.options.sagas) {
      throw refuse(
        'clock.elsewhere',
        '本进程不办理流程（ROLES=api），请在 ROLES=all 的进程上拨动时钟。',
        'This process drives no entries (ROLES=api): turn the clock where ROLES is all.',
      );
    }
    if (await this.isShared()) {
      throw refuse(
        'clock.elsewhere',
        '有多个进程在办理流程，时钟不能拨动；演示系统请只启动一个 ROLES=all 的进程。',
        'Several processes drive the entries, and each has a clock of its own: a demonstration runs in ' +
          'one whose ROLES is all.',
      );
    }
    const from = this.clock.now();
    if (to <= from)
      throw refuse(
        'clock.backwards',
        `时钟只能向前拨动：现在是 ${beijingTime(from)}（北京时间），请给出更晚的时刻。`,
        `The clock only goes forward: it is ${beijingTime(from)} in Beijing; give a later instant.`,
        { from, to },
      );
    if (Date.parse(to) - Date.parse(from) > TURN_DAYS_MAX * DAY_MS) {
      throw refuse(
        'clock.too-far',
        `一次最多拨动 ${TURN_DAYS_MAX} 日，请分次拨动。`,
        `One turn goes at most ${TURN_DAYS_MAX} days: turn it in several steps.`,
        { from, to },
      );
    }
    // Said before it is done: a process that dies on the way goes on from here, and by no earlier time.
    await this.engine.note(`turn-clock/${from}/${to}`, INSTALLATION, actor, {
      type: 'ClockTurned',
      data: { from, to },
    });
    await this.engine.advanceTo(to);
    await this.engine.shown();
    return { from, to };
  }
}
