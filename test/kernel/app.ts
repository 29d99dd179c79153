import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock, ENGINE, Engine, KernelModule, SystemClock } from '#kernel';
import type { CommandMeta, EngineOptions, EventStore } from '#kernel';
import { PostgresModule } from '#postgres';

export { until } from '../../libs/kernel/testing/patience.js';

@Module({})
class ClockModule {}

export type AppOptions = Readonly<{
  url: string;
  clock?: Clock;
  engine?: Partial<EngineOptions>;
  schema?: string;
  leaseMs?: number;
  log?: EventStore;
  extra?: readonly (Type | DynamicModule)[];
}>;

/** The kernel on a real database, with one module of domain: an application without HTTP. */
export async function startApp(
  domain: Type | DynamicModule,
  { url, clock = new SystemClock(), engine = {}, schema, leaseMs, log, extra = [] }: AppOptions,
): Promise<INestApplicationContext & { engine: Engine }> {
  const root = {
    module: class Root {},
    imports: [
      PostgresModule.forRoot({ url, leaseMs, ...(schema ? { schema } : {}), ...(log ? { log } : {}) }),
      {
        module: ClockModule,
        global: true,
        providers: [{ provide: Clock, useValue: clock }],
        exports: [Clock],
      },
      ...extra,
      KernelModule.forRoot(engine),
      domain,
    ],
  };
  const app = await NestFactory.createApplicationContext(root, { logger: ['error', 'fatal'] });
  return Object.assign(app, { engine: app.get(Engine) });
}

/** Envelope of a driver's command. */
export const by = (id: string, correlation: string, at = new Date().toISOString()): CommandMeta => ({
  id,
  correlation,
  causation: id,
  actor: { ...ENGINE, person: 'driver' },
  at,
  policy: 'none',
});
