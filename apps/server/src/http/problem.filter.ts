import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { StorageFault } from '#kernel';
import { LOG } from './log.js';
import type { Log } from './log.js';
import { problemOf } from './problems.js';
import { contextOf } from './request-context.js';
import type { RushiRequest } from './request-context.js';
import { REPLAYED_HEADER, Replayed } from './replayed.js';

/** Every refusal and fault leaves the house as a problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<RushiRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    if (error instanceof Replayed) return replay(response, error);
    const { traceId } = contextOf(request);
    const { body, headers, fault } = problemOf(error, traceId);
    // Messages of unforeseen errors may quote data, so only their kind and place are logged.
    if (fault)
      this.log.error(
        { traceId, kind: error instanceof Error ? error.name : typeof error, at: placeOf(error) },
        'unforeseen fault',
      );
    if (error instanceof StorageFault)
      this.log.error({ traceId, code: error.code, state: error.state, at: placeOf(error) }, 'storage fault');
    if (response.headersSent) return void response.end();
    // A client library of OAuth reads its errors from plain JSON (RFC 6749 §5.2).
    const type = body.error === undefined ? 'application/problem+json' : 'application/json';
    response.status(body.status).set(headers).type(type).send(JSON.stringify(body));
  }
}

function replay(response: Response, { stored }: Replayed): void {
  response
    .status(stored.status)
    .set(stored.headers)
    .set(REPLAYED_HEADER, 'true')
    .type(stored.type)
    .send(stored.text);
}

const FRAMES = 8;
const placeOf = (error: unknown) =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /.test(line))
        .slice(0, FRAMES)
        .map((line) => line.trim())
    : [];
