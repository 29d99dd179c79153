import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Response } from 'supertest';
import { ruleOf } from '#access';
import type { Action } from '#access';
import { EXEMPT } from '../../apps/server/src/http/idempotency.js';
import { ANSWER } from '../../apps/server/src/openapi/answer.decorator.js';
import type { AnswerOf } from '../../apps/server/src/openapi/answer.decorator.js';
import { REQUIRED_BY_RULES } from '../../apps/server/src/openapi/body-schema.js';
import { RouteCheck } from '../../apps/server/src/http/route-check.js';
import type { Route } from '../../apps/server/src/http/route-check.js';
import { freshKey, jsonOf, openApp, soundScheme } from './app.js';
import type { App, Json } from './app.js';
import { closed } from '../openapi/taken.js';
import { issueConditions, issueQuota, submit } from './steps.js';

type Ref = Readonly<{ $ref: string }>;
type Content = Readonly<Record<string, Readonly<{ schema: Json }>>>;
type Answer = Readonly<{ description: string; headers?: Json; content?: Content }>;
type Parameter = Readonly<{
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema: Json;
}>;
type Operation = Readonly<{
  operationId: string;
  summary?: string;
  security?: readonly Json[];
  parameters: readonly (Parameter | Ref)[];
  requestBody?: Readonly<{ content: Content }>;
  responses: Readonly<Record<string, Answer | Ref>>;
}>;
type Document = Readonly<{
  openapi: string;
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<Record<'schemas' | 'responses' | 'headers' | 'parameters' | 'securitySchemes', Json>>;
}>;
type Row = Readonly<{
  name: string;
  method: string;
  path: string;
  operation: Operation;
  action: Action;
  keyed: boolean;
}>;

let app: App;
let document: Document;
let rows: readonly Row[];
let entry: string;
let task: string;

