import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Response } from 'supertest';
import { MACHINE_ROLES, ruleOf } from '#access';
import type { Action } from '#access';
import { CALCULATORS, CALCULATOR_NAMES, DECISIONS } from '#land';
import { isUscc, readText } from '#policy';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import { BODY_VALUES_MAX } from '../../apps/server/src/http/json-limits.js';
import type { Problem } from '../../apps/server/src/http/problems.js';
import { RouteCheck } from '../../apps/server/src/http/route-check.js';
import { bodyOf } from '../../apps/server/src/http/validation.js';
import { DecisionBody } from '../../apps/server/src/land/task/task.bodies.js';
import { REQUIRED_BY_RULES, bodySchema } from '../../apps/server/src/openapi/body-schema.js';
import { written } from '../../apps/server/src/openapi/schema.js';
import { freshKey, jsonOf, openApp, problemOf } from './app.js';
import type { App, Json } from './app.js';

type Schema = Json & {
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: readonly Schema[];
  enum?: readonly string[];
  type?: string;
  format?: string;
  pattern?: string;
  minimum?: number;
  minItems?: number;
  $ref?: string;
};
type Row = Readonly<{
  name: string;
  method: string;
  path: string;
  user: string;
  body?: Schema;
  after: boolean;
}>;
type Level = Readonly<{ path: readonly (string | number)[]; schema: Schema }>;

let app: App;
let components: Json;
let rows: readonly Row[];
let ajv: Ajv2020;

beforeAll(async () => {
  app = await openApp();
  type Operation = Readonly<{
    operationId: string;
    parameters?: readonly Readonly<{ name?: string }>[];
    requestBody?: { content: Record<string, { schema: Schema }> };
  }>;
  const document = jsonOf<{
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Json };
  }>(await app.send('', 'get', '/api/openapi.json'));
  components = document.components.schemas;
  const actions = new Map(
    app.app
      .get(RouteCheck)
      .routes()
      .map(({ operation, action }) => [operation, action as Action]),
  );
  rows = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody }]) => ({
      name: `${method} ${path}`,
      method,
      path,
      user: userOf(actions.get(operationId)!),
      body: path === DECISION ? decisionSchema() : requestBody?.content['application/json']?.schema,
      after: parameters.some(({ name }) => name === 'after'),
    })),
  );
  ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  ajv
    .addFormat('line', (text) => readText(text).fault === undefined)
    .addFormat('document-no', (text) => readText(text).fault === undefined);
  ajv
    .addFormat('paragraph', (text) => readText(text, 'paragraph').fault === undefined)
    .addFormat('uscc', (text) => text === '' || isUscc(text));
  ajv.addSchema({
    $id: 'rushi',
    $defs: JSON.parse(
      JSON.stringify(
        Object.fromEntries(
          Object.entries(components).map(([name, schema]) => [name, asReceived(schema as Schema)]),
        ),
      ).replaceAll('"#/components/schemas/', '"rushi#/$defs/'),
    ) as Json,
  });
});
afterAll(() => app.close());

/** As the form of a request is judged: what the rules ask for may still be missing or empty. */
function asReceived(schema: Schema): Schema {
  const open = (schema[REQUIRED_BY_RULES] ?? []) as readonly string[];
  if (open.length === 0) return schema;
  const properties = Object.fromEntries(
    Object.entries(schema.properties!).map(([name, field]) => [
      name,
      field.enum && open.includes(name) ? { ...field, enum: [...field.enum, ''] } : field,
    ]),
  );
  const required = ((schema.required ?? []) as readonly string[]).filter((name) => !open.includes(name));
  return { ...schema, properties, required };
}

/** A named schema is written as a reference; its content is what is wanted here. */
function decisionSchema(): Schema {
  const own: Record<string, unknown> = {};
  written(bodySchema(DecisionBody), own);
  return own.DecisionBody as Schema;
}

/** Somebody who may do it, so that the body is what is refused. */
function userOf(action: Action): string {
  const { who } = ruleOf(action);
  if (who === 'public') return '';
  if (who === 'signed-in') return 'wang';
  return MACHINE_ROLES.find((role) => who[role]) ?? DEMO_ACCOUNTS.find(({ role }) => who[role])!.user;
}

const at = (schema: Schema): Schema =>
  schema.$ref ? (components[schema.$ref.split('/').at(-1)!] as Schema) : schema;
