/*
 * Shows: a machine whose key is revoked is told nothing more, whatever it waits for or listens to; one
 * machine holds a part of the places only, and spends a budget; ids of others cannot be tried out.
 * How: the whole application, a second process on its database, and real connections.
 */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { KeyValues } from '#kernel';
import { until } from '#kernel/testing';
import { ApiKeys } from '#access';
import { DEMO_MACHINES, DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { FeedStreams } from '../../apps/server/src/feed/feed-streams.js';
import { MachineListeners } from '../../apps/server/src/feed/machine-listeners.js';
import {
  EVENTS_PER_POINT,
  PROOF_COST,
  SCHEMA_COST,
  TOKEN_COST,
} from '../../apps/server/src/http/machine-budget.js';
import { Drain } from '../../apps/server/src/http/drain.js';
import { freshKey, jsonOf, openApp, problemOf, soundScheme, startServer } from './app.js';
import type { App } from './app.js';
import { TOKEN, assertionOf, edPair, formOf } from './machine-keys.js';
import { agree, approve, issueConditions, issueQuota, submit } from './steps.js';

const EVENTS = '/platform/v1/events';
const PLACES = 3;
type Event = Readonly<{ id: string; type: string; subject: string }>;
type Process = Awaited<ReturnType<typeof startServer>>;

let app: App;
let other: Process;
const listening = async ({ app: one }: Pick<Process, 'app'>) => {
  await one.listen(0, '127.0.0.1');
};
const addressOf = ({ app: one }: Pick<Process, 'app'>): string =>
  `http://127.0.0.1:${(one.getHttpServer().address() as AddressInfo).port}`;
const keysIn = () => new ApiKeys(app.app.get(KeyValues));
/** A new key of a machine of the platform's kind. */
const keyOf = (user: string) => keysIn().issue({ ...DEMO_PLATFORM, user });
const asks = (key: string, path: string, at = addressOf(app)) =>
  fetch(at + path, { headers: { 'X-Api-Key': key } });
async function revoke(user: string): Promise<void> {
  for (const { id } of await keysIn().of(user))
    expect((await app.send('admin', 'delete', `/api/v1/api-keys/${id}`)).status).toBe(204);
}
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code];
const headOf = async (key: string) =>
  ((await (await asks(key, `${EVENTS}/head`)).json()) as { id: string }).id;

beforeAll(async () => {
  app = await openApp([], { MACHINE_LISTENERS_MAX: String(PLACES) });
  other = await startServer(app.url, app.clock, { MACHINE_LISTENERS_MAX: String(PLACES) });
  for (const one of [app, other]) await listening(one);
  await issueQuota(app);
  const entry = await submit(app, soundScheme(0));
  await issueConditions(app, entry);
  await agree(app, entry);
  await approve(app, entry);
});
afterAll(async () => {
  for (const one of [app, other]) await one.app.get(Drain).end(one.app.getHttpServer(), 0);
  await other.close();
  await app.close();
});

describe('a machine whose key is revoked', () => {
  it('is answered 401 while it waits, in this process and in another', async () => {
    for (const [user, process] of [
      ['here', app],
      ['elsewhere', other],
    ] as const) {
      const key = await keyOf(user);
      const last = await headOf(key);
      const waiting = asks(key, `${EVENTS}?after=${encodeURIComponent(last)}&wait=25`, addressOf(process));
      await until(() => process.app.get(MachineListeners).count === 1);
      await revoke(user);
      expect([user, ...(await codeOf(await waiting))]).toEqual([user, 401, 'key.wrong']);
    }
  });

  it('waits by a token, and is told that it has ended', async () => {
    const pair = edPair();
    const body = { user: 'by-token', name: '交易平台', office: '370100/trading', publicKey: pair.jwk };
    expect((await app.post('admin', '/api/v1/api-keys', body)).status).toBe(201);
    const form = formOf(await assertionOf(pair, 'by-token', addressOf(app)));
    const answer = await fetch(addressOf(app) + TOKEN, { method: 'POST', body: new URLSearchParams(form) });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const headers = { Authorization: `Bearer ${token}` };
    const page = `${addressOf(app)}${EVENTS}`;
    const [event] = (await (await fetch(page, { headers })).json()) as [Event];
    const waiting = fetch(`${page}?after=${encodeURIComponent(event.id)}&wait=25`, { headers });
    await until(() => app.app.get(MachineListeners).count === 1);
    await revoke('by-token');
    expect(await codeOf(await waiting)).toEqual([401, 'token.ended']);
  });

  it('hears the end of its stream, here and in another process, and cannot begin another one', async () => {
    for (const [user, process] of [
      ['listener', app],
      ['far-listener', other],
    ] as const) {
      const key = await keyOf(user);
      const headers = { 'X-Api-Key': key, Accept: 'text/event-stream' };
      const stream = await fetch(`${addressOf(process)}${EVENTS}/stream`, { headers });
      expect([user, stream.status]).toEqual([user, 200]);
      const said = stream.text();
      await until(() => process.app.get(FeedStreams).count === 1);
      await revoke(user);
      expect(await said).toContain('cn.rushi.listing.ordered.v1');
      const again = await fetch(`${addressOf(process)}${EVENTS}/stream`, { headers });
      expect([user, ...(await codeOf(again))]).toEqual([user, 401, 'key.wrong']);
    }
  });
});

