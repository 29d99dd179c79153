import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ruleOf } from '#access';
import type { Action } from '#access';
import { EVENT_NAMES, STATE_NAMES } from '#land';
import { RouteCheck } from '../../apps/server/src/http/route-check.js';
import { PROBLEM_LIST } from '../../apps/server/src/problems/problem-list.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App, Json } from './app.js';

type Operation = Readonly<{
  operationId: string;
  description?: string;
  'x-problems'?: readonly string[];
  requestBody?: Readonly<{ content: Readonly<Record<string, Readonly<{ schema: Schema }>>> }>;
  responses: Readonly<Record<string, Readonly<{ $ref?: string }>>>;
}>;
type Schema = Readonly<{
  $ref?: string;
  type?: string;
  title?: string;
  description?: string;
  enum?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
}>;
type Document = Readonly<{
  info: Readonly<{ description: string }>;
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{
    schemas: Readonly<Record<string, Schema>>;
    responses: Readonly<Record<string, Readonly<{ description: string }>>>;
    securitySchemes: Readonly<Record<string, Readonly<{ description?: string }>>>;
  }>;
}>;
type Row = Readonly<{ name: string; operation: Operation; action: Action }>;

let app: App;
let document: Document;
let rows: readonly Row[];

beforeAll(async () => {
  app = await openApp();
  document = jsonOf<Document>(await app.send('', 'get', '/api/openapi.json'));
  const actions = new Map(
    app.app
      .get(RouteCheck)
      .routes()
      .map(({ operation, action }) => [operation, action as Action]),
  );
  rows = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method} ${path}`,
      operation,
      action: actions.get(operation.operationId)!,
    })),
  );
});
afterAll(() => app.close());

const wrong = (predicate: (row: Row) => boolean) => rows.filter(predicate).map(({ name }) => name);
const at = (schema: Schema): Schema =>
  schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)!]! : schema;
const propertyOf = (name: string, ...path: readonly string[]): Schema =>
  path.reduce<Schema>((schema, key) => at(at(schema).properties![key]!), document.components.schemas[name]!);
/** What a person wrote of an operation, before what is derived of it. */
const ownWords = ({ operation }: Row) => (operation.description ?? '').split('**权限**')[0]!.trim();
const linked = (text: string) => [...text.matchAll(/\]\(\/problems\/([^)]+)\)/g)].map(([, code]) => code!);

describe('every operation', () => {
  it('says in a sentence of its own what it does', () => {
    expect(rows.length).toBeGreaterThan(70);
    expect(wrong((row) => !/\p{Script=Han}.*[。|]$/su.test(ownWords(row)))).toEqual([]);
    expect(wrong((row) => /事实种类而定/.test(ownWords(row)))).toEqual([]);
  });

  it('says who may do it, as the table of permissions does', () => {
    expect(
      wrong(({ operation, action }) => {
        const said = operation.description ?? '';
        return ruleOf(action).who === 'public'
          ? !said.includes('无需登录')
          : !said.includes(`**权限**：\`${action}\``);
      }),
    ).toEqual([]);
  });

  it('names the codes that it may answer, each with a page, a status and a link', () => {
    const codes = ({ operation }: Row) => operation['x-problems'] ?? [];
    const statusOf = (code: string) => PROBLEM_LIST.get(code)!.status;
    const linksOf = ({ operation }: Row) => [
      ...linked(operation.description ?? ''),
      ...Object.values(operation.responses).flatMap(({ $ref }) =>
        $ref ? linked(document.components.responses[$ref.split('/').at(-1)!]!.description) : [],
      ),
    ];
    expect(wrong((row) => codes(row).length < 5)).toEqual([]);
    expect(wrong((row) => codes(row).some((code) => !PROBLEM_LIST.has(code)))).toEqual([]);
    expect(
      wrong((row) =>
        codes(row).some((code) => statusOf(code) && !row.operation.responses[String(statusOf(code))]),
      ),
    ).toEqual([]);
    expect(
      wrong((row) => {
        const links = new Set(linksOf(row));
        return codes(row).some((code) => !links.has(code));
      }),
    ).toEqual([]);
  });

  it('has refusals among those codes when it really refuses', async () => {
    const refused: readonly (readonly [string, Awaited<ReturnType<App['send']>>])[] = [
      ['get /api/v1/entries/{entry}', await app.get('li', '/api/v1/entries/nowhere')],
      ['get /api/v1/entries', await app.get('li', '/api/v1/entries?after=odd&limit=1')],
      ['get /api/v1/entries', await app.get('', '/api/v1/entries')],
      ['post /api/v1/schemes', await app.post('li', '/api/v1/schemes', soundScheme(1))],
      ['post /api/v1/schemes', await app.post('wang', '/api/v1/schemes', { planYear: 'x' })],
      [
        'post /api/v1/schemes',
        await app.post('wang', '/api/v1/schemes', { ...soundScheme(1), planning: '' }),
      ],
      [
        'post /api/v1/session',
        await app.send('', 'post', '/api/v1/session', { user: 'wang', password: 'x' }),
      ],
      ['post /api/v1/delegations', await app.post('li', '/api/v1/delegations', DELEGATION)],
      ['get /problems/{code}', await app.get('', '/problems/nothing.such')],
      ['post /api/v1/calculate/{name}', await app.send('li', 'post', '/api/v1/calculate/odd', {})],
    ];
    for (const [name, answer] of refused) {
      const row = rows.find((one) => one.name === name);
      expect([name, row?.operation['x-problems']]).toEqual([
        name,
        expect.arrayContaining([problemOf(answer).code]),
      ]);
    }
  });
});

