import type { DiscoveryService } from '@nestjs/core';
import { MetadataScanner, Reflector } from '@nestjs/core';
import type { Action } from '#access';
import { RouteCheck } from '../../apps/server/src/http/route-check.js';
import { ShellModule } from '../../apps/server/src/http/shell.module.js';
import { EvidenceHttpModule } from '../../apps/server/src/evidence/evidence-http.module.js';
import { BoardHttpModule } from '../../apps/server/src/board/board-http.module.js';
import { FeedHttpModule } from '../../apps/server/src/feed/feed-http.module.js';
import { LandHttpModule } from '../../apps/server/src/land/land-http.module.js';
import { PapersHttpModule } from '../../apps/server/src/papers/papers-http.module.js';
import { readSettings } from '../../apps/server/src/settings.js';
import type { Target } from './target.js';

export type Schema = Readonly<{
  $ref?: string;
  type?: string;
  enum?: readonly unknown[];
  properties?: Readonly<Record<string, Schema>>;
  items?: Schema;
  anyOf?: readonly Schema[];
  pattern?: string;
  format?: string;
  minimum?: number;
}>;
export type Route = Readonly<{
  method: string;
  template: string;
  action: Action;
  body?: Schema;
  query: readonly string[];
}>;
type Operation = Readonly<{
  operationId: string;
  parameters?: readonly Readonly<{ name: string; in: string }>[];
  requestBody?: Readonly<{ content: Readonly<Record<string, Readonly<{ schema: Schema }>>> }>;
}>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Schema>> }>;
}>;

/** Every route that the process describes, with the right that its source names. */
export async function routesOf(
  target: Target,
): Promise<Readonly<{ routes: readonly Route[]; schemas: Readonly<Record<string, Schema>> }>> {
  const { paths, components } = JSON.parse(
    (await target.ask({ user: '', method: 'get', path: '/api/openapi.json' })).text,
  ) as Document;
  const actions = actionsOfSource();
  const routes = Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => {
      const action = actions.get(operationId);
      if (!action) throw new Error(`${operationId} has no right.`);
      const query = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
      return { method, template, action, query, body: requestBody?.content['application/json']?.schema };
    }),
  );
  return { routes, schemas: components.schemas };
}

/**
 * The rights of the routes by the name of their operation, read from the decorators without starting
 * anything.
 */
function actionsOfSource(): ReadonlyMap<string, Action> {
  const shell =
    ShellModule.forRoot({ settings: readSettings({ LOG_LEVEL: 'silent' }), currentPack: () => '' })
      .controllers ?? [];
  const routed = [
    LandHttpModule,
    FeedHttpModule,
    BoardHttpModule,
    EvidenceHttpModule,
    PapersHttpModule,
  ].flatMap((module) => controllersOf(module) as typeof shell);
  const found = [...shell, ...routed].map((metatype) => ({ metatype }));
  const discovery = { getControllers: () => found } as unknown as DiscoveryService;
  const check = new RouteCheck(discovery, new MetadataScanner(), new Reflector());
  return new Map(check.routes().map(({ operation, action }) => [operation, action as Action]));
}

type Meta = readonly unknown[] | undefined;

/** Of a module and of those that it brings along. */
const controllersOf = (module: object): readonly unknown[] => [
  ...((Reflect.getMetadata('controllers', module) as Meta) ?? []),
  ...((Reflect.getMetadata('imports', module) as Meta) ?? [])
    .filter((brought) => typeof brought === 'function')
    .flatMap(controllersOf),
];
