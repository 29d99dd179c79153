import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/**
 * Everything after the time for others to notice: whoever kills a process that takes longer must wait so
 * long.
 */
export const STOP_MS_MAX = 30_000;
/** Of it, what was accepted has so long to be answered; then its connection is cut. */
export const ANSWERED_MS_MAX = 15_000;
const IDLE_POLL_MS = 50;
const MS_PER_SECOND = 1_000;

/**
 * How a process stops answering without refusing anybody: first it says that it is not ready and goes on
 * answering, for as long as whoever spreads the requests needs to notice; then it takes no new connection and
 * ends what it has begun.
 */
@Injectable()
export class Drain {
  private readonly beginning = new AbortController();

  get isBegun(): boolean {
    return this.beginning.signal.aborted;
  }

  /** Aborted when it begins, for what would go on answering for ever. */
  get signal(): AbortSignal {
    return this.beginning.signal;
  }

  /** A connection that is kept alive would bring the next request: it ends with this answer. */
  readonly endConnections = (_request: Request, response: Response, next: NextFunction): void => {
    if (this.isBegun) response.set('Connection', 'close');
    next();
  };

  async end(
    server: Server,
    noticeSeconds: number,
    pause: (ms: number) => Promise<unknown> = sleep,
  ): Promise<void> {
    this.beginning.abort();
    if (!server.listening) return;
    await pause(noticeSeconds * MS_PER_SECOND);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_POLL_MS);
    const late = setTimeout(() => server.closeAllConnections(), ANSWERED_MS_MAX);
    await closed;
    clearInterval(idle);
    clearTimeout(late);
  }
}
