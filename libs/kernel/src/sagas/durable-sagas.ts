import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { BeforeApplicationShutdown, DynamicModule } from '@nestjs/common';
import { CommandBus, CqrsModule, EventBus } from '@nestjs/cqrs';
import type { ISaga } from '@nestjs/cqrs';
import { of } from 'rxjs';
import { CatchUp } from '../following/catch-up.js';
import { EventStore } from '../log/event-store.js';
import { BackOff, pause } from '../following/back-off.js';
import { followInLanes } from '../following/lanes.js';
import type { LanesRunner } from '../following/lanes.js';
import { carried, nameInIds } from '../deciding/command-types.js';
import { ENGINE, Rejected, START, envelope } from '../messages/messages.js';
import type { Command, Envelope, Position, Recorded } from '../messages/messages.js';
import { EngineOptions } from '../nest/options.js';
import { Parking } from '../parking/parking.js';
import { PackInForce } from '../deciding/pack-in-force.js';
import { KeyValues } from '../read-models/key-values.js';
import { SagaPlaces } from './saga-places.js';
import type { Arrears, Settled } from './saga-places.js';
import { Probe, declaredOf } from './saga.js';
import type { Declared } from './saga.js';
import { LEASE_RENEW_MS, Subscriptions } from '../following/subscriptions.js';
import { Tracing, UNTRACED } from '../tracing/tracing.js';

type Saga = ISaga<Recorded, Command>;
type Known = Readonly<{ name: string; saga: Saga; fromTheBeginning: boolean }>;

/** Name of the subscription that all sagas share; its checkpoints are one per partition. */
export const SAGAS = 'sagas';
/**
 * Whether a subscription is of one saga that is being caught up; its checkpoints are forgotten when it has
 * been.
 */
export const isCatchingUp = (subscription: string): boolean => subscription.startsWith(`${SAGAS}/`);

/**
 * Stands in for Nest's EventBus: runs every @Saga() over the log instead of over an in-memory subject. The
 * checkpoint moves only after every command of an event has ended; a command's id is a function of saga,
 * event, type and stream, so an event that is handled again gives the same ids and the streams refuse the
 * second time.
 *
 * What the rules refuse is parked with its reason and the lane goes on; every other error is a fault: the
 * entry's lane waits and tries again, other entries are not held up.
 *
 * A saga that is new in a release follows what happens from its first start on, or is caught up
 * (`@FromTheBeginning()`); see {@link SagaPlaces}.
 */
@Injectable()
export class DurableSagas extends EventBus<Recorded> implements BeforeApplicationShutdown {
  @Inject(EventStore) private readonly store!: EventStore;
  @Inject(Subscriptions) private readonly leases!: Subscriptions;
  @Inject(Parking) private readonly parking!: Parking;
  @Inject(CommandBus) private readonly commands!: CommandBus;
  @Optional() @Inject(KeyValues) private readonly keyValues?: KeyValues;
  @Optional() @Inject(EngineOptions) private readonly engine?: EngineOptions;
  @Optional() @Inject(PackInForce) private readonly rules?: PackInForce;
  @Optional() @Inject(Tracing) private readonly tracing: Tracing = UNTRACED;

  private readonly log = new Logger(SAGAS);
  private readonly stopping = new AbortController();
  private readonly declared = new Map<string, Declared>();
  private readonly byType = new Map<string, Known[]>();
  private readonly names = new Map<string, Known>();
  private places: ReadonlyMap<string, Position> = new Map();
  private catchUps: readonly CatchUp[] = [];
  private begun: Promise<void> = Promise.resolve();
  /** Why nothing is followed yet. */
  private waiting: string | undefined;
  lanes: LanesRunner | undefined;
  private open: () => void = () => undefined;
  /** Resolves when all command handlers and all sagas are registered. */
  readonly ready = new Promise<void>((resolve) => (this.open = resolve));

