import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { pino } from 'pino';
import { ENGINE, LogFault, StorageFull } from '#kernel';
import { Limits, Requires, SESSION_IDLE_MS } from '#access';
import type { Acting } from '#access';
import { ADMIN, AUDITOR, LI, PASSWORD, openShell } from '../../testing/index.js';
import type { Shell } from '../../testing/index.js';
import { ThingsController, VERSION_NOW, effects } from '../../testing/things.controller.js';
import { PER_KEY, PUBLIC } from './limits.js';
import { RouteWithoutPermission, RouteWithoutScope } from './route-check.js';
import { Who } from './params.js';
import { PROBLEMS } from './problem-codes.js';
import { problemOf, Problem } from './problems.js';
import { Scope } from './scope.js';
import type { ProblemCode } from './problem-codes.js';

let shell: Shell;
let token: string;
const lines: string[] = [];
const MONITORING = 'a-token-for-prometheus';
const THING = { name: 'a', inner: { count: 1 } };
let keys = 0;
const freshKey = () => `key-${(keys += 1).toString().padStart(8, '0')}`;

const post = (body: unknown, key = freshKey(), as = token) =>
  shell.http
    .post('/api/v1/things')
    .set('Authorization', `Bearer ${as}`)
    .set('Idempotency-Key', key)
    .send(body as object);
const get = (path: string, as = token) => shell.http.get(path).set('Authorization', `Bearer ${as}`);
const codeOf = ({ body }: { body: unknown }) => (body as { code?: string }).code;

beforeAll(async () => {
  shell = await openShell(
    [ThingsController],
    pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    { OPERATIONS_TOKEN: MONITORING },
  );
});
beforeEach(async () => {
  shell.time.pass(60_000);
  token = await shell.signIn('wang');
  effects.length = 0;
});
afterAll(() => shell.app.close());

describe('a route without a declared right', () => {
  it('stops the start and is named', async () => {
    @Controller('open')
    class ForgottenController {
      @Get()
      forgotten(): string {
        return 'everything';
      }
    }
    await expect(openShell([ForgottenController])).rejects.toThrow(RouteWithoutPermission);
    await expect(openShell([ForgottenController])).rejects.toThrow(/ForgottenController\.forgotten/);
  });
});

describe('a route that never asks where its matter lies', () => {
  it('stops the start and is named, where its right does not reach everywhere', async () => {
    @Controller('open')
    class EverythingController {
      @Get()
      @Requires('entry.read')
      everything(): string {
        return 'everything';
      }
    }
    await expect(openShell([EverythingController])).rejects.toThrow(RouteWithoutScope);
    await expect(openShell([EverythingController])).rejects.toThrow(/EverythingController\.everything/);
  });

  it('gives no answer if it only says that it would ask', async () => {
    @Controller('open')
    class ForgetfulController {
      @Get()
      @Requires('entry.read')
      @Scope('entry')
      everything(@Who() { rights }: Acting): string {
        return `everything, ${rights.user}`;
      }
    }
    const forgetful = await openShell([ForgetfulController]);
    const answer = await forgetful.http
      .get('/open')
      .set('Authorization', `Bearer ${await forgetful.signIn('wang')}`);
    expect([answer.status, answer.text.includes('everything')]).toEqual([500, false]);
    await forgetful.app.close();
  });
});

