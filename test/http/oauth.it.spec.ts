/*
 * Shows: a machine gets a short access token for what it has signed, and for nothing else; the token reaches
 * what its key, its role, its district and its scope allow, and ends with its key at once.
 * How: the whole application over HTTP, real keys, two processes on one database for what is used once.
 */
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { calculateJwkThumbprint } from 'jose';
import type { Response } from 'supertest';
import supertest from 'supertest';
import { KeyValues } from '#kernel';
import { ACCESS_TOKEN_MS, ApiKeys, MACHINE_ROLES, RealTime, TOKEN_SCOPES, tokenScopesOf } from '#access';
import type { AuditRow } from '#access';
import { DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { freshKey, jsonOf, openApp, problemOf, startServer } from './app.js';
import type { App, Json } from './app.js';
import { TOKEN, assertionOf, ecPair, edPair, formOf } from './machine-keys.js';
import type { Pair, Said } from './machine-keys.js';

const ISSUER = 'https://rushi.example.gov.cn';
const EVENTS = '/platform/v1/events';
const MACHINE = { name: '市公共资源交易中心', office: '370100/trading' };
type Token = Readonly<{ access_token: string; token_type: string; expires_in: number; scope: string }>;

let app: App;
const ed = edPair();
const ec = ecPair();
/** The numbers of the keys that were issued. */
const ids = new Map<string, string>();

async function register(user: string, body: Json): Promise<string> {
  const answer = await app.post('admin', '/api/v1/api-keys', { ...MACHINE, user, ...body });
  expect([user, answer.status]).toEqual([user, 201]);
  const { id } = jsonOf<{ id: string }>(answer);
  ids.set(user, id);
  return id;
}
const ask = (form: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  app.send('', 'post', TOKEN, form, { 'Content-Type': 'application/x-www-form-urlencoded', ...headers });
const askFor = async (
  pair: Pair,
  user: string,
  said: Said = {},
  more: Readonly<Record<string, string>> = {},
) => ask(formOf(await assertionOf(pair, user, ISSUER, said), more));
async function tokenOf(pair: Pair, user: string, scope?: string): Promise<string> {
  const answer = await askFor(pair, user, {}, scope === undefined ? {} : { scope });
  expect([user, answer.status]).toEqual([user, 200]);
  return jsonOf<Token>(answer).access_token;
}
const by = (token: string, method: string, path: string, body?: object, headers = {}) =>
  app.send('', method, path, body, { Authorization: `Bearer ${token}`, ...headers });
const wrongOf = (answer: Response) => {
  const { error, code } = answer.body as { error: string; code: string };
  return [answer.status, answer.type, error, code];
};
const REFUSED = [401, 'application/json', 'invalid_client', 'token.client-wrong'];

beforeAll(async () => {
  app = await openApp([], { PUBLIC_ADDRESS: ISSUER });
  await register('jyzx', { publicKey: ed.jwk });
  await register('jyzx-ec', { publicKey: { ...ec.jwk, kid: 'mine', alg: 'ES256', use: 'sig' } });
});
afterAll(() => app.close());

describe('a key with a public half', () => {
  it('has no secret, shows its public half, and is refused where it is none', async () => {
    const issued = await app.post('admin', '/api/v1/api-keys', {
      ...MACHINE,
      user: 'jyzx-shown',
      publicKey: ed.jwk,
    });
    expect(jsonOf(issued)).toMatchObject({ user: 'jyzx-shown', publicKey: ed.jwk });
    expect(jsonOf(issued)).not.toHaveProperty('key');
    const { items } = jsonOf<{ items: Json[] }>(await app.get('admin', '/api/v1/api-keys'));
    expect(items.find(({ id }) => id === ids.get('jyzx-ec'))).toMatchObject({ publicKey: ec.jwk });
    for (const publicKey of [
      { ...ec.jwk, x: ec.jwk.y },
      { ...ed.jwk, y: ed.jwk.x },
      { kty: 'EC', crv: 'Ed25519', x: ed.jwk.x },
      { ...ed.jwk, x: ed.jwk.x!.slice(1) },
    ]) {
      const answer = await app.post('admin', '/api/v1/api-keys', { ...MACHINE, user: 'jyzx', publicKey });
      expect([answer.status, problemOf(answer).code]).toEqual([422, 'key.public-invalid']);
    }
    const secret = ed.secret.export({ format: 'jwk' });
    const answer = await app.post('admin', '/api/v1/api-keys', {
      ...MACHINE,
      user: 'jyzx',
      publicKey: secret,
    });
    expect([answer.status, answer.text.includes(secret.d!)]).toEqual([400, false]);
  });
});

describe('a machine that has signed', () => {
  it.each([
    ['jyzx', ed],
    ['jyzx-ec', ec],
  ])('%s gets a token, and uses it wherever a key may be', async (user, pair) => {
    const answer = await askFor(pair, user);
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    const token = jsonOf<Token>(answer);
    expect(token).toEqual({
      access_token: expect.stringMatching(/^rt_/),
      token_type: 'Bearer',
      expires_in: ACCESS_TOKEN_MS / 1_000,
      scope: tokenScopesOf('platform').join(' '),
    });
    for (const path of [EVENTS, '/platform/v1/clock', '/platform/v1/claims', '/platform/v1/webhooks'])
      expect([path, (await by(token.access_token, 'get', path)).status]).toEqual([path, 200]);
    const consumer = '/platform/v1/consumers/mine/checkpoint';
    expect((await by(token.access_token, 'get', consumer)).status).toBe(404);
    expect((await by(token.access_token, 'get', '/api/v1/accounts')).status).toBe(403);
    const asKey = await app.send('', 'get', EVENTS, undefined, { 'X-Api-Key': token.access_token });
    expect([asKey.status, problemOf(asKey).code]).toEqual([401, 'key.wrong']);
  });

  it('may name its key by number or thumbprint, itself, and the endpoint as audience', async () => {
    for (const kid of [ids.get('jyzx')!, await calculateJwkThumbprint(ed.jwk)])
      expect((await askFor(ed, 'jyzx', { header: { kid } }, { client_id: 'jyzx' })).status).toBe(200);
    expect((await askFor(ed, 'jyzx', { claims: { aud: ISSUER + TOKEN } })).status).toBe(200);
    expect((await askFor(ed, 'jyzx', { claims: { aud: [ISSUER] } })).status).toBe(200);
  });

  it('may sign by the key that signs its reports, and still has to sign those', async () => {
    const pair = edPair();
    await register('jyzx-reports', { signingKey: pair.jwk.x! });
    const token = await tokenOf(pair, 'jyzx-reports');
    expect((await by(token, 'get', EVENTS)).status).toBe(200);
    const path = '/platform/v1/listings/370114001018JB00011-1/refunds';
    const told = await by(token, 'post', path, {}, { 'Idempotency-Key': freshKey() });
    expect([told.status, problemOf(told).code]).toEqual([401, 'signature.missing']);
  });
});

describe('an assertion is refused', () => {
  const now = () => Math.floor(Date.now() / 1_000);
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claimsOf = (user: string) => ({
    iss: user,
    sub: user,
    aud: ISSUER,
    exp: now() + 60,
    jti: freshKey(),
  });

  it.each<[what: string, claims: () => Json]>([
    ['for somebody else', () => ({ aud: 'https://other.example' })],
    ['for several', () => ({ aud: [ISSUER, 'https://other.example'] })],
    ['that ran out', () => ({ exp: now() - 60 })],
    ['that runs too long', () => ({ exp: now() + 3_600 })],
    ['without an end', () => ({ exp: undefined })],
    ['without a number', () => ({ jti: undefined })],
    ['of an endless number', () => ({ jti: 'x'.repeat(201) })],
    ['of tomorrow', () => ({ nbf: now() + 200 })],
    ['about another machine', () => ({ sub: 'jyzx-ec' })],
    ['by another machine', () => ({ iss: 'jyzx-ec', sub: 'jyzx-ec' })],
    ['of nobody', () => ({ iss: 'nobody-here', sub: 'nobody-here' })],
    ['without anybody', () => ({ iss: undefined })],
  ])('%s', async (_, claims) => {
    const answer = await askFor(ed, 'jyzx', { claims: claims() });
    expect(wrongOf(answer)).toEqual(REFUSED);
  });

  it('where another key has signed, an unknown one is named, or another client', async () => {
    const others = [
      await askFor(edPair(), 'jyzx'),
      await askFor(ec, 'jyzx'),
      await askFor(ed, 'jyzx-ec'),
      await askFor(ed, 'jyzx', { header: { kid: 'unknown' } }),
      await askFor(ed, 'jyzx', { header: { kid: ids.get('jyzx-ec')! } }),
      await askFor(ed, 'jyzx', {}, { client_id: 'jyzx-ec' }),
    ];
    for (const answer of others) expect(wrongOf(answer)).toEqual(REFUSED);
  });

  it('unsigned, signed by what is public, altered, cut, or endless', async () => {
    const head = (alg: string) => encoded({ alg, typ: 'JWT' });
    const unsigned = (alg: string) => `${head(alg)}.${encoded(claimsOf('jyzx'))}`;
    const hmac = (text: string, key: string) => createHmac('sha256', key).update(text).digest('base64url');
    const good = await assertionOf(ed, 'jyzx', ISSUER);
    const [header, , signature] = good.split('.') as [string, string, string];
    const hs256 = [ed.jwk.x!, JSON.stringify(ed.jwk)].map(
      (key) => `${unsigned('HS256')}.${hmac(unsigned('HS256'), key)}`,
    );
    const wrong = [
      ...hs256,
      `${unsigned('none')}.`,
      `${unsigned('None')}.`,
      `${unsigned('EdDSA')}.`,
      `${header}.${encoded(claimsOf('jyzx'))}.${signature}`,
      good.slice(0, -8),
      `${good}.x`,
      'x',
      '..',
      `${encoded([1])}.${encoded([1])}.x`,
      'x'.repeat(200_000),
      `${header}.${encoded({ ...claimsOf('jyzx'), more: 'x'.repeat(20_000) })}.${signature}`,
    ];
    for (const assertion of wrong)
      expect([assertion.slice(0, 40), ...wrongOf(await ask(formOf(assertion)))]).toEqual([
        assertion.slice(0, 40),
        ...REFUSED,
      ]);
  });

  it('says what to correct to whoever has signed it, and nothing of others', async () => {
    const late = await askFor(ed, 'jyzx', { claims: { exp: now() - 60 } });
    expect(problemOf(late).errors).toEqual([
      { pointer: '/client_assertion', code: 'exp', message: expect.stringContaining('exp') },
    ]);
    const strange = [await askFor(edPair(), 'jyzx'), await askFor(edPair(), 'nobody-here')];
    const [known, unknown] = strange.map((answer) => ({ ...problemOf(answer), traceId: '' }));
    expect(known).toEqual(unknown);
  });

  it('the second time, also by another process, however many come together', async () => {
    const other = await startServer(app.url, app.clock, { PUBLIC_ADDRESS: ISSUER });
    try {
      const assertion = await assertionOf(ed, 'jyzx', ISSUER);
      const elsewhere = supertest(other.app.getHttpServer());
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          n % 2 === 0 ? ask(formOf(assertion)) : elsewhere.post(TOKEN).type('form').send(formOf(assertion)),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
      const again = await elsewhere.post(TOKEN).type('form').send(formOf(assertion));
      expect(problemOf(again).errors).toMatchObject([{ code: 'replayed' }]);
    } finally {
      await other.close();
    }
  });
});

describe('a request that is none', () => {
  it('is refused as RFC 6749 has it, with what to do next', async () => {
    const form = async (more: Readonly<Record<string, string>>) =>
      formOf(await assertionOf(ed, 'jyzx', ISSUER), more);
    const wrong: readonly [object, string][] = [
      [{}, 'unsupported_grant_type'],
      [await form({ grant_type: 'password' }), 'unsupported_grant_type'],
      [await form({ client_assertion_type: 'other' }), 'invalid_request'],
      [{ grant_type: 'client_credentials' }, 'invalid_request'],
      [await form({ client_assertion: '' }), 'invalid_request'],
      [await form({ scope: 'everything' }), 'invalid_scope'],
      [await form({ scope: 'feed.read  account.manage' }), 'invalid_scope'],
      [await form({ scope: ' ' }), 'invalid_scope'],
    ];
    for (const [body, error] of wrong) {
      const answer = await ask(body);
      expect([answer.status, answer.type, answer.body]).toEqual([
        400,
        'application/json',
        expect.objectContaining({
          error,
          error_description: expect.stringMatching(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/),
          detail: expect.stringMatching(/\p{Script=Han}/u),
        }),
      ]);
    }
    const twice = `grant_type=client_credentials&${new URLSearchParams(await form({})).toString()}`;
    const doubled = await app.send('', 'post', TOKEN, twice, {
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect(doubled.body).toMatchObject({ error: 'invalid_request' });
    const asJson = await app.send('', 'post', TOKEN, await form({}));
    expect(asJson.status).toBe(415);
    const elsewhere = await app.send('admin', 'post', '/api/v1/api-keys', 'user=x', {
      'Content-Type': 'application/x-www-form-urlencoded',
    });
    expect(elsewhere.status).toBe(415);
  });
});

describe('a token', () => {
  it('reaches what its scope names, and nothing besides', async () => {
    const token = await tokenOf(ed, 'jyzx', 'feed.read');
    expect((await by(token, 'get', EVENTS)).status).toBe(200);
    expect((await by(token, 'get', '/api/v1/terms')).status).toBe(200);
    const narrow = await by(token, 'get', '/platform/v1/claims');
    expect([narrow.status, problemOf(narrow).code]).toEqual([403, 'token.narrow']);
    expect(narrow.headers['www-authenticate']).toBe('Bearer error="insufficient_scope"');
    expect(problemOf(narrow).detail).toContain('claims.read');
    const hook = await by(token, 'post', '/platform/v1/webhooks', { url: 'https://a.example' });
    expect(problemOf(hook).code).toBe('token.narrow');
  });

  it('sees the district of its machine alone, and what its role may', async () => {
    const pair = edPair();
    const office = '370114/finance';
    await register('czj', { role: 'treasury', district: '370114', office, publicKey: pair.jwk });
    const answer = await askFor(pair, 'czj');
    expect(jsonOf<Token>(answer).scope).toBe('feed.read feed.keep webhooks.manage claims.read claims.write');
    const monitor = edPair();
    await register('jcxt', { role: 'monitor', publicKey: monitor.jwk });
    expect(wrongOf(await askFor(monitor, 'jcxt', {}, { scope: 'claims.write' }))).toEqual([
      400,
      'application/json',
      'invalid_scope',
      'token.scope-wrong',
    ]);
    const token = jsonOf<Token>(answer).access_token;
    expect((await by(token, 'get', EVENTS)).status).toBe(200);
    const listings = await by(token, 'get', '/platform/v1/listings');
    expect([listings.status, problemOf(listings).code]).toEqual([403, 'access.role']);
  });

  it('ends with its time, and with its key at the next request', async () => {
    const pair = edPair();
    const id = await register('jyzx-short', { publicKey: pair.jwk });
    const token = await tokenOf(pair, 'jyzx-short');
    const time = app.app.get(RealTime);
    const later = Date.now() + ACCESS_TOKEN_MS;
    const clock = jest.spyOn(time, 'ms').mockReturnValue(later);
    const late = await by(token, 'get', EVENTS);
    clock.mockRestore();
    expect([late.status, problemOf(late).code]).toEqual([401, 'token.ended']);
    expect(late.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    expect((await by(token, 'get', EVENTS)).status).toBe(200);
    await app.send('admin', 'delete', `/api/v1/api-keys/${id}`);
    const revoked = await by(token, 'get', EVENTS);
    expect([revoked.status, problemOf(revoked).code]).toEqual([401, 'token.ended']);
    expect(wrongOf(await askFor(pair, 'jyzx-short'))).toEqual(REFUSED);
  });

  it('lies in the database by its digest only, and its machine’s secret nowhere', async () => {
    const token = await tokenOf(ed, 'jyzx');
    const rows = await app.app.get(KeyValues).list('access-tokens');
    expect(rows.map(({ key }) => key)).toContain(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('the audit', () => {
  it('names tokens that were given, and assertions of a machine that were refused, and why', async () => {
    await askFor(ed, 'jyzx', { claims: { aud: 'https://other.example' } });
    const { items } = jsonOf<{ items: AuditRow[] }>(await app.get('lin', '/api/v1/access-audit?limit=500'));
    const ofMachine = items.filter(({ whom }) => whom === 'jyzx');
    expect(ofMachine).toContainEqual(
      expect.objectContaining({
        what: 'token.issued',
        by: 'jyzx',
        details: { key: ids.get('jyzx'), scopes: ['feed.read'] },
      }),
    );
    expect(ofMachine).toContainEqual(
      expect.objectContaining({ what: 'token.refused', details: { reason: 'aud' } }),
    );
    expect(JSON.stringify(items)).not.toMatch(/rt_|eyJ/);
    expect(items.some(({ whom }) => whom === 'nobody-here')).toBe(false);
  });
});

describe('the description of the server', () => {
  const METADATA = '/.well-known/oauth-authorization-server';

  it('says where tokens are, and how they are asked for', async () => {
    expect(jsonOf(await app.send('', 'get', METADATA))).toEqual({
      issuer: ISSUER,
      token_endpoint: ISSUER + TOKEN,
      scopes_supported: Object.keys(TOKEN_SCOPES),
      response_types_supported: [],
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'Ed25519', 'ES256'],
    });
    for (const role of MACHINE_ROLES) expect(tokenScopesOf(role).length).toBeGreaterThan(0);
  });

  it('takes no host from a request for its name: an assertion for another server opens nothing', async () => {
    const other = await startServer(app.url, app.clock);
    try {
      const http = supertest(other.app.getHttpServer());
      const stolen = formOf(await assertionOf(ed, 'jyzx', 'https://other.example'));
      const answer = await http.post(TOKEN).set('Host', 'other.example').type('form').send(stolen);
      expect([answer.status, problemOf(answer).code]).toEqual([409, 'token.no-address']);
      const { issuer } = (await http.get(METADATA)).body as { issuer: string };
      expect(issuer).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    } finally {
      await other.close();
    }
  });
});

it('a simple key goes on as it was', async () => {
  const key = await new ApiKeys(app.app.get(KeyValues)).issue(DEMO_PLATFORM);
  expect((await app.send('', 'get', EVENTS, undefined, { 'X-Api-Key': key })).status).toBe(200);
  const answer = await app.send('', 'get', EVENTS, undefined, { Authorization: `Bearer ${key}` });
  expect(answer.status).toBe(401);
});
