import { HttpStatus, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { tap } from 'rxjs';
import type { Observable } from 'rxjs';
import type { ClaimTaken } from './claim-desk.js';

/** A report that waits is accepted for judging, and not more: 202. */
@Injectable()
export class WaitingReports implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const response = execution.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      tap((answer: unknown) => {
        if ((answer as Partial<ClaimTaken> | null)?.waitsFor) response.status(HttpStatus.ACCEPTED);
      }),
    );
  }
}