describe('who may come in', () => {
  it('nobody without a session, and nobody with an ended or invented one', async () => {
    expect(codeOf(await shell.http.get('/api/v1/session').expect(401))).toBe('session.missing');
    await get('/api/v1/session', 'rs_invented').expect(401);
    shell.time.pass(SESSION_IDLE_MS);
    await get('/api/v1/session').expect(401);
  });

  it('knows who one is and what one may', async () => {
    const { body } = (await get('/api/v1/session').expect(200)) as { body: unknown };
    expect(body).toMatchObject({
      person: { user: 'wang' },
      actor: { person: 'wang', role: 'clerk' },
      may: { 'scheme.submit': 'township' },
    });
    expect((body as { may: object }).may).not.toHaveProperty('scheme.decide');
  });

  it('hides what lies outside the township, and refuses roles that may not', async () => {
    await get('/api/v1/things/370114001').expect(200);
    expect(codeOf(await get('/api/v1/things/370114002').expect(404))).toBe('access.unknown');
    expect(codeOf(await post(THING, freshKey(), await shell.signIn(AUDITOR.user)).expect(403))).toBe(
      'access.role',
    );
  });

  it('takes a cookie, and for writes only from its own pages', async () => {
    const opened = await shell.http
      .post('/api/v1/session')
      .send({ user: 'wang', password: PASSWORD })
      .expect(201);
    const header = String(opened.headers['set-cookie']);
    expect(header).toMatch(/HttpOnly/);
    expect(header).toMatch(/SameSite=Strict/);
    const cookie = header.split(';')[0]!;
    await shell.http.get('/api/v1/session').set('Cookie', cookie).expect(200);
    const write = (origin?: string) => {
      const request = shell.http
        .post('/api/v1/things')
        .set('Cookie', cookie)
        .set('Host', 'rushi.local')
        .set('Idempotency-Key', freshKey());
      return (origin ? request.set('Origin', origin) : request).send(THING);
    };
    expect(codeOf(await write('http://evil.example').expect(403))).toBe('access.origin');
    expect(codeOf(await write().expect(403))).toBe('access.origin');
    expect(codeOf(await write('null').expect(403))).toBe('access.origin');
    await write('http://rushi.local').expect(201);
    await shell.http
      .delete('/api/v1/session')
      .set('Cookie', cookie)
      .set('Host', 'rushi.local')
      .set('Origin', 'http://rushi.local')
      .expect(204);
    await shell.http.get('/api/v1/session').set('Cookie', cookie).expect(401);
  });

  it('gives the platform its listing actions and nothing else', async () => {
    const key = await shell.keys.issue({ user: 'exchange', name: '交易中心', office: '370100/exchange' });
    await shell.http.get('/api/v1/things/370114001').set('X-Api-Key', key).expect(403);
    await shell.http.get('/api/v1/session').set('X-Api-Key', key).expect(200);
    await shell.http.get('/api/v1/session').set('X-Api-Key', 'rk_wrong').expect(401);
  });

  it('lists and ends own sessions only', async () => {
    const other = await shell.signIn('wang');
    const { body } = (await get('/api/v1/sessions').expect(200)) as { body: unknown };
    const rows = (body as { items: { id: string; current: boolean }[] }).items;
    const stranger = await shell.signIn('li');
    await shell.http
      .delete(`/api/v1/sessions/${rows[0]!.id}`)
      .set('Authorization', `Bearer ${stranger}`)
      .expect(404);
    for (const { id } of rows.filter(({ current }) => !current))
      await shell.http.delete(`/api/v1/sessions/${id}`).set('Authorization', `Bearer ${token}`).expect(204);
    await get('/api/v1/session', other).expect(401);
    await get('/api/v1/session').expect(200);
  });

  it('lets a deputy act for an absent colleague while the delegation stands', async () => {
    const deputy = await shell.signIn('li');
    await get('/api/v1/session', deputy).set('On-Behalf-Of', 'wang').expect(403);
    const created = await shell.http
      .post('/api/v1/delegations')
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', freshKey())
      .send({ to: 'li', fromDay: '2026-03-01', toDay: '2026-03-09' })
      .expect(201);
    const { body } = (await get('/api/v1/session', deputy).set('On-Behalf-Of', 'wang').expect(200)) as {
      body: unknown;
    };
    expect((body as { actor: object }).actor).toEqual({
      person: 'li',
      role: 'clerk',
      office: '370114001/township',
      onBehalfOf: 'wang',
    });
    const { id } = created.body as { id: string };
    await shell.http
      .delete('/api/v1/delegations')
      .query({ id })
      .set('Authorization', `Bearer ${deputy}`)
      .expect(404);
    await shell.http
      .delete('/api/v1/delegations')
      .query({ id })
      .set('Authorization', `Bearer ${token}`)
      .expect(204);
    await get('/api/v1/session', deputy).set('On-Behalf-Of', 'wang').expect(403);
  });

  it('slows down guesses by account and place, says for how long, and knows a known device', async () => {
    const signIn = (user: string, password: string, cookie = '') =>
      shell.http.post('/api/v1/session').set('Cookie', cookie).send({ user, password });
    const opened = await signIn('audit', PASSWORD).expect(201);
    const device = /rushi_device=[^;]+/.exec(String(opened.headers['set-cookie']))![0];
    for (let n = 0; n < 4; n++) await signIn('audit', 'wrong');
    const refused = await signIn('audit', PASSWORD).expect(429);
    expect([codeOf(refused), refused.headers['retry-after']]).toEqual(['sign-in.too-soon', '2']);
    await signIn('audit', PASSWORD, device).expect(201);
    await signIn('li', PASSWORD).expect(201);
  });

  it('limits what one key and one place without a session may ask, but never a health check', async () => {
    const limits = shell.app.get(Limits);
    await limits.shut(PUBLIC, '127.0.0.1', 60);
    const refused = await shell.http.get('/problems/rate.limited').expect(429);
    expect([codeOf(refused), refused.headers['retry-after']]).toEqual(['rate.limited', '60']);
    await get('/api/v1/session').expect(200);
    await shell.http.get('/health/live').expect(200);
    await limits.forget(PUBLIC, '127.0.0.1');
    const key = await shell.keys.issue({ user: 'busy', name: '交易中心', office: '370100/exchange' });
    await limits.shut(PER_KEY, createHash('sha256').update(key).digest('hex'), 60);
    await shell.http.get('/api/v1/session').set('X-Api-Key', key).expect(429);
  });
});

