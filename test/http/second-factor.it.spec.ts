import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import type { Response } from 'supertest';
import { CONFIRMED, FREE_FAILURES, MINUTE_MS, RECOVERY_CODES, RealTime, ROLES, scopeOf } from '#access';
import { KeyValues } from '#kernel';
import { rushi } from '../../apps/cli/testing/rushi.js';
import { atADesk } from './at-a-desk.js';
import { PASSWORD, freshKey, jsonOf, openApp, soundScheme } from './app.js';
import type { App } from './app.js';
import { submit } from './steps.js';

const PERIOD_MS = 30_000;
const CONFIRM_MINUTES = 10;

/**
 * Of the server, turned by the test: codes change with it, and nothing else is asked of the machine's clock.
 */
class TurnedTime {
  ahead = 0;
  constructor(private readonly real: RealTime) {
    const ms = real.ms.bind(real);
    const start = ms();
    real.ms = () => start + this.ahead;
  }
  ms = () => this.real.ms();
  pass(ms: number): void {
    this.ahead += ms;
  }
}

const refusal = ({ status, body }: Response) => [status, (body as { code?: string }).code];
const bearer = (answer: Response) => ({ Authorization: `Bearer ${jsonOf<{ token: string }>(answer).token}` });
const codeAt = (secret: string, timestamp: number) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });

