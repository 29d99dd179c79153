import type { DynamicModule, Type } from '@nestjs/common';
import type { EventStore } from '#kernel';
import { PostgresModule } from '#postgres';
import { startOn } from '../../libs/kernel/testing/application.js';
import type { KernelApp, KernelOptions } from '../../libs/kernel/testing/application.js';

export { by } from '../../libs/kernel/testing/application.js';
export { until } from '../../libs/kernel/testing/patience.js';

export type AppOptions = KernelOptions &
  Readonly<{ url: string; schema?: string; leaseMs?: number; log?: EventStore }>;

/** The kernel on a real database, with one module of domain: an application without HTTP. */
export const startApp = (
  domain: Type | DynamicModule,
  { url, schema, leaseMs, log, ...options }: AppOptions,
): Promise<KernelApp> =>
  startOn(
    PostgresModule.forRoot({ url, leaseMs, ...(schema ? { schema } : {}), ...(log ? { log } : {}) }),
    domain,
    options,
  );