describe('an operation with a key', () => {
  it('is done once, however often and however parallel it is sent', async () => {
    const key = freshKey();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(THING, key)));
    expect(effects).toEqual(['a']);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(
      answers
        .filter(({ status }) => status === 409)
        .every((answer) => codeOf(answer) === 'idempotency-key.running'),
    ).toBe(true);
    const first = answers.find(({ status }) => status === 201)!;
    const again = await post({ inner: { count: 1 }, name: 'a' }, key).expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.headers.etag).toBe(`"${VERSION_NOW}"`);
    expect(effects).toEqual(['a']);
  });

  it('gives its command the user, the key, the time and the rules in force', async () => {
    const { body } = (await post(THING, 'key-of-wang').expect(201)) as { body: unknown };
    expect(body).toMatchObject({
      meta: {
        id: 'http/wang/key-of-wang',
        correlation: 'e-1',
        at: '2026-03-02T02:00:00.000Z',
        policy: 'jinan@2026.1/370114',
        actor: { person: 'wang' },
      },
      other: 'http/wang/key-of-wang/second',
    });
  });

  it('is refused without one, with an odd one, and with one of another request', async () => {
    const bare = shell.http.post('/api/v1/things').set('Authorization', `Bearer ${token}`).send(THING);
    expect(codeOf(await bare.expect(400))).toBe('idempotency-key.missing');
    expect(codeOf(await post(THING, 'x').expect(400))).toBe('idempotency-key.invalid');
    expect(codeOf(await post(THING, 'x'.repeat(10_000)).expect(400))).toBe('idempotency-key.invalid');
    const key = freshKey();
    await post(THING, key).expect(201);
    expect(codeOf(await post({ ...THING, name: 'b' }, key).expect(422))).toBe('idempotency-key.reused');
    const elsewhere = shell.http
      .post('/api/v1/delegations')
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', key)
      .send(THING);
    expect(codeOf(await elsewhere.expect(422))).toBe('idempotency-key.reused');
    expect((await post({ ...THING, name: 'b' }, key, await shell.signIn('li'))).status).toBe(201);
  });

  it('repeats a refusal, runs again after a fault, and lets a wrong form be corrected', async () => {
    const refused = freshKey();
    const first = await post({ ...THING, name: 'refuse' }, refused).expect(409);
    const again = await post({ ...THING, name: 'refuse' }, refused).expect(409);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const crashed = freshKey();
    await post({ ...THING, name: 'crash' }, crashed).expect(500);
    expect((await post({ ...THING, name: 'crash' }, crashed).expect(500)).headers).not.toHaveProperty(
      'idempotency-replayed',
    );
    const corrected = freshKey();
    await post({ ...THING, name: 'far too long a name' }, corrected).expect(400);
    await post(THING, corrected).expect(201);
  });
});

