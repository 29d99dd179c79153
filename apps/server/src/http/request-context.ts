import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { CommandMeta } from '#kernel';
import type { Acting, Credential, Machine, SignedIn } from '#access';
import type { ServerTracing } from '../tracing/server-tracing.js';

/** What the shell knows of one request. */
export type RequestContext = {
  readonly traceId: string;
  /** Who is at the keyboard. */
  person?: SignedIn;
  sessionId?: string;
  /** Where it is a machine, with what it showed of itself. */
  machine?: Machine & Readonly<{ shown: Credential }>;
  /** The password came from the operator and opens nothing but its own change. */
  mustChangePassword?: boolean;
  /** The role needs a second factor, and there is none yet. */
  mustSetFactor?: boolean;
  /** In whose name and with whose rights. */
  acting?: Acting;
  /** The right of this route does not reach everywhere: it must ask where its matter lies. */
  narrow?: boolean;
  /** The key of this operation, or a random one where none is asked for. */
  operation?: string;
  meta?: MetaFactory;
  /** The body as it came, of which a machine's report is kept. */
  bytes?: Buffer;
};

/**
 * Makes the envelope of a person's command. `step` tells two commands of one request to the same stream
 * apart. The id is made of user and Idempotency-Key, so giving it again after a crash does nothing twice.
 */
export type MetaFactory = (correlation: string, step?: string, district?: string) => CommandMeta;

export type RushiRequest = Request & { rushi?: RequestContext };

/** Token of the middleware that {@link traceRequests} makes. */
export const TRACE_REQUESTS = Symbol('TraceRequests');
export const TRACE_HEADER = 'X-Trace-Id';
const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
/** Sixteen bytes in hexadecimal; Node keeps a store of random UUIDs, so that not every request draws. */
const newTraceId = () => randomUUID().replaceAll('-', '');

export function contextOf(request: RushiRequest): RequestContext {
  return (request.rushi ??= {
    traceId: TRACEPARENT.exec(String(request.headers.traceparent))?.[1] ?? newTraceId(),
  });
}

/** First of all: everything after it can name the request, by the id of its trace where it is traced. */
export const traceRequests =
  (tracing?: ServerTracing) =>
  (request: RushiRequest, response: Response, next: NextFunction): void => {
    const begin = (traceId?: string): void => {
      if (traceId !== undefined) request.rushi = { traceId };
      response.set(TRACE_HEADER, contextOf(request).traceId);
      next();
    };
    if (tracing) tracing.request(request, response, begin);
    else begin();
  };
