import { Inject, Injectable, Optional } from '@nestjs/common';
import type { BeforeApplicationShutdown, DynamicModule } from '@nestjs/common';
import { CommandBus, CqrsModule, EventBus } from '@nestjs/cqrs';
import type { ISaga } from '@nestjs/cqrs';
import { of } from 'rxjs';
import { EventStore } from './event-store.js';
import { Lanes } from './lanes.js';
import { ENGINE, Rejected } from './messages.js';
import type { Command, Recorded } from './messages.js';
import { EngineOptions } from './options.js';
import { Parking } from './parking.js';
import { PolicyInForce } from './policy-in-force.js';
import { Probe } from './saga.js';
import { Subscriptions } from './subscriptions.js';
import { Tracing, UNTRACED } from './tracing.js';

type Saga = ISaga<Recorded, Command>;

/** Name of the subscription that all sagas share; its checkpoints are one per partition. */
export const SAGAS = 'sagas';

/**
 * Stands in for Nest's EventBus: runs every @Saga() over the log instead of over an in-memory subject. The checkpoint
 * moves only after every command of an event has ended; a command's id is a function of saga, event, type and stream,
 * so an event that is handled again gives the same ids and the streams refuse the second time.
 *
 * What the rules refuse is parked with its reason and the lane goes on; every other error is a fault: the entry's lane
 * waits and tries again, other entries are not held up.
 */
@Injectable()
export class DurableSagas extends EventBus<Recorded> implements BeforeApplicationShutdown {
  @Inject(EventStore) private readonly store!: EventStore;
  @Inject(Subscriptions) private readonly leases!: Subscriptions;
  @Inject(Parking) private readonly parking!: Parking;
  @Inject(CommandBus) private readonly commands!: CommandBus;
  @Optional() @Inject(EngineOptions) private readonly engine?: EngineOptions;
  @Optional() @Inject(PolicyInForce) private readonly rules?: PolicyInForce;
  @Optional() @Inject(Tracing) private readonly tracing: Tracing = UNTRACED;

  private readonly byType = new Map<string, { name: string; saga: Saga }[]>();
  private readonly names = new Set<string>();
  lanes: Lanes | undefined;
  private open: () => void = () => undefined;
  /** Resolves when all command handlers and all sagas are registered. */
  readonly ready = new Promise<void>((resolve) => (this.open = resolve));

  /** CqrsModule calls this once, with every provider that has sagas, after it has registered the command handlers. */
  override registerSagas(wrappers: Parameters<EventBus['registerSagas']>[0] = []): void {
    super.registerSagas(wrappers);
    this.open();
    if (this.names.size === 0 || this.engine?.sagas === false) return;
    this.lanes = new Lanes(this.store, this.leases, {
      name: SAGAS,
      partitions: this.engine?.partitions ?? 16,
      handles: (type) => this.byType.has(type),
      handle: (event) => this.react(event),
    });
    this.lanes.start();
  }

  /** Which saga looks at which event types: the system's wiring, for tests and for people. */
  wiring(): readonly Readonly<{ saga: string; types: readonly string[] }>[] {
    return [...this.names].map((saga) => ({ saga, types: [...this.byType].filter(([, sagas]) => sagas.some(({ name }) => name === saga)).map(([type]) => type) }));
  }

  protected override registerSaga(saga: Saga): void {
    if (this.names.has(saga.name)) throw new Error(`Two sagas are named "${saga.name}", and the name is part of its commands' ids.`);
    const probe = new Probe();
    saga(probe);
    if (probe.types.size === 0) throw new Error(`The saga "${saga.name}" does not begin with on(...), so nobody knows when to call it.`);
    this.names.add(saga.name);
    for (const type of probe.types) this.byType.set(type, [...(this.byType.get(type) ?? []), { name: saga.name, saga }]);
  }

  private async react(event: Recorded): Promise<void> {
    for (const { name, saga } of this.byType.get(event.type) ?? []) await this.tracing.saga(name, event, () => this.follow(name, saga, event));
  }

  private async follow(name: string, saga: Saga, event: Recorded): Promise<void> {
    for (const command of answer(name, saga, event)) {
      command.meta = {
        id: `${name}/${event.id}/${command.type}/${command.stream}`,
        correlation: event.meta.correlation,
        causation: event.id,
        actor: ENGINE,
        at: event.meta.occurredAt, // Clocks run from the fact, not from when the engine got round to it.
        policy: this.rules?.after(event) ?? event.meta.policy,
      };
      await this.give(name, command, event);
    }
  }

  private async give(saga: string, command: Command, event: Recorded): Promise<void> {
    try {
      await this.commands.execute(command);
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
    await this.lanes?.stop();
  }

  override publish(): never {
    throw new Error('Append to the event store: nothing is published in memory.');
  }

  override publishAll(): never {
    return this.publish();
  }
}

/** A saga is a pure function of one event: its commands are there at once, or it is not a saga. */
function answer(name: string, saga: Saga, event: Recorded): readonly Command[] {
  const commands: Command[] = [];
  let ended = false;
  let failure: unknown;
  saga(of(event)).subscribe({ next: (command) => commands.push(command), complete: () => (ended = true), error: (error: unknown) => (failure = error) });
  if (failure) throw failure instanceof Error ? failure : new Error('a saga failed', { cause: failure });
  if (!ended) throw new Error(`The saga "${name}" waits for something: time and memory belong into a stream, not into a saga.`);
  return commands;
}

/** CqrsModule with its EventBus replaced. A dynamic provider wins over the module's own of the same token. */
export function durableCqrs(): DynamicModule {
  const cqrs = CqrsModule.forRoot();
  return { ...cqrs, providers: [...(cqrs.providers ?? []), { provide: EventBus, useClass: DurableSagas }] };
}
