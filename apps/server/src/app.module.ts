import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { Alarms, Clock, KernelModule, Tracing } from '#kernel';
import type { CurrentPack } from './http/current-pack.js';
import type { Log } from './http/log.js';
import { ShellModule } from './http/shell.module.js';
import type { Settings } from './settings.js';
import type { ServerTracing } from './tracing/server-tracing.js';

/** What the application stands on and carries; `main.ts` and tests choose. */
export type Ports = Readonly<{
  /** A global module that provides the kernel's ports, such as `PostgresModule.forRoot(…)`. */
  store: DynamicModule;
  clock: Clock;
  currentPack: CurrentPack;
  /** Wakes the engine for deadlines; without it only the sweep does. */
  alarms?: Alarms;
  /** The procedure and its controllers. */
  modules?: readonly (Type | DynamicModule)[];
  log?: Log;
  /** Without it nothing is traced. */
  tracing?: ServerTracing;
}>;

@Module({})
export class AppModule {
  static forRoot(
    settings: Settings,
    { store, clock, currentPack: currentPack, alarms, modules = [], log, tracing }: Ports,
  ): DynamicModule {
    const drives = settings.ROLES !== 'api';
    return {
      module: AppModule,
      imports: [
        store,
        { module: PortsModule, global: true, ...ports(clock, alarms, tracing) },
        KernelModule.forRoot({
          sagas: drives,
          projections: drives,
          partitions: settings.PARTITIONS,
          clockBehindSecondsMax: settings.CLOCK_BEHIND_SECONDS_MAX,
        }),
        ShellModule.forRoot({ settings, currentPack: currentPack, log, tracing }),
        ...modules,
      ],
    };
  }
}

@Module({})
class PortsModule {}

function ports(clock: Clock, alarms: Alarms | undefined, tracing: Tracing | undefined) {
  const providers = [
    { provide: Clock, useValue: clock },
    ...(alarms ? [{ provide: Alarms, useValue: alarms }] : []),
    ...(tracing ? [{ provide: Tracing, useValue: tracing }] : []),
  ];
  return { providers, exports: providers.map(({ provide }) => provide) };
}
