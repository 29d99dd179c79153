import { createHash } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import type { NextFunction, Response } from 'express';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { contextOf } from './request-context.js';
import type { RushiRequest } from './request-context.js';

export type Log = Logger;
export const LOG = Symbol('Log');

export const openLog = (level: string): Log =>
  pino({ level, base: { service: 'rushi' }, timestamp: pino.stdTimeFunctions.isoTime });

const HASH_CHARACTERS = 12;
/** Tells users apart in a log without naming them. */
export const hashed = (user: string) =>
  createHash('sha256').update(user).digest('hex').slice(0, HASH_CHARACTERS);

/**
 * The path as the code has it, such as `/api/v1/parked/:id/release`: ids of people's matters stay out of logs
 * and metrics.
 */
export function routeOf(request: RushiRequest): string {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === 'string' ? route.path : 'unmatched';
}

/** One line per request: no body, query, header, name or address. */
export const logRequests = (log: Log) => (request: RushiRequest, response: Response, next: NextFunction) => {
  const began = performance.now();
  response.once('finish', () => {
    const { traceId, person } = contextOf(request);
    const line = {
      traceId,
      method: request.method,
      route: routeOf(request),
      status: response.statusCode,
      ms: Math.round(performance.now() - began),
    };
    log.info(person ? { ...line, user: hashed(person.user) } : line, 'request');
  });
  next();
};

/** Nest's own messages in the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Log) {}
  log(message: unknown, context?: unknown): void {
    this.to.debug({ context: text(context) }, text(message));
  }
  warn(message: unknown, context?: unknown): void {
    this.to.warn({ context: text(context) }, text(message));
  }
  error(message: unknown, ...more: unknown[]): void {
    this.to.error({ context: more.map(text) }, text(message));
  }
}

const text = (value: unknown) =>
  value instanceof Error
    ? `${value.name}: ${value.message}`
    : typeof value === 'string'
      ? value
      : (JSON.stringify(value) ?? '');