const TEXTS: Readonly<Record<string, string>> = {
  date: '2026-03-02',
  uscc: '91350100M000100Y43',
  uri: 'https://example.com/1',
  password: 'correct horse',
};
const CODES = [
  '1',
  '35%',
  '0.5‰',
  '370114',
  '50000.00',
  '370114001002JB00001W00000000',
  '3701142026B00012',
  'a',
  'a'.repeat(32),
  'a'.repeat(64),
];

/** A body of the right kinds in every field. */
function sampleOf(given: Schema): unknown {
  const schema = at(given);
  if (schema.enum) return schema.enum[0];
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, field]) => [name, sampleOf(field)]),
    );
  if (schema.type === undefined && schema.anyOf) return {};
  switch (schema.type) {
    case 'string':
      if (schema.pattern) return CODES.find((code) => new RegExp(schema.pattern!).test(code))!;
      return TEXTS[schema.format ?? schema.anyOf?.[0]?.format ?? ''] ?? '甲';
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return schema.items
        ? Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sampleOf(schema.items!))
        : [];
    default:
      return {};
  }
}

/** Every object in a body that has named fields: itself, those within it, and the first of each list. */
function levelsOf(given: Schema, path: readonly (string | number)[] = []): Level[] {
  const schema = at(given);
  if (schema.items) return levelsOf(schema.items, [...path, 0]);
  if (!schema.properties) return [];
  return [
    { path, schema },
    ...Object.entries(schema.properties).flatMap(([name, field]) => levelsOf(field, [...path, name])),
  ];
}

const [ESCAPE, BREAK, DIRECTION, UNSEEN] = ['甲\u001b[2K乙', '甲\n已批准', '甲\u202e乙', '甲\u200b乙'];
const JUNK: readonly unknown[] = [
  [],
  {},
  '',
  0,
  null,
  [[]],
  ESCAPE,
  BREAK,
  DIRECTION,
  UNSEEN,
  '2026-02-30',
  ' '.repeat(18),
];

type Refused = Readonly<{ status: number; pointers: readonly string[] }>;
type Ask = (body: unknown) => Promise<Refused>;

/** What is not refused as it should be when junk stands in every field of one object that may not hold it. */
async function faultsOf(schema: Schema, ask: Ask, refusedBy: readonly number[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { path, schema: level } of levelsOf(schema)) {
    for (const junk of JUNK) {
      const wrong = Object.entries(asReceived(level).properties!)
        .filter(([, field]) => !isRight(field, junk))
        .map(([name]) => name);
      if (wrong.length === 0) continue;
      const body = sampleOf(schema);
      const object = path.reduce<unknown>(
        (within, key) => (within as Record<string | number, unknown>)[key],
        body,
      ) as Record<string, unknown>;
      for (const name of wrong) object[name] = junk;
      const { status, pointers } = await ask(body);
      const expected = wrong.map((name) => `/${[...path, name].join('/')}`).sort();
      const told = [...new Set(pointers)].sort();
      if (
        !refusedBy.includes(status) ||
        expected.some((pointer) => !told.some((one) => one === pointer || one.startsWith(`${pointer}/`))) ||
        told.some((one) => !expected.some((pointer) => one === pointer || one.startsWith(`${pointer}/`)))
      ) {
        faults.push(
          `/${path.join('/')} ${JSON.stringify(junk)}: ${status}, expected ${expected.join(' ')}, told ` +
            `${told.join(' ')}`,
        );
      }
    }
  }
  return faults;
}

const compiled = new Map<string, (value: unknown) => boolean>();

function isRight(field: Schema, value: unknown): boolean {
  const text = JSON.stringify(field).replaceAll('"#/components/schemas/', '"rushi#/$defs/');
  const check = compiled.get(text) ?? (ajv.compile(JSON.parse(text) as Json) as (value: unknown) => boolean);
  compiled.set(text, check);
  return check(value);
}

const pathOf = (path: string) =>
  path.replaceAll(/\{\w+\}/g, (name) =>
    name === '{year}' ? '2026' : name === '{district}' ? '370114' : 'nowhere',
  );
