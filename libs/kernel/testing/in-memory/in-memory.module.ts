import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { DeadlineTable } from '../../src/deadlines/deadlines.js';
import { Claims } from '../../src/deciding/claims.js';
import { Subscriptions } from '../../src/following/subscriptions.js';
import { STORED_LOG } from '../../src/log/event-store.js';
import { Parking } from '../../src/parking/parking.js';
import { KeyValues } from '../../src/read-models/key-values.js';
import { ReadModels } from '../../src/read-models/read-models.js';
import { Outlines } from '../../src/read-models/outlines.js';
import type { InMemory, SharedMemory } from './shared-memory.js';

const PROCESS = Symbol('a process of a test');

/** The kernel's ports on one memory, for every module. */
@Module({})
export class InMemoryModule implements OnApplicationShutdown {
  constructor(@Inject(PROCESS) private readonly process: InMemory) {}

  static forRoot(memory: SharedMemory, leaseMs?: number): DynamicModule {
    const process = memory.open({ leaseMs });
    const providers = [
      { provide: PROCESS, useValue: process },
      { provide: STORED_LOG, useValue: process.store },
      { provide: Subscriptions, useValue: process.subscriptions },
      { provide: ReadModels, useValue: process.readModels },
      { provide: DeadlineTable, useValue: process.deadlines },
      { provide: Parking, useValue: process.parking },
      { provide: KeyValues, useValue: process.keyValues },
      { provide: Outlines, useValue: process.outlines },
      { provide: Claims, useValue: process.claims },
    ];
    return {
      module: InMemoryModule,
      global: true,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }

  /** The last of Nest's hooks: what drained in an earlier one still had its ports. */
  async onApplicationShutdown(): Promise<void> {
    await this.process.close();
  }
}