describe('a process that died with an operation in hand', () => {
  it('gives way at once to the next try with the same command id; one that lives is waited for', async () => {
    const [work, seconds] = ['request wang key-of-dead', 60];
    const other = shell.memory.open();
    await other.claims.take(work, seconds);
    const waiting = await post(THING, 'key-of-dead').expect(409);
    expect([codeOf(waiting), waiting.headers['retry-after']]).toEqual(['idempotency-key.running', '1']);
    await other.close();
    expect((await post(THING, 'key-of-dead').expect(201)).body).toMatchObject({
      meta: { id: 'http/wang/key-of-dead' },
    });
    expect(await shell.memory.open().claims.take(work, seconds)).toBe(true);
  });
});

describe('a problem', () => {
  it('names each wrong field with a pointer and Chinese words', async () => {
    const { body, type } = (await post({ name: 5, inner: { count: 'x' }, extra: 1 }).expect(400)) as {
      body: unknown;
      type: string;
    };
    expect(type).toBe('application/problem+json');
    const { errors } = body as { errors: { pointer: string; message: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/name', '/inner/count', '/extra']),
    );
    expect(errors.every(({ message }) => /\p{Script=Han}/u.test(message))).toBe(true);
  });

  it('of a rule is never a fault: 409, 404, or 422 with the items', async () => {
    const { body } = (await shell.http.get('/api/v1/things/failures/items').expect(422)) as { body: unknown };
    expect(body).toMatchObject({
      code: 'thing.items',
      errors: [{ pointer: '/deal/areaM2', message: '面积（deal.areaM2）：面积不符。' }],
    });
    await shell.http.get('/api/v1/things/failures/unknown').expect(404);
    expect((await shell.http.get('/api/v1/things/failures/conflict').expect(409)).body).toMatchObject({
      code: 'version.conflict',
      currentVersion: 5,
      retryable: true,
    });
  });

  it('that nobody foresaw says a trace id and nothing else', async () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const { body, text } = (await shell.http
      .get('/api/v1/things/failures/x')
      .set('traceparent', `00-${trace}-00f067aa0ba902b7-01`)
      .expect(500)) as { body: unknown; text: string };
    expect((body as { traceId: string }).traceId).toBe(trace);
    expect(text).not.toContain('hunter2');
  });

  it('of an old or missing version names the version that is', async () => {
    const put = () => shell.http.put('/api/v1/things/1').set('Authorization', `Bearer ${token}`);
    expect((await put().expect(428)).body).toMatchObject({
      code: 'version.required',
      currentVersion: VERSION_NOW,
    });
    await put().set('If-Match', '"6"').expect(412);
    await put().set('If-Match', '*').expect(412);
    await put().set('If-Match', `W/"${VERSION_NOW}"`).expect(412);
    await put().set('If-Match', `"${VERSION_NOW}"`).expect(204);
  });

  it.each(Object.keys(PROBLEMS) as ProblemCode[])('%s has a sentence that says what to do', (code) => {
    const { body } = problemOf(new Problem(code), 't');
    expect(body.detail).toMatch(/请/);
    expect(body.title).not.toBe('无法办理');
  });
});

