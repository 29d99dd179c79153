import { Piscina } from 'piscina';
import { Problem } from './problems.js';
import { RETRY_SECONDS } from './admission.js';

/** `limitMs`: from asking to the answer; what takes longer is cut off with its thread. */
export type ThreadLimits = Readonly<{
  threads: number;
  waiting: number;
  limitMs: number;
  /** Memory of each, MB; absent where what goes in is small. */
  megabytes?: number;
}>;

/** A thread that nobody asks ends after this: it holds the rules and some memory. */
const IDLE_MS = 60_000;

/**
 * Work of the processor that takes long, beside the thread that answers everybody. The job is the default
 * export of a module; what goes in and comes out is copied.
 */
export class Threads<Input, Output> {
  private readonly pool: Piscina<Input, Output>;

  constructor(
    job: URL,
    private readonly limits: ThreadLimits,
  ) {
    this.pool = new Piscina({
      filename: job.href,
      minThreads: 0,
      maxThreads: limits.threads,
      idleTimeout: IDLE_MS,
      ...(limits.megabytes === undefined
        ? {}
        : { resourceLimits: { maxOldGenerationSizeMb: limits.megabytes } }),
    });
  }

  /** @throws Problem `work.too-long` when the time is over, `service.busy` when too many wait. */
  async run(input: Input): Promise<Output> {
    if (this.pool.queueSize >= this.limits.waiting)
      throw new Problem('service.busy', { retryAfterSeconds: RETRY_SECONDS });
    try {
      return await this.pool.run(input, { signal: AbortSignal.timeout(this.limits.limitMs) });
    } catch (error) {
      throw error instanceof Error && error.name === 'AbortError' ? new Problem('work.too-long') : error;
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}
