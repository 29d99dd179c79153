import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#kernel/testing';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { submit } from './steps.js';

type Round = Readonly<{ work: string; answer: string | null; returned: string | null }>;
type Order = Readonly<{
  no: number;
  number: string;
  state: string;
  dueOn: string | null;
  overdue: boolean;
  orderedByName: string;
  withdrawn: string | null;
  rounds: readonly Round[];
}>;
type Orders = Readonly<{ items: readonly Order[] }>;
type Notices = Readonly<{ items: readonly Readonly<{ kind: string; entry: string; over: boolean }>[] }>;

let app: App;
let entry: string;
beforeAll(async () => {
  app = await openApp();
  entry = await submit(app, soundScheme(0));
});
afterAll(() => app.close());

const path = () => `/api/v1/entries/${entry}/oversight`;
const TEXT = '请说明方案材料不齐的原因。';
const order = async (body: object = {}) =>
  jsonOf<Order>(await app.post('he', path(), { bureau: 'township', text: TEXT, ...body }));
const seen = async (no: number) =>
  jsonOf<Orders>(await app.get('wang', path())).items.find((one) => one.no === no)!;
const stateOf = async () =>
  jsonOf<{ state: string; stage: string; status: string }>(await app.get('li', `/api/v1/entries/${entry}`));
const answer = (no: number, text: string, kind = 'answer-oversight-township', user = 'wang') =>
  until(async () => (await seen(no)).dueOn !== null).then(() =>
    app.decide(user, entry, kind, 'answer', { answer: text }),
  );
const notices = async (user: string) =>
  jsonOf<Notices>(await app.get(user, '/api/v1/notices?limit=100')).items.filter(
    ({ kind }) => kind === 'oversight',
  );

