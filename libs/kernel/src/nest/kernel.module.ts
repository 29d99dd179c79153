import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DeadlineKeeper } from '../deadlines/deadline-keeper.js';
import { commandHandlers } from '../deciding/command-handlers.js';
import { durableCqrs } from '../sagas/durable-sagas.js';
import { Engine } from './engine.js';
import { EventStore, STORED_LOG } from '../log/event-store.js';
import { LogGuard } from '../log/log-guard.js';
import { Upcasting } from '../log/upcasting.js';
import { UpcastingEventStore } from '../log/upcasting-event-store.js';
import { Mailboxes } from '../deciding/mailboxes.js';
import { noteOperation, operations } from '../parking/operations.js';
import { EngineOptions } from './options.js';
import { Projector } from '../read-models/projector.js';
import { SimulatedTime } from '../deadlines/simulated-time.js';

/**
 * Imported once, by the application. Needs global providers of the ports: stored log, subscriptions,
 * documents, deadlines, parking, clock. A domain whose facts have changed brings its {@link upcastingModule}.
 */
@Module({})
export class KernelModule {
  static forRoot(options: Partial<EngineOptions> = {}): DynamicModule {
    return {
      module: KernelModule,
      global: true,
      imports: [DiscoveryModule, durableCqrs(), optionsModule(options), LogModule],
      providers: [
        Mailboxes,
        ...commandHandlers({ noteOperation }, operations),
        Projector,
        DeadlineKeeper,
        LogGuard,
        Engine,
        SimulatedTime,
      ],
      exports: [LogGuard, Mailboxes, Projector, Engine, DeadlineKeeper, SimulatedTime],
    };
  }
}

/** The log as everybody reads it: that of the adapter itself where nothing has ever changed its shape. */
@Global()
@Module({
  providers: [
    {
      provide: EventStore,
      inject: [STORED_LOG, { token: Upcasting, optional: true }],
      useFactory: (log: EventStore, upcasting?: Upcasting) =>
        upcasting ? new UpcastingEventStore(log, upcasting) : log,
    },
  ],
  exports: [EventStore],
})
class LogModule {}

@Module({})
class UpcastingModule {}

/** How a domain brings its upcasters: global, because the log is made before the domain. */
export const upcastingModule = (upcasting: Upcasting): DynamicModule => ({
  module: UpcastingModule,
  global: true,
  providers: [{ provide: Upcasting, useValue: upcasting }],
  exports: [Upcasting],
});

@Module({})
class EngineOptionsModule {}

/** Global, because the saga runner lives inside Nest's own module and looks the options up from there. */
const optionsModule = (options: Partial<EngineOptions>): DynamicModule => ({
  module: EngineOptionsModule,
  global: true,
  providers: [{ provide: EngineOptions, useValue: new EngineOptions(options) }],
  exports: [EngineOptions],
});
