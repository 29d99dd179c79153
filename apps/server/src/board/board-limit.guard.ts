import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Limits, placeOf, secondsOf } from '#access';
import type { Limit } from '#access';
import { Problem } from '../http/problems.js';
import type { RushiRequest } from '../http/request-context.js';

/** Of one place, whatever it says of itself: ten a second, more than anybody reads who reads. */
export const BOARD_READS: Limit = { name: 'board', max: 600, seconds: 60, flood: true };

/**
 * Holds the board open for everybody: nobody reads it so fast that others wait.
 * @throws Problem `rate.limited`
 */
@Injectable()
export class BoardLimit implements CanActivate {
  constructor(@Inject(Limits) private readonly limits: Limits) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const { ip } = execution.switchToHttp().getRequest<RushiRequest>();
    const { waitMs } = await this.limits.take(BOARD_READS, placeOf(ip ?? ''));
    if (waitMs > 0) throw new Problem('rate.limited', { retryAfterSeconds: secondsOf(waitMs) });
    return true;
  }
}