beforeAll(async () => {
  app = await openApp();
  await issueQuota(app);
  entry = await submit(app, soundScheme(0));
  await issueConditions(app, entry);
  task = (await app.taskOf('li', entry, 'opinion-natural-resources')).id;
  document = jsonOf<Document>(await app.send('', 'get', '/api/openapi.json'));
  const routes = new Map(
    app.app
      .get(RouteCheck)
      .routes()
      .map((route) => [route.operation, route]),
  );
  rows = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method} ${path}`,
      method,
      path,
      operation,
      ...ofRoute(method, routes.get(operation.operationId)!),
    })),
  );
});
afterAll(() => app.close());

/** Of whoever has no account: asked for by the route itself. */
const asksForKey = (handler: Route['handler']) =>
  (Reflect.getMetadata(ANSWER, handler) as AnswerOf | undefined)?.takes?.includes('Idempotency-Key') === true;

/** A POST goes under a key, but for those that say why not. */
const ofRoute = (method: string, { action, handler }: Route) => ({
  action: action as Action,
  keyed:
    method === 'post' &&
    (ruleOf(action as Action).who !== 'public' || asksForKey(handler)) &&
    Reflect.getMetadata(EXEMPT, handler) === undefined,
});

/** What a reference points to, or the thing itself. */
const at = <T>(one: T | Ref): T => {
  if (typeof one !== 'object' || one === null || !('$ref' in one)) return one;
  const found = one.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((within, key) => (within as Json | undefined)?.[key], document);
  if (!found) throw new Error(`${one.$ref} leads nowhere.`);
  return found as T;
};
const wrong = (predicate: (row: Row) => boolean) => rows.filter(predicate).map(({ name }) => name);
const successOf = ({ operation }: Row) =>
  at(Object.entries(operation.responses).find(([status]) => status.startsWith('2'))![1]);
const parametersOf = ({ operation }: Row) => operation.parameters.map(at);
const isEmpty = (schema: Json | undefined) =>
  !schema ||
  Object.keys(at(schema)).length === 0 ||
  (at(schema).type === 'object' && !at(schema).properties && !at(schema).additionalProperties);
const isPublic = ({ action }: Row) => ruleOf(action).who === 'public';

/** Made once: it holds every schema of the document, and keeps what it has compiled. */
let kept: Ajv2020 | undefined;
const validator = () => (kept ??= newValidator());

function newValidator() {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false });
  formats.default(ajv);
  ajv.addVocabulary([REQUIRED_BY_RULES]);
  // Checked in the house: what people can see, the number of a paper, a credit code.
  for (const ours of ['line', 'paragraph', 'document-no', 'uscc']) ajv.addFormat(ours, true);
  return ajv.addSchema(local({ $id: 'rushi', $defs: document.components.schemas }));
}

/** The same schemas, closed, where a validator looks for them. */
const local = (schema: Json) =>
  JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components/schemas/', '"rushi#/$defs/')) as Json;

/** What stands wrong in a real answer, by the schema that the document gives for its status and type. */
function faultsOf(method: string, path: string, { status, type, body }: Response): unknown {
  const answer = at(document.paths[path]![method]!.responses[status]);
  if (!answer) return `${method} ${path} may not answer ${status}`;
  const schema = answer.content?.[type]?.schema;
  if (!schema) return `${method} ${path} ${status} may not be ${type}`;
  const check = validator().compile(local(schema));
  return check(body) ? [] : check.errors;
}

describe('the description of the interface', () => {
  it('is OpenAPI 3.1 and finds every route', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(rows.length).toBe(app.app.get(RouteCheck).routes().length);
    expect(wrong(({ action }) => action === undefined)).toEqual([]);
  });

  it('calls every operation by an id of its own, the published one where a controller was cut', () => {
    const ids = rows.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(rows.length);
    expect(ids).toEqual(
      expect.arrayContaining(['MoneyController_price', 'MoneyController_levy', 'EntryController_quotas']),
    );
  });

  it('says in Chinese what every operation is for, and explains every parameter', () => {
    expect(wrong(({ operation }) => !/\p{Script=Han}/u.test(operation.summary ?? ''))).toEqual([]);
    expect(
      wrong((row) =>
        parametersOf(row).some(
          ({ in: place, description, schema }) => (place !== 'query' && !description) || isEmpty(schema),
        ),
      ),
    ).toEqual([]);
  });

  it('has a schema for everything that is taken and given, and none is empty', () => {
    expect(
      wrong(
        ({ operation }) =>
          operation.requestBody !== undefined &&
          isEmpty(Object.values(operation.requestBody.content)[0]?.schema),
      ),
    ).toEqual([]);
    expect(
      wrong(
        (row) =>
          !row.operation.responses['204'] && isEmpty(Object.values(successOf(row).content ?? {})[0]?.schema),
      ),
    ).toEqual([]);
    expect(
      Object.keys(document.components.schemas).filter((name) =>
        isEmpty(document.components.schemas[name] as Json),
      ),
    ).toEqual([]);
    expect(Object.keys(document.components.schemas).length).toBeGreaterThan(40);
  });

  it('is JSON Schema throughout, in which every reference leads somewhere', () => {
    const ajv = validator();
    for (const name of Object.keys(document.components.schemas))
      expect(() => ajv.compile({ $ref: `rushi#/$defs/${name}` })).not.toThrow();
    for (const [, ref] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g))
      expect(() => at({ $ref: ref! })).not.toThrow();
  });

  it('gives every operation its problems, all of one shape', () => {
    const needed = (row: Row) => [
      '400',
      '500',
      '503',
      ...(isPublic(row) ? [] : ['401', '403']),
      ...(row.path.includes('{') ? ['404'] : []),
      ...(row.keyed ? ['409', '422'] : []),
      ...(parametersOf(row).some(({ name }) => name === 'If-Match') ? ['412', '428'] : []),
      ...(row.operation.requestBody ? ['413', '415'] : []),
    ];
    expect(wrong((row) => needed(row).some((status) => !row.operation.responses[status]))).toEqual([]);
    expect(rows.find(({ name }) => name === 'post /api/v1/session')!.operation.responses).toHaveProperty(
      '429',
    );
    const problems = rows.flatMap(({ operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => Number(status) >= 400)
        .map(([, answer]) => at(answer)),
    );
    expect(new Set(problems.map(({ content }) => JSON.stringify(content)))).toEqual(
      new Set(['{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}']),
    );
  });

  it('names the headers that make repeating and changing safe', () => {
    const takes = (row: Row, name: string) => parametersOf(row).some((parameter) => parameter.name === name);
    expect(wrong((row) => takes(row, 'Idempotency-Key') !== row.keyed)).toEqual([]);
    expect(rows.filter(({ keyed }) => keyed).length).toBeGreaterThan(15);
    expect(wrong((row) => takes(row, 'If-Match'))).toContain('post /api/v1/tasks/{id}/decision');
    expect(wrong((row) => takes(row, 'after') !== takes(row, 'limit'))).toEqual([]);
    expect(
      wrong(
        (row) =>
          takes(row, 'after') &&
          !successOf(row).headers?.['Link'] &&
          !/"next"/.test(JSON.stringify(Object.values(successOf(row).content!)[0]!.schema)),
      ),
    ).toEqual([]);
    expect(wrong((row) => !successOf(row).headers?.['X-Trace-Id'])).toEqual([]);
    expect(
      Object.keys(successOf(rows.find(({ name }) => name === 'post /api/v1/schemes')!).headers!),
    ).toEqual(expect.arrayContaining(['ETag', 'Location']));
    for (const status of [409, 429, 503])
      expect(at<Answer>({ $ref: `#/components/responses/Problem${status}` }).headers).toHaveProperty(
        'Retry-After',
      );
  });

  it('says how one signs in, and where nobody needs to', () => {
    expect(Object.keys(document.components.securitySchemes).sort()).toEqual(['bearer', 'cookie', 'platform']);
    expect(wrong((row) => isPublic(row) !== (row.operation.security?.length === 0))).toEqual([]);
    expect(rows.find(({ name }) => name === 'get /api/v1/listings')!.operation.security).toContainEqual({
      platform: [],
    });
    expect(rows.find(({ name }) => name === 'get /api/v1/tasks')!.operation.security).not.toContainEqual({
      platform: [],
    });
  });
});