describe('a second factor', () => {
  let app: App;
  let time: TurnedTime;
  const secrets: string[] = [];
  beforeAll(async () => {
    app = await openApp([], { SECOND_FACTOR: 'approver,finance' });
    time = new TurnedTime(app.app.get(RealTime));
  });
  afterAll(() => app.close());
  // No code of the test before counts any more.
  beforeEach(() => time.pass(5 * PERIOD_MS));

  const signIn = (user: string, code?: string) =>
    app.send('', 'post', '/api/v1/session', {
      user,
      password: PASSWORD,
      ...(code ? { factorCode: code } : {}),
    });
  const as = (who: Readonly<Record<string, string>>, method: string, path: string, body?: object) =>
    app.send('', method, `/api/v1/${path}`, body, who);
  const begin = (who: Readonly<Record<string, string>>, more: object = {}) =>
    as(who, 'post', 'session/second-factor', { password: PASSWORD, ...more });
  const secretIn = (answer: Response) => {
    const { secret } = jsonOf<{ secret: string }>(answer);
    secrets.push(secret);
    return secret;
  };
  /** A person with a factor of their own, by a session that may do everything. */
  const enrolled = async (user: string) => {
    const who = bearer(await signIn(user));
    const secret = secretIn(await begin(who));
    const set = await as(who, 'put', 'session/second-factor', { factorCode: codeAt(secret, time.ms()) });
    expect([set.status, set.headers['cache-control']]).toEqual([200, 'no-store']);
    const { recoveryCodes } = jsonOf<{ recoveryCodes: string[] }>(set);
    secrets.push(...recoveryCodes);
    time.pass(2 * PERIOD_MS);
    return { who, secret, recoveryCodes, code: () => codeAt(secret, time.ms()) };
  };

  it('comes before everything else for whose role needs one, and others go on without', async () => {
    const opened = await signIn('feng');
    expect(jsonOf(opened)).toMatchObject({ mustSetFactor: true });
    const who = bearer(opened);
    expect(refusal(await as(who, 'get', 'entries'))).toEqual([403, 'second-factor.missing']);
    expect(jsonOf(await as(who, 'get', 'session'))).toMatchObject({ mustSetFactor: true });
    expect(jsonOf(await as(who, 'get', 'session/second-factor'))).toEqual({
      set: false,
      required: true,
      recoveryCodesLeft: 0,
    });
    const clerk = await signIn('wang');
    expect(jsonOf(clerk)).toMatchObject({ mustSetFactor: false });
    expect((await as(bearer(clerk), 'get', 'entries')).status).toBe(200);
  });

  it('is set up with the password and a code of it, and ends what was open without it', async () => {
    const other = bearer(await signIn('feng'));
    const who = bearer(await signIn('feng'));
    expect(refusal(await begin(who, { password: 'wrong' }))).toEqual([422, 'session.confirmation-wrong']);
    expect(refusal(await as(who, 'put', 'session/second-factor', { factorCode: '000000' }))).toEqual([
      409,
      'second-factor.not-begun',
    ]);
    const begun = await begin(who);
    expect([begun.status, begun.headers['cache-control']]).toEqual([200, 'no-store']);
    const secret = secretIn(begun);
    expect(jsonOf<{ uri: string }>(begun).uri).toMatch(/^otpauth:\/\/totp\/Rushi:feng\?issuer=Rushi&secret=/);
    const before = codeAt(secret, time.ms() - 10 * PERIOD_MS);
    expect(refusal(await as(who, 'put', 'session/second-factor', { factorCode: before }))).toEqual([
      422,
      'second-factor.code-wrong',
    ]);
    expect((await as(who, 'get', 'entries')).status).toBe(403);
    const set = await as(who, 'put', 'session/second-factor', { factorCode: codeAt(secret, time.ms()) });
    const { recoveryCodes } = jsonOf<{ recoveryCodes: string[] }>(set);
    secrets.push(...recoveryCodes);
    expect(new Set(recoveryCodes).size).toBe(RECOVERY_CODES);
    expect((await as(who, 'get', 'entries')).status).toBe(200);
    expect((await as(other, 'get', 'session')).status).toBe(401);
  });

  it('is asked for at every sign-in, and each code opens once, however many come together', async () => {
    const { code } = await enrolled('zheng');
    expect(refusal(await signIn('zheng'))).toEqual([401, 'sign-in.code-needed']);
    const wrong = { user: 'zheng', password: 'not the password', factorCode: code() };
    expect(refusal(await app.send('', 'post', '/api/v1/session', wrong))).toEqual([401, 'sign-in.wrong']);
    const together = await Promise.all([signIn('zheng', code()), signIn('zheng', code())]);
    expect(together.map(refusal).toSorted()).toEqual([
      [201, undefined],
      [401, 'sign-in.code-wrong'],
    ]);
    expect(refusal(await signIn('zheng', code()))).toEqual([401, 'sign-in.code-wrong']);
    time.pass(PERIOD_MS);
    expect((await signIn('zheng', code())).status).toBe(201);
  });

  it('opens once with each recovery code, as it was written down', async () => {
    const { who, recoveryCodes } = await enrolled('wang');
    const [first = ''] = recoveryCodes;
    expect(first).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect((await signIn('wang', first.toLowerCase().replaceAll('-', ' '))).status).toBe(201);
    expect(refusal(await signIn('wang', first))).toEqual([401, 'sign-in.code-wrong']);
    expect(jsonOf(await as(who, 'get', 'session/second-factor'))).toMatchObject({
      set: true,
      required: false,
      recoveryCodesLeft: RECOVERY_CODES - 1,
    });
  });

  it('is replaced only by whoever has the one before, which goes on until then', async () => {
    const { who, code, recoveryCodes } = await enrolled('li');
    expect(refusal(await begin(who))).toEqual([422, 'session.confirmation-wrong']);
    const next = secretIn(await begin(who, { factorCode: code() }));
    time.pass(PERIOD_MS);
    expect((await signIn('li', code())).status).toBe(201);
    const set = await as(who, 'put', 'session/second-factor', { factorCode: codeAt(next, time.ms()) });
    expect(set.status).toBe(200);
    time.pass(2 * PERIOD_MS);
    expect(refusal(await signIn('li', code()))).toEqual([401, 'sign-in.code-wrong']);
    expect(refusal(await signIn('li', recoveryCodes[0]))).toEqual([401, 'sign-in.code-wrong']);
    expect((await signIn('li', codeAt(next, time.ms()))).status).toBe(201);
  });

  it('slows wrong codes down like wrong passwords, and a right password does not free from it', async () => {
    await enrolled('zhao');
    for (let n = 1; n < FREE_FAILURES; n += 1) {
      expect(refusal(await signIn('zhao', '12345678'))).toEqual([401, 'sign-in.code-wrong']);
      // Known as right, and neither counted nor forgiven.
      expect(refusal(await signIn('zhao'))).toEqual([401, 'sign-in.code-needed']);
    }
    expect(refusal(await signIn('zhao', '12345678'))).toEqual([401, 'sign-in.code-wrong']);
    expect(refusal(await signIn('zhao', '12345678'))).toEqual([429, 'sign-in.too-soon']);
  });

  it('is taken away by the administrator alone, who is named in the trail', async () => {
    const { who } = await enrolled('qian');
    const reset = (user: string) => app.send(user, 'delete', '/api/v1/accounts/qian/second-factor');
    expect(refusal(await reset('sun'))).toEqual([403, 'access.role']);
    expect((await reset('admin')).status).toBe(204);
    expect(refusal(await reset('admin'))).toEqual([409, 'second-factor.none']);
    expect((await as(who, 'get', 'session')).status).toBe(401);
    expect((await signIn('qian')).status).toBe(201);
    const trail = jsonOf<{ items: { what: string; whom: string; by: string }[] }>(
      await app.get('lin', '/api/v1/access-audit?limit=500'),
    ).items.filter(({ whom }) => whom === 'qian');
    expect(trail.map(({ what, by }) => [what, by])).toEqual([
      ['second-factor.set', 'qian'],
      ['second-factor.reset', 'admin'],
    ]);
  });

  it('leaves no secret and no recovery code in anything that is stored', async () => {
    const spaces = ['second-factors', 'second-factors-begun', 'second-factor-codes', 'access-audit'];
    const more = ['idempotency-answers', 'idempotency-requests', 'sessions', 'sessions-by-user'];
    const stored = JSON.stringify(
      await Promise.all([...spaces, ...more].map((space) => app.app.get(KeyValues).list(space, '', 1_000))),
    );
    expect(stored).toContain('"sealed":"v1.');
    expect(secrets.length).toBeGreaterThan(RECOVERY_CODES);
    expect(secrets.filter((secret) => stored.includes(secret))).toEqual([]);
  });
});

