import type { DynamicModule, Type } from '@nestjs/common';
import { SharedMemory } from '../../libs/kernel/testing/in-memory/shared-memory.js';
import { startInMemory } from '../../libs/kernel/testing/application.js';
import type { KernelApp, KernelOptions } from '../../libs/kernel/testing/application.js';

/** Where the kernel is tried. Each `space` is an installation of its own, which several processes share. */
export type Place = Readonly<{
  start(
    domain: Type | DynamicModule,
    space: string,
    options?: KernelOptions & Readonly<{ leaseMs?: number }>,
  ): Promise<KernelApp>;
  close(): Promise<void>;
}>;

export function inMemory(): Place {
  const spaces = new Map<string, SharedMemory>();
  return {
    start: (domain, space, options) => {
      const memory = spaces.get(space) ?? new SharedMemory();
      spaces.set(space, memory);
      return startInMemory(domain, { memory, ...options });
    },
    close: () => Promise.resolve(),
  };
}
