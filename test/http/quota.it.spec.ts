import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { agree, issueConditions, issueQuota, submit } from './steps.js';
import type { Quota } from './steps.js';

let app: App;
beforeAll(async () => {
  const next = { user: 'ma', name: '马丽', role: 'clerk', district: '370114' } as const;
  app = await openApp([{ ...next, office: '370114-02/township', township: '370114-02' }]);
  await issueQuota(app);
});
afterAll(() => app.close());

const quota = (path: string, body: object, user = 'he') =>
  app.post(user, `/api/v1/quotas/370114/2026/${path}`, body);
const linkage = { kind: 'linkage', areaM2: '30000.00', documentNo: '济自然资字〔2026〕8号' };

describe('the plan office over HTTP (土地管理法 Art. 23)', () => {
  it('registers 增减挂钩 only with the acceptance of the reclaimed land (国土资发〔2008〕138号)', async () => {
    const without = await quota('issues', linkage);
    expect([without.status, problemOf(without).code]).toEqual([409, 'quota.linkage-unproved']);
    expect(
      (
        await quota('issues', {
          ...linkage,
          origin: { district: '370114', acceptanceNo: '章自然资验〔2026〕1号' },
        })
      ).status,
    ).toBe(200);
    const { items } = jsonOf<{ items: Quota[] }>(await app.get('he', '/api/v1/quotas'));
    expect(items.find(({ kind }) => kind === 'linkage')).toMatchObject({
      totalM2: '30000.00',
      availableM2: '30000.00',
    });
  });

  it('opens a batch once, and another area under the same number is refused', async () => {
    const batch = { batchNo: '第一批', openedOn: app.today(), limitM2: '80000.00' };
    expect((await quota('batches', batch)).status).toBe(200);
    const other = await quota('batches', { ...batch, limitM2: '90000.00' });
    expect(problemOf(other).code).toBe('quota.batch-used');
  });

  it('closes a year only when it is over', async () => {
    expect(problemOf(await quota('closing', { documentNo: '济自然资字〔2027〕1号' })).code).toBe(
      'quota.year-running',
    );
  });

  it('names the field that is wrong, and lets only the city do any of it', async () => {
    const wrong = problemOf(
      await quota('issues', { ...linkage, kind: 'other', origin: { district: '章丘', acceptanceNo: '' } }),
    );
    expect(wrong.errors?.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/kind', '/origin/district', '/origin/acceptanceNo']),
    );
    for (const path of ['issues', 'adjustments', 'batches', 'closing'])
      expect([path, (await quota(path, linkage, 'li')).status]).toEqual([path, 403]);
  });
});

describe('a plan year, as everybody of the district sees it', () => {
  type Year = Readonly<{
    batches: readonly { batchNo: string; leftM2: string; isCurrent: boolean }[];
    waiting: readonly { subject: { entry: string } | null; lacking: readonly { kind: string }[] }[];
    closedBy: string | null;
  }>;
  const yearFor = async (user: string) => jsonOf<Year>(await app.get(user, '/api/v1/quotas/370114/2026'));

  it('has its batches, and who waits for what; another township sees the place alone', async () => {
    const { items } = jsonOf<{ items: Quota[] }>(await app.get('he', '/api/v1/quotas'));
    const { availableM2 } = items.find(({ kind }) => kind === 'supply')!;
    const reduced = { kind: 'supply', deltaM2: `-${availableM2}`, documentNo: '济自然资字〔2026〕9号' };
    expect((await quota('adjustments', reduced)).status).toBe(200);
    const entry = await submit(app, soundScheme(0));
    await issueConditions(app, entry);
    await agree(app, entry);
    const { batches, waiting, closedBy } = await yearFor('wang');
    expect(batches).toEqual([
      expect.objectContaining({ batchNo: '第一批', leftM2: '80000.00', isCurrent: true }),
    ]);
    expect(closedBy).toBeNull();
    expect(waiting.map(({ subject, lacking }) => [subject?.entry, lacking.map(({ kind }) => kind)])).toEqual([
      [entry, ['supply']],
    ]);
    expect((await yearFor('ma')).waiting.map(({ subject }) => subject)).toEqual([null]);
    const { quotaDemands } = jsonOf<{ quotaDemands: { kind: string }[] }>(
      await app.get('wang', `/api/v1/entries/${entry}`),
    );
    expect(quotaDemands.map(({ kind }) => kind)).toEqual(['supply']);
  });

  it('is unknown where nothing was ever issued, and of another district', async () => {
    expect((await app.get('he', '/api/v1/quotas/370114/2031')).status).toBe(404);
    expect((await app.get('he', '/api/v1/quotas/370114/next')).status).toBe(404);
    expect((await app.get('li', '/api/v1/quotas/370112/2026')).status).toBeGreaterThanOrEqual(400);
  });
});
