/*
 * Shows: a calendar program reads the last days of one desk by a token that opens nothing else, until it is
 * revoked, issued anew, or its person's account is shut.
 * How: the whole application; two people at one desk, and one of another district.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Accounts } from '#access';
import { KeyValues } from '#kernel';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { submit } from './steps.js';

const ZHAO = DEMO_ACCOUNTS.find(({ user }) => user === 'zhao')!;
const FAR = { ...ZHAO, user: 'zhao-far', office: '370115/natural-resources', district: '370115' };
const BESIDE = { ...ZHAO, user: 'zhao-beside', name: '赵二' };
const LINK = '/api/v1/calendar-link';

let app: App;
let entry: string;
beforeAll(async () => {
  app = await openApp([FAR, BESIDE]);
  entry = await submit(app, soundScheme(0));
});
afterAll(() => app.close());

const issue = async (user: string) => jsonOf<{ token: string }>(await app.send(user, 'post', LINK)).token;
const read = (token: string) => app.get('', `/api/v1/calendar.ics?token=${token}`);
const refusalOf = async (token: string) => {
  const answer = await read(token);
  return [answer.status, problemOf(answer).code];
};

describe('the calendar of somebody', () => {
  it('has the last day of each task of their desk, and says nothing of anybody', async () => {
    const [task] = await app.tasks('zhao', `entry=${entry}`);
    const { dueOn } = jsonOf<{ dueOn: string }>(await app.get('zhao', `/api/v1/tasks/${task!.id}`));
    const { status, headers, text } = await read(await issue('zhao'));
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'private, no-store',
    ]);
    const lines = text.replaceAll('\r\n ', '').split('\r\n');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
    expect(lines).toEqual(
      expect.arrayContaining([
        `UID:${task!.id}@rushi`,
        `DTSTART;VALUE=DATE:${dueOn.replaceAll('-', '')}`,
        expect.stringContaining(entry),
      ]),
    );
    expect(text).not.toMatch(/赵立|王小梅|三涧溪/);
  });

  it('is empty for whoever works elsewhere', async () => {
    expect((await read(await issue('zhao-far'))).text).not.toContain('VEVENT');
  });

  it('leaves out what a colleague has', async () => {
    const [task] = await app.tasks('zhao', `entry=${entry}`);
    const token = await issue('zhao-beside');
    expect((await read(token)).text).toContain(task!.id.slice(0, 20));
    const { headers } = await app.get('zhao', `/api/v1/tasks/${task!.id}`);
    const claimed = await app.post(
      'zhao',
      `/api/v1/tasks/${task!.id}/claim`,
      {},
      { 'If-Match': String(headers.etag) },
    );
    expect(claimed.status).toBe(200);
    expect((await read(token)).text).not.toContain('VEVENT');
    expect((await read(await issue('zhao'))).text).toContain('VEVENT');
  });

  it('is opened by the newest link alone, and by none that was revoked', async () => {
    const [first, second] = [await issue('zhao'), await issue('zhao')];
    expect(await refusalOf(first)).toEqual([404, 'access.unknown']);
    expect((await read(second)).status).toBe(200);
    expect(jsonOf<{ issuedAt: string | null }>(await app.get('zhao', LINK)).issuedAt).not.toBeNull();
    for (let twice = 0; twice < 2; twice++) expect((await app.send('zhao', 'delete', LINK)).status).toBe(204);
    expect(await refusalOf(second)).toEqual([404, 'access.unknown']);
    expect(jsonOf(await app.get('zhao', LINK))).toEqual({ issuedAt: null });
  });

  it('is opened by nothing else, and its token opens nothing else', async () => {
    for (const wrong of ['', 'rc_none', 'x'.repeat(64)]) expect((await read(wrong)).status).not.toBe(200);
    const token = await issue('zhao');
    const asBearer = await app.send('', 'get', '/api/v1/tasks', undefined, {
      Authorization: `Bearer ${token}`,
    });
    expect(asBearer.status).toBe(401);
  });

  it('ends with the account, and its token is kept nowhere', async () => {
    const token = await issue('zhao-beside');
    const keyValues = app.app.get(KeyValues);
    const kept = [await keyValues.list('calendar-tokens'), await keyValues.list('calendar-links')];
    expect(kept.flat().length).toBeGreaterThan(2);
    expect(JSON.stringify(kept)).not.toContain(token);
    await app.app.get(Accounts).change('zhao-beside', { disabled: true });
    expect(await refusalOf(token)).toEqual([404, 'access.unknown']);
  });

  it('leaves in the audit who made and who revoked a link', async () => {
    const { text } = await app.get('lin', '/api/v1/access-audit?whom=zhao&limit=100');
    expect(text).toContain('calendar.issued');
    expect(text).toContain('calendar.revoked');
    expect(text).not.toContain('rc_');
  });
});