describe('malformed input', () => {
  it.each([
    ['no JSON', '{"name":', 400],
    ['a bare word', 'null', 400],
    ['a byte order mark inside', '{\ufeff"name":"a"}', 400],
    ['deep nesting', `{"name":${'['.repeat(1_500)}${']'.repeat(1_500)}}`, 400],
    ['too many bytes', `{"name":"${'a'.repeat(5_000)}"}`, 413],
    ['an array', '[]', 400],
    ['nothing', '', 400],
    ['a number beyond', '{"name":"a","inner":{"count":1e400}}', 400],
  ])('%s is refused with a problem, never a fault', async (_, body, status) => {
    const answer = await shell.http
      .post('/api/v1/things')
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', freshKey())
      .set('Content-Type', 'application/json')
      .send(body);
    expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
    expect(effects).toEqual([]);
  });

  it('harms nothing with __proto__, constructor or a key given twice', async () => {
    const body =
      '{"name":"first","name":"a","inner":{"count":1,"__proto__":{"polluted":true}},' +
      '"__proto__":{"polluted":true}}';
    await shell.http
      .post('/api/v1/things')
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', freshKey())
      .set('Content-Type', 'application/json')
      .send(body)
      .expect(201);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(effects).toEqual(['a']);
    const refused = await post({
      name: 'b',
      inner: { count: 1 },
      constructor: { prototype: { polluted: true } },
    }).expect(400);
    expect((refused.body as { errors: object[] }).errors).toEqual([
      expect.objectContaining({ pointer: '/constructor' }),
    ]);
  });

  it('in a path or a query is a refusal too', async () => {
    await get('/api/v1/things/%E0%A4%A').expect(400);
    await get('/api/v1/things/list?limit=501').expect(400);
    await get('/api/v1/things/list?limit=0').expect(400);
    await get('/api/v1/things/list?limit=1&limit=2').expect(400);
    await get('/nowhere').expect(404);
  });
});

