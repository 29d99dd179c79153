import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { Accounts } from '#access';
import type { SignedIn } from '#access';
import { freshKey, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { agree, issueConditions, issueQuota, submit, timelineOf } from './steps.js';

const OTHERS: readonly SignedIn[] = [
  {
    user: 'yang',
    name: '杨柳',
    role: 'clerk',
    office: '370114-02/township',
    township: '370114-02',
    district: '370114',
  },
  { user: 'gao', name: '高原', role: 'reviewer', office: '370112/natural-resources', district: '370112' },
  { user: 'ma', name: '马驰', role: 'approver', office: '370114/government', district: '370114' },
  { user: 'xie', name: '谢宁', role: 'reviewer', office: '370114/natural-resources', district: '370114' },
];

let app: App;
/** One entry before the government, one with its departments. */
let decided: string;
let reviewed: string;
const seen: Response[] = [];

beforeAll(async () => {
  app = await openApp(OTHERS);
  await issueQuota(app);
  decided = await submit(app, soundScheme(0));
  await issueConditions(app, decided);
  await agree(app, decided);
  reviewed = await submit(app, soundScheme(17));
  await issueConditions(app, reviewed);
});
afterAll(() => app.close());

/** Expects a problem, and keeps it: at the end all of them are looked at. */
async function refused(answer: Promise<Response>, status: number, code: string): Promise<Response> {
  const got = await answer;
  expect([got.status, problemOf(got).code, got.type]).toEqual([status, code, 'application/problem+json']);
  seen.push(got);
  return got;
}

const APPROVAL = { outcome: 'approve', data: { documentNo: '章政土〔2026〕9号' } };

describe('who may not', () => {
  it('nobody without a sign-in', async () => {
    await refused(app.send('', 'get', '/api/v1/entries'), 401, 'session.missing');
    await refused(app.send('', 'get', `/api/v1/entries/${decided}`), 401, 'session.missing');
    await refused(
      app.send('', 'post', '/api/v1/schemes', soundScheme(1), { 'Idempotency-Key': freshKey() }),
      401,
      'session.missing',
    );
    await refused(app.send('', 'get', '/metrics'), 401, 'session.missing');
  });

  it('a clerk of another township neither sees the entry nor acts on it', async () => {
    for (const path of ['', '/timeline', '/scheme', '/refusals', '/parked'])
      await refused(app.get('yang', `/api/v1/entries/${decided}${path}`), 404, 'access.unknown');
    await refused(
      app.post('yang', `/api/v1/entries/${decided}/withdrawal`, { reason: '撤回' }),
      403,
      'access.scope',
    );
    await refused(app.post('yang', '/api/v1/schemes', soundScheme(51)), 403, 'access.scope');
    expect(jsonOf<{ items: unknown[] }>(await app.get('yang', '/api/v1/entries')).items).toEqual([]);
    expect(await app.tasks('yang', 'all=yes')).toEqual([]);
  });

  it('a reviewer of another district neither sees nor decides', async () => {
    const { id } = await app.taskOf('li', reviewed, 'opinion-natural-resources');
    await refused(app.get('gao', `/api/v1/tasks/${id}`), 404, 'access.unknown');
    await refused(app.get('gao', `/api/v1/entries/${reviewed}`), 404, 'access.unknown');
    await refused(
      app.post(
        'gao',
        `/api/v1/tasks/${id}/decision`,
        { outcome: 'agree', data: { text: '无异议' } },
        { 'If-Match': '"0"' },
      ),
      403,
      'access.scope',
    );
    await refused(app.post('gao', `/api/v1/tasks/${id}/claim`), 403, 'access.scope');
    expect(jsonOf<{ items: unknown[] }>(await app.get('gao', '/api/v1/quotas')).items).toEqual([]);
  });

  it("a colleague of another bureau does not give this bureau's opinion", async () => {
    const { id, version } = await app.taskOf('li', reviewed, 'opinion-natural-resources');
    await refused(
      app.post(
        'wu',
        `/api/v1/tasks/${id}/decision`,
        { outcome: 'agree', data: { text: '无异议' } },
        { 'If-Match': `"${version}"` },
      ),
      403,
      'access.scope',
    );
  });

  it('an auditor sees everything and does nothing', async () => {
    expect((await app.get('lin', `/api/v1/entries/${decided}/timeline`)).status).toBe(200);
    const { id, version } = (await app.tasks('lin', `entry=${decided}&kind=decide-scheme`))[0]!;
    await refused(
      app.post('lin', `/api/v1/tasks/${id}/decision`, APPROVAL, { 'If-Match': `"${version}"` }),
      403,
      'access.role',
    );
    for (const path of [
      'withdrawal',
      'price-payments',
      'objection',
      'rescission',
      'levy-payments',
      'revision',
    ])
      await refused(app.post('lin', `/api/v1/entries/${decided}/${path}`, {}), 403, 'access.role');
  });

  it('the platform sees listings and nothing else', async () => {
    expect((await app.get('platform', '/api/v1/listings')).status).toBe(200);
    for (const path of [
      '/api/v1/entries',
      `/api/v1/entries/${decided}`,
      '/api/v1/tasks',
      '/api/v1/quotas',
      '/api/v1/parked',
    ])
      await refused(app.get('platform', path), 403, 'access.role');
    await refused(app.post('platform', '/api/v1/schemes', soundScheme(1)), 403, 'access.role');
    await refused(app.post('wang', `/api/v1/listings/${decided}/results`, {}), 403, 'access.role');
  });
});

describe('the version that was seen', () => {
  it('must be named, and must be the one that is', async () => {
    const { id, version } = await app.taskOf('zheng', decided, 'decide-scheme');
    const path = `/api/v1/tasks/${id}/decision`;
    expect(
      problemOf(await refused(app.post('zheng', path, APPROVAL), 428, 'version.required')).currentVersion,
    ).toBe(version);
    expect((await app.post('ma', `/api/v1/tasks/${id}/claim`)).status).toBe(200);
    expect((await app.post('ma', `/api/v1/tasks/${id}/release`, { reason: '误领' })).status).toBe(200);
    expect(
      problemOf(
        await refused(app.post('zheng', path, APPROVAL, { 'If-Match': `"${version}"` }), 412, 'version.old'),
      ).currentVersion,
    ).toBe(version + 2);
  });
});

describe('a repeated POST', () => {
  it('needs a key', async () => {
    await refused(
      app.send('wang', 'post', '/api/v1/schemes', soundScheme(68)),
      400,
      'idempotency-key.missing',
    );
    await refused(
      app.send('wang', 'post', '/api/v1/schemes', soundScheme(68), { 'Idempotency-Key': 'x' }),
      400,
      'idempotency-key.invalid',
    );
  });

  it('with the same key is answered the same and done once', async () => {
    const [scheme, key] = [soundScheme(68), freshKey()];
    const answers = await Promise.all(
      [1, 2, 3].map(() => app.post('wang', '/api/v1/schemes', scheme, { 'Idempotency-Key': key })),
    );
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    const first = answers.find(({ status }) => status === 201)!;
    const again = await app.post('wang', '/api/v1/schemes', scheme, { 'Idempotency-Key': key });
    expect([again.status, again.body, again.headers.etag, again.headers.location]).toEqual([
      201,
      first.body,
      first.headers.etag,
      first.headers.location,
    ]);
    expect(
      (await timelineOf(app, jsonOf<{ entry: string }>(first).entry)).filter(
        ({ type }) => type === 'SchemeSubmitted',
      ),
    ).toHaveLength(1);
    await refused(
      app.post('wang', '/api/v1/schemes', { ...scheme, readiness: 1 }, { 'Idempotency-Key': key }),
      422,
      'idempotency-key.reused',
    );
  });
});

describe('a scheme that is not whole', () => {
  it('is refused with every item at once, each with its article', async () => {
    const { parcel, district, township, planYear } = soundScheme(85);
    const answer = await refused(
      app.post('wang', '/api/v1/schemes', { parcel, district, township, planYear }),
      422,
      'scheme.incomplete',
    );
    const { errors } = problemOf(answer);
    const pointers = errors!.map(({ pointer }) => pointer);
    const named = [
      '/owner/name',
      '/owner/uscc',
      '/owner/ownershipCertificate',
      '/boundary',
      '/deal/areaM2',
      '/deal/use',
      '/planning',
      '/industry',
      '/ecology',
      '/deal/termYears',
      '/deal/method',
      '/deal/priceFen',
      '/distribution',
      '/appraisal',
      '/resolution/heldOn',
    ];
    expect(pointers).toEqual(expect.arrayContaining(named));
    for (const { message } of errors!) expect(message).toMatch(/\p{Script=Han}/u);
    const lawful = errors!.filter(({ pointer }) =>
      [
        '/boundary',
        '/deal/use',
        '/planning',
        '/industry',
        '/ecology',
        '/deal/termYears',
        '/distribution',
        '/owner/ownershipCertificate',
      ].includes(pointer),
    );
    for (const error of lawful) expect(error).toMatchObject({ source: expect.stringMatching(/条/) });
  });
});

describe('a refused command', () => {
  it('is kept with its reason, by whom, and listed under the entry', async () => {
    await refused(
      app.post('feng', `/api/v1/entries/${reviewed}/price-payments`, {
        amountFen: '100',
        paidOn: '2026-03-02',
        voucherNo: '早-1',
      }),
      409,
      'contract.not-signed',
    );
    await refused(
      app.post('wang', `/api/v1/entries/${reviewed}/revision`, { scheme: soundScheme(17), answers: [] }),
      409,
      'scheme.not-returned',
    );
    const { items } = jsonOf<{ items: { code: string; reason: string; actor: { person: string } }[] }>(
      await app.get('wang', `/api/v1/entries/${reviewed}/refusals`),
    );
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'contract.not-signed',
          actor: expect.objectContaining({ person: 'feng' }),
          reason: expect.stringMatching(/\p{Script=Han}/u),
        }),
        expect.objectContaining({
          code: 'scheme.not-returned',
          actor: expect.objectContaining({ person: 'wang' }),
        }),
      ]),
    );
  });

  it('comes of a task that somebody else has, and of an outcome that there is not', async () => {
    const { id } = await app.taskOf('li', reviewed, 'opinion-natural-resources');
    expect((await app.post('xie', `/api/v1/tasks/${id}/claim`)).status).toBe(200);
    const taken = await refused(
      app.decide('li', reviewed, 'opinion-natural-resources', 'agree', { text: '无异议' }),
      409,
      'task.claimed-by-other',
    );
    // Colleagues know each other by name, not by what they type to sign in.
    expect(problemOf(taken).detail).toContain('已由谢宁签收');
    expect(problemOf(taken).detail).not.toContain('xie');
    await refused(
      app.post('li', `/api/v1/tasks/${id}/release`, { reason: '代为退还' }),
      409,
      'task.claimed-by-other',
    );
    const unknown = await refused(
      app.decide('xie', reviewed, 'opinion-natural-resources', 'approve', {}),
      422,
      'decision.unknown',
    );
    expect(problemOf(unknown).detail).toContain('可选：同意（agree）、退回修改（return）');
    await refused(
      app.decide('xie', reviewed, 'opinion-natural-resources', 'return', { items: [] }),
      400,
      'request.invalid',
    );
    await refused(app.post('xie', '/api/v1/tasks/task-nowhere.x.1/claim'), 404, 'access.unknown');
  });
});

