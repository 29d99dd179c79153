import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { tap } from 'rxjs';
import type { Observable } from 'rxjs';
import { contextOf } from './request-context.js';
import type { RushiRequest } from './request-context.js';
import { ScopeNotAsked, hasAsked } from './scope.js';

/** The last line: an answer of a route that forgot to ask where its matter lies is not given. */
@Injectable()
export class ScopeInterceptor implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const context = contextOf(execution.switchToHttp().getRequest<RushiRequest>());
    return next.handle().pipe(
      tap(() => {
        if (context.narrow && !hasAsked(context.acting))
          throw new ScopeNotAsked(`${execution.getClass().name}.${execution.getHandler().name} did not ask.`);
      }),
    );
  }
}
