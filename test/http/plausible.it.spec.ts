import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App, Json } from './app.js';
import { issueConditions, issueQuota, timelineOf } from './steps.js';

let app: App;
beforeAll(async () => {
  app = await openApp();
  await issueQuota(app);
});
afterAll(() => app.close());

describe('places, offices and years that there are not', () => {
  const clerk = {
    user: 'tian',
    name: '田野',
    role: 'clerk',
    office: '370114-02/township',
    township: '370114-02',
    district: '370114',
  };
  const reviewer = { name: '田野', role: 'reviewer', office: '370114/finance', district: '370114' };
  const make = (more: Json) => app.send('admin', 'post', '/api/v1/accounts', { ...clerk, ...more });

  it.each<[string, Json, string]>([
    ['township', { township: '370114-99', office: '370114-99/township' }, '370114-01'],
    [
      'district',
      { role: 'reviewer', township: undefined, district: '370115', office: '370115/finance' },
      '章丘区（370114）',
    ],
    [
      'office',
      { role: 'reviewer', township: undefined, office: '370114/treasury' },
      '370114/finance（章丘区财政局）',
    ],
    [
      'city',
      { role: 'supervisor', township: undefined, district: undefined, office: '370200/natural-resources' },
      '370114',
    ],
  ])(
    'no account is made in a %s that the pack does not know; the answer lists what it knows',
    async (_, more, known) => {
      const made = await make(more);
      expect([made.status, problemOf(made).code]).toEqual([422, 'account.place']);
      expect(problemOf(made).detail).toContain(known);
    },
  );

  it('no account is moved there, and no machine gets a key there', async () => {
    expect((await make({})).status).toBe(201);
    expect((await app.send('admin', 'put', '/api/v1/accounts/tian', reviewer)).status).toBe(200);
    expect(
      problemOf(
        await app.send('admin', 'put', '/api/v1/accounts/tian', { ...reviewer, office: '370114/treasury' }),
      ).code,
    ).toBe('account.place');
    const key = await app.send('admin', 'post', '/api/v1/api-keys', {
      user: 'gateway',
      name: '网关',
      office: '370100/exchange',
    });
    expect([key.status, problemOf(key).code]).toEqual([422, 'account.place']);
    expect(problemOf(key).detail).toContain('370100/trading');
  });

  it.each([
    ['a year by a slip of the finger', '370114/2031', 'policy.plan-year', '2024年至2027年'],
    ['a year long gone', '370114/2020', 'policy.plan-year', '2024年至2027年'],
    ['a district that there is not', '370115/2026', 'policy.none-in-force', '章丘区（370114）'],
    ['a district by its name', '章丘区/2026', 'policy.code-wanted', '370114'],
  ])('no quota is given for %s', async (_, place, code, known) => {
    const base = `/api/v1/quotas/${encodeURI(place)}`;
    const requests: readonly [string, object][] = [
      ['issues', { kind: 'supply', areaM2: '1.00', documentNo: 'X1' }],
      ['adjustments', { kind: 'supply', deltaM2: '+1.00', documentNo: 'X1' }],
      ['batches', { batchNo: 'X1', openedOn: '2026-03-02', limitM2: '1.00' }],
      ['closing', { documentNo: 'X1' }],
    ];
    for (const [what, body] of requests) {
      const answer = await app.post('he', `${base}/${what}`, body);
      expect([what, answer.status, problemOf(answer).code]).toEqual([what, 409, code]);
      expect(problemOf(answer).detail).toContain(known);
    }
  });

  it('nor a linkage indicator from a district that there is not', async () => {
    const answer = await app.post('he', '/api/v1/quotas/370114/2026/issues', {
      kind: 'linkage',
      areaM2: '1.00',
      documentNo: 'X2',
      origin: { district: '370115', acceptanceNo: '验1' },
    });
    expect([answer.status, problemOf(answer).code]).toEqual([409, 'policy.district-unknown']);
  });

  it.each([
    ['entries?stage=nonsense', 'scheme'],
    ['entries?state=nonsense', 'under-review'],
    ['entries?status=nonsense', 'running'],
    ['tasks?kind=nonsense', 'decide-scheme'],
  ])('a filter that names nothing (%s) is refused with what there is', async (query, known) => {
    const answer = await app.get('li', `/api/v1/${query}`);
    expect([answer.status, problemOf(answer).code]).toEqual([400, 'request.invalid']);
    expect(JSON.stringify(problemOf(answer).errors)).toContain(known);
  });
});

