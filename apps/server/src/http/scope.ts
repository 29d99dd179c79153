import { SetMetadata, createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { AccessRefused, REQUIRED_ACTION, ROLES, ruleOf, scopeOf, visible } from '#access';
import type { Action, Acting } from '#access';
import { contextOf } from './request-context.js';
import type { RushiRequest } from './request-context.js';

/** Metadata key of how a route finds out where its matter lies. */
export const ROUTE_SCOPE = 'rushi:route-scope';
/** By the entry, task or parcel in the address, or by the district that the address or the form names. */
export type ScopeBy = 'entry' | 'task' | 'parcel' | 'district';

/** Says by what the route asks whether its matter lies within the caller's area, as `demand` does. */
export const Scope = (by: ScopeBy) => SetMetadata(ROUTE_SCOPE, by);

/** Whether a right ends somewhere for anybody who has it: then a route must ask where its matter lies. */
export function isNarrow(action: Action): boolean {
  const { who } = ruleOf(action);
  return (
    typeof who !== 'string' &&
    ROLES.some((role) => who[role] !== undefined && scopeOf(role, action) !== 'city')
  );
}

/**
 * A route answered or began to act without asking where its matter lies: a fault of ours, so nothing leaves
 * the house.
 */
export class ScopeNotAsked extends Error {}

const asked = new WeakSet<Acting>();
export const noteAsked = (who: Acting): void => void asked.add(who);
export const hasAsked = (who: Acting | undefined): boolean => who !== undefined && asked.has(who);

export type Filter = NonNullable<ReturnType<typeof visible>>;

/**
 * The part of a list that is asked for by its place, within what the caller may see; null is nothing. Who
 * asks for another place than one's own sees nothing, not one's own under its name.
 */
export function narrowed(
  scope: Filter | null,
  asked: Readonly<Pick<Filter, 'district' | 'township'>>,
): Filter | null {
  const places = (['district', 'township'] as const).filter((place) => asked[place] !== undefined);
  if (!scope || places.some((place) => (scope[place] ?? asked[place]) !== asked[place])) return null;
  return { ...Object.fromEntries(places.map((place) => [place, asked[place]])), ...scope };
}

const withinFactory = (_: unknown, execution: ExecutionContext): Filter | null => {
  const { acting } = contextOf(execution.switchToHttp().getRequest<RushiRequest>());
  if (!acting) throw new AccessRefused('session.missing');
  noteAsked(acting);
  const action = (Reflect.getMetadata(REQUIRED_ACTION, execution.getHandler()) ??
    Reflect.getMetadata(REQUIRED_ACTION, execution.getClass())) as Action;
  return visible(acting.rights, action);
};

/** The part of a list that the caller may see, as filters of the query; null is nothing. */
export const Within = createParamDecorator(withinFactory);

const asking = new Set<unknown>([withinFactory]);
/** Whether a parameter is made of what the caller may see: a route that takes one has asked. */
export const asksWithin = (factory: unknown): boolean => asking.has(factory);

/** A parameter made of the part of a list that the caller may see. */
export function withinAs<T>(make: (within: Filter | null, execution: ExecutionContext) => T) {
  const factory = (_: unknown, execution: ExecutionContext): T =>
    make(withinFactory(_, execution), execution);
  asking.add(factory);
  return createParamDecorator(factory);
}