const DELEGATION = { to: 'li', fromDay: '2026-03-02', toDay: '2026-03-03' };

describe('what is taken and given', () => {
  it('tells facts by kind, and states with their meanings', () => {
    for (const [schema, names] of [
      [
        propertyOf('Fact', 'type'),
        Object.fromEntries(Object.entries(EVENT_NAMES).map(([t, { zh }]) => [t, zh])),
      ],
      [propertyOf('Entry', 'state'), STATE_NAMES],
    ] as const) {
      expect(schema.enum).toEqual(Object.keys(names));
      for (const [code, name] of Object.entries(names))
        expect(schema.description).toContain(`| \`${code}\` | ${name} |`);
    }
    expect(JSON.stringify(document)).not.toContain('随事实种类而定');
  });

  it('tells every field of a body by its Chinese name and what is allowed', () => {
    const bodies = new Set<Schema>();
    const collect = (given: Schema): void => {
      const schema = at(given);
      if (bodies.has(schema)) return;
      bodies.add(schema);
      for (const part of Object.values(schema.properties ?? {})) collect(part);
      if (schema.items) collect(schema.items);
      for (const form of schema.anyOf ?? []) collect(form);
    };
    for (const { operation } of rows)
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) collect(schema);
    const fields = [...bodies].flatMap(({ properties }) => Object.entries(properties ?? {}));
    expect(fields.length).toBeGreaterThan(150);
    expect(
      fields.filter(([, one]) => !one.$ref && !one.title && !one.description).map(([name]) => name),
    ).toEqual([]);
  });

  it('has lists where lists are taken', () => {
    for (const [field, body] of [
      ['clauses', 'ContractPaperBody'],
      ['annexes', 'ContractPaperBody'],
      ['disqualified', 'ResultBody'],
    ] as const)
      expect([field, propertyOf(body, field)]).toMatchObject([
        field,
        { type: 'array', items: { type: 'string' } },
      ]);
    expect(propertyOf('ContractPaperBody', 'clauses').items!.enum!.length).toBeGreaterThan(5);
  });

  it('requires of a scheme exactly what the server does', async () => {
    const differs: string[] = [];
    const scheme = JSON.parse(JSON.stringify(soundScheme(0))) as Json;
    expect(await refusedBy(scheme)).toBe(false);
    for (const path of pathsOf(scheme)) {
      const refused = await refusedBy(without(scheme, path));
      const parent =
        path.slice(0, -1).length === 0
          ? propertyOf('SchemeBody')
          : propertyOf('SchemeBody', ...path.slice(0, -1));
      if (refused !== (parent.required ?? []).includes(path.at(-1)!))
        differs.push(`${path.join('.')}: ${refused ? 'is required' : 'may be left out'}`);
    }
    expect(differs).toEqual([]);
  });
});

/** Whether the check that keeps nothing finds anything to object to. */
async function refusedBy(scheme: Json): Promise<boolean> {
  const answer = await app.send('wang', 'post', '/api/v1/schemes/check', scheme);
  return answer.status !== 200 || !jsonOf<{ complete: boolean }>(answer).complete;
}

/** Every member of an object and of the objects within. */
const pathsOf = (value: Json, above: readonly string[] = []): readonly (readonly string[])[] =>
  Object.entries(value).flatMap(([key, part]) => {
    const path = [...above, key];
    return typeof part === 'object' && part !== null && !Array.isArray(part)
      ? [path, ...pathsOf(part as Json, path)]
      : [path];
  });
const without = (value: Json, [key, ...rest]: readonly string[]): Json => {
  const { [key!]: gone, ...others } = value;
  return rest.length === 0 ? others : { ...others, [key!]: without(gone as Json, rest) };
};

describe('the way to the description', () => {
  it('leads from the first page to the titled page, its JSON and the codes', async () => {
    const home = await app.send('', 'get', '/', undefined, { Accept: 'text/html' });
    expect([home.status, home.type]).toEqual([200, 'text/html']);
    for (const address of ['/api/docs', '/api/openapi.json', '/problems']) {
      expect(home.text).toContain(`href="${address}"`);
      expect([address, (await app.get('', address)).status]).toEqual([address, 200]);
    }
    expect(jsonOf(await app.send('', 'get', '/', undefined, { Accept: 'application/json' }))).toMatchObject({
      openapi: '/api/openapi.json',
    });
    expect((await app.get('', '/api/docs')).text).toContain('<title>入市 Rushi 接口说明</title>');
    expect(document.info.description).toContain('(/api/openapi.json)');
  });

  it('says of every way to sign in how one comes by it', () => {
    // A token is the name of a session: whoever took it for a JWT would look for claims in it.
    expect(JSON.stringify(document.components.securitySchemes)).not.toContain('JWT');
    for (const [name, { description }] of Object.entries(document.components.securitySchemes))
      expect([name, description]).toEqual([name, expect.stringMatching(/\p{Script=Han}/u)]);
  });
});
