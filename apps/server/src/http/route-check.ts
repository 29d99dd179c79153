import { Inject, Injectable, RequestMethod } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { POLICY, POLICY_ACTION } from '#access';

/** Where Nest keeps the method of a route. */
const ROUTE_METHOD = 'method';

export class RouteWithoutPolicy extends Error {}

type Class = new (...args: never[]) => unknown;
export type Route = Readonly<{ name: string; method: string; action: string | undefined; controller: Class; handler: (...args: unknown[]) => unknown }>;

/** Before anything is served: every route says which right it needs, or the process does not start. */
@Injectable()
export class RouteCheck implements OnModuleInit {
  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const wrong = this.routes().filter(({ action }) => !action || !Object.hasOwn(POLICY, action));
    if (wrong.length === 0) return;
    throw new RouteWithoutPolicy(`Routes without a right of the policy table: ${wrong.map(({ name }) => name).join(', ')}. Add @Policy('…') or @Public('…').`);
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
        const action = this.reflector.getAllAndOverride<string | undefined>(POLICY_ACTION, [handler, controller]);
        return [{ name: `${controller.name}.${name}`, method: RequestMethod[method], action, controller, handler }];
      });
    });
  }
}