describe('on the command line', () => {
  let app: App;
  let time: TurnedTime;
  let leave: () => Promise<void>;
  beforeAll(async () => {
    app = await openApp([], { CONFIRM_WITHIN: `${CONFIRM_MINUTES}m`, SECOND_FACTOR: 'registrar' });
    time = new TurnedTime(app.app.get(RealTime));
    ({ leave } = await atADesk(app));
  });
  afterAll(() => leave());

  it('the code is taken from the environment, and who must set up a factor is told where', async () => {
    expect((await rushi('login', '--as', 'chen')).out).toMatch(/须先启用两步验证.*\/security/);
    const path = '/api/v1/session/second-factor';
    const { secret } = jsonOf<{ secret: string }>(
      await app.send('zhao', 'post', path, { password: PASSWORD }),
    );
    const factorCode = codeAt(secret, time.ms());
    expect((await app.send('zhao', 'put', path, { factorCode })).status).toBe(200);
    time.pass(2 * PERIOD_MS);
    const without = await rushi('login', '--as', 'zhao');
    expect([without.status, without.err]).toEqual([2, expect.stringContaining('RUSHI_CODE')]);
    process.env.RUSHI_CODE = codeAt(secret, time.ms());
    expect((await rushi('login', '--as', 'zhao')).out).toContain('已登录');
  });

  it('a decision that has to be confirmed is, by the password, and goes on', async () => {
    const entry = await submit(app, soundScheme(0));
    expect((await rushi('login', '--as', 'sun')).status).toBe(0);
    time.pass(CONFIRM_MINUTES * MINUTE_MS);
    const said = {
      issuer: '章丘区工业和信息化局',
      documentNo: '工信〔2026〕1号',
      on: app.today(),
      text: '同意',
    };
    const set = Object.entries(said).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
    const task = `task-${entry}.conditions-industry.1`;
    const decided = await rushi('decide', task, 'issue', ...set, '--as', 'sun');
    expect([decided.err, decided.out]).toEqual(['', expect.stringContaining(`已办理 ${task}`)]);
  });
});