describe('an order of a supervisor', () => {
  it('is work of the office that is asked, with a last day by the rules, and moves nothing', async () => {
    const before = await stateOf();
    const made = await order();
    expect(made).toMatchObject({
      no: 1,
      number: `${entry}.oversight.1`,
      state: 'asked',
      orderedByName: '何涛',
    });
    await until(async () => (await seen(1)).dueOn !== null);
    expect(await seen(1)).toMatchObject({ overdue: false });
    const [task] = await app.tasks('wang', `entry=${entry}&kind=answer-oversight-township`);
    expect(task).toMatchObject({ id: made.rounds[0]!.work });
    const { state, stage, status } = await stateOf();
    expect({ state, stage, status }).toEqual({
      ...{ state: before.state, stage: before.stage, status: before.status },
    });
  });

  it('is answered, returned with a last day, answered again and accepted', async () => {
    expect((await answer(1, '正在补齐。')).status).toBe(200);
    await until(async () => (await seen(1)).state === 'answered');
    expect(await notices('he')).toMatchObject([{ over: false }]);
    const back = await app.post('he', `${path()}/1/return`, {
      reason: '请说明日期。',
      lastDay: '2027-01-29',
    });
    expect(jsonOf<Order>(back)).toMatchObject({ state: 'asked', rounds: [{ returned: '请说明日期。' }, {}] });
    await until(async () => (await seen(1)).dueOn === '2027-01-29');
    expect((await answer(1, '本周五前补齐。')).status).toBe(200);
    await until(async () => (await seen(1)).state === 'answered');
    const done = await app.post('he', `${path()}/1/acceptance`);
    expect(jsonOf<Order>(done)).toMatchObject({
      state: 'accepted',
      rounds: [{}, { answer: '本周五前补齐。' }],
    });
    await until(async () => (await notices('he')).every(({ over }) => over));
    expect(problemOf(await app.post('he', `${path()}/1/withdrawal`, { reason: '晚了' })).code).toBe(
      'oversight.over',
    );
  });

  it('is withdrawn, and its task with it', async () => {
    const { no } = await order({ bureau: 'natural-resources' });
    const tasks = () => app.tasks('li', `entry=${entry}&kind=answer-oversight-natural-resources`);
    await until(async () => (await tasks()).length === 1);
    const done = await app.post('he', `${path()}/${no}/withdrawal`, { reason: '已经办结' });
    expect(jsonOf<Order>(done)).toMatchObject({ state: 'withdrawn', withdrawn: '已经办结' });
    await until(async () => (await tasks()).length === 0);
  });

  it('is given once under one key', async () => {
    const key = { 'Idempotency-Key': 'oversight-once-0001' };
    const body = { bureau: 'ecology', text: '只督办一次' };
    const [first, second] = [
      await app.send('he', 'post', path(), body, key),
      await app.send('he', 'post', path(), body, key),
    ];
    expect(jsonOf<Order>(second).no).toBe(jsonOf<Order>(first).no);
  });

  it('may be about a task of the case, and about no other', async () => {
    const [task] = await app.tasks('he', `entry=${entry}&all=yes`);
    expect(await order({ bureau: 'finance', task: task!.id })).toMatchObject({ about: task!.id });
    const wrong = await app.post('he', path(), { bureau: 'finance', text: TEXT, task: 'task-none' });
    expect(problemOf(wrong).code).toBe('access.unknown');
  });

  it.each([
    ['says nothing', { bureau: 'township', text: ' ' }],
    ['asks nobody', { text: TEXT }],
    ['asks an office that there is not', { bureau: 'press', text: TEXT }],
  ])('is refused where it %s', async (_, body) => {
    expect((await app.post('he', path(), body)).status).toBe(400);
  });

  it('is refused with a last day that is past', async () => {
    const past = { bureau: 'township', text: TEXT, lastDay: '2020-01-01' };
    expect(problemOf(await app.post('he', path(), past)).code).toBe('oversight.day-past');
  });

  it('cannot be accepted before its answer, nor where there is none of that number', async () => {
    const { no } = await order();
    expect(problemOf(await app.post('he', `${path()}/${no}/acceptance`)).code).toBe('oversight.not-answered');
    expect(problemOf(await app.post('he', `${path()}/99/acceptance`)).code).toBe('oversight.unknown');
    expect(problemOf(await app.post('he', `${path()}/x/acceptance`)).code).toBe('access.unknown');
  });

  it('is given by supervisors alone, and read by whoever may see the case', async () => {
    const body = { bureau: 'township', text: TEXT };
    for (const user of ['wang', 'li', 'zheng', 'lin'])
      expect((await app.post(user, path(), body)).status).toBe(403);
    for (const [user, status] of [
      ['', 401],
      ['platform', 403],
      ['lin', 200],
      ['feng', 200],
    ] as const)
      expect((await app.get(user, path())).status).toBe(status);
  });
});

describe('the list of orders', () => {
  it('has those of a scope, the newest first, by district and by how they stand', async () => {
    const all = jsonOf<Orders>(await app.get('he', '/api/v1/oversight')).items;
    expect(all.map(({ no }) => no)).toEqual(all.map(({ no }) => no).toSorted((a, b) => b - a));
    const accepted = jsonOf<Orders>(await app.get('he', '/api/v1/oversight?state=accepted')).items;
    expect(accepted.map(({ number }) => number)).toEqual([`${entry}.oversight.1`]);
    const elsewhere = '/api/v1/oversight?district=370112';
    for (const user of ['he', 'feng'])
      expect(jsonOf<Orders>(await app.get(user, elsewhere)).items).toEqual([]);
    expect(jsonOf<Orders>(await app.get('feng', '/api/v1/oversight?district=370114')).items).toEqual(all);
  });
  it('is read in pages', async () => {
    const first = jsonOf<Orders & { next: string }>(await app.get('he', '/api/v1/oversight?limit=1'));
    const rest = await app.get('he', `/api/v1/oversight?limit=1&after=${encodeURIComponent(first.next)}`);
    expect(jsonOf<Orders>(rest).items[0]!.no).toBe(first.items[0]!.no - 1);
  });
});
