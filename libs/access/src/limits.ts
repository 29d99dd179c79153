import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { SECOND_MS } from './time.js';

/**
 * So many within so long a time, from the first one on. The name belongs to the stored keys and never
 * changes.
 */
export type Limit = Readonly<{
  name: string;
  max: number;
  seconds: number;
  /** What is over it is refused from memory: a flood of one key costs the store one question. */
  flood?: true;
}>;
/** How many there were, this one included, and how long to wait: 0 where it is admitted. */
export type Taken = Readonly<{ count: number; waitMs: number }>;
/** What is left after something was paid for, and in how long all of it is there again. */
export type Spent = Readonly<{
  left: number;
  resetMs: number;
  /** 0 where it could be paid. */ waitMs: number;
}>;

/** Counts what may happen only so often, for all processes of an installation together. */
export abstract class Limits {
  abstract take(limit: Limit, key: string): Promise<Taken>;
  /** Pays `points` at once, of the `max` of a limit; what cannot be paid is counted too. */
  abstract spend(limit: Limit, key: string, points: number): Promise<Spent>;
  /** How long the next one would wait; counts nothing. */
  abstract waitMs(limit: Limit, key: string): Promise<number>;
  /** Nobody is admitted for so long, however few there were. */
  abstract shut(limit: Limit, key: string, seconds: number): Promise<void>;
  abstract forget(limit: Limit, key: string): Promise<void>;
  /**
   * Removes at most so many counts that are over; says how many. Where the store forgets by itself there are
   * none.
   */
  abstract clean(most: number): Promise<number>;
}

/**
 * Where the counts lie. Opened by the libraries that know them: PostgreSQL as something that can be queried,
 * a client of `ioredis`.
 */
export type LimitStore =
  | Readonly<{ kind: 'memory' }>
  | Readonly<{ kind: 'postgres'; counters: Readonly<{ clean(most: number): Promise<number> }> }>
  | Readonly<{ kind: 'redis'; client: object }>;

/** The table of `libs/postgres/sql`; keys of Redis begin with it. */
export const LIMITS_TABLE = 'limits';

type Limiter = RateLimiterMemory | RateLimiterPostgres | RateLimiterRedis;

/**
 * Limits by `rate-limiter-flexible`. While the store is away each process counts for itself: people are still
 * let in, and a guesser gains at most the number of processes.
 */
export class FlexibleLimits extends Limits {
  private readonly limiters = new Map<string, Limiter>();

  constructor(private readonly store: LimitStore) {
    super();
  }

  async take(limit: Limit, key: string): Promise<Taken> {
    try {
      return { count: (await this.limiter(limit).consume(key)).consumedPoints, waitMs: 0 };
    } catch (error) {
      // A refusal is an answer; everything else is a fault.
      if (!(error instanceof RateLimiterRes)) throw error;
      return { count: Math.max(error.consumedPoints, limit.max + 1), waitMs: error.msBeforeNext };
    }
  }

  async spend(limit: Limit, key: string, points: number): Promise<Spent> {
    try {
      const { remainingPoints, msBeforeNext } = await this.limiter(limit).consume(key, points);
      return { left: remainingPoints, resetMs: msBeforeNext, waitMs: 0 };
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return { left: 0, resetMs: error.msBeforeNext, waitMs: Math.max(1, error.msBeforeNext) };
    }
  }

  async waitMs(limit: Limit, key: string): Promise<number> {
    const found = await this.limiter(limit).get(key);
    return found && found.consumedPoints >= limit.max ? found.msBeforeNext : 0;
  }

  async shut(limit: Limit, key: string, seconds: number): Promise<void> {
    await this.limiter(limit).block(key, seconds);
  }

  async forget(limit: Limit, key: string): Promise<void> {
    await this.limiter(limit).delete(key);
  }

  clean(most: number): Promise<number> {
    return this.store.kind === 'postgres' ? this.store.counters.clean(most) : Promise.resolve(0);
  }

  private limiter(limit: Limit): Limiter {
    const known = this.limiters.get(limit.name) ?? limiterOf(this.store, limit);
    this.limiters.set(limit.name, known);
    return known;
  }
}

function limiterOf(store: LimitStore, { name, max, seconds, flood }: Limit): Limiter {
  const options = { keyPrefix: `${LIMITS_TABLE}:${name}`, points: max, duration: seconds };
  const memory = new RateLimiterMemory(options);
  const shared = {
    ...options,
    insuranceLimiter: memory,
    ...(flood ? { inMemoryBlockOnConsumed: max + 1 } : {}),
  };
  switch (store.kind) {
    case 'memory':
      return memory;
    case 'postgres':
      return new RateLimiterPostgres({
        ...shared,
        storeClient: store.counters,
        storeType: 'client',
        tableName: LIMITS_TABLE,
        tableCreated: true,
        clearExpiredByTimeout: false,
      });
    case 'redis':
      return new RateLimiterRedis({ ...shared, storeClient: store.client, rejectIfRedisNotReady: true });
  }
}

export const secondsOf = (ms: number) => Math.ceil(ms / SECOND_MS);
