import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { ACTIONS, ROLES, ROLE_NAMES, mayAnywhere, ruleOf } from '#access';
import type { Action, Role, SignedIn } from '#access';
import { nameOfTile, tileOf } from '#geo';
import { ReadModels } from '#kernel';
import { Entries, DECISIONS } from '#land';
import { DEMO_ACCOUNTS, DEMO_MACHINES, DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { RouteCheck } from '../../apps/server/src/http/route-check.js';
import { isNarrow } from '../../apps/server/src/http/scope.js';
import { featuresOf } from '../../apps/server/src/land/map/tile.fixture.js';
import { freshKey, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { agree, approve, decideTrade, issueConditions, issueQuota, submit } from './steps.js';

type Route = Readonly<{ method: string; template: string; action: Action }>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Readonly<{ operationId: string }>>>>>;
}>;

/** The same offices in another district: nothing of ours is theirs. */
const FOREIGNERS: readonly SignedIn[] = DEMO_ACCOUNTS.flatMap(({ township, district, office, ...account }) =>
  district === undefined
    ? []
    : [
        {
          ...account,
          user: `${account.user}-far`,
          office: office.replace('370114', '370115'),
          district: '370115',
          ...(township ? { township: township.replace('370114', '370115') } : {}),
        },
      ],
);
/** At which a tile holds a township, more or less. */
const MAP_LEVEL = 12;
const MACHINES = [DEMO_PLATFORM, ...DEMO_MACHINES];
/** Rights that no route asks for first: why. */
const WITHOUT_ROUTE: Readonly<Record<string, string>> = {
  'task.escalated': 'asked besides the right to claim',
  'register.accounts': 'asked besides the right to read a register',
};

/** Ends one's own session: walked last. */
const ENDS_SESSION = '/api/v1/session';

let app: App;
let entry: string;
let task: string;
let routes: readonly Route[];

beforeAll(async () => {
  app = await openApp(FOREIGNERS);
  await issueQuota(app);
  entry = await submit(app, soundScheme(0));
  task = (await app.taskOf('zhao', entry, 'conditions-planning')).id;
  const actions = new Map(
    app.app
      .get(RouteCheck)
      .routes()
      .map(({ operation, action }) => [operation, action as Action]),
  );
  const { paths } = jsonOf<Document>(await app.send('', 'get', '/api/openapi.json'));
  const found = Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      method,
      template,
      action: actions.get(operationId)!,
    })),
  );
  expect(found.length).toBe(actions.size);
  const last = ({ method, template }: Route) => Number(method === 'delete' && template === ENDS_SESSION);
  routes = [...found].sort((a, b) => last(a) - last(b));
});
afterAll(() => app.close());

const person = (role: Role): SignedIn =>
  [...DEMO_ACCOUNTS, ...MACHINES].find((account) => account.role === role)!;
const nameOf = (role: Role) => (MACHINES.some((machine) => machine.role === role) ? role : person(role).user);

/**
 * The real entry and its real task stand in the address, so that nobody is turned away only because nothing
 * is there.
 */
const pathOf = (template: string) =>
  template
    .replace('{entry}', entry)
    .replace('{parcel}', entry.slice(0, 19))
    .replace('{id}', template.includes('tasks') ? task : 'none')
    .replace('{user}', 'nobody.here')
    .replace('{district}', '370114')
    .replace('{year}', '2026')
    .replace('{ref}', 'jinan@2026.1');

/** Where papers come in pieces, which are no JSON. */
const TAKES_CHUNK = '/api/v1/uploads/{upload}';

async function ask(user: string, { method, template }: Route) {
  const chunk = method === 'put' && template === TAKES_CHUNK;
  const body = method === 'get' || method === 'delete' ? undefined : chunk ? 'bytes' : {};
  const answer = await app.send(user, method, pathOf(template), body, {
    ...(method === 'get' ? {} : { 'Idempotency-Key': freshKey(), 'If-Match': '"0"' }),
    ...(chunk ? { 'Content-Type': 'application/octet-stream' } : {}),
  });
  return {
    name: `${method} ${template}`,
    status: answer.status,
    code: answer.type === 'application/problem+json' ? problemOf(answer).code : '',
  };
}

