import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DeadlineKeeper } from '../deadlines/deadline-keeper.js';
import { commandHandlers } from '../deciding/command-handlers.js';
import { durableCqrs } from '../sagas/durable-sagas.js';
import { Engine } from './engine.js';
import { LogGuard } from '../log/log-guard.js';
import { Mailboxes } from '../deciding/mailboxes.js';
import { noteOperation, operations } from '../parking/operations.js';
import { EngineOptions } from './options.js';
import { Projector } from '../read-models/projector.js';
import { SimulatedTime } from '../deadlines/simulated-time.js';

/**
 * Imported once, by the application. Needs global providers of the ports: event store, subscriptions,
 * documents, deadlines, parking, clock.
 */
@Module({})
export class KernelModule {
  static forRoot(options: Partial<EngineOptions> = {}): DynamicModule {
    return {
      module: KernelModule,
      global: true,
      imports: [DiscoveryModule, durableCqrs(), optionsModule(options)],
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

@Module({})
class EngineOptionsModule {}

/** Global, because the saga runner lives inside Nest's own module and looks the options up from there. */
const optionsModule = (options: Partial<EngineOptions>): DynamicModule => ({
  module: EngineOptionsModule,
  global: true,
  providers: [{ provide: EngineOptions, useValue: new EngineOptions(options) }],
  exports: [EngineOptions],
});