describe('four eyes', () => {
  it('keep who prepared the scheme from deciding it, also as deputy and also by a deputy', async () => {
    await app.app
      .get(Accounts)
      .change('wang', { role: 'approver', office: '370114/government', township: undefined });
    await refused(
      app.decide('wang', decided, 'decide-scheme', 'approve', APPROVAL.data),
      409,
      'four-eyes.excluded',
    );
    const days = { fromDay: '2026-03-02', toDay: '2026-03-06' };
    expect((await app.post('zheng', '/api/v1/delegations', { to: 'wang', ...days })).status).toBe(201);
    expect((await app.post('wang', '/api/v1/delegations', { to: 'ma', ...days })).status).toBe(201);
    const { id, version } = await app.taskOf('zheng', decided, 'decide-scheme');
    const decide = (user: string, onBehalfOf: string) =>
      app.post(user, `/api/v1/tasks/${id}/decision`, APPROVAL, {
        'If-Match': `"${version}"`,
        'On-Behalf-Of': onBehalfOf,
      });
    await refused(decide('wang', 'zheng'), 409, 'four-eyes.excluded');
    await refused(decide('ma', 'wang'), 409, 'four-eyes.excluded');
    await refused(
      app.post('zheng', `/api/v1/tasks/${id}/delegation`, { to: 'wang', reason: '转交' }),
      409,
      'four-eyes.excluded',
    );
    await refused(decide('ma', 'zheng'), 403, 'delegation.none');
    expect((await decide('zheng', 'zheng')).status).toBe(200);
    await app.app
      .get(Accounts)
      .change('wang', { role: 'clerk', office: '370114-01/township', township: '370114-01' });
  });
});

