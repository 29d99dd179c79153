import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock, Engine, EventStore, KernelModule, Parking, Projector, SystemClock } from '#kernel';
import type { EngineOptions } from '#kernel';
import { LandModule, loadLayers } from '#land';
import { Policies, loadPolicies } from '#policy';
import { POSTGRES, PostgresModule } from '#postgres';
import type { Postgres } from '#postgres';

@Module({})
class ClockModule {}

export type EngineAppOptions = Readonly<{
  url: string;
  clock?: Clock;
  /** Leave sagas and projections to the server, as operators' commands do. */
  engine?: Partial<EngineOptions>;
}>;

/** The real engine over one database, without HTTP. */
export type EngineApp = Readonly<{
  engine: Engine;
  store: EventStore;
  parking: Parking;
  projector: Projector;
  policies: Policies;
  postgres: Postgres;
  /** Drains, then closes every connection. */
  close(): Promise<void>;
}>;

/** Opens (and migrates) the database and starts what `engine` asks for. */
export async function startEngineApp({ url, clock = new SystemClock(), engine = {} }: EngineAppOptions): Promise<EngineApp> {
  const policies = loadPolicies();
  const root = {
    module: class Root {},
    imports: [
      PostgresModule.forRoot({ url }),
      { module: ClockModule, global: true, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] },
      KernelModule.forRoot(engine),
      LandModule.forRoot({ policies, layers: loadLayers() }),
    ],
  };
  const app: INestApplicationContext = await NestFactory.createApplicationContext(root, { logger: ['error', 'fatal'], abortOnError: false });
  return {
    engine: app.get(Engine),
    store: app.get(EventStore),
    parking: app.get(Parking),
    projector: app.get(Projector),
    policies,
    postgres: app.get<Postgres>(POSTGRES),
    close: () => app.close(),
  };
}
