import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Claims, KeyValues } from '#kernel';
import { Limits, MINUTE_MS } from '#access';
import { LOG } from '../http/log.js';
import type { Log } from '../http/log.js';

/** Rows removed by one statement, so that nobody waits for it, and statements in a row. */
export const BATCH = 1_000;
export const BATCHES_MAX = 20;
const WORK = 'housekeeping';
const WORK_SECONDS_MAX = 120;

/**
 * Removes what has expired: answers to old keys, sessions, devices, counts of limits. One process at a time,
 * whichever comes first.
 */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> | undefined;

  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Claims) private readonly claims: Claims,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running ??= this.clean()
        .catch((error: unknown) =>
          this.log.warn(
            { kind: error instanceof Error ? error.name : typeof error },
            'housekeeping has to wait',
          ),
        )
        .finally(() => (this.running = undefined));
    }, MINUTE_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** How many rows were removed; none where another process is at it. */
  async clean(): Promise<number> {
    if (!(await this.claims.take(WORK, WORK_SECONDS_MAX))) return 0;
    try {
      let removed = 0;
      for (const store of [this.keyValues, this.limits]) removed += await cleaned(store);
      return removed;
    } finally {
      await this.claims.give(WORK);
    }
  }
}

/** What one batch has not done the next one does, or the next minute. */
async function cleaned(store: Readonly<{ clean(most: number): Promise<number> }>): Promise<number> {
  let removed = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const rows = await store.clean(BATCH);
    removed += rows;
    if (rows < BATCH) break;
  }
  return removed;
}