describe('one machine', () => {
  it('waits and listens on so many connections together, and leaves the others theirs', async () => {
    const [mine, second, theirs] = [await keyOf('greedy'), await keyOf('greedy'), await keyOf('modest')];
    const last = encodeURIComponent(await headOf(mine));
    const stopping = new AbortController();
    const options = (key: string) => ({ headers: { 'X-Api-Key': key }, signal: stopping.signal });
    const stream = await fetch(`${addressOf(app)}${EVENTS}/stream`, {
      ...options(mine),
      headers: { 'X-Api-Key': mine, Accept: 'text/event-stream' },
    });
    expect(stream.status).toBe(200);
    const waits = Array.from({ length: 2 * PLACES }, (_, n) =>
      fetch(`${addressOf(app)}${EVENTS}?after=${last}&wait=25`, options(n % 2 ? mine : second)).then(
        async (answer) => [...(await codeOf(answer)), answer.headers.get('retry-after')],
        () => ['held'],
      ),
    );
    const refused: unknown[] = [];
    for (const wait of waits) void wait.then((answer) => refused.push(answer));
    await until(() => refused.length === PLACES + 1);
    const answers = refused.map((answer) => JSON.stringify(answer));
    expect(new Set(answers)).toEqual(new Set([JSON.stringify([429, 'rate.listeners', '10'])]));
    // Who does not wait, and whoever else waits, is answered.
    expect((await asks(mine, `${EVENTS}?after=${last}`)).status).toBe(200);
    expect((await asks(theirs, `${EVENTS}?after=${last}&timeout=20`)).status).toBe(200);
    stopping.abort();
    expect((await Promise.all(waits)).filter(([what]) => what === 'held').length).toBe(PLACES - 1);
    await until(async () => (await asks(mine, `${EVENTS}?after=${last}&timeout=20`)).status === 200);
  });
});

