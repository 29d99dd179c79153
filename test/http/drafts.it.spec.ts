import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
