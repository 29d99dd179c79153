import { Inject, Injectable, RequestMethod } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PERMISSIONS, REQUIRED_ACTION } from '#access';
import type { Action } from '#access';
import { operationId } from '../openapi/operations.js';
import { whoFactory } from './params.js';
import { ROUTE_SCOPE, asksWithin, isNarrow } from './scope.js';

/** Where Nest keeps the method and the arguments of a route. */
const ROUTE_METHOD = 'method';
const ROUTE_ARGUMENTS = '__routeArguments__';

export class RouteWithoutPermission extends Error {}
export class RouteWithoutScope extends Error {}

type Class = new (...args: never[]) => unknown;
export type Route = Readonly<{
  name: string;
  /** Its id in the OpenAPI document. */
  operation: string;
  method: string;
  action: string | undefined;
  controller: Class;
  handler: (...args: unknown[]) => unknown;
}>;

/**
 * Before anything is served: every route says which right it needs and by what it asks for the place, or the
 * process does not start.
 */
@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const named = (routes: readonly Route[]) => routes.map(({ name }) => name).join(', ');
    const wrong = this.routes().filter(({ action }) => !action || !Object.hasOwn(PERMISSIONS, action));
    if (wrong.length > 0)
      throw new RouteWithoutPermission(
        `Routes without a right of the table of permissions: ${named(wrong)}. Add @Requires('…') or ` +
          `@Public('…').`,
      );
    const open = this.routes().filter((route) => isNarrow(route.action as Action) && !this.asks(route));
    if (open.length > 0)
      throw new RouteWithoutScope(
        `Routes that never ask where their matter lies: ${named(open)}. Take @Within() for a list, or ` +
          `say @Scope('…') and take @Who().`,
      );
  }

  private asks({ controller, handler }: Route): boolean {
    const taken = Object.values(
      (Reflect.getMetadata(ROUTE_ARGUMENTS, controller, handler.name) ?? {}) as Record<
        string,
        { factory?: unknown }
      >,
    ).map(({ factory }) => factory);
    const says =
      this.reflector.getAllAndOverride<string | undefined>(ROUTE_SCOPE, [handler, controller]) !== undefined;
    return taken.some(asksWithin) || (says && taken.includes(whoFactory));
  }

  /** Every route with its action, also for the matrix of the whole API. */
  routes(): readonly Route[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const controller = metatype as Class;
      const prototype = controller.prototype as Record<string, (...args: unknown[]) => unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name]!;
        const method = Reflect.getMetadata(ROUTE_METHOD, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const action = this.reflector.getAllAndOverride<string | undefined>(REQUIRED_ACTION, [
          handler,
          controller,
        ]);
        const names = { name: `${controller.name}.${name}`, operation: operationId(controller, name) };
        return [{ ...names, method: RequestMethod[method], action, controller, handler }];
      });
    });
  }
}
