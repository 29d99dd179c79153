import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  AccessRefused,
  Confirmations,
  Delegations,
  KeyPlaces,
  Limits,
  Machines,
  REQUIRED_ACTION,
  Sessions,
  mayAnywhere,
  placeOf,
  ruleOf,
  secondsOf,
  tokenReaches,
  tokenScopeFor,
  whoMay,
} from '#access';
import type { Action, Credential } from '#access';
import { Settings } from '../settings.js';
import { cookieOf, isOwnOrigin } from './cookies.js';
import { bearerOf, machineCredential, showsSomething, wrongCredential } from './credentials.js';
import { NEVER_LIMITED, PUBLIC } from './limits.js';
import { Problem } from './problems.js';
import { contextOf } from './request-context.js';
import { isNarrow } from './scope.js';
import type { RequestContext, RushiRequest } from './request-context.js';

/** Names the absent colleague whom the caller stands in for. */
export const ON_BEHALF_HEADER = 'on-behalf-of';
/**
 * What a password for the first sign-in opens, and a session that lacks a second factor: one's own session,
 * to make good for it or to leave.
 */
const OF_ONESELF: Action = 'session.own';
/**
 * What monitoring reads. An address opens it to nobody: behind a proxy on this machine everybody comes from
 * here.
 */
const OPERATIONS: Action = 'operations.read';

/**
 * Finds out who asks and whether their role may do this at all. Where, the controller asks when it knows
 * what.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Machines) private readonly machines: Machines,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(KeyPlaces) private readonly places: KeyPlaces,
    @Inject(Confirmations) private readonly confirmations: Confirmations,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<RushiRequest>();
    const context = contextOf(request);
    const action = this.reflector.getAllAndOverride<Action | undefined>(REQUIRED_ACTION, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    // The start-up check makes this unreachable; if it ever fails, it fails closed.
    if (!action) throw new AccessRefused('access.unknown');

    const rule = ruleOf(action);
    context.narrow = isNarrow(action);
    if (action === OPERATIONS && this.isMonitoring(request)) return true;
    if (rule.who === 'public') {
      await this.countStranger(request);
      return true;
    }
    await this.identify(request, context, action);
    if (action !== OF_ONESELF) {
      if (context.mustChangePassword) throw new AccessRefused('password.initial');
      if (context.mustSetFactor) throw new AccessRefused('second-factor.missing');
    }
    const verdict = mayAnywhere(context.acting?.rights, action);
    if (!verdict.allowed)
      throw new AccessRefused(verdict.reason === 'granted' ? 'access.role' : verdict.reason, whoMay(action));
    return true;
  }

  /**
   * What nobody has to sign in for is counted by address, but not of who is somebody: an office that works
   * behind one address loads more than its limit, and whoever signs in there must not pay for it.
   */
  private async countStranger(request: RushiRequest): Promise<void> {
    if (NEVER_LIMITED.test(request.path) || !showsSomething(request)) return;
    if (!(await this.isSomebody(request))) await this.countPlace(request);
  }

  /** Counted here what the door let pass for what it shows: a made-up key or session frees from no limit. */
  private async countPlace(request: RushiRequest): Promise<void> {
    const { waitMs } = await this.limits.take(PUBLIC, placeOf(request.ip ?? ''));
    if (waitMs > 0) throw new Problem('rate.limited', { retryAfterSeconds: secondsOf(waitMs) });
  }

  private async isSomebody(request: RushiRequest): Promise<boolean> {
    const machine = machineCredential(request);
    if (machine) return (await this.machines.find(machine)) !== undefined;
    const token = bearerOf(request) ?? cookieOf(request);
    return token !== undefined && (await this.sessions.find(token)) !== undefined;
  }

  private isMonitoring({ headers }: RushiRequest): boolean {
    const { OPERATIONS_OPEN, OPERATIONS_TOKEN } = this.settings;
    return (
      OPERATIONS_OPEN ||
      (OPERATIONS_TOKEN !== undefined &&
        headers.authorization !== undefined &&
        isSame(headers.authorization, `Bearer ${OPERATIONS_TOKEN}`))
    );
  }

  private async identify(request: RushiRequest, context: RequestContext, action: Action): Promise<void> {
    const machine = machineCredential(request);
    const bearer = bearerOf(request);
    const cookie = cookieOf(request);
    if (machine) await this.identifyMachine(machine, request, action);
    else if (bearer ?? cookie) {
      if (!bearer && !isOwnOrigin(request)) throw new AccessRefused('access.origin');
      const session = await this.sessions.find((bearer ?? cookie)!);
      if (!session) await this.countPlace(request);
      if (!session)
        throw new AccessRefused(bearer && action === OPERATIONS ? 'operations.token-wrong' : 'session.ended');
      context.person = session.person;
      context.sessionId = session.id;
      context.mustChangePassword = session.mustChangePassword;
      context.mustSetFactor = session.mustSetFactor;
    }
    if (!context.person) throw new AccessRefused('session.missing');
    const onBehalfOf = request.headers[ON_BEHALF_HEADER];
    const acting = await this.delegations.actorFor(
      context.person,
      typeof onBehalfOf === 'string' ? onBehalfOf : undefined,
    );
    const { sessionId } = context;
    const unconfirmed =
      sessionId !== undefined && ruleOf(action).kind === 'act' && (await this.confirmations.isDue(sessionId));
    context.acting = unconfirmed ? { ...acting, unconfirmed } : acting;
  }

  private async identifyMachine(shown: Credential, request: RushiRequest, action: Action): Promise<void> {
    const context = contextOf(request);
    const machine = await this.machines.find(shown);
    if (!machine) {
      await this.countPlace(request);
      throw wrongCredential(shown);
    }
    await this.places.note(machine, request.ip ?? '');
    context.person = machine.person;
    context.machine = { ...machine, shown };
    if (machine.scopes && !tokenReaches(machine.scopes, action))
      throw tokenScopeFor(action)
        ? new AccessRefused('token.narrow', { scope: tokenScopeFor(action)! })
        : new AccessRefused('access.role', whoMay(action));
  }
}

/** Takes as long wherever they differ. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
