import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NextFunction, Response } from 'express';
import { MINUTE_MS } from '#access';
import { machineCredential } from './credentials.js';
import { Admission, Patience } from './admission.js';
import type { Kind, Rooms } from './admission.js';
import { Problem, problemOf } from './problems.js';
import { TRACE_HEADER, contextOf } from './request-context.js';
import type { RushiRequest } from './request-context.js';

const WAIT_MS_MAX = 400;
const SETTLE_MS = 100;

/** So many at work keep two cores busy; `npm run bench` shows how long those behind them wait. */
export const ROOMS: Rooms = {
  abreast: 64,
  kinds: {
    write: { abreast: 64, waiting: 256, waitMsMax: WAIT_MS_MAX },
    read: { abreast: 56, waiting: 256, waitMsMax: WAIT_MS_MAX },
    machine: { abreast: 24, waiting: 64, waitMsMax: WAIT_MS_MAX },
    report: { abreast: 8, waiting: 32, waitMsMax: WAIT_MS_MAX },
    // A morning's rush: a password takes some tens of milliseconds of a core, so the last of a county waits
    // some seconds.
    'sign-in': { abreast: 8, waiting: 512, waitMsMax: MINUTE_MS / 2 },
  },
};

/** Answers that are long or take long, and can wait. */
const REPORT = new RegExp(
  [
    '^/api/v1/(calculate|rules|access-audit|statistics|exports|entries/[^/]+/timeline|openapi\\.json)(/|$)',
    '^/api/(docs|openapi)',
  ].join('|'),
);
/** Whoever watches the house must see it when it is full. */
const WATCHING = /^\/(health|metrics)(\/|$)/;
const SIGN_IN = '/api/v1/session';

function kindOf({ url = '/', method, headers }: IncomingMessage): Kind | undefined {
  const [path = '/'] = url.split('?', 1);
  if (WATCHING.test(path)) return undefined;
  if (method === 'POST' && path === SIGN_IN) return 'sign-in';
  if (REPORT.test(path)) return 'report';
  if (machineCredential({ headers })) return 'machine';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}

/** The door: a request waits here for a moment, or is told to come again, before any work is done for it. */
@Injectable()
export class Door implements OnModuleDestroy {
  readonly admission = new Admission(ROOMS, () => performance.now());
  private readonly patience = new Patience(() => performance.now());
  private readonly timer = setInterval(() => this.look(), SETTLE_MS).unref();
  private looked = performance.now();
  /** How late this process came round to its timer, and so to everybody who knocks. */
  private lateMs = 0;
  turnedAway = 0;
  /** How each of those at work leaves. */
  private readonly leaving = new WeakMap<ServerResponse, () => void>();

  readonly admit = (request: RushiRequest, response: Response, next: NextFunction): void => {
    const kind = kindOf(request);
    if (!kind) return next();
    void this.admission.enter(kind).then((admitted) => {
      if (!admitted) return next(this.busy());
      if (response.destroyed) return this.admission.leave(kind);
      const began = performance.now();
      let isInside = true;
      const leave = () => {
        if (isInside) this.admission.leave(kind, performance.now() - began);
        isInside = false;
      };
      this.leaving.set(response, leave);
      response.once('close', leave);
      next();
    });
  };

  /**
   * For an answer that goes on for as long as somebody listens: nothing is done for it most of the time, so
   * it takes nobody's room from here on.
   */
  release(response: ServerResponse): void {
    this.leaving.get(response)?.();
  }

  /**
   * The first that a request meets, of which nothing is known but its line and headers: whoever would be
   * turned away at the door is told so here, for a tenth of the work. Says whether it was.
   */
  turnsAway(request: IncomingMessage, response: ServerResponse): boolean {
    const kind = kindOf(request);
    if (!kind || !this.admission.isFull(kind, this.lateMs)) return false;
    const { traceId } = contextOf(request as RushiRequest);
    const { body, headers } = problemOf(this.busy(), traceId);
    // A body that nobody reads ends the connection.
    const close =
      request.headers['content-length'] !== undefined || request.headers['transfer-encoding'] !== undefined;
    response.writeHead(body.status, {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      [TRACE_HEADER]: traceId,
      ...headers,
      ...(close ? { Connection: 'close' } : {}),
    });
    response.end(JSON.stringify(body));
    return true;
  }

  private busy(): Problem {
    this.turnedAway += 1;
    return new Problem('service.busy', { retryAfterSeconds: this.patience.seconds() });
  }

  private look(): void {
    const now = performance.now();
    this.lateMs = Math.max(0, now - this.looked - SETTLE_MS);
    this.looked = now;
    this.admission.fit();
    this.admission.settle();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }
}