describe('a confirmation', () => {
  let app: App;
  let time: TurnedTime;
  beforeAll(async () => {
    app = await openApp([], { CONFIRM_WITHIN: `${CONFIRM_MINUTES}m` });
    time = new TurnedTime(app.app.get(RealTime));
  });
  afterAll(() => app.close());

  const confirm = (user: string, proof: object) =>
    app.send(user, 'post', '/api/v1/session/confirmation', proof);
  const paper = () => ({
    ...{ issuer: '章丘区自然资源局', documentNo: '规条〔2026〕1号', on: app.today(), text: '按附件执行' },
  });

  it('is asked for by the rights that are declared, each of which asks where its matter lies', () => {
    expect(CONFIRMED.size).toBeGreaterThan(10);
    for (const action of CONFIRMED)
      for (const role of ROLES) expect([action, scopeOf(role, action)]).not.toEqual([action, 'city']);
  });

  it('is needed before issuing when the sign-in is too long ago, and then the same goes on', async () => {
    const entry = await submit(app, soundScheme(0));
    const { id } = await app.taskOf('zhao', entry, 'conditions-planning');
    const { headers } = await app.get('zhao', `/api/v1/tasks/${id}`);
    time.pass(CONFIRM_MINUTES * MINUTE_MS);
    const same = { 'If-Match': String(headers.etag), 'Idempotency-Key': freshKey() };
    const issue = () =>
      app.send('zhao', 'post', `/api/v1/tasks/${id}/decision`, { outcome: 'issue', data: paper() }, same);
    expect(refusal(await issue())).toEqual([403, 'session.unconfirmed']);
    expect(jsonOf(await app.get('zhao', `/api/v1/tasks/${id}`))).toMatchObject({ status: 'open' });
    expect(refusal(await confirm('zhao', { password: 'wrong' }))).toEqual([
      422,
      'session.confirmation-wrong',
    ]);
    expect(refusal(await confirm('zhao', {}))).toEqual([422, 'session.confirmation-wrong']);
    expect(refusal(await issue())).toEqual([403, 'session.unconfirmed']);
    const until = new Date(time.ms() + CONFIRM_MINUTES * MINUTE_MS).toISOString();
    expect(jsonOf(await confirm('zhao', { password: PASSWORD }))).toEqual({ until });
    const issued = await issue();
    expect([issued.status, jsonOf(issued).outcome]).toEqual([200, 'issue']);
  });

  it('is needed before many tasks are decided at once, and not to ask what would come of it', async () => {
    const asked = { outcome: 'agree', data: { text: '无异议' } };
    await app.send('qian', 'get', '/api/v1/session');
    time.pass(CONFIRM_MINUTES * MINUTE_MS);
    const none = await app.post('qian', '/api/v1/tasks/bulk/preflight', { ...asked, filter: {} });
    expect([none.status, jsonOf(none)]).toEqual([200, { can: 0, cannot: 0, more: false, items: [] }]);
    const tasks = [{ task: 'task-nowhere.x.1', version: 0 }];
    const start = () => app.post('qian', '/api/v1/tasks/bulk', { ...asked, tasks });
    expect(refusal(await start())).toEqual([403, 'session.unconfirmed']);
    expect((await confirm('qian', { password: PASSWORD })).status).toBe(200);
    expect((await start()).status).toBe(202);
  });

  it('is not needed for other work, and not for long after signing in', async () => {
    const entry = await submit(app, soundScheme(68));
    app.forget('zhao');
    expect((await app.decide('zhao', entry, 'conditions-planning', 'issue', paper())).status).toBe(200);
    time.pass(CONFIRM_MINUTES * MINUTE_MS);
    const items = [{ field: 'boundary', opinion: '按勘测定界成果修正' }];
    const refused = await app.decide('sun', entry, 'conditions-industry', 'refuse', { items });
    expect([refused.status, refusal(refused)[1]]).toEqual([200, undefined]);
  });
});
