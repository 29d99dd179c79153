import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { Clock, KernelModule } from '#kernel';
import type { CurrentPolicy } from './http/current-policy.js';
import type { Log } from './http/log.js';
import { ShellModule } from './http/shell.module.js';
import type { Settings } from './settings.js';

/** What the application stands on and carries; `main.ts` and tests choose. */
export type Ports = Readonly<{
  /** A global module that provides the kernel's ports, such as `PostgresModule.forRoot(…)`. */
  store: DynamicModule;
  clock: Clock;
  currentPolicy: CurrentPolicy;
  /** The procedure and its controllers. */
  modules?: readonly (Type | DynamicModule)[];
  log?: Log;
}>;

@Module({})
export class AppModule {
  static forRoot(settings: Settings, { store, clock, currentPolicy, modules = [], log }: Ports): DynamicModule {
    const drives = settings.ROLES !== 'api';
    return {
      module: AppModule,
      imports: [
        store,
        { module: ClockModule, global: true, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] },
        KernelModule.forRoot({ sagas: drives, projections: drives, partitions: settings.PARTITIONS }),
        ShellModule.forRoot({ settings, currentPolicy, log }),
        ...modules,
      ],
    };
  }
}

@Module({})
class ClockModule {}
