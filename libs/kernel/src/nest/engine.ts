import { envelope, Rejected } from '../messages/messages.js';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { CommandBus, EventBus } from '@nestjs/cqrs';
import { Clock, SimulatedClock } from '../deadlines/clock.js';
import { carried, isKnown, revive, unknownCommand } from '../deciding/command-types.js';
import type { Carried } from '../deciding/command-types.js';
import { DeadlineKeeper } from '../deadlines/deadline-keeper.js';
import { DeadlineTable } from '../deadlines/deadlines.js';
import type { DurableSagas } from '../sagas/durable-sagas.js';
import { ClockBehind, EventStore } from '../log/event-store.js';
import { EngineOptions } from './options.js';
import type { CommandResult } from '../deciding/mailboxes.js';
import type { Actor, Envelope, Position } from '../messages/messages.js';
import { noteOperation, operationMeta, operationsOf } from '../parking/operations.js';
import type { OperationEvent } from '../parking/operations.js';
import { Parking } from '../parking/parking.js';
import type { Parked } from '../parking/parking.js';
import { PackInForce } from '../deciding/pack-in-force.js';
import { Projector } from '../read-models/projector.js';
import { Subscriptions } from '../following/subscriptions.js';
import { Tracing, UNTRACED } from '../tracing/tracing.js';

/** How long a person's command waits for the screens to show it before it is answered anyway. */
export const READ_YOUR_WRITES_MS = 1_000;

const MS_PER_SECOND = 1_000;
const PARKED_PAGE = 500;

/** Later than every deadline. */
const END_OF_TIME = '9999-12-31T00:00:00.000Z';

export type Lag = Readonly<{
  subscription: string;
  behind: number;
  /** Processes that work on it and how many partitions each has; partitions that nobody has are with none. */
  owners: Readonly<Record<string, number>>;
}>;

