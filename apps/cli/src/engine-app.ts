import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { EventStoreDbLog } from '#eventstoredb';
import { EventBus } from '@nestjs/cqrs';
import {
  Clock,
  DeadlineKeeper,
  Engine,
  EventStore,
  KernelModule,
  Parking,
  Projector,
  SystemClock,
  Timelines,
} from '#kernel';
import type { DurableSagas, EngineOptions } from '#kernel';
import { FeedModule } from '#feed';
import { LandModule } from '#land';
import type { VersionedLayer } from '#geo';
import { RulePacks, loadPacks } from '#policy';
import { POSTGRES, PostgresModule } from '#postgres';
import type { Postgres } from '#postgres';
import { EXIT, Failure } from './failure.js';
import { packsDir, prefixSetting, setting } from './setting.js';
import { terseLogger } from './terse-logger.js';

/** A server waits for its log for ever; somebody at the command line wants to know. */
const REACHED_MS_MAX = 5_000;

@Module({})
class ClockModule {}

export type EngineAppOptions = Readonly<{
  url: string;
  clock?: Clock;
  /** Leave sagas and projections to the server, as operators' commands do. */
  engine?: Partial<EngineOptions>;
  /** Those that come with the software, for a simulated county: a real one adopts its own. */
  layers?: readonly VersionedLayer[];
  /** Of the EventStoreDB that keeps the log, where PostgreSQL does not. */
  eventStoreUrl?: string;
}>;

/** The real engine over one database, without HTTP. */
export type EngineApp = Readonly<{
  /** Of its PostgreSQL. */
  url: string;
  engine: Engine;
  store: EventStore;
  timelines: Timelines;
  parking: Parking;
  projector: Projector;
  sagas: DurableSagas;
  keeper: DeadlineKeeper;
  packs: RulePacks;
  clock: Clock;
  /** PostgreSQL keeps the log, and with it the chain of hashes. */
  ownLog: boolean;
  postgres: Postgres;
  /** Drains, then closes every connection. */
  close(): Promise<void>;
}>;

/**
 * Opens (and migrates) the database and starts what `engine` asks for. The log is where the server's is:
 * EVENTSTORE_URL, or its file, says it to both.
 */
export async function startEngineApp({
  url,
  clock = new SystemClock(),
  engine = {},
  layers = [],
  eventStoreUrl = setting('EVENTSTORE_URL'),
}: EngineAppOptions): Promise<EngineApp> {
  const packs = loadPacks(packsDir());
  const log = eventStoreUrl ? await reached(eventStoreUrl) : undefined;
  const root = {
    module: class Root {},
    imports: [
      PostgresModule.forRoot({ url, ...(log ? { log } : {}) }),
      {
        module: ClockModule,
        global: true,
        providers: [{ provide: Clock, useValue: clock }],
        exports: [Clock],
      },
      KernelModule.forRoot(engine),
      LandModule.forRoot({ packs, layers }),
      FeedModule,
    ],
  };
  const app: INestApplicationContext = await NestFactory.createApplicationContext(root, {
    logger: terseLogger,
    abortOnError: false,
  });
  return {
    url,
    engine: app.get(Engine),
    store: app.get(EventStore),
    timelines: app.get(Timelines),
    parking: app.get(Parking),
    projector: app.get(Projector),
    sagas: app.get<DurableSagas>(EventBus),
    keeper: app.get(DeadlineKeeper),
    packs,
    clock,
    ownLog: log === undefined,
    postgres: app.get<Postgres>(POSTGRES),
    close: async () => {
      await app.close();
      await log?.close();
    },
  };
}

async function reached(url: string): Promise<EventStoreDbLog> {
  const { EventStoreDbLog, LogUnready, lookAtLog } = await import('#eventstoredb');
  const prefix = prefixSetting();
  try {
    await lookAtLog({ url, prefix, answerMs: REACHED_MS_MAX });
  } catch (error) {
    if (!(error instanceof LogUnready)) throw error;
    throw new Failure(
      `${error.what}。`,
      error.next,
      EXIT.failed,
      error.code === 'log.away' ? 'event-store.away' : error.code,
    );
  }
  return new EventStoreDbLog({ url, prefix });
}
