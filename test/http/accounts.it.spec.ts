import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { Accounts, Limits, PASSWORD_CHARACTERS_MIN, dayInJinan, placeOf } from '#access';
import { KeyValues } from '#kernel';
import { PUBLIC } from '../../apps/server/src/http/limits.js';
import { jsonOf, openApp, problemOf } from './app.js';
import type { App, Json } from './app.js';
import { parkStep } from './parked-step.js';

const NEW = {
  user: 'tian',
  name: '田野',
  role: 'clerk',
  office: '370114-02/township',
  township: '370114-02',
  district: '370114',
} as const;
const OWN = 'a password of my own';
const DEMO_PASSWORD = 'correct horse battery';
/** Everything that must never be found in what is stored. */
const secrets: string[] = [OWN, DEMO_PASSWORD];

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const put = (user: string, path: string, body: object) => app.send(user, 'put', path, body);
const refusal = ({ status, body }: Response) => [status, (body as { code?: string }).code];
const signIn = (user: string, password: string) =>
  app.send('', 'post', '/api/v1/session', { user, password });
const bearer = (answer: Response) => ({ Authorization: `Bearer ${jsonOf<{ token: string }>(answer).token}` });
const passwordIn = (answer: Response) => {
  const { initialPassword } = jsonOf<{ initialPassword: string }>(answer);
  secrets.push(initialPassword);
  return initialPassword;
};
const trail = async () =>
  jsonOf<{ items: (Json & { what: string; whom: string; by: string; at: string })[] }>(
    await app.get('lin', '/api/v1/access-audit?limit=500'),
  ).items;

describe('a new account', () => {
  let initial: string;

  it('is made with a password that is shown once and nowhere else', async () => {
    const made = await app.send('admin', 'post', '/api/v1/accounts', NEW);
    expect([made.status, made.headers.location, made.headers['cache-control']]).toEqual([
      201,
      '/api/v1/accounts/tian',
      'no-store',
    ]);
    expect(jsonOf(made)).toMatchObject({ account: { ...NEW, disabled: false, mustChangePassword: true } });
    initial = passwordIn(made);
    expect((await app.get('admin', '/api/v1/accounts/tian')).text).not.toMatch(/hash|assword":"|argon/);
  });

  it('opens nothing with it but the change of the password', async () => {
    const opened = await signIn('tian', initial);
    expect(jsonOf(opened)).toMatchObject({ mustChangePassword: true });
    const as = bearer(opened);
    expect(refusal(await app.send('', 'get', '/api/v1/entries', undefined, as))).toEqual([
      403,
      'password.initial',
    ]);
    expect(refusal(await app.send('', 'get', '/api/v1/delegations', undefined, as))).toEqual([
      403,
      'password.initial',
    ]);
    expect(jsonOf(await app.send('', 'get', '/api/v1/session', undefined, as))).toMatchObject({
      mustChangePassword: true,
      person: { user: 'tian' },
    });

    const change = (old: string, next: string) =>
      app.send('', 'put', '/api/v1/session/password', { old, next }, as);
    expect(refusal(await change('not the old one', OWN))).toEqual([422, 'password.wrong']);
    expect(refusal(await change(initial, initial))).toEqual([422, 'password.same']);
    const weak = await change(initial, 'short');
    expect(refusal(weak)).toEqual([422, 'password.weak']);
    expect(problemOf(weak).detail).toContain(`${PASSWORD_CHARACTERS_MIN} 至`);
    const other = bearer(await signIn('tian', initial));
    expect((await change(initial, OWN)).status).toBe(204);
    expect((await app.send('', 'get', '/api/v1/entries', undefined, as)).status).toBe(200);
    expect((await app.send('', 'get', '/api/v1/session', undefined, other)).status).toBe(401);
    expect(refusal(await signIn('tian', initial))).toEqual([401, 'sign-in.wrong']);
    expect((await signIn('tian', OWN)).status).toBe(201);
  });

  it('is refused twice, without its area, and under the name of a machine', async () => {
    const make = (more: object) => app.send('admin', 'post', '/api/v1/accounts', { ...NEW, ...more });
    expect(refusal(await make({}))).toEqual([409, 'account.taken']);
    expect(refusal(await make({ user: 'trading-platform' }))).toEqual([409, 'account.taken']);
    expect(refusal(await make({ user: 'other', township: '370115-01' }))).toEqual([422, 'account.invalid']);
    const odd = await make({ user: 'Other', district: undefined });
    expect(refusal(odd)).toEqual([422, 'account.invalid']);
    expect((odd.body as { detail: string }).detail).toMatch(
      /^账户信息不完整或者不正确：用户名（user）应为 .*；这个岗位须填六位区县代码（district），例如 370114/,
    );
    expect(refusal(await make({ user: 'other', role: 'king' }))).toEqual([400, 'request.invalid']);
    expect(refusal(await make({ user: 'other', passwordHash: 'x' }))).toEqual([400, 'request.invalid']);
  });
});

