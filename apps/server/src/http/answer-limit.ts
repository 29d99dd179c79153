import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { StorageAway, within } from '#kernel';

/** Nobody waits longer for an answer to begin. What was asked goes on, and asking again under the same key brings its outcome. */
export const ANSWER_MS_MAX = 30_000;

@Injectable()
export class AnswerLimit implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const answer: Promise<unknown> = lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(this.limited(answer, execution.switchToHttp().getResponse<Response>()));
  }

  private async limited(answer: Promise<unknown>, response: Response): Promise<unknown> {
    try {
      return await within(ANSWER_MS_MAX, answer);
    } catch (error) {
      if ((error as { type?: unknown } | null)?.type !== 'timeout') throw error;
      // An answer that has begun, a long export, goes on to its end.
      if (response.headersSent) return answer;
      throw new StorageAway(`No answer within ${ANSWER_MS_MAX} ms.`, 'late', { cause: error });
    }
  }
}
