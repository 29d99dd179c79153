import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import { Drain } from '../../apps/server/src/http/drain.js';
import { RouteCheck } from '../../apps/server/src/http/route-check.js';
import { describedFolder } from '../../apps/server/src/openapi/described.js';
import { REQUIRED_BY_RULES } from '../../apps/server/src/openapi/body-schema.js';
import { MACHINE_ROLES, ruleOf } from '#access';
import type { Action } from '#access';
import { jsonOf, openApp, problemOf } from '../http/app.js';
import type { App, Json } from '../http/app.js';
import { answerIn, isReadable, placesIn } from './other-types.js';
import { closed, composed, isOfList, shapeOf, shortened } from './taken.js';
import type { Schema } from './taken.js';
import { PUBLIC_ADDRESS, walk } from './example-walk.js';

/** `EXAMPLES=write` takes them anew: `EXAMPLES=write npm test -- test/openapi`. */
const IS_WRITING = process.env.EXAMPLES === 'write';

type Content = Readonly<Record<string, Readonly<{ schema: Schema; example?: unknown; examples?: Json }>>>;
type Operation = Readonly<{
  operationId: string;
  parameters?: readonly Readonly<{ in?: string; name?: string; schema?: Schema }>[];
  requestBody?: Readonly<{ content: Content }>;
  responses: Readonly<Record<string, Readonly<{ content?: Content }>>>;
}>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Schema>> }>;
}>;
type Row = Readonly<{ id: string; method: string; path: string; operation: Operation; action: Action }>;
type Taken = { request?: unknown; answer?: unknown; waiting?: unknown; others?: Json };

let app: App;
let document: Document;
let rows: readonly Row[];
/** Whose whole story the walk is. */
let entry: string;
/** By operation: the first request that was accepted, and what it was answered. */
const taken = new Map<string, Taken>();

/** Where each operation was first read, and by whom. */
const asked = new Map<string, Readonly<{ user: string; path: string }>>();

/** What a report was answered that came before what it rests on. */
let waited: unknown;

beforeAll(async () => {
  app = await openApp([], { PUBLIC_ADDRESS });
  document = jsonOf<Document>(await app.send('', 'get', '/api/openapi.json'));
  const routes = app.app.get(RouteCheck).routes();
  const actions = new Map(routes.map(({ operation, action }) => [operation, action as Action]));
  rows = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const id = operation.operationId;
      return { id, method, path, operation, action: actions.get(id)! };
    }),
  );
  app.onAnswer(({ user, method, path, body }, answer) => {
    const row = rowOf(method, path.split('?')[0]!);
    if (row && answer.status < 300 && !asked.has(row.id)) asked.set(row.id, { user, path });
    if (row && mayWait(row) && answer.status === ACCEPTED) {
      waited ??= answer.body;
      return;
    }
    if (!row || answer.status >= 300 || taken.has(row.id)) return;
    taken.set(row.id, {
      ...(body === undefined || !requestOf(row) || TOO_LONG.includes(row.id)
        ? {}
        : { request: lasting(body) }),
      ...(answer.type === 'application/json' ? { answer: withoutSecrets(answer.body) } : {}),
    });
  });
  entry = await walk(app);
  await readOthers();
  if (IS_WRITING) write();
});
afterAll(async () => {
  await app.app.get(Drain).end(app.app.getHttpServer(), 0);
  await app.close();
});

/** Everything once more that can be read in another type than JSON, by whoever has read it. */
async function readOthers(): Promise<void> {
  await app.app.listen(0, '127.0.0.1');
  const { port } = app.app.getHttpServer().address() as AddressInfo;
  for (const row of rows)
    for (const type of othersOf(row)) {
      const { user, path } = asked.get(row.id)!;
      // The days that the walk has turned have ended every session.
      app.forget(user);
      const answer = await answerIn(`http://127.0.0.1:${port}${path}`, type, await app.credentials(user));
      const before = taken.get(row.id) ?? {};
      taken.set(row.id, { ...before, others: { ...before.others, [type]: answer } });
    }
}

