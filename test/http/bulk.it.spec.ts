/*
 * Shows: many tasks are decided at once by the rules of a single one, each with its own outcome; what is
 * told beforehand is what happens, and a job is one's own.
 * How: the application on a database of its own; a reviewer's desk of two dozen opinions, some of which
 * cannot be given for a reason of each kind.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyValues } from '#kernel';
import { until } from '#kernel/testing';
import { BulkJobs } from '../../apps/server/src/land/task/bulk/bulk-jobs.js';
import { BulkRunner } from '../../apps/server/src/land/task/bulk/bulk-runner.js';
import { freshKey, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { issueConditions, issueQuota, submit } from './steps.js';

type Prospect = Readonly<{
  task: string;
  can: boolean;
  version?: number;
  refusal?: { code: string; detail: string };
}>;
type Preflight = Readonly<{ can: number; cannot: number; more: boolean; items: readonly Prospect[] }>;
type Bulk = Readonly<{
  id: string;
  state: string;
  total: number;
  done: number;
  refused: number;
  waiting: number;
}>;
type Outcome = Readonly<{ task: string; state: string; entry?: string; refusal?: { code: string } }>;

const PATH = '/api/v1/tasks/bulk';
const AGREED = { outcome: 'agree', data: { text: '无异议' } };
const ENTRIES = 24;
/** Parcels of one township have numbers so far apart. */
const STEP = 17;

let app: App;
const entries: string[] = [];
beforeAll(async () => {
  app = await openApp();
  await issueQuota(app, '3000000.00');
  for (let n = 0; n < ENTRIES; n++) {
    const entry = await submit(app, soundScheme(n * STEP));
    await issueConditions(app, entry);
    entries.push(entry);
  }
});
afterAll(() => app.close());

const preflight = async (user: string, body: object, headers = {}) =>
  jsonOf<Preflight>(await app.post(user, `${PATH}/preflight`, { ...AGREED, ...body }, headers));
const start = (user: string, tasks: readonly Prospect[], headers = {}) =>
  app.post(
    user,
    PATH,
    { ...AGREED, tasks: tasks.map(({ task, version }) => ({ task, version: version ?? 0 })) },
    headers,
  );
const progress = async (user: string, id: string) => jsonOf<Bulk>(await app.get(user, `${PATH}/${id}`));
const ended = async (user: string, id: string) => {
  await until(async () => (await progress(user, id)).state !== 'running');
  await app.engine.shown();
  return progress(user, id);
};
const outcomes = async (user: string, id: string) =>
  jsonOf<{ items: Outcome[] }>(await app.get(user, `${PATH}/${id}/outcomes?limit=500`)).items;
const opinions = (user: string, kind: string) => app.tasks(user, `kind=${kind}&limit=200`);
const factsOf = async (entry: string, department: string) =>
  jsonOf<{
    items: { type: string; data: { opinion?: { department: string } }; meta: { command: string } }[];
  }>(await app.get('lin', `/api/v1/entries/${entry}/timeline?limit=500`)).items.filter(
    ({ type, data }) => type === 'OpinionGiven' && data.opinion?.department === department,
  );

