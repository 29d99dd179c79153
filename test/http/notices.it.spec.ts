/*
 * Shows: everybody is told once of what concerns them and of nothing else, whatever is rebuilt, and what one
 * person has read is unread for the others.
 * How: the whole application on a clock that is turned; people at several desks and in another district.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Projector, ReadModels } from '#kernel';
import { News } from '#land';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { submit } from './steps.js';

type Notice = Readonly<{
  id: string;
  kind: string;
  type: string | null;
  subject: Readonly<{ entry: string; district: string }>;
  work: string | null;
  task: string | null;
  dueOn: string | null;
  over: boolean;
  read: boolean;
}>;
type Notices = Readonly<{
  due: readonly Notice[];
  items: readonly Notice[];
  next: string | null;
  unread: number;
  upTo: string | null;
}>;

const LI = DEMO_ACCOUNTS.find(({ user }) => user === 'li')!;
/** The same desk in another district, and a colleague at the desk of the first. */
const FAR = { ...LI, user: 'li-far', office: '370115/natural-resources', district: '370115' };
const ZHAO = DEMO_ACCOUNTS.find(({ user }) => user === 'zhao')!;
const WANG = DEMO_ACCOUNTS.find(({ user }) => user === 'wang')!;
const SUCCESSOR = { ...WANG, user: 'wang-next', name: '王后来' };
const BESIDE = { ...ZHAO, user: 'zhao-beside', name: '赵二' };
const PATH = '/api/v1/notices';

let app: App;
let entry: string;
beforeAll(async () => {
  app = await openApp([FAR, BESIDE, SUCCESSOR]);
  entry = await submit(app, soundScheme(0));
});
afterAll(() => app.close());

const of = async (user: string, query = '') => jsonOf<Notices>(await app.get(user, `${PATH}${query}`));
const kindsOf = async (user: string) => (await of(user)).items.map(({ kind, type }) => `${kind} ${type}`);
const mark = (user: string, body: object) => app.send(user, 'put', `${PATH}/read`, body);

describe('what somebody is told', () => {
  it('begins with the work of their desk, each with the fact that it follows from', async () => {
    const { items, unread, due } = await of('zhao');
    expect(items).toEqual([
      expect.objectContaining({
        ...{ kind: 'task', type: 'TaskOpened', work: 'conditions-planning', read: false, over: false },
        id: `${items[0]!.task}@0/zhao`,
        subject: expect.objectContaining({ entry }),
      }),
    ]);
    expect([unread, due]).toEqual([1, []]);
  });

  it('is nothing of another district or role, nor for whoever may see no entry', async () => {
    for (const user of ['li-far', 'feng', 'chen', 'admin', 'lin'])
      expect(await of(user)).toEqual({ due: [], items: [], next: null, unread: 0, upTo: null });
    expect((await app.get('', PATH)).status).toBe(401);
  });

  it('is read by each person apart', async () => {
    const [mine] = (await of('zhao')).items;
    expect((await of('zhao-beside')).unread).toBe(1);
    for (let twice = 0; twice < 2; twice++)
      expect(jsonOf(await mark('zhao', { ids: [mine!.id] }))).toEqual({ unread: 0 });
    expect((await of('zhao')).items[0]).toEqual({ ...mine, read: true });
    expect((await of('zhao-beside')).unread).toBe(1);
  });

  it.each([
    ['of somebody else', (own: string) => own.replace('/zhao', '/zhao-beside')],
    ['of no fact', () => 'task-none@0/zhao'],
    ['of nobody', () => 'task-none@0'],
  ])('cannot be marked where it is %s', async (_, made) => {
    const [mine] = (await of('zhao')).items;
    expect(problemOf(await mark('zhao', { ids: [made(mine!.id)] })).code).toBe('access.unknown');
  });

  it('says that a comment came, to whoever prepared the scheme and not to who wrote it', async () => {
    const comments = `/api/v1/entries/${entry}/comments`;
    await app.post('li', comments, { text: '四至描述与附图不一致。' });
    await app.post('li', comments, { text: '内部核对。', audience: 'office' });
    expect((await of('wang')).items).toEqual([
      expect.objectContaining({ kind: 'comment', type: 'CommentAdded', read: false }),
    ]);
    // So is whoever sits there after them.
    expect(await kindsOf('wang-next')).toEqual(['comment CommentAdded']);
    expect(await kindsOf('li')).not.toContain('comment CommentAdded');
    // The one for the office is for its planner as well, and its text is in no notice.
    expect(await kindsOf('zhao')).toEqual(['comment CommentAdded', 'task TaskOpened']);
    expect((await app.get('zhao', PATH)).text).not.toMatch(/四至|内部|李建国/);
  });

  it('forgets a comment that was withdrawn', async () => {
    await app.post('li', `/api/v1/entries/${entry}/comments/2/withdrawal`);
    expect(await kindsOf('zhao')).toEqual(['task TaskOpened']);
  });

  it('comes a page at a time, the newest first, and all can be read at once', async () => {
    await app.post('li', `/api/v1/entries/${entry}/comments`, { text: '再补一份。' });
    const first = await of('wang', '?limit=1');
    const second = await of('wang', `?limit=1&after=${first.next}`);
    expect(first.unread).toBe(2);
    expect([...first.items, ...second.items]).toEqual((await of('wang')).items);
    expect(first.items[0]!.id > second.items[0]!.id).toBe(true);
    expect(jsonOf(await mark('wang', { upTo: first.upTo }))).toEqual({ unread: 0 });
    expect((await of('wang')).items.map(({ read }) => read)).toEqual([true, true]);
    // An older place moves nothing back, and one that is far ahead leaves what comes later unread.
    await mark('wang', { upTo: '0'.repeat(20) });
    expect(jsonOf(await mark('wang', { upTo: '9'.repeat(20) }))).toEqual({ unread: 0 });
    await app.post('li', `/api/v1/entries/${entry}/comments`, { text: '第三条。' });
    expect((await of('wang')).unread).toBe(1);
  });

  it('is over when the work is done', async () => {
    const paper = { issuer: '规划', documentNo: '规〔2026〕1号', on: app.today(), text: '按附件执行' };
    expect((await app.decide('zhao', entry, 'conditions-planning', 'issue', paper)).status).toBe(200);
    const [told] = (await of('zhao-beside')).items;
    expect(told).toMatchObject({ over: true, read: true });
    expect((await of('zhao-beside')).unread).toBe(0);
  });

  it('warns once of a last day that is near, and then says who is late', async () => {
    const [open] = await app.tasks('sun', `entry=${entry}`);
    const { dueOn } = jsonOf<{ dueOn: string }>(await app.get('sun', `/api/v1/tasks/${open!.id}`));
    await app.turnTo(dueOn);
    const { due, unread } = await of('sun');
    const id = `${open!.id}@0/due-${dueOn}/sun`;
    expect(due).toEqual([expect.objectContaining({ id, kind: 'due', dueOn, task: open!.id, read: false })]);
    expect(unread).toBe(2);
    expect(jsonOf(await mark('sun', { ids: [id] }))).toEqual({ unread: 1 });
    expect((await of('sun')).due).toEqual([expect.objectContaining({ id, read: true })]);
    await app.turnTo('2026-04-20');
    expect((await of('sun')).due).toEqual([]);
    expect(await kindsOf('sun')).toEqual(['overdue TaskEscalated', 'task TaskOpened']);
    expect(await kindsOf('zheng')).toContain('escalated TaskEscalated');
  });
});

