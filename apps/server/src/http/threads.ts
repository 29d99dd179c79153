import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
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

  /** Threads run programs: there are none where the job is not there as one, as in a test of the sources. */
  static where<Input, Output>(job: URL, limits: ThreadLimits): Threads<Input, Output> | undefined {
    return existsSync(fileURLToPath(job)) ? new Threads(job, limits) : undefined;
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

/** A job that is done in a thread, or where there is no program for one by the process `itself`. */
export class Job<Input, Output> {
  private readonly threads: Threads<Input, Output> | undefined;

  constructor(
    job: URL,
    limits: ThreadLimits,
    private readonly itself: (input: Input) => Output | Promise<Output>,
  ) {
    this.threads = Threads.where(job, limits);
  }

  /** @throws Problem `work.too-long`, `service.busy`, as {@link Threads.run} */
  async run(input: Input): Promise<Output> {
    return this.threads ? this.threads.run(input) : this.itself(input);
  }

  async close(): Promise<void> {
    await this.threads?.close();
  }
}