describe('a budget', () => {
  const POINTS = 100;
  let small: Process;
  beforeAll(async () => {
    small = await startServer(app.url, app.clock, { MACHINE_POINTS_PER_MINUTE: String(POINTS) });
  });
  afterAll(() => small.close());
  const ask = (key: string, path: string) =>
    supertest(small.app.getHttpServer()).get(path).set('X-Api-Key', key);
  const leftAfter = async (key: string, path: string) => {
    const { headers } = await ask(key, path);
    expect(headers['ratelimit-policy']).toBe(`"machine";q=${POINTS};w=60`);
    return Number(/^"machine";r=(\d+);t=\d+$/.exec(String(headers.ratelimit))![1]);
  };

  it('pays for what a request may cost, whatever key of the machine asks', async () => {
    const [one, two] = [await keyOf('payer'), await keyOf('payer')];
    let left = POINTS;
    const costs = async (key: string, path: string, cost: number) =>
      expect([path, await leftAfter(key, path)]).toEqual([path, (left -= cost)]);
    await costs(one, '/platform/v1/clock', 1);
    await costs(two, `${EVENTS}?limit=1`, 2);
    await costs(one, `${EVENTS}?limit=200`, 1 + 200 / EVENTS_PER_POINT);
    await costs(two, EVENTS, 1 + 100 / EVENTS_PER_POINT);
    await costs(one, '/platform/v1/schemas', SCHEMA_COST);
    await costs(two, '/platform/v1/asyncapi.json', SCHEMA_COST);
    await costs(one, '/tlog/checkpoint', PROOF_COST);
  });

  it('pays for tokens, too, so that nobody fills the database with them', async () => {
    const pair = edPair();
    const body = { user: 'collector', name: '交易平台', office: '370100/trading', publicKey: pair.jwk };
    expect((await app.post('admin', '/api/v1/api-keys', body)).status).toBe(201);
    const http = supertest(await small.app.listen(0, '127.0.0.1'));
    const token = async () =>
      http
        .post(TOKEN)
        .type('form')
        .send(formOf(await assertionOf(pair, 'collector', addressOf(small))));
    for (let paid = TOKEN_COST; paid <= POINTS; paid += TOKEN_COST) expect((await token()).status).toBe(200);
    const refused = await token();
    expect([refused.status, problemOf(refused).code]).toEqual([429, 'rate.budget']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('that is spent refuses with the time to wait, and is each machine’s own', async () => {
    const [spender, saver] = [await keyOf('spender'), await keyOf('saver')];
    expect((await ask(spender, `${EVENTS}?limit=500`)).status).toBe(200);
    const refused = await ask(spender, `${EVENTS}?limit=500`);
    expect([refused.status, problemOf(refused).code]).toEqual([429, 'rate.budget']);
    expect(problemOf(refused).detail).toContain('MACHINE_POINTS_PER_MINUTE');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(refused.headers.ratelimit).toMatch(/^"machine";r=0;t=\d+$/);
    expect((await ask(saver, '/platform/v1/clock')).status).toBe(200);
    // People are not counted by it.
    expect((await app.get('li', '/api/v1/terms')).headers.ratelimit).toBeUndefined();
  });
});

describe('what is another district’s, or another counterparty’s', () => {
  it('is answered as what never was, as a place and by its id', async () => {
    const treasury = DEMO_MACHINES.find(({ role }) => role === 'treasury')!;
    const far = await keysIn().issue({ ...treasury, user: 'far-treasury', district: '370115' });
    const near = await keysIn().issue(treasury);
    const [ordered] = jsonOf<Event[]>(await app.get('platform', EVENTS)) as [Event];
    const made = ordered.id.replace('@', '@9');
    const said = async (key: string, path: string, id: string) => {
      const answer = await asks(key, path.replace('ID', encodeURIComponent(id)));
      const text = (await answer.text()).replaceAll(id, 'ID').replace(/"traceId":"\w+"/, '');
      return [answer.status, answer.headers.get('link'), text];
    };
    for (const key of [far, near])
      for (const path of [`${EVENTS}?after=ID`, `${EVENTS}?after=ID&wait=1`, `${EVENTS}/ID`]) {
        const [real, none] = [await said(key, path, ordered.id), await said(key, path, made)];
        expect([path, real]).toEqual([path, none]);
        expect(real[0]).toBe(path.includes('?') ? 400 : 404);
      }
    // Of the same type, seen by the machine of the whole city and by nobody of another district.
    const [decided] = jsonOf<Event[]>(await app.get('monitor', `${EVENTS}?limit=500`)) as [Event];
    expect((await asks(far, `${EVENTS}/${encodeURIComponent(decided.id)}`)).status).toBe(404);
  });

  it('is no end of what a webhook is sent again either', async () => {
    const treasury = DEMO_MACHINES.find(({ role }) => role === 'treasury')!;
    const far = await keysIn().issue({ ...treasury, user: 'far-treasury', district: '370115' });
    const [ordered] = jsonOf<Event[]>(await app.get('platform', EVENTS)) as [Event];
    const post = async (path: string, body: object) =>
      fetch(addressOf(app) + path, {
        method: 'POST',
        headers: { 'X-Api-Key': far, 'Content-Type': 'application/json', 'Idempotency-Key': freshKey() },
        body: JSON.stringify(body),
      });
    const added = (await (
      await post('/platform/v1/webhooks', { url: 'https://notices.example.com/' })
    ).json()) as {
      webhook: { id: string };
    };
    const replay = `/platform/v1/webhooks/${added.webhook.id}/replay`;
    for (const body of [{ after: ordered.id }, { until: ordered.id }])
      expect(await codeOf(await post(replay, body))).toEqual([400, 'request.invalid']);
  });
});

describe('the address of the next page', () => {
  it('keeps a question that has a question mark in it', async () => {
    const subject = '370114001018JB00011-1';
    const page = await app.get('platform', `${EVENTS}?limit=1&types=listing.ordered.v1&subject=${subject}?x`);
    expect(jsonOf(page)).toEqual([]);
    const asked = await app.get(
      'platform',
      `${EVENTS}?limit=1&after=00000000000000000001&subject=${subject}?x`,
    );
    expect(asked.headers.link).toBe(
      `<${EVENTS}?limit=1&after=00000000000000000001&subject=${subject}%3Fx>; rel="next"`,
    );
  });
});