describe('many tasks at once', () => {
  it('are told of beforehand one by one, and nothing is done', async () => {
    const before = await opinions('qian', 'opinion-finance');
    expect(before).toHaveLength(ENTRIES);
    const [gone, taken] = [before[0]!.id, before[1]!.id];
    expect((await app.decide('qian', entries[0]!, 'opinion-finance', 'agree', AGREED.data)).status).toBe(200);
    expect((await app.post('tang', `/api/v1/tasks/${taken}/claim`)).status).toBe(200);
    const elsewhere = (await opinions('wu', 'opinion-agriculture'))[0]!.id;
    const own = await opinions('qian', 'opinion-finance');
    const ids = [gone, ...own.map(({ id }) => id), elsewhere, 'task-of-nobody'];
    const told = await preflight('qian', { tasks: ids });
    expect([told.can, told.cannot, told.more]).toEqual([ENTRIES - 2, 4, false]);
    const refusals = told.items.filter(({ can }) => !can);
    expect(refusals.map(({ task, refusal }) => [task, refusal!.code])).toEqual([
      [gone, 'task.finished'],
      [taken, 'task.claimed-by-other'],
      [elsewhere, 'access.scope'],
      ['task-of-nobody', 'access.unknown'],
    ]);
    expect(refusals[1]!.refusal!.detail).toContain('已由唐明签收');
    for (const { refusal } of refusals) expect(refusal!.detail).toMatch(/\p{Script=Han}/u);
    // The same as before: nobody has any of them in hand for having asked.
    expect(await opinions('qian', 'opinion-finance')).toEqual(own);
  });

  it('are found by the filter of the desk, and each outcome says why it is not for many', async () => {
    const all = await preflight('qian', { filter: { kind: 'opinion-finance' } });
    expect([all.can, all.cannot]).toEqual([ENTRIES - 2, 1]);
    expect((await preflight('qian', { filter: { band: 'overdue' } })).items).toEqual([]);
    expect((await preflight('feng', { filter: { kind: 'opinion-finance' } })).items).toEqual([]);
    const [item] = (await preflight('qian', { filter: {}, outcome: 'return' })).items;
    expect(item!.refusal!.code).toBe('decision.one-by-one');
    const empty = (await preflight('qian', { filter: {}, data: {} })).items[0]!;
    expect(empty.refusal!.code).toBe('request.invalid');
    const nothing = await app.post('qian', `${PATH}/preflight`, AGREED);
    expect([nothing.status, problemOf(nothing).code]).toEqual([422, 'bulk.nothing']);
    const many = Array.from({ length: 1_001 }, (_, n) => `task-${n}`);
    expect(problemOf(await app.post('qian', `${PATH}/preflight`, { ...AGREED, tasks: many })).code).toBe(
      'request.invalid',
    );
  });

  it('are done by the way of a single one, each with its own outcome', async () => {
    const { items } = await preflight('qian', { filter: { kind: 'opinion-finance' } });
    // Somebody is faster with one of them after it was looked at.
    const overtaken = items.find(({ can }) => can)!.task;
    expect((await app.post('tang', `/api/v1/tasks/${overtaken}/claim`)).status).toBe(200);
    const key = { 'Idempotency-Key': freshKey() };
    const begun = await start('qian', items, key);
    expect(begun.status).toBe(202);
    const { id, total } = jsonOf<Bulk>(begun);
    expect(total).toBe(items.length);
    expect(await ended('qian', id)).toMatchObject({
      ...{ state: 'ended', total, done: total - 2, refused: 2, waiting: 0 },
    });
    const became = await outcomes('qian', id);
    expect(became.map(({ task }) => task)).toEqual(items.map(({ task }) => task));
    const refused = became.filter(({ state }) => state === 'refused').map(({ refusal }) => refusal!.code);
    expect(refused.sort()).toEqual(['task.claimed-by-other', 'version.old']);
    expect(became.find(({ refusal }) => refusal?.code === 'task.claimed-by-other')!.refusal).toMatchObject({
      detail: expect.stringContaining('已由唐明签收'),
    });
    const done = became.find(({ state }) => state === 'done')!;
    const [fact] = await factsOf(done.entry!, 'finance');
    expect(fact!.meta.command).toBe(`bulk/${id}/${done.task}/decide`);
    // The same request is the same job, and its end stays what it is.
    expect(jsonOf<Bulk>(await start('qian', items, key)).id).toBe(id);
    expect((await opinions('qian', 'opinion-finance')).length).toBe(2);
  });

  it('are somebody’s own to look at, and to stop', async () => {
    const { items } = await preflight('wu', { filter: { kind: 'opinion-agriculture' } });
    const { id } = jsonOf<Bulk>(await start('wu', items.slice(0, 1)));
    await ended('wu', id);
    for (const path of [`${PATH}/${id}`, `${PATH}/${id}/outcomes`]) {
      const answer = await app.get('qian', path);
      expect([answer.status, problemOf(answer).code]).toEqual([404, 'bulk.unknown']);
    }
    expect(problemOf(await app.post('qian', `${PATH}/${id}/cancellation`)).code).toBe('bulk.unknown');
    expect(jsonOf<Bulk>(await app.post('wu', `${PATH}/${id}/cancellation`)).state).toBe('ended');
  });

  it('are one job a person at a time, which can be stopped and leaves the rest undone', async () => {
    const { items } = await preflight('wu', { filter: { kind: 'opinion-agriculture' } });
    const seen = items.map(({ task, version }) => ({ task, version: version! }));
    // Kept by a process that is gone: nobody works on it until it is looked for.
    const jobs = app.app.get(BulkJobs);
    const job = await jobs.begin({ id: 'of-the-dead', user: 'wu', ...AGREED, tasks: seen });
    expect(problemOf(await start('wu', items)).code).toBe('bulk.running');
    await jobs.cancel(job);
    app.app.get(BulkRunner).wake(job);
    expect(await ended('wu', job.id)).toMatchObject({ state: 'cancelled', done: 0, waiting: seen.length });
  });

  it('are gone on with where a process died after the deed and before the note, and done once', async () => {
    const { items } = await preflight('wu', { filter: { kind: 'opinion-agriculture' } });
    const seen = items.slice(0, 6).map(({ task, version }) => ({ task, version: version! }));
    const jobs = app.app.get(BulkJobs);
    const runner = app.app.get(BulkRunner);
    const job = await jobs.begin({ id: 'half-way', user: 'wu', ...AGREED, tasks: seen });
    runner.wake(job);
    await ended('wu', job.id);
    // As it lay before any outcome was kept: the job is there, its deeds are, its notes are not.
    const keyValues = app.app.get(KeyValues);
    await keyValues.remove('bulk-ended', 'wu half-way');
    for (const { key } of await keyValues.list('bulk-outcomes', 'half-way '))
      if (key.startsWith('half-way ')) await keyValues.remove('bulk-outcomes', key);
    await jobs.begin({ id: 'half-way', user: 'wu', ...AGREED, tasks: seen });
    await runner.sweep();
    expect(await ended('wu', job.id)).toMatchObject({ state: 'ended', done: 6, refused: 0 });
    for (const { entry } of await outcomes('wu', job.id))
      expect(await factsOf(entry!, 'agriculture')).toHaveLength(1);
  });

  it('end for whoever may not do them any more', async () => {
    const { items } = await preflight('wu', { filter: { kind: 'opinion-agriculture' } });
    const seen = items.slice(0, 2).map(({ task, version }) => ({ task, version: version! }));
    const jobs = app.app.get(BulkJobs);
    const runner = app.app.get(BulkRunner);
    // No delegation is in force: what was begun in somebody's name is not done.
    const job = await jobs.begin({ id: 'behalf', user: 'feng', onBehalfOf: 'wu', ...AGREED, tasks: seen });
    runner.wake(job);
    await until(async () => (await jobs.progress(job))?.state === 'ended');
    const codes = [...(await jobs.outcomes(job.id)).values()].map(({ refusal }) => refusal!.code);
    expect(new Set(codes)).toEqual(new Set(['delegation.none']));
    expect(await opinions('wu', 'opinion-agriculture')).toHaveLength(items.length);
  });
});