it('tells those whom it concerns over the line of changes, and nobody else', async () => {
  type Changes = Readonly<{ items: readonly Readonly<{ kind: string; id: string }>[]; next: string }>;
  const since = async (user: string, next: string) =>
    jsonOf<Changes>(await app.get(user, `/api/v1/changes?since=${next}`));
  const { next } = jsonOf<Changes>(await app.get('wang', '/api/v1/changes'));
  // Whoever begins to listen now hears nothing of what they can read already.
  for (const user of ['wang', 'zhao', 'zheng']) expect((await since(user, next)).items).toEqual([]);
  await app.post('li', `/api/v1/entries/${entry}/comments`, { text: '请看。' });
  const kinds = async (user: string) => (await since(user, next)).items.map(({ kind }) => kind);
  expect(await kinds('wang')).toContain('notice');
  expect(await kinds('zhao')).toContain('entry');
  expect(await kinds('zhao')).not.toContain('notice');
});

it('is the same after the read model was made again', async () => {
  const before = [await of('wang'), await of('sun'), await of('zheng')];
  const models = app.app.get(ReadModels);
  const generation = await models.live(News.name);
  await app.app.get(Projector).rebuild(News.name);
  expect(await models.live(News.name)).toBe(generation + 1);
  expect([await of('wang'), await of('sun'), await of('zheng')]).toEqual(before);
});

it('tells whoever prepared a scheme that it came back', async () => {
  const other = await submit(app, soundScheme(17));
  for (const [person, kind] of [
    ['zhao', 'planning'],
    ['sun', 'industry'],
    ['zhou', 'ecology'],
  ] as const) {
    const paper = { issuer: kind, documentNo: `${kind}〔2026〕9号`, on: app.today(), text: '按附件执行' };
    await app.decide(person, other, `conditions-${kind}`, 'issue', paper);
  }
  const items = [{ field: 'deal.termYears', opinion: '年限与用途不符，请核对' }];
  const returned = await app.decide('li', other, 'opinion-natural-resources', 'return', { items });
  expect([returned.status, returned.text]).toEqual([200, expect.stringContaining('version')]);
  expect(
    (await of('wang')).items.map(({ kind, type, subject }) => [kind, type, subject.entry]),
  ).toContainEqual(['scheme', 'SchemeReturned', other]);
});
