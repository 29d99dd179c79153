import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#kernel/testing';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { submit } from './steps.js';

type Comment = Readonly<{
  comment: number;
  text: string | null;
  audience: string;
  by: string;
  byName: string;
  office: string;
  task: string | null;
  own: boolean;
  withdrawnAt: string | null;
}>;

let app: App;
let entry: string;
let other: string;
beforeAll(async () => {
  app = await openApp();
  entry = await submit(app, soundScheme(0));
  other = await submit(app, soundScheme(17));
});
afterAll(() => app.close());

const path = () => `/api/v1/entries/${entry}/comments`;
const said = async (user: string, body: object) => jsonOf<Comment>(await app.post(user, path(), body));
const seenBy = async (user: string) =>
  jsonOf<{ items: readonly Comment[] }>(await app.get(user, path())).items.map(({ text }) => text);

describe('what people say about a case', () => {
  const hostile = '<img src=x onerror=alert(1)>\n第二行 & "引号"';

  it('is kept as it was typed, with who said it and for which office', async () => {
    const answer = await app.post('li', path(), { text: hostile });
    expect(answer.status).toBe(201);
    expect(jsonOf<Comment>(answer)).toMatchObject({
      ...{ comment: 1, text: hostile, audience: 'everybody', task: null, withdrawnAt: null },
      ...{ by: 'li', byName: '李建国', own: true },
    });
    const [read] = jsonOf<{ items: readonly Comment[] }>(await app.get('wang', path())).items;
    expect(read).toMatchObject({ text: hostile, by: 'li', own: false });
  });

  it('is said once under one key', async () => {
    const key = { 'Idempotency-Key': 'comment-once-0001' };
    const body = { text: '只说一次' };
    const [first, second] = [
      await app.send('wang', 'post', path(), body, key),
      await app.send('wang', 'post', path(), body, key),
    ];
    expect(jsonOf<Comment>(second)).toEqual(jsonOf<Comment>(first));
    expect((await seenBy('wang')).filter((text) => text === '只说一次')).toHaveLength(1);
  });

  it('stays within one office where it is for that office alone', async () => {
    const text = '内部：请核对签到表。';
    const { comment } = await said('wang', { text, audience: 'office' });
    expect(await seenBy('wang')).toContain(text);
    for (const reader of ['li', 'qian', 'he', 'lin']) expect(await seenBy(reader)).not.toContain(text);
    const taken = await app.post('li', `${path()}/${comment}/withdrawal`);
    expect(problemOf(taken).code).toBe('comments.unknown');
  });

  it('is in no timeline, which everybody reads, and moves nothing', async () => {
    const timeline = await app.get('li', `/api/v1/entries/${entry}/timeline?limit=500`);
    expect(timeline.status).toBe(200);
    expect(timeline.text).toContain('SchemeSubmitted');
    expect(timeline.text).not.toMatch(/Comment|签到表|onerror/);
  });

  it('may be about a task of the case, and about no other', async () => {
    const taskOf = async (id: string) => (await app.tasks('zhao', `entry=${id}&all=yes`))[0]!.id;
    await until(async () => (await app.tasks('zhao', `entry=${other}&all=yes`)).length > 0);
    await until(async () => (await app.tasks('zhao', `entry=${entry}&all=yes`)).length > 0);
    const task = await taskOf(entry);
    expect(await said('zhao', { text: '条件文件本周内出具。', task })).toMatchObject({ task });
    for (const wrong of [await taskOf(other), 'task-none'])
      expect(problemOf(await app.post('zhao', path(), { text: '错', task: wrong })).code).toBe(
        'access.unknown',
      );
  });

  it('is withdrawn by whoever said it, and keeps its place', async () => {
    const { comment } = await said('wang', { text: '说错了' });
    const where = `${path()}/${comment}/withdrawal`;
    expect(problemOf(await app.post('li', where)).code).toBe('comments.of-others');
    expect(jsonOf<Comment>(await app.post('wang', where))).toMatchObject({
      ...{ comment, text: null, by: 'wang', withdrawnAt: expect.any(String) },
    });
    const { items } = jsonOf<{ items: readonly Comment[] }>(await app.get('li', path()));
    expect(items.find((one) => one.comment === comment)).toMatchObject({ text: null });
    expect(problemOf(await app.post('wang', `${path()}/x/withdrawal`)).code).toBe('access.unknown');
  });

  it.each([
    ['nothing', {}],
    ['blanks', { text: ' ' }],
    ['too much', { text: '长'.repeat(2_001) }],
    ['an audience that there is not', { text: '好', audience: 'press' }],
  ])('is refused where it is %s', async (_, body) => {
    expect((await app.post('li', path(), body)).status).toBe(400);
  });

  it('is there for nobody who may not see the entry, and an auditor only reads it', async () => {
    for (const [user, status] of [
      ['', 401],
      ['platform', 403],
    ] as const)
      expect((await app.get(user, path())).status).toBe(status);
    expect((await app.get('lin', path())).status).toBe(200);
    expect((await app.post('lin', path(), { text: '审计' })).status).toBe(403);
  });
});

it('tells those who look at the case that it changed', async () => {
  type Changes = Readonly<{ items: readonly { kind: string; id: string }[]; next: string }>;
  const { next } = jsonOf<Changes>(await app.get('li', '/api/v1/changes'));
  await said('wang', { text: '请看' });
  const { items } = jsonOf<Changes>(await app.get('li', `/api/v1/changes?since=${next}`));
  expect(items).toContainEqual({ kind: 'entry', id: entry });
});
