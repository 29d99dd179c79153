import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { NextFunction, Response } from 'express';
import { FlexibleLimits, Limits, placeOf, secondsOf } from '#access';
import type { Limit } from '#access';
import { impatientRedisClient } from '#jobs';
import { POSTGRES } from '#postgres';
import type { Postgres } from '#postgres';
import { Settings } from '../settings.js';
import { machineCredential, showsSomething } from './credentials.js';
import { Problem } from './problems.js';
import type { RushiRequest } from './request-context.js';

/** Of one place without a session: twenty a second, for pages of problems, the document and signing in. */
export const PUBLIC: Limit = { name: 'public', max: 1_200, seconds: 60, flood: true };
/** Of one key or token of a machine: fifty a second. */
export const PER_KEY: Limit = { name: 'key', max: 3_000, seconds: 60, flood: true };
/**
 * Whoever asks whether the process lives must be told, whatever lies behind it. The console's files come out
 * of memory, some dozens for whoever opens it, and an office that begins its day behind one address opens
 * many.
 */
export const NEVER_LIMITED = /^\/(health|metrics|assets)(\/|$)/;

/**
 * Limits on Redis where there is one, or else on PostgreSQL; in memory only without either, as in a test of
 * the shell.
 */
@Injectable()
export class OpenLimits implements OnApplicationShutdown {
  private readonly redis: ReturnType<typeof impatientRedisClient> | undefined;
  readonly limits: Limits;

  constructor(@Inject(Settings) { REDIS_URL }: Settings, postgres: Postgres | undefined) {
    this.redis = REDIS_URL ? impatientRedisClient(REDIS_URL) : undefined;
    this.limits = new FlexibleLimits(
      this.redis
        ? { kind: 'redis', client: this.redis }
        : postgres
          ? { kind: 'postgres', counters: postgres.counters }
          : { kind: 'memory' },
    );
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

export const limitProviders = [
  {
    provide: OpenLimits,
    inject: [Settings, { token: POSTGRES, optional: true }],
    useFactory: (settings: Settings, postgres?: Postgres) => new OpenLimits(settings, postgres),
  },
  { provide: Limits, inject: [OpenLimits], useFactory: ({ limits }: OpenLimits) => limits },
];

/**
 * Before a body is read: how often a machine may ask by its key, and anybody without a session by their
 * address.
 */
export const limitRequests =
  (limits: Limits) =>
  (request: RushiRequest, _: Response, next: NextFunction): void => {
    const counted = countedAs(request);
    if (!counted) return next();
    void limits
      .take(...counted)
      .then(
        ({ waitMs }) =>
          next(
            waitMs > 0 ? new Problem('rate.limited', { retryAfterSeconds: secondsOf(waitMs) }) : undefined,
          ),
        next,
      );
  };

function countedAs(request: RushiRequest): [Limit, string] | undefined {
  if (NEVER_LIMITED.test(request.path)) return undefined;
  const machine = machineCredential(request);
  if (machine) return [PER_KEY, createHash('sha256').update(machine.secret).digest('hex')];
  return showsSomething(request) ? undefined : [PUBLIC, placeOf(request.ip ?? '')];
}
