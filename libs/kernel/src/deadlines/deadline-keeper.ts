import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { CommandBus, EventBus } from '@nestjs/cqrs';
import { Clock } from './clock.js';
import { carried, revive } from '../deciding/command-types.js';
import { Alarms, DeadlineRules, DeadlineTable } from './deadlines.js';
import type { Deadline } from './deadlines.js';
import type { DurableSagas } from '../sagas/durable-sagas.js';
import { EventStore } from '../log/event-store.js';
import { ENGINE, Rejected } from '../messages/messages.js';
import type { CommandMeta, Recorded } from '../messages/messages.js';
import { EngineOptions } from '../nest/options.js';
import { followInPages } from '../following/pages.js';
import type { PagesRunner } from '../following/pages.js';
import { Parking } from '../parking/parking.js';
import { Subscriptions } from '../following/subscriptions.js';
import { Tracing, UNTRACED } from '../tracing/tracing.js';

/** Name of the subscription that writes the table of deadlines. */
export const DEADLINES = 'deadlines';
/** Deadlines nearer than this are waited for in this process; farther ones are left to the queue. */
export const NEAR_MS = 5_000;
/** How often the table itself is asked: the net under every alarm that was lost. */
export const SWEEP_MS = 30_000;
const SWEEP_PAGE = 500;
/**
 * Only what runs out within this time is given to the queue: a right of fifty years is not told to it every
 * half minute.
 */
export const ALARM_HORIZON_MS = 3_600_000;

/**
 * Time is a command. Facts start and end deadlines (see {@link DeadlineRules}); the table lists them; an
 * alarm of the queue, a near timer or the sweep notices that one has passed, and gives its command with an id
 * made of the deadline's, so that however many notice, it happens once.
 */