describe('a report that comes twice', () => {
  it('with another figure is refused with both, field by field', async () => {
    const batch = { batchNo: '第一批', openedOn: '2026-03-02', limitM2: '900000.00' };
    expect((await app.post('he', '/api/v1/quotas/370114/2026/batches', batch)).status).toBe(200);
    expect(
      (await app.post('he', '/api/v1/quotas/370114/2026/batches', { ...batch, batchNo: ' 第一批 ' })).status,
    ).toBe(200);
    const other = await app.post('he', '/api/v1/quotas/370114/2026/batches', {
      ...batch,
      openedOn: '2026-03-01',
    });
    expect([other.status, problemOf(other).code]).toEqual([409, 'quota.batch-used']);
    expect(problemOf(other).errors).toEqual([
      { pointer: '/openedOn', code: 'contradicts', message: '已登记为2026-03-02，本次为2026-03-01' },
    ]);
  });
});

describe('a scheme whose figures are unusual', () => {
  const sound = soundScheme(0);
  const scheme = { ...sound, appraisal: { ...sound.appraisal, valueFen: '400000000' } };
  let entry: string;

  it('is told so by the check, and goes back where they cannot be true', async () => {
    const check = (body: object) => app.send('wang', 'post', '/api/v1/schemes/check', body);
    expect(jsonOf(await check(sound))).toMatchObject({ complete: true, doubts: [] });
    expect(jsonOf(await check(scheme))).toMatchObject({
      complete: true,
      doubts: [{ code: 'price-appraisal-low', rule: 'scheme.price-appraisal-min', confirmed: false }],
    });
    const impossible = await app.post('wang', '/api/v1/schemes', {
      ...sound,
      appraisal: { ...sound.appraisal, valueFen: '1' },
    });
    expect(problemOf(impossible)).toMatchObject({
      status: 422,
      code: 'scheme.incomplete',
      errors: [{ pointer: '/deal/priceFen' }, { pointer: '/appraisal/valueFen' }],
    });
  });

  it('shows its doubts on the entry and on the tasks of the joint review', async () => {
    const made = await app.post('wang', '/api/v1/schemes', scheme);
    entry = jsonOf<{ entry: string }>(made).entry;
    await issueConditions(app, entry);
    const doubts = [expect.objectContaining({ code: 'price-appraisal-low' })];
    expect(jsonOf(await app.get('li', `/api/v1/entries/${entry}`))).toMatchObject({
      state: 'under-review',
      doubts,
    });
    expect(await app.taskOf('qian', entry, 'opinion-finance')).toMatchObject({ doubts });
  });

  it('is agreed to only with an answer to each, which stands in the fact', async () => {
    const silent = await app.decide('qian', entry, 'opinion-finance', 'agree', { text: '无异议' });
    expect([silent.status, problemOf(silent).code]).toEqual([422, 'approval.doubts-open']);
    expect(problemOf(silent).errors).toMatchObject([
      { pointer: '/deal/priceFen', code: 'price-appraisal-low' },
    ]);
    const answers = [{ code: 'price-appraisal-low', answer: '含未拆除建筑物的折价' }];
    expect(
      (await app.decide('qian', entry, 'opinion-finance', 'agree', { text: '无异议', answers })).status,
    ).toBe(200);
    expect(
      (await app.decide('li', entry, 'opinion-natural-resources', 'agree', { text: '无异议' })).status,
    ).toBe(200);
    const given = (await timelineOf(app, entry)).filter(({ type }) => type === 'OpinionGiven');
    expect(given.map(({ data }) => (data.opinion as { answers?: unknown }).answers)).toEqual([
      answers,
      undefined,
    ]);
  });
});
