import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonOf, openApp, problemOf } from './app.js';
import type { App } from './app.js';
import { issueQuota } from './steps.js';
import type { Quota } from './steps.js';

let app: App;
beforeAll(async () => {
  app = await openApp();
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