  /**
   * CqrsModule calls this once, with every provider that has sagas, after it has registered the command
   * handlers.
   */
  override registerSagas(wrappers: Parameters<EventBus['registerSagas']>[0] = []): void {
    for (const { instance } of wrappers) this.learn(instance);
    super.registerSagas(wrappers);
    this.open();
    if (this.names.size === 0 || this.engine?.sagas === false) return;
    if (!this.keyValues)
      throw new Error(
        'Sagas need a provider of KeyValues: it keeps from where on each of them follows the log.',
      );
    this.lanes = followInLanes(this.store, this.leases, {
      name: SAGAS,
      partitions: this.partitions,
      handles: (type) => this.byType.has(type),
      handle: (event) => this.react(event),
    });
    this.begun = this.begin(new SagaPlaces(this.keyValues, this.store, this.leases, SAGAS));
  }

  private get partitions(): number {
    return this.engine?.partitions ?? 16;
  }

  private learn(instance: object): void {
    const prototype = Object.getPrototypeOf(instance) as Readonly<Record<string, object>>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      if (name !== 'constructor' && typeof prototype[name] === 'function')
        this.declared.set(name, declaredOf(prototype[name]));
    }
  }

  /** First it is known from where each saga follows the log, then the log is followed. */
  private async begin(places: SagaPlaces): Promise<void> {
    const settled = await this.settle(places);
    if (!settled || this.stopping.signal.aborted) return;
    this.places = settled.places;
    this.catchUps = settled.arrears.map((arrears) => this.catchUp(places, arrears));
    this.lanes!.start();
    await Promise.all(this.catchUps.map((one) => one.run()));
  }

  /** Takes the places, however often it takes; nothing when the process stops before. */
  private async settle(places: SagaPlaces): Promise<Settled | undefined> {
    const backOff = new BackOff(this.stopping.signal);
    while (!this.stopping.signal.aborted) {
      try {
        const settled = await places.settle([...this.names.values()]);
        this.wait(
          settled
            ? undefined
            : 'waits: engines of a release that lacks one of these sagas are at work; stop them',
        );
        if (settled) return settled;
        await pause(LEASE_RENEW_MS, this.stopping.signal);
      } catch (error) {
        this.log.warn(`where the sagas begin could not be read and is asked again: ${String(error)}`);
        await backOff.failed();
      }
    }
    return undefined;
  }

  private wait(why: string | undefined): void {
    if (why !== undefined && this.waiting === undefined) this.log.warn(why);
    this.waiting = why;
  }

  private catchUp(places: SagaPlaces, { saga: name, after, until }: Arrears): CatchUp {
    const known = this.names.get(name)!;
    return new CatchUp(this.store, this.leases, places, {
      name: `${SAGAS}/${name}`,
      saga: name,
      after,
      until,
      partitions: this.partitions,
      handles: (type) => (this.byType.get(type) ?? []).includes(known),
      handle: (event) => this.tracing.saga(name, event, () => this.follow(name, known.saga, event)),
    });
  }

  private placeOf({ name }: Known): Position {
    return this.places.get(name) ?? START;
  }

  /**
   * Resolves when everything up to `position` has been followed, and every saga that was behind is caught up.
   */
  async passed(position: Position): Promise<void> {
    await Promise.all([this.begun, this.lanes?.passed(position)]);
  }

  /**
   * Events that could not be handled yet and are being retried, and why nothing is followed at all, with the
   * reason.
   */
  faults(): ReadonlyMap<string, string> {
    const retried = [this.lanes, ...this.catchUps.map(({ lanes }) => lanes)].flatMap((lanes) => [
      ...(lanes?.strategy.faults ?? []),
    ]);
    return new Map(this.waiting === undefined ? retried : [[SAGAS, this.waiting], ...retried]);
  }

  /** Which saga looks at which event types: the system's wiring, for tests and for people. */
  wiring(): readonly Readonly<{ saga: string; types: readonly string[] }>[] {
    return [...this.names.keys()].map((saga) => ({
      saga,
      types: [...this.byType]
        .filter(([, sagas]) => sagas.some(({ name }) => name === saga))
        .map(([type]) => type),
    }));
  }

  protected override registerSaga(saga: Saga): void {
    const { formerly, fromTheBeginning = false } = this.declared.get(saga.name) ?? {};
    const name = formerly ?? saga.name;
    if (this.names.has(name))
      throw new Error(`Two sagas are named "${name}", and the name is part of its commands' ids.`);
    const probe = new Probe();
    saga(probe);
    if (probe.types.size === 0)
      throw new Error(`The saga "${name}" does not begin with on(...), so nobody knows when to call it.`);
    const known: Known = { name, saga, fromTheBeginning };
    this.names.set(name, known);
    for (const type of probe.types) this.byType.set(type, [...(this.byType.get(type) ?? []), known]);
  }

  /** Ids of the commands that an event leads to; gives none. */
  commandIds(event: Recorded): readonly string[] {
    return (this.byType.get(event.type) ?? []).flatMap(({ name, saga }) =>
      answer(name, saga, event).map((command) => idOf(name, event, command)),
    );
  }

  private async react(event: Recorded): Promise<void> {
    for (const known of this.byType.get(event.type) ?? []) {
      const { name, saga } = known;
      if (event.position > this.placeOf(known))
        await this.tracing.saga(name, event, () => this.follow(name, saga, event));
    }
  }

  private async follow(name: string, saga: Saga, event: Recorded): Promise<void> {
    for (const command of answer(name, saga, event)) {
      const given = envelope(command, {
        id: idOf(name, event, command),
        correlation: event.meta.correlation,
        causation: event.id,
        actor: ENGINE,
        at: event.meta.occurredAt, // Clocks run from the fact, not from when the engine got round to it.
        policy: this.rules?.after(event) ?? event.meta.policy,
      });
      await this.give(name, given, event);
    }
  }

  private async give(saga: string, command: Envelope, event: Recorded): Promise<void> {
    try {
      await this.commands.execute(carried(command));
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      const { type, stream, data, meta } = command;
      await this.parking.park({
        id: meta.id,
        source: saga,
        correlation: meta.correlation,
        event: event.id,
        command: { type, stream, data, meta },
        code: error.code,
        reason: error.message,
        parkedAt: event.meta.occurredAt,
      });
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    for (const one of this.catchUps) one.stop();
    await this.begun;
    await this.lanes?.stop();
  }

  override publish(): never {
    throw new Error('Append to the event store: nothing is published in memory.');
  }

  override publishAll(): never {
    return this.publish();
  }
}

/** The same whenever the same event leads to the same command. */
const idOf = (saga: string, event: Recorded, { type, stream }: Command): string =>
  `${saga}/${event.id}/${nameInIds(type)}/${stream}`;

/** A saga is a pure function of one event: its commands are there at once, or it is not a saga. */
function answer(name: string, saga: Saga, event: Recorded): readonly Command[] {
  const commands: Command[] = [];
  let ended = false;
  let failure: unknown;
  saga(of(event)).subscribe({
    next: (command) => commands.push(command),
    complete: () => (ended = true),
    error: (error: unknown) => (failure = error),
  });
  if (failure) throw failure instanceof Error ? failure : new Error('a saga failed', { cause: failure });
  if (!ended)
    throw new Error(
      `The saga "${name}" waits for something: time and memory belong into a stream, not into a saga.`,
    );
  return commands;
}

/** CqrsModule with its EventBus replaced. A dynamic provider wins over the module's own of the same token. */
export function durableCqrs(): DynamicModule {
  const cqrs = CqrsModule.forRoot();
  return { ...cqrs, providers: [...(cqrs.providers ?? []), { provide: EventBus, useClass: DurableSagas }] };
}