describe('what cannot be read', () => {
  const raw = (body: string) =>
    app.send('wang', 'post', '/api/v1/schemes', body, { 'Idempotency-Key': freshKey() });

  it.each([
    ['no JSON', '{"parcel":'],
    ['a bare word', 'scheme'],
    ['an empty list', '[]'],
  ])('%s is a problem, never a fault', async (_, body) => {
    const answer = await raw(body);
    expect([answer.status, problemOf(answer).code]).toEqual([400, expect.stringMatching(/^request\./)]);
    seen.push(answer);
  });

  it('a character that no database keeps is refused where it comes in', async () => {
    const sound = soundScheme(102);
    for (const odd of ['\u0000', '\ud800']) {
      await refused(raw(JSON.stringify({ ...sound, location: `东${odd}` })), 400, 'request.malformed');
      await refused(raw(JSON.stringify({ ...sound, parcel: odd })), 400, 'request.malformed');
    }
    await refused(app.get('wang', '/api/v1/entries/%00'), 400, 'request.malformed');
    await refused(app.get('wang', '/api/v1/entries?state=%00'), 400, 'request.malformed');
    await refused(
      app.send('', 'post', '/api/v1/session', { user: 'wang\u0000', password: 'x' }),
      400,
      'request.malformed',
    );
    expect((await raw(JSON.stringify({ ...soundScheme(119), location: '𠮷村东' }))).status).toBe(201);
  });

  it('a cursor of nobody is no fault', async () => {
    for (const path of ['entries', 'tasks', 'quotas', 'listings'])
      await refused(
        app.get(path === 'listings' ? 'platform' : 'li', `/api/v1/${path}?after=zzz`),
        400,
        'cursor.invalid',
      );
  });

  it('a field too much, of the wrong kind or too long is named', async () => {
    const answer = await refused(
      app.post('wang', '/api/v1/schemes', {
        ...soundScheme(102),
        planYear: '2026',
        secret: 1,
        village: '长'.repeat(3_000),
      }),
      400,
      'request.invalid',
    );
    expect(
      problemOf(answer)
        .errors!.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/planYear', '/secret', '/village']);
  });

  it('a day that does not exist is no day', async () => {
    const announcement = {
      announcementNo: '1',
      announcedOn: '2026-02-30',
      opensOn: '2026-13-01',
      closesOn: '2026-99-99',
      url: 'https://example.invalid/1',
    };
    const answer = await refused(
      app.post('platform', `/api/v1/listings/${decided}/announcement`, announcement),
      400,
      'request.invalid',
    );
    expect(
      problemOf(answer)
        .errors!.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/announcedOn', '/closesOn', '/opensOn']);
  });
});

describe('every problem that was seen here', () => {
  it('has type, title, status, a Chinese sentence, a code and a trace id', () => {
    expect(seen.length).toBeGreaterThan(40);
    for (const answer of seen) {
      const { code, status } = problemOf(answer);
      expect(answer.body).toMatchObject({
        type: `/problems/${code}`,
        title: expect.stringMatching(/\p{Script=Han}/u),
        status: answer.status,
        detail: expect.stringMatching(/\p{Script=Han}.*。/u),
        code: expect.stringMatching(/^[a-z-]+\.[a-z-]+$/),
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      });
      expect(answer.headers['x-trace-id']).toBe(problemOf(answer).traceId);
      expect(status).toBeLessThan(500);
    }
  });
});
