import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { Claims, Clock, EventStore, KeyValues, Rejected } from '#kernel';
import { DAY_MS, RealTime, iso } from '#access';
import { ON_BEHALF_HEADER } from './access.guard.js';
import { CURRENT_PACK } from './current-pack.js';
import type { CurrentPack } from './current-pack.js';
import { Problem, problemOf } from './problems.js';
import { Replayed } from './replayed.js';
import type { Stored } from './replayed.js';
import { contextOf } from './request-context.js';
import { ScopeNotAsked, hasAsked } from './scope.js';
import type { RequestContext, RushiRequest } from './request-context.js';

/** Metadata key of a POST's exemption. */
export const EXEMPT = 'rushi:no-idempotency-key';
/** For a POST that may run twice without harm; the reason is for the reader. */
export const WithoutIdempotencyKey = (reason: string) => SetMetadata(EXEMPT, reason);

/** Bare, or quoted as the draft wants it. */
const KEY = /^"?([\w.:-]{8,128})"?$/;
/**
 * The claim of a process that died is free at once; that of one which lives and has forgotten it, after this
 * long.
 */
const RUNNING_SECONDS_MAX = 60;
/**
 * An answer is kept so long. Later the same key could only meet its own command's id in the log, which does
 * nothing twice.
 */
export const KEPT_DAYS = 90;

/** Two spaces, so that each step is one atomic write. */
const REQUESTS = 'idempotency-requests';
const ANSWERS = 'idempotency-answers';
/** Whose turn it is, among the claims. */
const running = (key: string) => `request ${key}`;
/** Headers that belong to an answer. */
const KEPT_HEADERS = ['ETag', 'Location', 'Link'];

/**
 * Makes POST safe to repeat. A key belongs to one user and one request, method and path included: commands
 * take their ids from user and key, so the same key for two requests could pass for one command.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Claims) private readonly claims: Claims,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RealTime) private readonly time: RealTime,
    @Inject(CURRENT_PACK) private readonly policy: CurrentPack,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = execution.switchToHttp().getRequest<RushiRequest>();
    const context = contextOf(request);
    if (!context.person) return next.handle();
    const required =
      request.method === 'POST' &&
      !this.reflector.getAllAndOverride<string | undefined>(EXEMPT, [
        execution.getHandler(),
        execution.getClass(),
      ]);
    const key = required ? keyOf(request) : randomUUID();
    context.operation = key;
    context.meta = this.metaFactory(context, key);
    if (!required) return next.handle();
    return from(
      this.once(
        request,
        execution.switchToHttp().getResponse<Response>(),
        `${context.person.user} ${key}`,
        next,
      ),
    );
  }

  private metaFactory(
    { person, acting, narrow }: RequestContext,
    key: string,
  ): NonNullable<RequestContext['meta']> {
    const id = `http/${person!.user}/${key}`;
    return (correlation, step, district) => {
      if (narrow && !hasAsked(acting)) throw new ScopeNotAsked('A command before its place was asked for.');
      const own = step ? `${id}/${step}` : id;
      return {
        id: own,
        correlation,
        causation: own,
        actor: acting!.actor,
        at: this.clock.now(),
        policy: this.policy(district ?? acting!.rights.district),
      };
    };
  }

  private async once(
    request: RushiRequest,
    response: Response,
    key: string,
    next: CallHandler,
  ): Promise<unknown> {
    const { traceId } = contextOf(request);
    const fingerprint = fingerprintOf(request);
    if (!(await this.keyValues.insert(REQUESTS, key, { fingerprint }, this.until()))) {
      const known = await this.keyValues.get<{ fingerprint: string }>(REQUESTS, key);
      if (known && known.fingerprint !== fingerprint) throw new Problem('idempotency-key.reused');
    }
    await this.replay(key);
    if (!(await this.claims.take(running(key), RUNNING_SECONDS_MAX)))
      // The first of them waits for the log, and so would this one.
      throw this.store.away ?? new Problem('idempotency-key.running', { retryAfterSeconds: 1 });
    try {
      // Between looking for an answer and taking the turn, whoever had the turn may have finished.
      await this.replay(key);
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.keep(key, response, body);
      return body;
    } catch (error) {
      if (error instanceof Rejected) {
        const problem = problemOf(error, traceId);
        await this.keyValues.put(
          ANSWERS,
          key,
          {
            status: problem.body.status,
            type: 'application/problem+json',
            text: JSON.stringify(problem.body),
            headers: {},
          } satisfies Stored,
          this.until(),
        );
      }
      // Nothing ran: the clerk corrects the field and sends the same form again.
      if (error instanceof Problem && error.code === 'request.invalid')
        await this.keyValues.remove(REQUESTS, key);
      throw error;
    } finally {
      await this.claims.give(running(key));
    }
  }

  private async keep(key: string, response: Response, body: unknown): Promise<void> {
    const headers = Object.fromEntries(
      KEPT_HEADERS.flatMap((name) =>
        typeof response.getHeader(name) === 'string' ? [[name, response.getHeader(name) as string]] : [],
      ),
    );
    await this.keyValues.put(
      ANSWERS,
      key,
      {
        status: response.statusCode,
        type: 'application/json',
        text: JSON.stringify(body) ?? '',
        headers,
      } satisfies Stored,
      this.until(),
    );
  }

  private until(): string {
    return iso(this.time.ms() + KEPT_DAYS * DAY_MS);
  }

  /** Leaves the handler out if there is an answer. @throws Replayed, which the problem filter writes out */
  private async replay(key: string): Promise<void> {
    const stored = await this.keyValues.get<Stored>(ANSWERS, key);
    if (stored) throw new Replayed(stored);
  }
}

/** @throws Problem `idempotency-key.missing`, `idempotency-key.invalid` */
export function keyOf(request: RushiRequest): string {
  const header = request.headers['idempotency-key'];
  if (header === undefined || header === '') throw new Problem('idempotency-key.missing');
  const key = typeof header === 'string' ? KEY.exec(header)?.[1] : undefined;
  if (!key) throw new Problem('idempotency-key.invalid');
  return key;
}

/** Equal for equal requests, whatever the order of their members. */
function fingerprintOf(request: RushiRequest): string {
  const parts = [
    request.method,
    request.originalUrl,
    request.headers[ON_BEHALF_HEADER] ?? '',
    request.headers['if-match'] ?? '',
    canonical(request.body),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** One text for equal values, whatever the order of their members. */
export const canonical = (body: unknown): string =>
  JSON.stringify(body, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const keys = Object.keys(value);
    return keys.length < 2
      ? value
      : Object.fromEntries(
          keys.sort().map((key) => [key, (value as Readonly<Record<string, unknown>>)[key]]),
        );
  }) ?? '';
