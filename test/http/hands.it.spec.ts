import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { Engine, KeyValues, envelope } from '#kernel';
import { claimTask } from '#land';
import { addDays } from '#policy';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { issueConditions, issueQuota, submit, timelineOf } from './steps.js';

const GOVERNMENT = { role: 'approver', office: '370114/government', district: '370114' } as const;
const EXTRA = [
  { user: 'ma', name: '马超', ...GOVERNMENT },
  { user: 'xu', name: '徐洁', role: 'reviewer', office: '370114/finance', district: '370114' },
] as const;
const AGREED = { outcome: 'agree', data: { text: '无异议' } };

let app: App;
let entry: string;
beforeAll(async () => {
  app = await openApp(EXTRA);
  await issueQuota(app);
  entry = await submit(app, soundScheme(34, {}, app.today()));
  await issueConditions(app, entry);
});
afterAll(() => app.close());

const codeOf = (answer: Response) => (answer.status === 200 ? 'done' : problemOf(answer).code);
const taskOf = (kind: string) =>
  app.tasks('li', `entry=${entry}&kind=${kind}&all=yes`).then(([task]) => task!);
const decide = async (user: string, kind: string, body: object = AGREED) => {
  const { id, version } = await taskOf(kind);
  return app.post(user, `/api/v1/tasks/${id}/decision`, body, { 'If-Match': `"${version}"` });
};
const act = async (user: string, kind: string, what: string, body: object = {}) =>
  app.post(user, `/api/v1/tasks/${(await taskOf(kind)).id}/${what}`, body);
/** To whom somebody is offered to hand it over. */
const offered = async (user: string, kind: string) => {
  const answer = await app.get(user, `/api/v1/tasks/${(await taskOf(kind)).id}/colleagues`);
  return jsonOf<{ items: { user: string }[] }>(answer).items.map((one) => one.user);
};

describe('work on a desk', () => {
  it('goes to nobody who is not there, and to nobody elsewhere', async () => {
    expect(codeOf(await act('qian', 'opinion-finance', 'claim'))).toBe('done');
    const to = async (user: string) =>
      codeOf(await act('qian', 'opinion-finance', 'delegation', { to: user, reason: '休假' }));
    for (const blank of ['', '  ']) expect(await to(blank)).toBe('request.invalid');
    expect(await to('nobody')).toBe('task.person-unknown');
    for (const elsewhere of ['zheng', 'feng', 'lin'])
      expect(await to(elsewhere)).toBe('task.person-elsewhere');
    const refused = await act('qian', 'opinion-finance', 'delegation', { to: 'zheng', reason: '休假' });
    expect(problemOf(refused).detail).toMatch(/^郑伟不在章丘区财政局的同一岗位/);
    // The same who would be taken, and nobody for whoever only reads.
    expect(await offered('qian', 'opinion-finance')).toEqual(['tang', 'xu']);
    for (const elsewhere of ['feng', 'li', 'lin'])
      expect(await offered(elsewhere, 'opinion-finance')).toEqual([]);
    expect(await to('xu')).toBe('done');
    expect(await offered('qian', 'opinion-finance')).toEqual(['tang']);
  });

  it('is listed for those whose role it is, for others of the office when they ask for all', async () => {
    const kinds = async (user: string, more = '') =>
      (await app.tasks(user, `entry=${entry}${more}`)).map(({ kind }) => kind);
    for (const reviewer of ['qian', 'tang']) expect(await kinds(reviewer)).toEqual(['opinion-finance']);
    expect(await kinds('feng')).toEqual([]);
    expect(await kinds('feng', '&all=yes')).toContain('opinion-finance');
    for (const watcher of ['he', 'lin']) expect(await kinds(watcher)).toContain('opinion-finance');
  });

  it('comes free when the account of its holder is shut', async () => {
    expect(
      (await app.send('admin', 'put', '/api/v1/accounts/xu/state', { disabled: true, reason: '离职' }))
        .status,
    ).toBe(200);
    expect(await taskOf('opinion-finance')).toMatchObject({ status: 'open', assignee: null });
    expect(await offered('qian', 'opinion-finance')).toEqual(['tang']);
    expect((await timelineOf(app, entry)).find(({ type }) => type === 'TaskReleased')).toMatchObject({
      data: { person: 'xu', reason: '账户停用：离职' },
      meta: { actor: { person: 'admin' } },
    });
    expect(codeOf(await act('qian', 'opinion-finance', 'claim'))).toBe('done');
    expect(codeOf(await act('qian', 'opinion-finance', 'delegation', { to: 'xu', reason: '休假' }))).toBe(
      'task.person-unknown',
    );
  });

  it('is taken back by the chief of the office, with a reason, and by no colleague', async () => {
    const back = { reason: '经办人长期外出' };
    expect(codeOf(await act('zheng', 'opinion-finance', 'take-back', back))).toBe('access.scope');
    expect(codeOf(await act('qian', 'opinion-finance', 'take-back', back))).toBe('access.chief');
    expect(codeOf(await act('tang', 'opinion-finance', 'take-back', back))).toBe('done');
    expect((await timelineOf(app, entry)).find(({ type }) => type === 'TaskTakenBack')).toMatchObject({
      data: { person: 'tang', from: 'qian', ...back },
    });
  });

  it('leaves whoever moves to another office', async () => {
    const wu = { name: '吴强', role: 'reviewer', office: '370114/agriculture', district: '370114' };
    expect(codeOf(await act('wu', 'opinion-agriculture', 'claim'))).toBe('done');
    expect(
      (await app.send('admin', 'put', '/api/v1/accounts/wu', { ...wu, office: '370114/ecology' })).status,
    ).toBe(200);
    expect(await taskOf('opinion-agriculture')).toMatchObject({ status: 'open', assignee: null });
    expect((await app.send('admin', 'put', '/api/v1/accounts/wu', wu)).status).toBe(200);
  });

  it('is taken back from above once it went up, also from a colleague up there', async () => {
    expect(codeOf(await act('wu', 'opinion-agriculture', 'claim'))).toBe('done');
    const above = async () => (await app.tasks('ma', `entry=${entry}`)).map(({ kind }) => kind);
    expect(await above()).toEqual([]);
    await app.turnTo(addDays(app.today(), 12));
    expect(await above()).toContain('opinion-agriculture');
    expect(codeOf(await act('ma', 'opinion-agriculture', 'take-back', { reason: '逾期' }))).toBe('done');
    expect(await taskOf('opinion-agriculture')).toMatchObject({ status: 'open', assignee: null });
  });
});

