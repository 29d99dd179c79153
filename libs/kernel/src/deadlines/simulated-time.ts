import { Inject, Injectable } from '@nestjs/common';
import { Clock, SimulatedClock } from './clock.js';
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

const refuse = (code: string, zh: string, en: string, details: RefusalParts['details'] = {}) =>
  new Rejected({ code, zh, en, details });

/** Instants in UTC, ISO 8601. */
export type Turned = Readonly<{ from: string; to: string }>;

/**
 * The simulated clock of a demonstration or a training. It stands still until somebody turns it; each turn is
 * a fact, so that the clock stands where it was left after a restart, and never before what has happened by
 * it.
 */
@Injectable()
export class SimulatedTime {
  /** Turns go one after the other. */
  private turning: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(EngineOptions) private readonly options: EngineOptions,
  ) {}

  /** What time it is for the procedure, and whether that time is simulated. */
  now(): Readonly<{ now: string; simulated: boolean }> {
    return { now: this.clock.now(), simulated: !this.clock.ticking };
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

  /** After a start: the clock stands where it was left. Says whether anybody ever turned it. */
  async restore(): Promise<boolean> {
    if (!(this.clock instanceof SimulatedClock)) return false;
    const operations = await this.store.read(operationsOf(INSTALLATION));
    const turns = operations.filter(({ type }) => type === 'ClockTurned');
    for (const { data } of turns) this.clock.set((data as Turned).to);
    return turns.length > 0;
  }

  /**
   * Does what is due by then and was not done. Resolves only where this process drives all entries, so no
   * start waits for it.
   */
  async catchUp(): Promise<void> {
    if (this.clock instanceof SimulatedClock && this.options.sagas)
      await this.engine.advanceTo(this.clock.now());
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
        '本系统使用真实时间，不能拨动时钟；只有以 CLOCK 指定时刻启动的演示系统可以。',
        'The clock is the real one; only a system that was started with CLOCK at an instant has a clock ' +
          'that can be turned.',
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