describe('an account', () => {
  it('is listed page by page', async () => {
    const first = await app.get('admin', '/api/v1/accounts?limit=5');
    const { items, next } = jsonOf<{ items: { user: string }[]; next: string }>(first);
    expect([items.length, next, first.headers.link]).toEqual([
      5,
      expect.any(String),
      expect.stringContaining('rel="next"'),
    ]);
    const rest = jsonOf<{ items: { user: string }[]; next: null }>(
      await app.get('lin', `/api/v1/accounts?after=${encodeURIComponent(next)}&limit=500`),
    );
    expect([...items, ...rest.items].map(({ user }) => user)).toEqual(
      expect.arrayContaining(['admin', 'tian', 'wang', 'zheng']),
    );
    expect(rest.next).toBeNull();
  });

  it('changes its role and office, from the next request on', async () => {
    const as = bearer(await signIn('tian', OWN));
    const reviewer = { name: '田野', role: 'reviewer', office: '370114/finance', district: '370114' };
    expect(jsonOf(await put('admin', '/api/v1/accounts/tian', reviewer))).toEqual({
      user: 'tian',
      ...reviewer,
      disabled: false,
      mustChangePassword: false,
    });
    expect(
      jsonOf<{ rights: Json }>(await app.send('', 'get', '/api/v1/session', undefined, as)).rights,
    ).toEqual({ user: 'tian', ...reviewer });
    expect(refusal(await put('admin', '/api/v1/accounts/nobody', reviewer))).toEqual([
      404,
      'account.unknown',
    ]);
    expect(
      refusal(await put('admin', '/api/v1/accounts/tian', { ...reviewer, district: undefined })),
    ).toEqual([422, 'account.invalid']);
  });

  it('is shut at once, and opened again', async () => {
    const as = bearer(await signIn('tian', OWN));
    expect(refusal(await put('admin', '/api/v1/accounts/tian/state', { disabled: true }))).toEqual([
      400,
      'request.invalid',
    ]);
    expect(
      jsonOf(await put('admin', '/api/v1/accounts/tian/state', { disabled: true, reason: '调离' })),
    ).toMatchObject({ disabled: true });
    expect((await app.send('', 'get', '/api/v1/session', undefined, as)).status).toBe(401);
    expect(refusal(await signIn('tian', OWN))).toEqual([401, 'sign-in.wrong']);
    expect(
      jsonOf(await put('admin', '/api/v1/accounts/tian/state', { disabled: false, reason: '调回' })),
    ).toMatchObject({ disabled: false });
    expect((await app.send('', 'get', '/api/v1/session', undefined, as)).status).toBe(401);
    expect((await signIn('tian', OWN)).status).toBe(201);
  });

  it('gets a password for one sign-in when its own is lost: sessions end and no lock stays', async () => {
    const as = bearer(await signIn('tian', OWN));
    for (let n = 0; n < 4; n++) await signIn('tian', 'wrong');
    expect((await signIn('tian', OWN)).status).toBe(429);
    const reset = await app.send('admin', 'post', '/api/v1/accounts/tian/password', {});
    expect([reset.status, reset.headers['cache-control']]).toEqual([200, 'no-store']);
    expect((await app.send('', 'get', '/api/v1/session', undefined, as)).status).toBe(401);
    expect(
      refusal(
        await app.send(
          '',
          'get',
          '/api/v1/entries',
          undefined,
          bearer(await signIn('tian', passwordIn(reset))),
        ),
      ),
    ).toEqual([403, 'password.initial']);
    expect(refusal(await app.send('admin', 'post', '/api/v1/accounts/nobody/password', {}))).toEqual([
      404,
      'account.unknown',
    ]);
  });

  it('cannot be tried out through a session that was left open', async () => {
    const codes = [];
    for (let n = 0; n < 5; n++)
      codes.push(refusal(await put('sun', '/api/v1/session/password', { old: `guess ${n}`, next: OWN })));
    expect(codes.slice(0, 3)).toEqual(Array(3).fill([422, 'password.wrong']));
    expect(codes[4]).toEqual([429, 'sign-in.too-soon']);
  });
});

describe('a morning in the office', () => {
  it('lets two hundred in at once from one address, and nobody is turned away', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => signIn(['li', 'wu', 'qian', 'sun'][n % 4]!, DEMO_PASSWORD)),
    );
    expect(answers.filter(({ status }) => status !== 201).map(refusal)).toEqual([]);
  });
});

