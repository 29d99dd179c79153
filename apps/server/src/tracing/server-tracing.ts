import type { Response } from 'express';
import { Tracing } from '#kernel';
import type { RushiRequest } from '../http/request-context.js';

/** What the server asks of a tracer besides what the kernel does. */
export abstract class ServerTracing extends Tracing {
  /**
   * Calls `next` within the request's part of a trace, a caller's own (`traceparent`) or a new one, and tells
   * its id.
   */
  abstract request(request: RushiRequest, response: Response, next: (traceId?: string) => void): void;

  /** Sends what was not sent yet, as far as that goes quickly. */
  abstract close(): Promise<void>;
}