describe('the matrix of rights, walked over every route', () => {
  it('finds every route of the application with its right', () => {
    expect(routes.length).toBeGreaterThan(35);
    expect(routes.filter(({ action }) => action === undefined)).toEqual([]);
  });

  it('lets nobody in who did not sign in, but where the table says public', async () => {
    for (const route of routes) {
      const { name, status } = await ask('', route);
      if (ruleOf(route.action).who === 'public')
        expect([name, status < 500 && status !== 403]).toEqual([name, true]);
      else expect([name, status]).toEqual([name, 401]);
    }
  });

  it.each(ROLES)('%s does what the table grants and is refused the rest', async (role) => {
    const user = nameOf(role);
    let [granted, refused] = [0, 0];
    for (const route of routes) {
      const { name, status, code } = await ask(user, route);
      const { allowed } = mayAnywhere(person(role), route.action);
      if (allowed) {
        granted += 1;
        // Reached: what an empty form or another's office then meets is the rules' business, never a fault.
        expect([
          name,
          status,
          status < 500 && status !== 401,
          code === 'access.role' && route.action !== 'task.claim',
        ]).toEqual([name, status, true, false]);
      } else {
        refused += 1;
        expect([name, status, code]).toEqual([name, 403, 'access.role']);
      }
    }
    app.forget(user);
    expect(granted).toBeGreaterThan(4);
    expect(refused).toBeGreaterThan(10);
  });

  it('has a route or a decision for every right, and no right for nothing', () => {
    const decisions = Object.values(DECISIONS).map(({ right }) => right);
    const used = new Set<string>([
      ...routes.map(({ action }) => action),
      ...decisions,
      ...Object.keys(WITHOUT_ROUTE),
    ]);
    expect(ACTIONS.filter((action) => !used.has(action))).toEqual([]);
    expect([...used].filter((action) => !(ACTIONS as readonly string[]).includes(action))).toEqual([]);
  });

  it('left the entry as it was', async () => {
    const view = await app.app.get(ReadModels).find(Entries, entry);
    expect(view).toMatchObject({ state: 'conditions-pending', status: 'running', schemeVersion: 1 });
  });
});