describe('what is really answered', () => {
  const reads: readonly (readonly [user: string, path: string])[] = [
    ['', '/health/live'],
    ['', '/health/ready'],
    ['admin', '/health'],
    ['wang', '/api/v1/session'],
    ['wang', '/api/v1/sessions'],
    ['wang', '/api/v1/delegations'],
    ['admin', '/api/v1/parked'],
    ['li', '/api/v1/calculate'],
    ['admin', '/api/v1/accounts'],
    ['lin', '/api/v1/accounts/{user}'],
    ['admin', '/api/v1/api-keys'],
    ['lin', '/api/v1/access-audit'],
    ['li', '/api/v1/entries'],
    ['li', '/api/v1/entries/{entry}'],
    ['li', '/api/v1/entries/{entry}/timeline'],
    ['li', '/api/v1/entries/{entry}/refusals'],
    ['li', '/api/v1/entries/{entry}/parked'],
    ['li', '/api/v1/entries/{entry}/scheme'],
    ['li', '/api/v1/quotas'],
    ['li', '/api/v1/tasks'],
    ['li', '/api/v1/tasks/{id}'],
    ['platform', '/api/v1/listings'],
    ['li', '/api/v1/rules'],
    ['li', '/api/v1/rules/{ref}'],
  ];

  it.each(reads)('%s reads %s as it is described', async (user, path) => {
    const answer = await app.get(
      user,
      path
        .replace('{entry}', entry)
        .replace('{id}', task)
        .replace('{user}', 'wang')
        .replace('{ref}', 'jinan@2026.1'),
    );
    expect([answer.status, faultsOf('get', path, answer)]).toEqual([200, []]);
  });

  it('is as described where something is done', async () => {
    expect(
      faultsOf(
        'post',
        '/api/v1/session',
        await app.send('', 'post', '/api/v1/session', { user: 'wang', password: 'correct horse battery' }),
      ),
    ).toEqual([]);
    expect(
      faultsOf(
        'post',
        '/api/v1/delegations',
        await app.post('li', '/api/v1/delegations', {
          to: 'zhao',
          fromDay: '2026-03-02',
          toDay: '2026-03-03',
        }),
      ),
    ).toEqual([]);
    expect(
      faultsOf('post', '/api/v1/schemes', await app.post('wang', '/api/v1/schemes', soundScheme(17))),
    ).toEqual([]);
    expect(
      faultsOf('post', '/api/v1/tasks/{id}/claim', await app.post('li', `/api/v1/tasks/${task}/claim`)),
    ).toEqual([]);
    expect(
      faultsOf(
        'post',
        '/api/v1/tasks/{id}/decision',
        await app.decide('li', entry, 'opinion-natural-resources', 'agree', { text: '无异议' }),
      ),
    ).toEqual([]);
  });

  it('is as described where something is refused', async () => {
    const paths = {
      decision: '/api/v1/tasks/{id}/decision',
      schemes: '/api/v1/schemes',
      entry: '/api/v1/entries/{entry}',
    };
    const refused: readonly (readonly [number, string, string, Response])[] = [
      [401, 'get', paths.entry, await app.get('', `/api/v1/entries/${entry}`)],
      [404, 'get', paths.entry, await app.get('li', '/api/v1/entries/nowhere')],
      [403, 'post', paths.schemes, await app.post('li', '/api/v1/schemes', soundScheme(34))],
      [400, 'post', paths.schemes, await app.send('wang', 'post', '/api/v1/schemes', soundScheme(34))],
      [400, 'post', paths.schemes, await app.post('wang', '/api/v1/schemes', { planYear: 'x' })],
      [
        422,
        'post',
        paths.schemes,
        await app.post('wang', '/api/v1/schemes', { ...soundScheme(51), planning: '' }),
      ],
      [
        415,
        'post',
        paths.schemes,
        await app.send('wang', 'post', '/api/v1/schemes', '{}', {
          'Idempotency-Key': freshKey(),
          'Content-Encoding': 'odd',
        }),
      ],
      [
        428,
        'post',
        paths.decision,
        await app.post(
          'wu',
          `/api/v1/tasks/${(await app.taskOf('wu', entry, 'opinion-agriculture')).id}/decision`,
          { outcome: 'agree', data: { text: '无异议' } },
        ),
      ],
    ];
    for (const [status, method, path, answer] of refused)
      expect([method, path, answer.status, faultsOf(method, path, answer)]).toEqual([
        method,
        path,
        status,
        [],
      ]);
  });

  it('takes a real scheme by the schema of its body', () => {
    const check = validator().compile({ $ref: 'rushi#/$defs/SchemeBody' });
    expect([check(soundScheme(0)), check.errors]).toEqual([true, null]);
    expect(check({ ...soundScheme(0), parcel: 7 })).toBe(false);
  });
});