describe('an address from which too much is asked', () => {
  const [OPEN, MINE] = ['/problems', '/api/v1/session'];
  const madeUp = [
    { 'X-Api-Key': 'made-up' },
    { Authorization: 'Bearer rs_made-up' },
    { Cookie: 'rushi_session=rs_made-up', Origin: 'http://127.0.0.1' },
  ];
  const asked = async (path: string, user: string, headers = {}) =>
    (await app.send(user, 'get', path, undefined, headers)).status;

  it('is not free of its limit for a made-up key or session, and whoever is somebody goes on', async () => {
    const [limits, here] = [app.app.get(Limits), placeOf('127.0.0.1')];
    expect(await asked(OPEN, 'wang')).toBe(200);
    try {
      await limits.shut(PUBLIC, here, 60);
      expect(await asked(OPEN, '')).toBe(429);
      for (const shown of madeUp)
        expect([shown, await asked(OPEN, '', shown), await asked(MINE, '', shown)]).toEqual([
          shown,
          429,
          429,
        ]);
      expect([await asked(OPEN, 'wang'), await asked(MINE, 'wang')]).toEqual([200, 200]);
    } finally {
      await limits.forget(PUBLIC, here);
    }
    for (const shown of madeUp)
      expect([shown, await asked(OPEN, '', shown), await asked(MINE, '', shown)]).toEqual([shown, 200, 401]);
  });
});

describe('the last administrator', () => {
  const demoted = { name: '系统管理员', role: 'auditor', office: '370100/audit' };

  it('can neither be shut nor given another role', async () => {
    expect(
      refusal(await put('admin', '/api/v1/accounts/admin/state', { disabled: true, reason: '误操作' })),
    ).toEqual([409, 'account.last-admin']);
    expect(refusal(await put('admin', '/api/v1/accounts/admin', demoted))).toEqual([
      409,
      'account.last-admin',
    ]);
  });

  it('is left over although two shut each other out at once', async () => {
    await app.app.get(Accounts).create({
      user: 'second',
      name: '管理员乙',
      role: 'admin',
      office: '370100/operations',
      password: OWN,
    });
    const second = bearer(await signIn('second', OWN));
    const answers = await Promise.all([
      put('admin', '/api/v1/accounts/second/state', { disabled: true, reason: '误操作' }),
      app.send('', 'put', '/api/v1/accounts/admin/state', { disabled: true, reason: '误操作' }, second),
    ]);
    const open = (await app.app.get(Accounts).views()).filter(
      ({ role, disabled }) => role === 'admin' && !disabled,
    );
    expect([open.length, answers.filter(({ status }) => status === 200).length]).toEqual([1, 1]);
    await app.app.get(Accounts).change('admin', { disabled: false });
    app.forget('admin');
  });
});

describe('a key of a machine', () => {
  it('is issued, shown once, listed without its secret, and revoked', async () => {
    const machine = { user: 'exchange-2', name: '公共资源交易平台二期', office: '370100/trading' };
    const issued = await app.send('admin', 'post', '/api/v1/api-keys', machine);
    const { key, id } = jsonOf<{ key: string; id: string }>(issued);
    secrets.push(key);
    expect([issued.status, issued.headers['cache-control'], key]).toEqual([
      201,
      'no-store',
      expect.stringMatching(/^rk_/),
    ]);
    const listings = () => app.send('', 'get', '/api/v1/listings', undefined, { 'X-Api-Key': key });
    expect((await listings()).status).toBe(200);
    const listed = await app.get('lin', '/api/v1/api-keys');
    expect(jsonOf<{ items: Json[] }>(listed).items).toContainEqual({
      id,
      ...machine,
      issuedBy: 'admin',
      issuedAt: expect.any(String),
    });
    expect(listed.text).not.toContain(key);
    expect(
      refusal(await app.send('admin', 'post', '/api/v1/api-keys', { ...machine, user: 'wang' })),
    ).toEqual([409, 'account.taken']);
    // A machine is one counterparty, in one place.
    for (const other of [{ role: 'registry', district: '370114' }, { role: 'monitor' }])
      expect(refusal(await app.send('admin', 'post', '/api/v1/api-keys', { ...machine, ...other }))).toEqual([
        409,
        'key.other-role',
      ]);
    expect((await app.send('admin', 'delete', `/api/v1/api-keys/${id}`)).status).toBe(204);
    expect((await listings()).status).toBe(401);
    expect(refusal(await app.send('admin', 'delete', `/api/v1/api-keys/${id}`))).toEqual([
      404,
      'key.unknown',
    ]);
  });
});

