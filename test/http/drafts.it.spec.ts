import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Accounts } from '#access';
import { openApp } from './app.js';
import type { App } from './app.js';

let app: App;
beforeAll(async () => {
  app = await openApp([]);
});
afterAll(() => app.close());

const put = (
  user: string,
  id: string,
  version: number,
  content: object = { typed: { village: '三涧溪村' } },
) =>
  app.send(
    user,
    'put',
    `/api/v1/drafts/${id}`,
    { title: '三涧溪村', content },
    { 'If-Match': `"${version}"` },
  );

describe('drafts over HTTP', () => {
  it('are kept, opened on another device, listed, and deleted', async () => {
    const first = await put('wang', 'scheme-one', 0);
    expect([first.status, first.headers.etag]).toEqual([200, '"1"']);
    expect((await put('wang', 'scheme-one', 1, { typed: { village: '石匣村' } })).status).toBe(200);
    const opened = await app.get('wang', '/api/v1/drafts/scheme-one');
    expect(opened.headers.etag).toBe('"2"');
    expect(opened.body).toMatchObject({ version: 2, content: { typed: { village: '石匣村' } } });
    expect((await app.get('wang', '/api/v1/drafts')).body).toMatchObject({ items: [{ id: 'scheme-one' }] });
    expect((await app.send('wang', 'delete', '/api/v1/drafts/scheme-one')).status).toBe(204);
    expect((await app.get('wang', '/api/v1/drafts/scheme-one')).body).toMatchObject({
      code: 'draft.unknown',
    });
  });

  it('are not overwritten by a tab that has not seen the newest', async () => {
    await put('wang', 'scheme-two', 0);
    await put('wang', 'scheme-two', 1);
    const late = await put('wang', 'scheme-two', 1);
    expect([late.status, late.body]).toMatchObject([412, { code: 'version.old', currentVersion: 2 }]);
    const blind = await app.send('wang', 'put', '/api/v1/drafts/scheme-two', { title: 'x', content: {} });
    expect([blind.status, blind.body]).toMatchObject([428, { code: 'version.required' }]);
  });

  it('are nobody else’s, and not without signing in', async () => {
    await put('wang', 'scheme-three', 0);
    expect((await app.get('zhao', '/api/v1/drafts/scheme-three')).status).toBe(404);
    expect((await app.get('zhao', '/api/v1/drafts')).body).toEqual({ items: [] });
    expect((await app.get('', '/api/v1/drafts')).status).toBe(401);
  });

  it('are refused when they are too large or have an id that is none', async () => {
    const large = await put('wang', 'scheme-four', 0, { text: '宗'.repeat(30_000) });
    expect([large.status, large.body]).toMatchObject([422, { code: 'draft.too-large' }]);
    expect((await put('wang', 'scheme four', 0)).body).toMatchObject({ code: 'draft.unknown' });
  });
});

describe('views that are shared with an office', () => {
  type Item = Readonly<{ id: string; name: string; search: string; by: string; own: boolean }>;
  const view = { page: 'entry-views', name: '出让小宗', search: 'form=grant&by=area&order=asc' };
  const share = (user: string, id: string, change: object = {}) =>
    app.send(user, 'put', `/api/v1/shared-views/${id}`, { ...view, ...change });
  const drop = (user: string, id: string) => app.send(user, 'delete', `/api/v1/shared-views/${id}`);
  const seen = async (user: string) =>
    ((await app.get(user, '/api/v1/shared-views')).body as { items: readonly Item[] }).items;

  it('are seen by its people with who shared them, and by nobody of another office', async () => {
    expect((await share('li', 'one')).status).toBe(200);
    expect(await seen('li')).toMatchObject([{ id: 'one', by: '李建国', own: true, search: view.search }]);
    expect(await seen('zhao')).toMatchObject([{ id: 'one', by: '李建国', own: false }]);
    expect(await seen('feng')).toEqual([]);
    expect((await app.get('', '/api/v1/shared-views')).status).toBe(401);
  });

  it('are changed and taken back by whoever shares them, and by nobody else', async () => {
    for (const refused of [await share('zhao', 'one', { name: '别的' }), await drop('zhao', 'one')])
      expect([refused.status, refused.body]).toMatchObject([403, { code: 'view.not-own' }]);
    expect((await share('li', 'one', { search: 'form=lease' })).status).toBe(200);
    expect(await seen('zhao')).toMatchObject([{ name: '出让小宗', search: 'form=lease' }]);
    // In another office the same id names another view.
    expect((await share('feng', 'one')).status).toBe(200);
    expect((await drop('li', 'one')).status).toBe(204);
    expect([await seen('zhao'), (await seen('feng')).length]).toEqual([[], 1]);
    expect((await drop('li', 'one')).status).toBe(204);
  });

  it('hold filters of their page and nothing else', async () => {
    const data = await share('li', 'two', { search: 'form=grant&rows=%5B1%5D' });
    expect([data.status, data.body]).toMatchObject([422, { code: 'view.not-filters' }]);
    expect((data.body as { detail: string }).detail).toContain('rows');
    const other = await share('li', 'two', { page: 'desk-views' });
    expect(other.body).toMatchObject({ code: 'view.not-filters' });
    expect((await share('li', 'two', { page: 'money' })).status).toBe(400);
    expect((await share('li', 'no id')).body).toMatchObject({ code: 'view.unknown' });
    expect(await seen('li')).toEqual([]);
  });

  it('leave the office with whoever shared them', async () => {
    await share('zhao', 'three');
    expect(await seen('li')).toHaveLength(1);
    const accounts = app.app.get(Accounts);
    const { name, role, district } = (await accounts.find('zhao'))!;
    const moved = { name, role, district, office: '370114/ecology' };
    expect((await app.send('admin', 'put', '/api/v1/accounts/zhao', moved)).body).toMatchObject(moved);
    expect((await accounts.find('zhao'))?.office).toBe('370114/ecology');
    expect(await seen('li')).toEqual([]);
  });
});