/** The kernel as the rest of the house sees it: give a command, wait, look, release, turn the clock. */
@Injectable()
export class Engine {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(EventBus) private readonly sagas: DurableSagas,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(Projector) private readonly projector: Projector,
    @Inject(DeadlineKeeper) private readonly keeper: DeadlineKeeper,
    @Inject(DeadlineTable) private readonly deadlines: DeadlineTable,
    @Inject(Parking) private readonly parking: Parking,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(EngineOptions) private readonly options: EngineOptions,
    @Optional() @Inject(Tracing) private readonly tracing: Tracing = UNTRACED,
    @Optional() @Inject(PackInForce) private readonly rules?: PackInForce,
  ) {}

  /**
   * A person's or a machine's command. A refusal is kept with its reason, then thrown. Answers when the read
   * models show what the command did, so that the next list is not older than the click.
   * @throws Rejected
   */
  async executeAndShow(command: Envelope): Promise<CommandResult> {
    const result = await this.execute(command);
    const { position } = result;
    if (position !== null)
      await this.tracing.showing(() => this.projector.shows(position, READ_YOUR_WRITES_MS));
    return result;
  }

  /** The same without waiting for read models: for bulk work. @throws Rejected, ClockBehind */
  async execute(command: Envelope): Promise<CommandResult> {
    this.provesClock();
    try {
      return await this.commands.execute<Carried, CommandResult>(carried(command));
    } catch (error) {
      if (error instanceof Rejected) await this.keepRefusal(command, error);
      throw error;
    }
  }

  /**
   * Asks what would refuse a command now. Nothing is done and no refusal is kept: the next who writes may
   * change the answer. @throws Rejected, ClockBehind
   */
  async attempt(command: Envelope): Promise<void> {
    this.provesClock();
    await this.commands.execute<Carried, CommandResult>(carried(command, true));
  }

  /**
   * A command of a person or a machine takes its time from this process's clock. One that was set back writes
   * nothing: a decision dated before its reasons would count every period from the wrong day. @throws
   * ClockBehind
   */
  private provesClock(): void {
    const newest = this.clock.ticking ? this.store.recordedUntil() : undefined;
    if (newest === undefined) return;
    const now = this.clock.now();
    const behindMs = Date.parse(newest) - Date.parse(now);
    if (behindMs > this.options.clockBehindSecondsMax * MS_PER_SECOND) throw new ClockBehind(newest, now);
  }

  private keepRefusal({ type, stream, meta }: Envelope, { code, message }: Rejected): Promise<void> {
    return this.parking.refuse({
      id: meta.id,
      type,
      stream,
      correlation: meta.correlation,
      actor: meta.actor,
      code,
      reason: message,
      at: meta.at,
    });
  }

  /**
   * Gives a parked command again under the rules that are in force now, and says so in a fact. Its id stays
   * what it was, so that doing it twice is doing it once; a stream that began under earlier rules keeps them.
   * @throws Rejected `parked.unknown`, or what refuses it still
   */
  async release(id: string, actor: Actor): Promise<void> {
    const parked = await this.parkedOf(id);
    const { stream, data, meta: before } = parked.command;
    const rules = this.rules?.at(data, this.clock.now(), before.policy) ?? before.policy;
    const command = revive(parked.command, { ...before, policy: rules });
    await this.commands.execute(carried(command));
    await this.note(`release/${id}`, parked.correlation, actor, {
      type: 'ParkedReleased',
      data: {
        id,
        command: command.type,
        target: stream,
        code: parked.code,
        rulesBefore: before.policy,
        rules,
      },
    });
    await this.parking.settle(id, 'released', actor.person);
  }

  /** Takes a parked command out without carrying it out. @throws Rejected `parked.unknown` */
  async dismiss(id: string, reason: string, actor: Actor): Promise<void> {
    const {
      correlation,
      code,
      command: { type, stream },
    } = await this.parkedOf(id);
    await this.note(`dismiss/${id}`, correlation, actor, {
      type: 'ParkedDismissed',
      data: { id, command: type, target: stream, code, reason },
    });
    await this.parking.settle(id, 'dismissed', `${actor.person}：${reason}`);
  }

  /** Keeps what an operator did. The same id is the same act. */
  async note(id: string, correlation: string, actor: Actor, event: OperationEvent): Promise<void> {
    await this.commands.execute(
      carried(
        envelope(
          noteOperation(operationsOf(correlation), { event }),
          operationMeta(id, correlation, actor, this.clock.now()),
        ),
      ),
    );
  }

  private async parkedOf(id: string): Promise<Parked> {
    const parked = await this.parking.find(id);
    if (!parked)
      throw new Rejected({
        code: 'parked.unknown',
        kind: 'unknown',
        zh: `没有编号为 ${id} 的待人工处理事项，请用 rushi parked 查看。`,
        details: { id },
      });
    return parked;
  }

  /**
   * Parked commands that no code of this release can carry out, each with the reason: a fault of the
   * installation.
   */
  async unknown(): Promise<ReadonlyMap<string, string>> {
    const unknown = new Map<string, string>();
    for (let after: string | undefined; ;) {
      const page = await this.parking.parked(after, PARKED_PAGE);
      for (const { id, command } of page)
        if (!isKnown(command.type)) unknown.set(id, unknownCommand(command.type).message);
      if (page.length < PARKED_PAGE) return unknown;
      after = page[page.length - 1]!.id;
    }
  }

  /** How many events each subscription still has before it. */
  async lag(): Promise<readonly Lag[]> {
    const all = new Map<string, { position: Position; owners: Record<string, number> }>();
    for (const { subscription, position, owner } of await this.subscriptions.progress()) {
      const one = all.get(subscription) ?? { position, owners: {} };
      if (position < one.position) one.position = position;
      if (owner !== null) one.owners[owner] = (one.owners[owner] ?? 0) + 1;
      all.set(subscription, one);
    }
    return Promise.all(
      [...all].map(async ([subscription, { position, owners }]) => ({
        subscription,
        behind: await this.store.behind(position),
        owners,
      })),
    );
  }

  /** What is being retried right now, by subscription or event, with the reason. */
  faults(): ReadonlyMap<string, string> {
    const deadlines = this.keeper.runner?.fault;
    const { disowned } = this.store;
    return new Map([
      ...(disowned ? [['log', disowned.message] as const] : []),
      ...this.sagas.faults(),
      ...this.projector.faults(),
      ...(deadlines ? [['deadlines', deadlines] as const] : []),
    ]);
  }

  /**
   * Resolves when nothing is left to do but wait for people or for time. Needs all partitions in this
   * process.
   */
  async settled(): Promise<void> {
    await this.ended((head) => Promise.all([this.sagas.passed(head), this.keeper.runner?.passed(head)]));
  }

  /**
   * Resolves when every saga has given all its commands; that the deadlines are written down may still be
   * missing.
   */
  async followed(): Promise<void> {
    await this.ended((head) => this.sagas.passed(head));
  }

  private async ended(passed: (head: Position) => Promise<unknown> | undefined): Promise<void> {
    for (let head = await this.store.head(); ;) {
      await passed(head);
      const now = await this.store.head();
      if (now === head) return;
      head = now;
    }
  }

  /** Resolves when nothing is left to do and every read model shows it. */
  async shown(): Promise<void> {
    await this.settled();
    await this.projector.passed(await this.store.head());
  }

  /** When the next deadline runs out, or `undefined` when nothing is running. */
  async nextDeadline(): Promise<string | undefined> {
    const [next] = await this.deadlines.due(END_OF_TIME, 1);
    return next?.dueAt;
  }

  /**
   * Turns a simulated clock forward, stopping at every deadline on the way: the engine does everything that
   * follows from one before the next passes, just as it would with days in between.
   */
  async advanceTo(instant: string): Promise<void> {
    if (!(this.clock instanceof SimulatedClock)) throw new Error('Only a simulated clock can be turned.');
    for (;;) {
      await this.settled();
      const [next] = await this.deadlines.due(instant, 1);
      if (!next) break;
      this.clock.set(next.dueAt);
      await this.keeper.fireOne(next);
    }
    this.clock.set(instant);
  }
}