describe('deputies and sessions', () => {
  it('are listed of everybody for the administrator, and for nobody who keeps no accounts', async () => {
    const given = { to: 'zhao', fromDay: app.today(), toDay: app.today() };
    expect((await app.post('li', '/api/v1/delegations', given)).status).toBe(201);
    const { items } = jsonOf<{ items: Json[] }>(await app.get('admin', '/api/v1/delegations/all'));
    expect(items).toContainEqual({ id: `li/zhao/${app.today()}`, from: 'li', ...given });
    expect(refusal(await app.get('li', '/api/v1/delegations/all'))).toEqual([403, 'access.role']);
  });

  it('end everywhere but here', async () => {
    const [here, there] = [await signIn('chen', DEMO_PASSWORD), await signIn('chen', DEMO_PASSWORD)];
    const session = (as: Response) => app.send('', 'get', '/api/v1/session', undefined, bearer(as));
    expect((await session(there)).status).toBe(200);
    expect((await app.send('', 'delete', '/api/v1/sessions', undefined, bearer(here))).status).toBe(204);
    expect([(await session(here)).status, (await session(there)).status]).toEqual([200, 401]);
  });
});

describe('a step that the rules refused to the engine', () => {
  it('is settled without being carried out, for a reason that the log keeps', async () => {
    const id = await parkStep(app, 'no-such-entry', '1');
    const path = `/api/v1/parked/${encodeURIComponent(id)}/dismissal`;
    const parked = async () =>
      jsonOf<{ items: { id: string }[] }>(await app.get('admin', '/api/v1/parked')).items.map(
        (one) => one.id,
      );
    expect(await parked()).toContain(id);
    expect(refusal(await app.post('admin', path, {}))).toEqual([400, 'request.invalid']);
    expect(refusal(await app.post('lin', path, { reason: '已线下办结' }))).toEqual([403, 'access.role']);
    expect((await app.post('admin', path, { reason: '已线下办结' })).status).toBe(204);
    expect(await parked()).not.toContain(id);
    expect(refusal(await app.post('admin', path, { reason: '已线下办结' }))).toEqual([404, 'parked.unknown']);
  });
});

describe('every change', () => {
  it('stands in the trail with author and time, read by the auditor, not the administrator', async () => {
    const facts = await trail();
    expect(facts.filter(({ whom }) => whom === 'tian').map(({ what, by }) => [what, by])).toEqual([
      ['account.created', 'admin'],
      ['password.changed', 'tian'],
      ['account.changed', 'admin'],
      ['account.disabled', 'admin'],
      ['account.enabled', 'admin'],
      ['password.reset', 'admin'],
    ]);
    const ofKey = facts.filter(({ whom }) => whom === 'exchange-2');
    // It was used many times, and from one place.
    expect(ofKey.map(({ what }) => what)).toEqual(['key.issued', 'key.new-place', 'key.revoked']);
    expect(ofKey[1]).toMatchObject({ by: 'exchange-2', details: { place: '127.0.0.1' } });
    expect(facts.find(({ what }) => what === 'account.disabled')).toMatchObject({
      details: { reason: '调离' },
    });
    expect(facts.map(({ at }) => at)).toEqual(facts.map(({ at }) => at).sort());
    expect(refusal(await app.get('admin', '/api/v1/access-audit'))).toEqual([403, 'access.role']);
  });

  it('is found by who, what, whom and when, page by page', async () => {
    const asked = async (query: string) =>
      jsonOf<{ items: { id: string; what: string; whom: string }[]; next: string | null }>(
        await app.get('lin', `/api/v1/access-audit?${query}`),
      );
    const all = (await asked('by=admin&limit=500')).items;
    expect(all.length).toBeGreaterThan(4);
    expect((await asked('by=tian')).items.map(({ what }) => what)).toEqual(['password.changed']);
    const [first, second] = all;
    const one = await asked('by=admin&limit=1');
    expect(one.items).toEqual([first]);
    expect((await asked(`by=admin&limit=1&after=${encodeURIComponent(one.next!)}`)).items).toEqual([second]);
    expect((await asked('what=account.disabled&whom=tian')).items).toHaveLength(1);
    const day = dayInJinan((await trail())[0]!.at);
    expect((await asked(`from=${day}&by=admin&limit=500`)).items).toEqual(all);
    expect(await asked('to=2020-01-01')).toEqual({ items: [], next: null });
    expect(await asked('from=2100-01-01')).toEqual({ items: [], next: null });
    expect(refusal(await app.get('lin', '/api/v1/access-audit?what=nothing'))).toEqual([
      400,
      'request.invalid',
    ]);
  });

  it('left no secret in anything that is stored', async () => {
    const spaces = [
      'accounts',
      'keys',
      'access-audit',
      'idempotency-answers',
      'idempotency-requests',
      'sessions',
      'sessions-by-user',
      'sign-in-attempts',
    ];
    const stored = JSON.stringify(
      await Promise.all(spaces.map((space) => app.app.get(KeyValues).list(space, '', 1_000))),
    );
    expect(stored).toContain('argon2id');
    expect(secrets.length).toBeGreaterThan(4);
    expect(secrets.filter((secret) => stored.includes(secret))).toEqual([]);
  });
});
