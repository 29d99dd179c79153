import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, InjectionToken, OnApplicationShutdown } from '@nestjs/common';
import {
  Claims,
  DeadlineTable,
  KeyValues,
  Parking,
  ReadModels,
  STORED_LOG,
  Outlines,
  Subscriptions,
} from '#kernel';
import type { EventStore } from '#kernel';
import { openPostgres } from './open-postgres.js';
import type { Postgres, PostgresOptions } from './open-postgres.js';

/** Token of the opened database, for the few who need more than a port. */
export const POSTGRES = Symbol('Postgres');

/** The kernel's ports on one PostgreSQL, for every module. */
@Module({})
export class PostgresModule implements OnApplicationShutdown {
  constructor(@Inject(POSTGRES) private readonly postgres: Postgres) {}

  /**
   * `log` keeps the events elsewhere: everything that is made from them, and what is kept beside them, stays
   * here.
   */
  static forRoot({ log, ...options }: PostgresOptions & Readonly<{ log?: EventStore }>): DynamicModule {
    const port = (provide: InjectionToken, pick: (postgres: Postgres) => unknown) => ({
      provide,
      inject: [POSTGRES],
      useFactory: pick,
    });
    const ports = [
      port(STORED_LOG, ({ store }) => log ?? store),
      port(Subscriptions, ({ subscriptions }) => subscriptions),
      port(ReadModels, ({ readModels }) => readModels),
      port(DeadlineTable, ({ deadlines }) => deadlines),
      port(Parking, ({ parking }) => parking),
      port(KeyValues, ({ keyValues }) => keyValues),
      port(Outlines, ({ outlines }) => outlines),
      port(Claims, ({ claims }) => claims),
    ];
    const providers = [{ provide: POSTGRES, useFactory: () => openPostgres(options) }, ...ports];
    return {
      module: PostgresModule,
      global: true,
      providers,
      exports: providers.map(({ provide }) => provide),
    };
  }

  /** The last of Nest's hooks: whoever drained in an earlier one still had a database. */
  async onApplicationShutdown(): Promise<void> {
    await this.postgres.close();
  }
}
