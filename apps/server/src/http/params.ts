import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { AccessRefused, CONFIRMED, may, ruleOf, whoMay } from '#access';
import type { Action, Acting, Resource, SignedIn } from '#access';
import { contextOf } from './request-context.js';
import type { MetaFactory, RequestContext, RushiRequest } from './request-context.js';
import { noteAsked } from './scope.js';

const contextIn = (execution: ExecutionContext): RequestContext =>
  contextOf(execution.switchToHttp().getRequest<RushiRequest>());

/** The {@link MetaFactory} of this request. Only on routes that need somebody signed in. */
export const Meta = createParamDecorator((_: unknown, execution: ExecutionContext): MetaFactory => {
  const { meta } = contextIn(execution);
  if (!meta) throw new AccessRefused('session.missing');
  return meta;
});

export const whoFactory = (_: unknown, execution: ExecutionContext): Acting => {
  const { acting } = contextIn(execution);
  if (!acting) throw new AccessRefused('session.missing');
  return acting;
};
/** In whose name and with whose rights: `{ actor, rights }`. */
export const Who = createParamDecorator(whoFactory);

export type AtKeyboard = SignedIn &
  Readonly<{ sessionId?: string; mustChangePassword: boolean; mustSetFactor: boolean }>;

/** The person at the keyboard, also when acting for a colleague: for what is theirs alone. */
export const Person = createParamDecorator((_: unknown, execution: ExecutionContext): AtKeyboard => {
  const { person, sessionId, mustChangePassword, mustSetFactor } = contextIn(execution);
  if (!person) throw new AccessRefused('session.missing');
  return {
    ...person,
    sessionId,
    mustChangePassword: mustChangePassword ?? false,
    mustSetFactor: mustSetFactor ?? false,
  };
});

/**
 * Refuses what lies outside somebody's area or office. What may not be seen there looks as if it did not
 * exist, so that ids cannot be tried out. A deputy acts only on the kinds of work that were passed on, and
 * nobody approves, issues or collects in a session that has to be confirmed.
 * @throws AccessRefused
 */
export function demand(who: Acting, action: Action, resource: Resource, work?: string): void {
  noteAsked(who);
  const { rights, kinds } = who;
  if (kinds && ruleOf(action).kind === 'act' && !(work !== undefined && kinds.includes(work)))
    throw new AccessRefused('delegation.scope', { from: rights.user });
  const verdict = may(rights, action, resource);
  if (verdict.allowed && who.unconfirmed && CONFIRMED.has(action))
    throw new AccessRefused('session.unconfirmed');
  if (verdict.allowed) return;
  throw new AccessRefused(
    verdict.reason === 'access.scope' && ruleOf(action).kind === 'read'
      ? 'access.unknown'
      : verdict.reason === 'granted'
        ? 'access.role'
        : verdict.reason,
    whoMay(action),
  );
}