/** Literal addresses before those with a name in braces. */
const rowOf = (method: string, path: string): Row | undefined =>
  rows
    .filter((row) => row.method === method)
    .filter((row) => new RegExp(`^${row.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
const requestOf = ({ operation: { requestBody } }: Row) =>
  requestBody?.content['application/json'] ?? requestBody?.content[FORM_TYPE];
const answerOf = ({ operation }: Row) =>
  Object.entries(operation.responses).find(([status]) => status.startsWith('2'))![1].content?.[
    'application/json'
  ];
const hasRequest = (row: Row) => requestOf(row) !== undefined && requestOf(row)!.examples === undefined;
const hasAnswer = (row: Row) => answerOf(row) !== undefined;

/** What is there for machines of others, and for everybody. */
const FOR_MACHINES = /^\/(platform|public)\/v1\//;
/** In which other types machines can read it. */
const othersOf = ({ method, path, operation }: Row): readonly string[] =>
  method === 'get' && FOR_MACHINES.test(path)
    ? Object.keys(operation.responses['200']?.content ?? {}).filter(isReadable)
    : [];

const FORM_TYPE = 'application/x-www-form-urlencoded';
const ACCEPTED = 202;
/** Whether it has an answer besides, for what has to wait. */
const mayWait = ({ operation: { responses } }: Row) => '202' in responses && '200' in responses;
const waitingOf = ({ operation }: Row) => operation.responses['202']!.content!['application/json']!;

/** A whole pack of rules: the example has one file of it, which is refused for what is missing. */
const TOO_LONG = ['RulesController_adopt'];
/** What is shown once is shown to nobody here. */
const SHOWN_ONCE = ['token', 'access_token', 'key', 'password', 'secret', 'uri', 'recoveryCodes'];
const HIDDEN = '（只显示这一次）';
const withoutSecrets = (answer: unknown): unknown =>
  typeof answer !== 'object' || answer === null || Array.isArray(answer)
    ? answer
    : Object.fromEntries(
        Object.entries(answer).map(([name, value]) => [
          name,
          SHOWN_ONCE.includes(name) ? hidden(value) : (value as unknown),
        ]),
      );

/** A code of an authenticator is another one every half minute, and what is signed another one each time. */
const PASSING = { factorCode: '492039', client_assertion: '（以私钥签名的 JWT，每次另签）' };
const lasting = (request: unknown): unknown =>
  typeof request !== 'object' || request === null || Array.isArray(request)
    ? request
    : Object.fromEntries(
        Object.entries(request).map(([name, value]) => [
          name,
          PASSING[name as keyof typeof PASSING] ?? (value as unknown),
        ]),
      );
const hidden = (value: unknown): unknown =>
  typeof value === 'string' ? HIDDEN : Array.isArray(value) ? value.map(hidden) : value;

/** Of the operations that the walk does not come to: as another one of the same ledger answers. */
function answerOfAnother(row: Row): unknown {
  const [controller] = row.id.split('_');
  const same = JSON.stringify(answerOf(row)!.schema);
  const others = rows.filter(
    (other) => taken.get(other.id)?.answer !== undefined && JSON.stringify(answerOf(other)?.schema) === same,
  );
  const other = others.find(({ id }) => id.startsWith(`${controller}_`)) ?? others[0];
  return other && taken.get(other.id)!.answer;
}

/** As it belongs into the file. */
const exampleOf = (row: Row): Taken => {
  const { request, answer, others } = taken.get(row.id) ?? {};
  const [own, given] = [
    request ?? composed(requestOf(row)?.schema ?? {}, document.components.schemas),
    answer ?? (hasAnswer(row) ? answerOfAnother(row) : undefined),
  ];
  return {
    ...(hasRequest(row) ? { request: own } : {}),
    ...(hasAnswer(row) ? { answer: shortened(given) } : {}),
    ...(mayWait(row) ? { waiting: waited } : {}),
    ...(others ? { others } : {}),
  };
};

function write(): void {
  const files = new Map<string, Record<string, Taken>>();
  for (const row of rows) {
    const [controller = '', handler = ''] = row.id.split('_');
    const example = exampleOf(row);
    if (Object.keys(example).length === 0) continue;
    files.set(controller, { ...files.get(controller), [handler]: example });
  }
  for (const [controller, examples] of files)
    writeFileSync(
      join(describedFolder(), 'examples', `${controller}.json`),
      `${JSON.stringify(examples, null, 1)}\n`,
    );
}

const ajvOf = () => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false });
  formats.default(ajv);
  ajv.addVocabulary([REQUIRED_BY_RULES]);
  for (const ours of ['line', 'paragraph', 'document-no', 'uscc']) ajv.addFormat(ours, true);
  return ajv.addSchema(local(closed({ $id: 'rushi', $defs: document.components.schemas }) as object));
};
const local = (schema: object) =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/schemas/', '"rushi#/$defs/')) as Json;
const wrong = (predicate: (row: Row) => boolean) => rows.filter(predicate).map(({ id }) => id);

describe('the examples of the interface', () => {
  it('stand at every body that is taken and at every answer that has one', () => {
    expect(rows.length).toBeGreaterThan(90);
    expect(wrong((row) => hasRequest(row) && requestOf(row)!.example === undefined)).toEqual([]);
    expect(wrong((row) => hasAnswer(row) && answerOf(row)!.example === undefined)).toEqual([]);
  });

  it('are as the document says that they are', () => {
    const ajv = ajvOf();
    const faults = rows.flatMap((row) =>
      [requestOf(row), answerOf(row)].flatMap((content) => {
        if (content?.example === undefined) return [];
        const check = ajv.compile(local(closed(content.schema) as object));
        return check(content.example) ? [] : [[row.id, check.errors]];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('were sent and accepted just now, where the walk comes to them', () => {
    const sent = rows.filter((row) => hasRequest(row) && taken.get(row.id)?.request !== undefined);
    expect(sent.length).toBeGreaterThan(30);
    for (const row of sent)
      expect([row.id, requestOf(row)!.example]).toEqual([
        row.id,
        JSON.parse(JSON.stringify(taken.get(row.id)!.request)),
      ]);
  });

  it('have the shape of what was answered just now', () => {
    const answered = rows.filter((row) => hasAnswer(row) && taken.get(row.id)?.answer !== undefined);
    expect(answered.length).toBeGreaterThan(70);
    const differs = answered.flatMap((row) => {
      const [shown, real] = [shapeOf(answerOf(row)!.example), shapeOf(taken.get(row.id)!.answer)];
      return [
        ...shown.filter((place) => !real.includes(place)).map((place) => `${row.id} has no ${place}`),
        ...real
          .filter((place) => !isOfList(place) && !shown.includes(place))
          .map((place) => `${row.id} does not show ${place}`),
      ];
    });
    expect(differs).toEqual([]);
  });

  it('show what is read in other types than JSON as it was read just now', () => {
    const read = rows.flatMap((row) => othersOf(row).map((type) => ({ row, type })));
    expect(read.length).toBeGreaterThan(8);
    for (const { row, type } of read) {
      const { example } = row.operation.responses['200']!.content![type]!;
      const real = taken.get(row.id)!.others![type];
      expect([row.id, type, example === undefined ? [] : placesIn(type, example)]).toEqual([
        row.id,
        type,
        placesIn(type, real),
      ]);
    }
  });

  it('of what has to wait stand wherever something may, as one was answered just now', () => {
    const check = ajvOf();
    const waits = rows.filter(mayWait);
    expect(waits.length).toBeGreaterThan(20);
    expect(waited).toMatchObject({ waitsFor: {} });
    for (const row of waits) {
      const { schema, example } = waitingOf(row);
      expect([row.id, shapeOf(example)]).toEqual([row.id, shapeOf(waited)]);
      expect([row.id, check.validate(local(closed(schema) as object), example)]).toEqual([row.id, true]);
    }
  });

  it('stand beside facts that hold what the document says of their kind, and nothing else', async () => {
    const { items } = jsonOf<{ items: readonly Json[] }>(
      await app.get('lin', `/api/v1/entries/${entry}/timeline?limit=500`),
    );
    const check = ajvOf().compile(local(closed({ $ref: '#/components/schemas/Fact' }) as object));
    expect(new Set(items.map(({ type }) => type)).size).toBeGreaterThan(45);
    const wrongOnes = items.flatMap((fact) => {
      const isAsSaid: boolean = check(fact);
      return isAsSaid ? [] : [[fact.type, fact.data, check.errors]];
    });
    expect(wrongOnes).toEqual([]);
  });

  it('can be asked with: no list refuses the example of one of its filters', async () => {
    const asked = rows
      // A file for a calendar is no list, and takes what opens it.
      .filter((row) => row.method === 'get' && !row.path.includes('{') && hasAnswer(row))
      .flatMap((row) =>
        (row.operation.parameters ?? []).flatMap(({ in: place, name, schema }) =>
          place === 'query' && schema?.examples ? [{ row, name, value: schema.examples[0] }] : [],
        ),
      );
    expect(asked.length).toBeGreaterThan(15);
    for (const { row, name, value } of asked) {
      const query = `${name}=${encodeURIComponent(String(value))}`;
      const answer = await app.get(userOf(row.action), `${row.path}?${query}`);
      expect([row.id, query, answer.status]).toEqual([row.id, query, 200]);
    }
  });

  it('are taken in form where the rules have their say first', async () => {
    const others = rows.filter((row) => hasRequest(row) && taken.get(row.id)?.request === undefined);
    for (const row of others) {
      const path = row.path
        .replace('{entry}', '370114001001JB00001-1')
        .replace('{district}', '370114')
        .replace('{year}', '2026');
      const answer = await app.post(userOf(row.action), path, requestOf(row)!.example as object);
      const code = answer.status < 300 ? 'done' : problemOf(answer).code;
      expect([row.id, code, row.operation.responses[answer.status] !== undefined]).toEqual([
        row.id,
        expect.not.stringMatching(/^(request|access|session|server)\./),
        true,
      ]);
    }
  });
});

/** Somebody of the demonstration who may do it. */
function userOf(action: Action): string {
  const { who } = ruleOf(action);
  if (typeof who === 'string') return 'li';
  const machine = MACHINE_ROLES.find((role) => role in who);
  if (machine) return machine;
  return DEMO_ACCOUNTS.find(({ role }) => role in who)!.user;
}