const send = (
  { user, method, path }: Row,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  app.send(user, method, pathOf(path), typeof body === 'string' ? body : (body as object), {
    'Idempotency-Key': freshKey(),
    ...headers,
  });
const refused = (answer: Response): Refused => ({
  status: answer.status,
  pointers: problemOf(answer).errors?.map(({ pointer }) => pointer) ?? [],
});
const withBody = () => rows.filter(({ body }) => body !== undefined);
/** Which data an outcome takes depends on the task: every decision's own body has its own test. */
const DECISION = '/api/v1/tasks/{id}/decision';
const CALCULATION = 'post /api/v1/calculate/{name}';
const FEED = '/platform/v1/events';

describe('a value of the wrong kind', () => {
  it('is refused with its pointer in every field of every body of every route', async () => {
    const faults: Record<string, string[]> = {};
    for (const row of withBody().filter(({ name }) => name !== CALCULATION)) {
      const found = await faultsOf(row.body!, async (body) => refused(await send(row, body)), [400]);
      if (found.length > 0) faults[row.name] = found;
    }
    expect(faults).toEqual({});
    expect(withBody().length).toBeGreaterThan(40);
  });

  it('is refused in every field of every decision', async () => {
    const faults: Record<string, string[]> = {};
    for (const body of new Set(Object.values(DECISIONS).map((decision) => decision.body))) {
      // The document says more of each field than the body does: what is asked here is the body's own.
      const own: Record<string, unknown> = {};
      const schema = written(bodySchema(body), own) as Schema;
      components = { ...components, ...own };
      const ask: Ask = async (given) =>
        bodyOf(body, given).then(
          () => ({ status: 200, pointers: [] }),
          (error: unknown) => ({
            status: 400,
            pointers: (error as Problem).more.errors!.map(({ pointer }) => pointer),
          }),
        );
      const found = await faultsOf(schema, ask, [400]);
      if (found.length > 0) faults[body.name] = found;
    }
    expect(faults).toEqual({});
  });

  it('is refused in every field of every calculation', async () => {
    const faults: Record<string, string[]> = {};
    const { body } = withBody().find(({ name }) => name === CALCULATION)!;
    for (const [index, name] of CALCULATOR_NAMES.entries()) {
      const ask: Ask = async (given) =>
        refused(await app.send('li', 'post', `/api/v1/calculate/${name}`, given as object));
      const found = await faultsOf(body!.anyOf![index]!, ask, [409, 422]);
      if (found.length > 0) faults[name] = found;
    }
    expect(faults).toEqual({});
    expect(Object.keys(CALCULATORS)).toEqual([...CALCULATOR_NAMES]);
  });

  it('is not what a body of the right kinds is refused for', async () => {
    for (const row of withBody().filter(({ name }) => name !== CALCULATION)) {
      const answer = await send(row, sampleOf(row.body!));
      expect([row.name, problemOf(answer).code, answer.status < 500]).not.toEqual([
        row.name,
        'request.invalid',
        true,
      ]);
      expect([row.name, answer.status < 500]).toEqual([row.name, true]);
    }
  });
});

describe('the worst body of its size', () => {
  const unknown = JSON.stringify(
    Object.fromEntries(Array.from({ length: 95_000 }, (_, key) => [`k${key}`, 1])),
  );
  const WORST: readonly (readonly [what: string, text: string])[] = [
    [
      'as many unknown keys as one object may have, each with a list',
      JSON.stringify(
        Object.fromEntries(
          Array.from({ length: 1_000 }, (_, key) => [
            `k${key}`,
            Array.from({ length: BODY_VALUES_MAX / 1_000 - 2 }, () => 1),
          ]),
        ),
      ),
    ],
    ['95,000 unknown keys', unknown],
    ['340,000 empty objects', `[${'{},'.repeat(339_999)}{}]`],
    ['500,000 levels', '['.repeat(500_000)],
    ['an unknown key of a megabyte', `{"${'k'.repeat(1_000_000)}":1}`],
    ['blanks', `{"reason":"${' '.repeat(1_000_000)}甲"}`],
  ];
  /**
   * What the parser refuses is refused before any route is known, so the sign-in, which is open to all, gets
   * all of it.
   */
  const OPEN = 'post /api/v1/session';
  /** As many as may be in a list of a body. */
  const full = (body: Schema) => JSON.stringify(filled(body));
  function filled(given: Schema): unknown {
    const schema = at(given);
    if (schema.items) return Array.from({ length: 20_000 }, () => ({}));
    return schema.properties
      ? Object.fromEntries(Object.entries(schema.properties).map(([name, field]) => [name, filled(field)]))
      : sampleOf(schema);
  }

  it('of any route stops the process no longer than reading its JSON a few times does', async () => {
    const began = performance.now();
    for (let times = 0; times < 5; times++) JSON.parse(unknown);
    const unit = (performance.now() - began) / 5;
    const limitMs = Math.max(100, unit * 20);
    const slow: string[] = [];
    for (const row of withBody()) {
      const lists = full(row.body!);
      const worst = row.name === OPEN ? WORST : WORST.slice(0, 1);
      for (const [what, text] of [
        ...worst,
        ...(lists.includes('[{}') ? [['full lists', lists] as const] : []),
      ]) {
        await app.send('', 'get', '/health/live');
        const delay = monitorEventLoopDelay({ resolution: 5 });
        delay.enable();
        const answer = await send(row, text);
        delay.disable();
        const ms = delay.max / 1e6;
        if (ms > limitMs) slow.push(`${row.name}, ${what}: ${Math.round(ms)} ms of ${Math.round(limitMs)}`);
        expect([
          row.name,
          what,
          answer.status >= 400 && answer.status < 500,
          answer.text.length < 65_536,
        ]).toEqual([row.name, what, true, true]);
      }
    }
    expect(slow).toEqual([]);
  });
});

describe('what every route does in one way', () => {
  it('refuses a cursor that is none of its own, with the same code', async () => {
    const paged = rows.filter(({ after }) => after);
    expect(paged.length).toBeGreaterThan(6);
    const cursors = [
      'x',
      '0',
      '-1',
      'WyJhIiwiYiJd',
      'bnVsbA',
      '%ff',
      'AAAAAAAAAA',
      '9'.repeat(40),
      encodeURIComponent('游标'),
    ];
    for (const { user, path, name } of paged.filter(({ path: p }) => !p.includes('{entry}'))) {
      for (const cursor of cursors) {
        // A sequence of the feed is a place in it, whether or not an event stands there.
        if (path === FEED && cursor === '0') continue;
        const answer = await app.get(user, `${pathOf(path)}?after=${cursor}`);
        expect([name, cursor, answer.status, problemOf(answer).code]).toEqual([
          name,
          cursor,
          400,
          cursor === '%ff' ? expect.stringMatching(/^(cursor\.invalid|request\.\w+)$/) : 'cursor.invalid',
        ]);
      }
    }
  });

  it('refuses what is no JSON, and burns no key with it', async () => {
    for (const row of withBody()) {
      const headers = { 'Idempotency-Key': freshKey() };
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/json; charset=gbk',
      ]) {
        const answer = await send(row, JSON.stringify(sampleOf(row.body!)), {
          ...headers,
          'Content-Type': type,
        });
        expect([row.name, type, answer.status, problemOf(answer).code]).toEqual([
          row.name,
          type,
          415,
          'request.unsupported',
        ]);
      }
      const other = await send(
        row,
        row.name === CALCULATION ? CALCULATORS.term.example : { another: 'request' },
        headers,
      );
      expect([row.name, problemOf(other).code]).not.toEqual([row.name, 'idempotency-key.reused']);
    }
  });

  it('names the encoding of bytes that are not UTF-8', async () => {
    const post = async (bytes: readonly number[]) => {
      const { url } = await listening();
      const answer = await fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: Uint8Array.from(bytes),
      });
      return ((await answer.json()) as { code: string }).code;
    };
    const json = (text: readonly number[]) => [
      ...Buffer.from('{"user":"'),
      ...text,
      ...Buffer.from('","password":"x"}'),
    ];
    expect(await post(json([0xcd, 0xf5]))).toBe('request.gb18030');
    expect(await post(json([0xff, 0xff]))).toBe('request.not-utf8');
    expect(await post([0xef, 0xbb, 0xbf, ...json([0x78])])).toBe('sign-in.wrong');
    expect(await post([0xff, 0xfe, ...Buffer.from('{"user":"x","password":"x"}', 'utf16le')])).toBe(
      'sign-in.wrong',
    );
  });

  it('knows no name that every object has', async () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(
        (
          await app.post('li', '/api/v1/delegations', {
            to: 'zhao',
            fromDay: '2026-03-02',
            toDay: '2026-03-03',
            kinds: [name],
          })
        ).status,
      ).toBe(422);
      expect((await app.send('li', 'post', `/api/v1/calculate/${name}`, {})).status).toBe(404);
      expect(problemOf(await app.get('li', `/api/v1/rules/${name}`)).code).toBe(
        problemOf(await app.get('li', '/api/v1/rules/nowhere')).code,
      );
    }
  });
});

async function listening(): Promise<{ url: string }> {
  const server = app.app.getHttpServer() as { listening: boolean };
  if (!server.listening) await app.app.listen(0, '127.0.0.1');
  return { url: await app.app.getUrl() };
}
