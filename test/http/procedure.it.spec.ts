import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ARROWS, PROCEDURE, WORKS } from '#land';
import { openApp, soundScheme } from './app.js';
import type { App } from './app.js';

let app: App;
beforeAll(async () => {
  app = await openApp([]);
});
afterAll(() => app.close());

describe('the procedure over HTTP', () => {
  it('is the table that the sagas are made of, in the order of the law', async () => {
    const { items } = (await app.get('wang', '/api/v1/procedure')).body as {
      items: { part: string; arrows: { name: string; gives: string[] }[] }[];
    };
    expect(items.map(({ part }) => part)).toEqual(PROCEDURE.map(({ part }) => part));
    expect(items.flatMap(({ arrows }) => arrows.map(({ name, gives }) => [name, gives]))).toEqual(
      ARROWS.map(({ name, gives }) => [name, gives.map(({ type }) => type)]),
    );
  });

  it('has a form for every outcome of all work', async () => {
    const { items } = (await app.get('wang', '/api/v1/work')).body as {
      items: { kind: string; outcomes: { outcome: string }[] }[];
    };
    expect(items.map(({ kind, outcomes }) => [kind, outcomes.map(({ outcome }) => outcome)])).toEqual(
      WORKS.map(({ kind, outcomes }) => [kind, Object.keys(outcomes)]),
    );
  });

  it('comes with a task: what may be decided, and what it takes', async () => {
    const submitted = await app.post('wang', '/api/v1/schemes', soundScheme(0));
    const { entry } = submitted.body as { entry: string };
    const task = await app.taskOf('zhao', entry, 'conditions-planning');
    const { form } = (await app.get('zhao', `/api/v1/tasks/${task.id}`)).body as {
      form: { zh: string; outcomes: { outcome: string; fields: { name: string; label: string }[] }[] };
    };
    expect(form.zh).toBe('出具规划条件');
    expect(form.outcomes.map(({ outcome }) => outcome)).toEqual(['issue', 'refuse']);
    expect(form.outcomes[0]!.fields.map(({ name, label }) => `${name} ${label}`)).toContain(
      'documentNo 文号',
    );
  });

  it('is for people who have signed in', async () => {
    expect((await app.get('', '/api/v1/procedure')).status).toBe(401);
  });
});

describe('the terms over HTTP', () => {
  it('are told to whoever is signed in, by the rules of the day that is asked for', async () => {
    const answer = await app.get('platform', '/api/v1/terms?district=370114&day=2026-05-06');
    expect(answer.status).toBe(200);
    const { day, townships, work } = answer.body as {
      day: string;
      townships: { code: string; name: string }[];
      work: { code: string }[];
    };
    expect(day).toBe('2026-05-06');
    expect(townships).toContainEqual({ code: '370114-02', name: '埠村街道', district: '370114' });
    expect(work.map(({ code }) => code)).toEqual(WORKS.map(({ kind }) => kind));
    expect((await app.send('', 'get', '/api/v1/terms')).status).toBe(401);
  });

  it('name the day that was written otherwise', async () => {
    const refused = await app.send('wang', 'get', '/api/v1/terms?day=2026年5月6日');
    expect(refused.body).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '/day', message: '日期（day）：“2026年5月6日”不是日期，应写作 2026-05-06。' }],
    });
  });
});