@Injectable()
export class DeadlineKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger(DEADLINES);
  private readonly rules: DeadlineRules[] = [];
  private readonly near = new Map<string, NodeJS.Timeout>();
  private sweeping: NodeJS.Timeout | undefined;
  private stopped = false;
  runner: PagesRunner | undefined;

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(DeadlineTable) private readonly table: DeadlineTable,
    @Inject(Parking) private readonly parking: Parking,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(EngineOptions) private readonly engine: EngineOptions,
    @Inject(EventBus) private readonly sagas: DurableSagas,
    @Optional() @Inject(Alarms) private readonly alarms?: Alarms,
    @Optional() @Inject(Tracing) private readonly tracing: Tracing = UNTRACED,
  ) {}

  onApplicationBootstrap(): void {
    this.rules.push(
      ...this.discovery
        .getProviders()
        .map(({ instance }) => instance as unknown)
        .filter(isDeadlineRules),
    );
    if (!this.engine.sagas) return;
    const types = new Set<string>(this.rules.flatMap(({ handles }) => [...handles]));
    this.runner = followInPages(this.store, this.subscriptions, {
      name: DEADLINES,
      handles: (type) => types.has(type),
      save: async (lease, position, events, footing) => {
        const { set, clear } = this.changes(events);
        const later = this.clock.ticking ? await this.fireDueOf(set) : set;
        await this.table.apply(lease, position, later, clear, footing);
        for (const id of clear) this.disarm(id);
        if (this.clock.ticking) await this.arm(later);
      },
      // The previous lease holder may have died before its timers fired.
      begin: () => {
        if (this.clock.ticking) void this.sweep();
      },
    });
    // Nothing is given before there is somebody to carry it out: CqrsModule registers handlers first, then
    // sagas.
    void this.sagas.ready.then(() => this.begin());
  }

  private begin(): void {
    if (this.stopped) return;
    this.runner?.start();
    if (!this.clock.ticking) return;
    this.alarms?.onAlarm((id) => this.fireIfDue(id));
    void this.keepSweeping();
  }

  handles(type: string): boolean {
    return this.rules.some(({ handles }) => handles.includes(type));
  }

  /** The deadlines that run after these events. */
  running(events: readonly Recorded[]): readonly Deadline[] {
    return this.changes(events).set;
  }

  /** Of the command that is given when it has passed. */
  static commandId({ id, dueAt }: Deadline): string {
    return `deadline/${id}/${dueAt}`;
  }

  /** What a page leaves behind: a deadline set and cleared on the same page never reaches the table. */
  private changes(events: readonly Recorded[]): { set: Deadline[]; clear: string[] } {
    const set = new Map<string, Deadline>();
    const clear = new Set<string>();
    for (const event of events) {
      for (const rules of this.rules) {
        if (!rules.handles.includes(event.type)) continue;
        for (const change of rules.changes(event)) {
          if ('clear' in change) {
            set.delete(change.clear);
            clear.add(change.clear);
            continue;
          }
          const { correlation, policy } = event.meta;
          set.set(change.set, {
            id: change.set,
            dueAt: change.dueAt,
            command: change.command,
            correlation,
            causation: event.id,
            policy,
          });
          clear.delete(change.set);
        }
      }
    }
    return { set: [...set.values()], clear: [...clear] };
  }

  /**
   * A deadline that has passed by the time its fact is read never needs the table: its command is given
   * before the checkpoint moves. Answers with what is left for later, a command that met a fault included.
   */
  private async fireDueOf(deadlines: readonly Deadline[]): Promise<Deadline[]> {
    const now = this.clock.now();
    const left = deadlines.filter(({ dueAt }) => dueAt > now);
    const given = deadlines
      .filter(({ dueAt }) => dueAt <= now)
      .map((deadline) => this.carryOut(deadline).catch(() => left.push(deadline)));
    await Promise.all(given);
    return left;
  }

  private disarm(id: string): void {
    clearTimeout(this.near.get(id));
    this.near.delete(id);
  }

  private async arm(deadlines: readonly Deadline[]): Promise<void> {
    const now = Date.parse(this.clock.now());
    const [soon, horizon] = [now + NEAR_MS, now + ALARM_HORIZON_MS];
    const far: Deadline[] = [];
    for (const deadline of deadlines) {
      const dueAt = Date.parse(deadline.dueAt);
      if (dueAt <= soon) this.armNear(deadline);
      else if (dueAt <= horizon) far.push(deadline);
    }
    if (far.length > 0)
      await this.alarms
        ?.set(far)
        .catch((error: unknown) =>
          this.log.warn(`alarms could not be set, the sweep will see to them: ${String(error)}`),
        );
  }

  private armNear({ id, dueAt }: Deadline): void {
    this.disarm(id);
    const timer = setTimeout(
      () => {
        this.near.delete(id);
        void this.fireIfDue(id);
      },
      Math.max(0, Date.parse(dueAt) - Date.parse(this.clock.now())),
    );
    this.near.set(id, timer);
  }

  /** A timer or the queue says that a deadline has passed: the table says whether it has. */
  private async fireIfDue(id: string): Promise<void> {
    try {
      const deadline = await this.table.find(id);
      if (!deadline) return;
      if (deadline.dueAt > this.clock.now()) await this.arm([deadline]);
      else await this.fireOne(deadline);
    } catch (error) {
      this.log.warn(`${id} could not be fired, the sweep will see to it: ${String(error)}`);
    }
  }

  private async keepSweeping(): Promise<void> {
    await this.sweep();
    if (!this.stopped) this.sweeping = setTimeout(() => void this.keepSweeping(), SWEEP_MS).unref();
  }

  /** Fires what is due and sets an alarm for everything that comes near: refills an emptied queue. */
  private async sweep(): Promise<void> {
    try {
      await this.fireDue(this.clock.now());
      for (let after: string | undefined; ;) {
        const page = await this.table.running(after, SWEEP_PAGE);
        await this.arm(page);
        const last = page[page.length - 1];
        if (
          page.length < SWEEP_PAGE ||
          Date.parse(last!.dueAt) > Date.parse(this.clock.now()) + ALARM_HORIZON_MS
        )
          break;
        after = last!.id;
      }
    } catch (error) {
      this.log.warn(`the sweep failed and will come again: ${String(error)}`);
    }
  }

  /**
   * Fires everything due at `until`; answers with how many. One that meets a fault stays for the next sweep
   * and holds up no other of its page.
   */
  async fireDue(until: string): Promise<number> {
    for (let fired = 0; ;) {
      const page = await this.table.due(until, SWEEP_PAGE);
      const ended = await Promise.allSettled(page.map((deadline) => this.fireOne(deadline)));
      const failed = ended.flatMap((outcome, index) =>
        outcome.status === 'rejected' ? [`${page[index]!.id}: ${String(outcome.reason)}`] : [],
      );
      for (const fault of failed) this.log.warn(`${fault}; the sweep will come again`);
      fired += page.length - failed.length;
      if (page.length < SWEEP_PAGE || failed.length > 0) return fired;
    }
  }

  /**
   * Of one deadline. A simulated clock calls this itself, one by one, so that the same days make the same
   * log.
   */
  async fireOne(deadline: Deadline): Promise<void> {
    await this.carryOut(deadline);
    await this.table.pass(deadline.id, deadline.dueAt);
  }

  private carryOut(deadline: Deadline): Promise<void> {
    return this.tracing.deadline(
      deadline,
      () => this.traceOf(deadline),
      () => this.execute(deadline),
    );
  }

  /** The log knows in whose trace a deadline was set, also years ago; the table need not. */
  private async traceOf({ causation }: Deadline): Promise<string | undefined> {
    const at = causation.lastIndexOf('@');
    const [event] = await this.store.read(causation.slice(0, at), Number(causation.slice(at + 1)), 1);
    return event?.meta.trace;
  }

  private async execute(deadline: Deadline): Promise<void> {
    // Whoever asks, and however early: what nobody can carry out yet would be set aside as unknown.
    await this.sagas.ready;
    const meta: CommandMeta = {
      id: DeadlineKeeper.commandId(deadline),
      correlation: deadline.correlation,
      causation: deadline.causation,
      actor: ENGINE,
      at: deadline.dueAt,
      policy: deadline.policy,
    };
    try {
      await this.commands.execute(carried(revive(deadline.command, meta)));
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      await this.parking.park({
        id: meta.id,
        source: DEADLINES,
        correlation: meta.correlation,
        event: deadline.causation,
        command: { ...deadline.command, meta },
        code: error.code,
        reason: error.message,
        parkedAt: meta.at,
      });
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.sweeping);
    for (const timer of this.near.values()) clearTimeout(timer);
    await this.alarms?.close();
    await this.runner?.stop();
  }
}

const isDeadlineRules = (instance: unknown): instance is DeadlineRules => instance instanceof DeadlineRules;
