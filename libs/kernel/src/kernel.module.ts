import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { DeadlineKeeper } from './deadline-keeper.js';
import { commandHandlers } from './command-handlers.js';
import { durableCqrs } from './durable-sagas.js';
import { Engine } from './engine.js';
import { LogGuard } from './log-guard.js';
import { Mailboxes } from './mailboxes.js';
import { noteOperation, operations } from './operations.js';
import { EngineOptions } from './options.js';
import { Projector } from './projector.js';
import { SimulatedTime } from './simulated-time.js';

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