describe('what lies in another district', () => {
  const OF_ONE = /\{(entry|parcel|id|district)\}/;
  /**
   * Ids of sessions, keys and commands are random, and nobody but their owner or the operator reaches them.
   */
  const narrow = () => routes.filter(({ action }) => isNarrow(action));
  const grantedTo = (user: string, { action }: Route) =>
    mayAnywhere(
      FOREIGNERS.find((one) => one.user === user),
      action,
    ).allowed;
  /**
   * Complete enough to reach the question where the matter lies; a form that is wrong tells nothing either.
   */
  const walk = async (route: Route) =>
    Promise.all(
      FOREIGNERS.filter(({ user }) => grantedTo(user, route)).map(async ({ user }) => ({
        user,
        ...(await ask(user, route)),
      })),
    );

  it('is not there, for everybody and on every route that has its id', async () => {
    let asked = 0;
    for (const route of narrow().filter(({ template }) => OF_ONE.test(template))) {
      for (const { user, name, status, code } of await walk(route)) {
        asked += 1;
        const hidden =
          status === 404 || status === 403 || (route.method !== 'get' && code === 'request.invalid');
        expect([user, name, status, code, hidden]).toEqual([user, name, status, code, true]);
        if (route.method === 'get') expect([name, code]).toEqual([name, 'access.unknown']);
      }
    }
    expect(asked).toBeGreaterThan(100);
  });

  /** Lists that are asked for in words of their own; a search by what every entry here has. */
  const ASKED_WITH: Readonly<Record<string, string>> = {
    tasks: 'limit=500&all=yes',
    search: 'q=370114',
    changes: 'since=0',
  };

  /** No lists, but what is counted over them. */
  const SUMS: readonly string[] = ['/api/v1/statistics', '/api/v1/statistics/report'];

  it('is counted in no sum', async () => {
    const counters = FOREIGNERS.filter((one) => mayAnywhere(one, 'statistics.read').allowed);
    expect(counters.length).toBeGreaterThan(0);
    for (const { user } of counters) {
      const { total } = jsonOf<{ total: { entries: object; work: object[]; quotas: object[] } }>(
        await app.get(user, SUMS[0]!),
      );
      expect([user, total.work, total.quotas]).toEqual([user, [], []]);
      expect(total.entries).toMatchObject({ submitted: 0, submittedM2: '0.00', running: 0 });
      const report = await app.getBytes(user, SUMS[1]!);
      const sums = (await readSheet(report.body as Buffer, '概况')).at(-1)!;
      expect(sums.slice(1).every((cell) => cell === 0)).toBe(true);
    }
    const ours = jsonOf<{ total: { entries: object } }>(await app.get('he', SUMS[0]!));
    expect(ours.total.entries).toMatchObject({ submitted: 1 });
  });

  /** Lists as well, but as files: who of theirs may take them, and what the sheet is called. */
  const FILES: Readonly<Record<string, Readonly<{ right: Action; sheet: string }>>> = {
    '/api/v1/exports/entries': { right: 'entry.export', sheet: '入市事项' },
    '/api/v1/exports/rents': { right: 'money.export', sheet: '年租金' },
  };

  it('stands in no file', async () => {
    for (const [file, { right, sheet }] of Object.entries(FILES)) {
      const takers = FOREIGNERS.filter((one) => mayAnywhere(one, right).allowed);
      expect(takers.length).toBeGreaterThan(0);
      // A title and the heads of the columns.
      for (const { user } of takers)
        expect([user, file, await rowsFor(user, file, sheet)]).toEqual([user, file, 2]);
    }
    expect(await rowsFor('wang', '/api/v1/exports/entries', '入市事项')).toBe(3);
  });
  const rowsFor = async (user: string, file: string, sheet: string) =>
    (await readSheet((await app.getBytes(user, file)).body as Buffer, sheet)).length;

  /** No lists either: what is drawn of them, and how much there is to draw. */
  const MAP = '/api/v1/map';
  const isOfMap = (template: string) => template === MAP || template.startsWith(`${MAP}/`);

  it('is drawn on no map', async () => {
    const corner = soundScheme(0).boundary.polygon.coordinates[0]![0]!;
    const tile = nameOfTile(tileOf(corner[0]!, corner[1]!, MAP_LEVEL));
    const drawnFor = async (user: string) => {
      // A district without rules has no plane to draw on, and is told so.
      const { parcels = 0 } = jsonOf<{ parcels?: number }>(await app.get(user, MAP));
      const features = featuresOf((await app.getBytes(user, `${MAP}/parcels/${tile}`)).body as Buffer);
      return [user, parcels, features.filter((one) => one.get('layer') === 'parcels').length];
    };
    const readers = FOREIGNERS.filter((one) => mayAnywhere(one, 'entry.read').allowed);
    expect(readers.length).toBeGreaterThan(0);
    for (const { user } of readers) expect(await drawnFor(user)).toEqual([user, 0, 0]);
    expect(await drawnFor('wang')).toEqual(['wang', 1, 1]);
  });

  it('stands in no list', async () => {
    let lists = 0;
    for (const { method, template } of narrow().filter(
      (route) =>
        route.method === 'get' &&
        !OF_ONE.test(route.template) &&
        !isOfMap(route.template) &&
        ![...SUMS, ...Object.keys(FILES)].includes(route.template),
    )) {
      for (const { user } of FOREIGNERS.filter((one) =>
        grantedTo(one.user, {
          method,
          template,
          action: routes.find((r) => r.template === template && r.method === 'get')!.action,
        }),
      )) {
        const { items } = jsonOf<{ items: unknown[] }>(
          await app.get(user, `${template}?${ASKED_WITH[template.split('/').at(-1)!] ?? 'limit=500'}`),
        );
        lists += 1;
        expect([user, template, items]).toEqual([user, template, []]);
      }
    }
    expect(lists).toBeGreaterThan(20);
    for (const list of ['entries', `search?${ASKED_WITH.search}`])
      expect(jsonOf<{ items: unknown[] }>(await app.get('wang', `/api/v1/${list}`)).items).toHaveLength(1);
  });
});

describe('who asks for the entries of a township', () => {
  const inTownship = async (user: string, township: string) =>
    jsonOf<{ items: { subject: { township: string } }[] }>(
      await app.get(user, `/api/v1/entries?township=${township}`),
    ).items.map(({ subject }) => subject.township);

  it('sees those of it and of no other', async () => {
    expect(await inTownship('li', '370114-01')).toEqual(['370114-01']);
    expect(await inTownship('li', '370114-02')).toEqual([]);
    expect(await inTownship('wang', '370114-01')).toEqual(['370114-01']);
  });

  it('sees nothing of a township that is not his own, not his own under its name', async () => {
    expect(await inTownship('wang', '370114-02')).toEqual([]);
  });
});

