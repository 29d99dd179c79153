import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { FeedModule } from '../feed.module.js';
import { Courier } from './courier.js';
import { Deliveries } from './deliveries.js';
import type { GuardOptions } from './guard.js';
import { PushDesk } from './push-desk.js';
import { PushOptions, PushTime, Recipients } from './ports.js';
import { Cursors } from './cursors.js';
import { Rounds } from './rounds.js';
import { StuckDesk } from './stuck-desk.js';
import { Webhooks } from './webhooks.js';

/**
 * What is published, pushed to the webhooks of machines. Needs the kernel's ports and the vault as global
 * providers. `recipients` says who the machines are.
 */
@Module({})
export class PushModule {
  static forRoot(guard: GuardOptions, recipients: Provider<Recipients>): DynamicModule {
    return {
      module: PushModule,
      // The interface for machines lies in a module of the application.
      global: true,
      imports: [FeedModule],
      providers: [
        recipients,
        { provide: PushOptions, useValue: new PushOptions(guard) },
        PushTime,
        Cursors,
        Webhooks,
        Deliveries,
        Rounds,
        Courier,
        PushDesk,
        StuckDesk,
      ],
      exports: [PushDesk, StuckDesk, Courier, PushTime],
    };
  }
}
