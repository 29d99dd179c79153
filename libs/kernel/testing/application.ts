import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock, SystemClock } from '../src/deadlines/clock.js';
import { ENGINE } from '../src/messages/messages.js';
import type { CommandMeta } from '../src/messages/messages.js';
import { Engine } from '../src/nest/engine.js';
import { KernelModule } from '../src/nest/kernel.module.js';
import type { EngineOptions } from '../src/nest/options.js';
import { InMemoryModule } from './in-memory/in-memory.module.js';
import { SharedMemory } from './in-memory/shared-memory.js';

@Module({})
class ClockModule {}

export type KernelOptions = Readonly<{
  clock?: Clock;
  engine?: Partial<EngineOptions>;
  extra?: readonly (Type | DynamicModule)[];
}>;
export type KernelApp = INestApplicationContext & { engine: Engine };

/** The kernel on the ports of one adapter, with one module of domain: an application without HTTP. */
export async function startOn(
  ports: DynamicModule,
  domain: Type | DynamicModule,
  { clock = new SystemClock(), engine = {}, extra = [] }: KernelOptions = {},
): Promise<KernelApp> {
  const root = {
    module: class Root {},
    imports: [
      ports,
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

/**
 * The same in memory: no database, no other process. Applications that are given the same `memory` are
 * processes beside each other, or one after the other.
 */
export const startInMemory = (
  domain: Type | DynamicModule,
  { memory = new SharedMemory(), leaseMs, ...options }: MemoryOptions = {},
): Promise<KernelApp> => startOn(InMemoryModule.forRoot(memory, leaseMs), domain, options);

export type MemoryOptions = KernelOptions & Readonly<{ memory?: SharedMemory; leaseMs?: number }>;

/** Envelope of a driver's command. */
export const by = (id: string, correlation: string, at = new Date().toISOString()): CommandMeta => ({
  id,
  correlation,
  causation: id,
  actor: { ...ENGINE, person: 'driver' },
  at,
  policy: 'none',
});