describe('what a clerk asks before she hands in', () => {
  it('is judged as it will be, and nothing is kept', async () => {
    const sound = await app.send('wang', 'post', '/api/v1/schemes/check', soundScheme(51));
    expect([sound.status, jsonOf(sound)]).toEqual([
      200,
      {
        ...{ complete: true, pack: expect.stringContaining('jinan@'), items: [], doubts: [] },
        grade: { text: expect.stringContaining('没有已采用的级别图') },
      },
    ]);
    const wrong = { ...soundScheme(51), ecology: '' };
    const checked = jsonOf<{ complete: boolean; items: { field: string }[] }>(
      await app.send('wang', 'post', '/api/v1/schemes/check', wrong),
    );
    const handedIn = problemOf(await app.post('wang', '/api/v1/schemes', wrong));
    expect(checked.complete).toBe(false);
    expect(checked.items.map(({ field }) => `/${field.replaceAll('.', '/')}`)).toEqual(
      handedIn.errors!.map(({ pointer }) => pointer),
    );
    expect((await app.send('wang-far', 'post', '/api/v1/schemes/check', soundScheme(51))).status).toBe(403);
    expect(jsonOf<{ items: unknown[] }>(await app.get('wang', '/api/v1/entries')).items).toHaveLength(1);
  });

  it('shows which clocks of an entry run', async () => {
    const { items } = jsonOf<{ items: { id: string; dueAt: string; command: string; what: string }[] }>(
      await app.get('wang', `/api/v1/entries/${entry}/deadlines`),
    );
    expect(items.length).toBeGreaterThan(0);
    expect(items.map(({ dueAt }) => dueAt)).toEqual(items.map(({ dueAt }) => dueAt).sort());
    expect(items.map(({ what }) => what)).toContain('任务办理期限');
  });
});

describe('the right that a task needs', () => {
  const APPROVAL = {
    outcome: 'issue',
    data: { issuer: '自然资源局', documentNo: '1', on: '2026-03-02', text: '按附件执行' },
  };

  it('is asked for besides the right to claim', async () => {
    for (const user of ['sun', 'wu', 'zheng', 'feng', 'chen', 'he', 'lin', 'admin', 'platform']) {
      const answer = await app.post(user, `/api/v1/tasks/${task}/decision`, APPROVAL, { 'If-Match': '"0"' });
      expect([user, answer.status]).toEqual([user, 403]);
    }
  });
});

describe('claiming a task', () => {
  it('is refused to another role of the same office, who is told which one may', async () => {
    const [planner, reviewer] = ['zhao', 'li'].map((user) => DEMO_ACCOUNTS.find((one) => one.user === user)!);
    expect(reviewer!.office).toBe(planner!.office);
    const answer = await app.post('li', `/api/v1/tasks/${task}/claim`, {});
    expect([answer.status, problemOf(answer)]).toEqual([
      403,
      expect.objectContaining({
        code: 'access.role',
        detail: expect.stringContaining(`可由${ROLE_NAMES[planner!.role]}岗位办理`),
      }),
    ]);
    expect((await app.post('zhao', `/api/v1/tasks/${task}/claim`, {})).status).toBe(200);
  });
});

describe('the trades of another district', () => {
  let sold: string;

  /** One entry waits for its notice; of another the winner turned out to have bribed. */
  async function trade(): Promise<void> {
    sold = await submit(app, soundScheme(17));
    for (const one of [await submit(app, soundScheme(34)), sold]) {
      await issueConditions(app, one);
      await agree(app, one);
      await approve(app, one);
    }
    await app.turnTo('2026-03-16');
    await decideTrade(app, sold, '300000000');
    const tell = async (path: string, body: object) => {
      const { status, text } = await app.post('platform', `/api/v1/listings/${sold}/${path}`, body);
      expect([status, text]).toEqual([200, expect.anything()]);
    };
    await tell('announcement', {
      announcementNo: '济公易土〔2026〕9号',
      announcedOn: '2026-03-16',
      opensOn: '2026-04-07',
      closesOn: '2026-04-20',
      url: 'https://example.invalid/9',
    });
    await app.turnTo('2026-04-20');
    await tell('results', {
      resultId: 'R-9',
      outcome: 'sold',
      closedOn: '2026-04-20',
      winner: { name: '示范实业有限公司', uscc: '91370114MA00000006' },
      priceFen: '360000000',
    });
    await tell('voidance', { cause: 'bribery', reason: '行贿', documentNo: '无效1' });
  }

  it('are not there, nor who defaulted in them', async () => {
    await trade();
    const seenBy = async (user: string, path: string) =>
      jsonOf<{ items: unknown[] }>(await app.get(user, path)).items.length;
    for (const [user, seen] of [
      ['wang', 1],
      ['li', 1],
      ['he', 1],
      ['platform', 1],
      ['li-far', 0],
      ['wang-far', 0],
    ] as const) {
      expect([user, await seenBy(user, '/api/v1/listings?limit=500')]).toEqual([user, seen]);
      expect([user, await seenBy(user, '/api/v1/listings/defaulters?limit=500')]).toEqual([user, seen]);
      expect([user, (await app.get(user, `/api/v1/listings/${sold}`)).status]).toEqual([
        user,
        seen === 1 ? 200 : 404,
      ]);
    }
  });
});