describe('one person', () => {
  it('gives one department’s opinion, though all went up to one desk and two are asked at once', async () => {
    const answers = (
      await Promise.all([decide('zheng', 'opinion-finance'), decide('zheng', 'opinion-agriculture')])
    )
      .map(codeOf)
      .sort();
    expect(answers[0]).toBe('done');
    expect(answers[1]).toMatch(/^four-eyes\./);
    const open = (await app.tasks('zheng', `entry=${entry}`)).find(({ kind }) => kind !== 'decide-scheme')!;
    expect(open.excluded).toContain('zheng');
    expect(codeOf(await decide('zheng', open.kind))).toBe('four-eyes.excluded');
    expect(await offered('ma', open.kind)).toEqual([]);
  });

  it('who gave an opinion does not decide, in person or by a deputy', async () => {
    for (const { kind, assignee, id } of await app.tasks('li', `entry=${entry}&all=yes`)) {
      if (assignee === 'zheng')
        expect((await app.post('zheng', `/api/v1/tasks/${id}/release`, { reason: '回避' })).status).toBe(200);
      const own = (
        {
          'opinion-natural-resources': 'li',
          'opinion-agriculture': 'wu',
          'opinion-finance': 'qian',
        } as Record<string, string>
      )[kind]!;
      expect([kind, codeOf(await decide(own, kind))]).toEqual([kind, 'done']);
    }
    const approve = { outcome: 'approve', data: { documentNo: '章政土〔2026〕21号' } };
    expect(codeOf(await decide('zheng', 'decide-scheme', approve))).toBe('four-eyes.excluded');
    const days = { fromDay: app.today(), toDay: addDays(app.today(), 1) };
    expect((await app.post('zheng', '/api/v1/delegations', { to: 'ma', ...days })).status).toBe(201);
    const { id, version } = await taskOf('decide-scheme');
    expect(
      codeOf(
        await app.post('ma', `/api/v1/tasks/${id}/decision`, approve, {
          'If-Match': `"${version}"`,
          'On-Behalf-Of': 'zheng',
        }),
      ),
    ).toBe('four-eyes.excluded');
    expect(codeOf(await decide('ma', 'decide-scheme', approve))).toBe('done');
  });
});

describe('a decision whose process died before it answered', () => {
  const ANSWERS = 'idempotency-answers';
  const key = 'decision-that-was-cut-off';
  /** As if the answer had never been kept. */
  const forget = async (): Promise<void> => {
    const keyValues = app.app.get(KeyValues);
    for (const { key: kept } of await keyValues.list(ANSWERS))
      if (kept.endsWith(key)) await keyValues.remove(ANSWERS, kept);
  };
  let another: string;
  beforeAll(async () => {
    another = await submit(app, soundScheme(51, {}, app.today()));
    await issueConditions(app, another);
  });
  const taskOf = (kind: string) =>
    app.tasks('li', `entry=${another}&kind=${kind}&all=yes`).then(([task]) => task!);
  const opened = async () => {
    const { id, version } = await taskOf('opinion-agriculture');
    const ask = (headers: Record<string, string> = {}) =>
      app.post('wu', `/api/v1/tasks/${id}/decision`, AGREED, {
        ...{ 'Idempotency-Key': key, 'If-Match': `"${version}"` },
        ...headers,
      });
    return { id, version, ask };
  };

  it('goes on where it was cut off after it had taken the task, and is answered as done', async () => {
    const { id, version, ask } = await opened();
    // The first half of the very request, as the log has it.
    const meta = { id: `http/wu/${key}/claim`, correlation: another, causation: `http/wu/${key}` };
    const actor = { person: 'wu', role: 'reviewer', office: '370114/agriculture' };
    await app.app.get(Engine).execute(
      envelope(claimTask(id as never, { person: 'wu' }), {
        ...{ ...meta, actor, at: app.clock.now() },
        policy: 'jinan@2026.1',
      }),
    );
    await app.engine.shown();
    expect((await taskOf('opinion-agriculture')).version).toBeGreaterThan(version);
    const first = await ask();
    expect([first.status, jsonOf(first).outcome]).toEqual([200, 'agree']);
    // Cut off after the whole of it: the same again, and the log has it once.
    const facts = (await timelineOf(app, another)).length;
    await forget();
    const again = await ask();
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(await timelineOf(app, another)).toHaveLength(facts);
  });

  it('is refused as before where somebody else was faster', async () => {
    const { id, version } = await taskOf('opinion-natural-resources');
    expect(codeOf(await app.post('li', `/api/v1/tasks/${id}/claim`))).toBe('done');
    const late = await app.post('li', `/api/v1/tasks/${id}/decision`, AGREED, { 'If-Match': `"${version}"` });
    expect(codeOf(late)).toBe('version.old');
  });
});
