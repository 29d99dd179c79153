import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ARROWS, WORKS } from '#land';
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
    expect(items.map(({ part }) => part).slice(0, 9)).toEqual([
      'scheme',
      'planning',
      'approval',
      'quota',
      'listing',
      'contract',
      'levy',
      'distribution',
      'registration',
    ]);
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
