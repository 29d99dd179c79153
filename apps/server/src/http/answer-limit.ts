import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { EventStore, StorageAway, within } from '#kernel';

/**
 * Nobody waits longer for an answer to begin. What was asked goes on, and asking again under the same key
 * brings its outcome.
 */
export const ANSWER_MS_MAX = 30_000;
/**
 * Whoever waits while the log is away waits for no more than 5 s: from here on it is asked after every so
 * often.
 */
export const AWAY_MS_FIRST = 4_000;
const AWAY_LOOK_MS = 500;

@Injectable()
export class AnswerLimit implements NestInterceptor {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const answer: Promise<unknown> = lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(this.limited(answer, execution.switchToHttp().getResponse<Response>()));
  }

  private async limited(answer: Promise<unknown>, response: Response): Promise<unknown> {
    for (let waited = 0, ms = AWAY_MS_FIRST; ; waited += ms, ms = AWAY_LOOK_MS) {
      try {
        return await within(ms, answer);
      } catch (error) {
        if ((error as { type?: unknown } | null)?.type !== 'timeout') throw error;
        // An answer that has begun, a long export, goes on to its end.
        if (response.headersSent) return answer;
        if (this.store.away) throw this.store.away;
        if (waited + ms >= ANSWER_MS_MAX)
          throw new StorageAway(`No answer within ${ANSWER_MS_MAX} ms.`, 'late', { cause: error });
      }
    }
  }
}
