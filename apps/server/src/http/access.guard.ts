import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  AccessRefused,
  Delegations,
  Machines,
  REQUIRED_ACTION,
  Sessions,
  isAccessToken,
  mayAnywhere,
  ruleOf,
  tokenReaches,
  tokenScopeFor,
  whoMay,
} from '#access';
import type { Action, Credential } from '#access';
import { Settings } from '../settings.js';
import { cookieOf, isOwnOrigin } from './cookies.js';
import { contextOf } from './request-context.js';
import { isNarrow } from './scope.js';
import type { RequestContext, RushiRequest } from './request-context.js';

export const API_KEY_HEADER = 'x-api-key';
/** Names the absent colleague whom the caller stands in for. */
export const ON_BEHALF_HEADER = 'on-behalf-of';
/** What a password for the first sign-in opens: one's own session, to change the password or to leave. */
const WITH_INITIAL_PASSWORD: Action = 'session.own';
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
    if (rule.who === 'public' || (action === OPERATIONS && this.isMonitoring(request))) return true;
    await this.identify(request, context, action);
    if (context.mustChangePassword && action !== WITH_INITIAL_PASSWORD)
      throw new AccessRefused('password.initial');
    const verdict = mayAnywhere(context.acting?.rights, action);
    if (!verdict.allowed)
      throw new AccessRefused(verdict.reason === 'granted' ? 'access.role' : verdict.reason, whoMay(action));
    return true;
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
    if (machine) await this.identifyMachine(machine, context, action);
    else if (bearer ?? cookie) {
      if (!bearer && !isOwnOrigin(request)) throw new AccessRefused('access.origin');
      const session = await this.sessions.find((bearer ?? cookie)!);
      if (!session)
        throw new AccessRefused(bearer && action === OPERATIONS ? 'operations.token-wrong' : 'session.ended');
      context.person = session.person;
      context.sessionId = session.id;
      context.mustChangePassword = session.mustChangePassword;
    }
    if (!context.person) throw new AccessRefused('session.missing');
    const onBehalfOf = request.headers[ON_BEHALF_HEADER];
    context.acting = await this.delegations.actorFor(
      context.person,
      typeof onBehalfOf === 'string' ? onBehalfOf : undefined,
    );
  }

  private async identifyMachine(shown: Credential, context: RequestContext, action: Action): Promise<void> {
    const machine = await this.machines.find(shown);
    if (!machine) throw wrongCredential(shown);
    context.person = machine.person;
    context.machine = { ...machine, shown };
    if (machine.scopes && !tokenReaches(machine.scopes, action))
      throw tokenScopeFor(action)
        ? new AccessRefused('token.narrow', { scope: tokenScopeFor(action)! })
        : new AccessRefused('access.role', whoMay(action));
  }
}

/** What a machine shows of itself: its key, or else an access token. */
export function machineCredential({ headers }: Pick<RushiRequest, 'headers'>): Credential | undefined {
  const key = headers[API_KEY_HEADER];
  if (typeof key === 'string') return { kind: 'key', secret: key };
  const bearer = bearerOf({ headers });
  return bearer !== undefined && isAccessToken(bearer) ? { kind: 'token', secret: bearer } : undefined;
}

const bearerOf = ({ headers }: Pick<RushiRequest, 'headers'>): string | undefined =>
  /^Bearer ([\w.-]{1,200})$/.exec(headers.authorization ?? '')?.[1];

/** What a machine is told whose key or token is none, or none any more. */
export const wrongCredential = ({ kind }: Credential): AccessRefused =>
  new AccessRefused(kind === 'key' ? 'key.wrong' : 'token.ended');

/** Takes as long wherever they differ. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
