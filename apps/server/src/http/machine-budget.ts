import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { Limits, Machines, secondsOf } from '#access';
import type { Limit } from '#access';
import { Settings } from '../settings.js';
import { machineCredential } from './credentials.js';
import { Problem } from './problems.js';
import { contextOf } from './request-context.js';
import type { RushiRequest } from './request-context.js';

/** The name of the budget, as the headers and the counts have it. */
const BUDGET = 'machine';
const BUDGET_SECONDS = 60;

/** What a request costs, in points; what is not named here costs {@link COST}. */
export const COST = 1;
/** A page of events costs a point for so many that it may hold, besides the request itself. */
export const EVENTS_PER_POINT = 10;
/** A stream begins with all that was missed, and is kept open. */
export const STREAM_COST = 20;
export const SCHEMA_COST = 2;
/** A tile or a proof is read from the whole tree. */
export const PROOF_COST = 5;
/** A signature is checked, and three rows are written: an assertion, a token and a line of the audit. */
export const TOKEN_COST = 50;
/** Up to a thousand events are read and put into the queue. */
export const REPLAY_COST = 200;

export type Cost = number | ((request: RushiRequest) => number);
const COSTS = 'rushi:costs';
/** Says what a route costs a machine; people are not counted by it. */
export const Costs = (cost: Cost) => SetMetadata(COSTS, cost);

/**
 * Counts what machines ask for by what it costs to answer, for all processes together: a budget for each
 * machine and minute, whatever it has of keys and tokens. Routes for everybody count what comes with a key.
 */
@Injectable()
export class MachineBudget implements CanActivate {
  private readonly limit: Limit;

  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Machines) private readonly machines: Machines,
    @Inject(Settings) { MACHINE_POINTS_PER_MINUTE: max }: Settings,
  ) {
    this.limit = { name: BUDGET, max, seconds: BUDGET_SECONDS };
  }

  /** @throws Problem `rate.budget` */
  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<RushiRequest>();
    const cost = this.reflector.getAllAndOverride<Cost | undefined>(COSTS, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    const user = await this.machineOf(request, cost !== undefined);
    if (user === undefined) return true;
    const points = typeof cost === 'function' ? cost(request) : (cost ?? COST);
    await this.spend(user, points, execution.switchToHttp().getResponse<Response>());
    return true;
  }

  /** Also for what a route finds out itself. @throws Problem `rate.budget` */
  async spend(user: string, points: number, response: Response): Promise<void> {
    const { left, resetMs, waitMs } = await this.limits.spend(this.limit, user, points);
    response
      .set('RateLimit-Policy', `"${BUDGET}";q=${this.limit.max};w=${BUDGET_SECONDS}`)
      .set('RateLimit', `"${BUDGET}";r=${left};t=${secondsOf(resetMs)}`);
    if (waitMs > 0) throw new Problem('rate.budget', { retryAfterSeconds: secondsOf(waitMs) });
  }

  /** Who is not known yet, because the route asks nobody, is looked up only where it has a price. */
  private async machineOf(request: RushiRequest, isPriced: boolean): Promise<string | undefined> {
    const known = contextOf(request).machine;
    if (known || !isPriced) return known?.person.user;
    const shown = machineCredential(request);
    return shown && (await this.machines.find(shown))?.person.user;
  }
}