describe('lists, health and logs', () => {
  it('link to the next page', async () => {
    const { headers } = await get('/api/v1/things/list?limit=5').expect(200);
    expect(headers.link).toBe('</api/v1/things/list?limit=5&after=cursor%2F1>; rel="next"');
  });

  it('tell all that the house stands, and only operator and monitoring how it fares', async () => {
    await shell.http.get('/health/live').expect(200);
    await shell.http.get('/health/ready').expect(200);
    // From this very machine: a proxy on it looks the same.
    for (const path of ['/health', '/metrics']) await shell.http.get(path).expect(401);
    await get('/metrics').expect(403);
    for (const wrong of ['no-token-of-this-house', `${MONITORING}x`]) {
      const asked = shell.http.get('/metrics').set('Authorization', `Bearer ${wrong}`);
      expect((await asked.expect(401)).body).toMatchObject({ code: 'operations.token-wrong' });
    }
    expect(
      (await shell.http.get('/health').set('Authorization', `Bearer ${MONITORING}`).expect(200)).body,
    ).toMatchObject({ head: '42', parked: 0, faults: { sagas: 'broken' } });
    const { text } = await get('/metrics', await shell.signIn(ADMIN.user)).expect(200);
    expect(text).toMatch(/rushi_subscription_lag_events\{subscription="sagas"\} 3/);
    expect(text).toMatch(/route="\/api\/v1\/things\/:township"/);
    expect(text).toMatch(/rushi_http_working\{kind="read"\}/);
  });

  it('tell a browser to insist on TLS only where TLS is said', async () => {
    const open = await openShell([], undefined, { OPERATIONS_OPEN: 'true', TRUST_PROXY: '1' });
    const plain = await open.http.get('/api/docs').expect(200);
    expect([
      plain.headers['strict-transport-security'],
      String(plain.headers['content-security-policy']).includes('upgrade'),
    ]).toEqual([undefined, false]);
    const proxied = await open.http.get('/api/docs').set('X-Forwarded-Proto', 'https').expect(200);
    expect([
      Boolean(proxied.headers['strict-transport-security']),
      String(proxied.headers['content-security-policy']).includes('upgrade'),
    ]).toEqual([true, true]);
    await open.http.get('/health').expect(200);
    await open.app.close();
    const secure = await openShell([], undefined, { COOKIE_SECURE: 'true' });
    expect((await secure.http.get('/health/live')).headers['strict-transport-security']).toBeDefined();
    await secure.app.close();
  });

  it('are not ready while the log cannot be read', async () => {
    const { head } = shell.store;
    shell.store.head = () => Promise.reject(new Error('gone'));
    expect(codeOf(await shell.http.get('/health/ready').expect(503))).toBe('storage.away');
    shell.store.head = head;
  });

  it('are not ready while nothing can be written, and say why', async () => {
    const takesWrites = shell.keyValues.takesWrites.bind(shell.keyValues);
    shell.keyValues.takesWrites = () => Promise.reject(new StorageFull('inside', '53100'));
    const answer = await shell.http.get('/health/ready').expect(503);
    expect([codeOf(answer), answer.headers['retry-after']]).toEqual(['storage.full', '60']);
    shell.keyValues.takesWrites = takesWrites;
    await shell.http.get('/health/ready').expect(200);
  });

  it('are not ready on a log that is not theirs, and say so by its code', async () => {
    shell.store.disowned = new LogFault('log.foreign', { subscription: 'sagas', position: 7n }, 9n);
    const answer = await shell.http.get('/health/ready').expect(503);
    expect([codeOf(answer), answer.headers['retry-after']]).toEqual(['log.foreign', '60']);
    shell.store.disowned = undefined;
  });

  it('let the operator release what is parked', async () => {
    const id = 'saga/e-1@0/Do/s-1';
    const meta = { id, correlation: 'e-1', causation: 'e-1@0', actor: ENGINE, at: '', policy: '' };
    await shell.parking.park({
      id,
      source: 'saga',
      correlation: 'e-1',
      event: 'e-1@0',
      command: { type: 'Do', stream: 's-1', data: {}, meta },
      code: 'x',
      reason: 'y',
      parkedAt: '',
    });
    const admin = await shell.signIn(ADMIN.user);
    expect((await get('/api/v1/parked?limit=1', admin).expect(200)).body).toMatchObject({
      items: [{ id }],
      next: null,
    });
    await get('/api/v1/parked').expect(403);
    const release = (which: string) =>
      shell.http
        .post(`/api/v1/parked/${encodeURIComponent(which)}/release`)
        .set('Authorization', `Bearer ${admin}`)
        .set('Idempotency-Key', freshKey());
    await release(id).expect(204);
    expect(shell.released).toEqual([id]);
    await release('no').expect(404);
  });

  it('keep names, passwords, tokens and bodies out of the log', async () => {
    const ops = await shell.signIn('ops');
    const made = await shell.http
      .post('/api/v1/accounts')
      .set('Authorization', `Bearer ${ops}`)
      .send({ ...LI, user: 'new', office: '370114-01/township', township: '370114-01' })
      .expect(201);
    const { initialPassword } = made.body as { initialPassword: string };
    const guess = 'an old password, guessed';
    await shell.http
      .put('/api/v1/session/password')
      .set('Authorization', `Bearer ${ops}`)
      .send({ old: guess, next: PASSWORD })
      .expect(422);
    expect(lines.length).toBeGreaterThan(20);
    for (const secret of [initialPassword, guess])
      expect(lines.join('') + shell.keyValues.dump()).not.toContain(secret);
    const log = lines.join('');
    for (const secret of [PASSWORD, token, '王秀英', '"wang"', 'hunter2', 'rs_', '370114002'])
      expect([secret, log.includes(secret)]).toEqual([secret, false]);
  });

  it('describe themselves in OpenAPI 3.1', async () => {
    const { body } = (await shell.http.get('/api/openapi.json').expect(200)) as { body: unknown };
    expect((body as { openapi: string }).openapi).toBe('3.1.0');
    expect(Object.keys((body as { paths: object }).paths)).toEqual(
      expect.arrayContaining(['/api/v1/session', '/api/v1/parked/{id}/release']),
    );
    await shell.http.get('/api/docs').expect(200);
  });
});
