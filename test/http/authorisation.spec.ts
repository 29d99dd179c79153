import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, mayAnywhere, ruleOf } from '#access';
import type { Action, Role, SignedIn } from '#access';
import { Documents } from '#kernel';
import type { EntryView } from '#land';
import { DEMO_ACCOUNTS, DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { RouteCheck } from '../../apps/server/src/http/route-check.js';
import { freshKey, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { issueQuota, submit } from './steps.js';

type Route = Readonly<{ method: string; template: string; action: Action }>;
type Document = Readonly<{ paths: Readonly<Record<string, Readonly<Record<string, Readonly<{ operationId: string }>>>>> }>;

/** Ends one's own session: walked last. */
const ENDS_SESSION = '/api/v1/session';

let app: App;
let entry: string;
let task: string;
let routes: readonly Route[];

beforeAll(async () => {
  app = await openApp();
  await issueQuota(app);
  entry = await submit(app, soundScheme(0));
  task = (await app.taskOf('zhao', entry, 'conditions-planning')).id;
  const actions = new Map(app.app.get(RouteCheck).routes().map(({ name, action }) => [name, action as Action]));
  const { paths } = jsonOf<Document>(await app.send('', 'get', '/api/openapi.json'));
  const found = Object.entries(paths).flatMap(([template, methods]) => Object.entries(methods).map(([method, { operationId }]) => ({ method, template, action: actions.get(operationId.replace('_', '.'))! })));
  expect(found.length).toBe(actions.size);
  const last = ({ method, template }: Route) => Number(method === 'delete' && template === ENDS_SESSION);
  routes = [...found].sort((a, b) => last(a) - last(b));
});
afterAll(() => app.close());

const person = (role: Role): SignedIn => (role === 'platform' ? { ...DEMO_PLATFORM, role } : DEMO_ACCOUNTS.find((account) => account.role === role)!);
const nameOf = (role: Role) => (role === 'platform' ? 'platform' : person(role).user);

/** The real entry and its real task stand in the address, so that nobody is turned away only because nothing is there. */
const pathOf = (template: string) => template.replace('{entry}', entry).replace('{parcel}', entry.slice(0, 19)).replace('{id}', template.includes('tasks') ? task : 'none').replace('{user}', 'nobody.here').replace('{district}', '370114').replace('{year}', '2026').replace('{ref}', 'jinan@2026.1');

async function ask(user: string, { method, template }: Route) {
  const body = method === 'get' || method === 'delete' ? undefined : {};
  const answer = await app.send(user, method, pathOf(template), body, method === 'get' ? {} : { 'Idempotency-Key': freshKey(), 'If-Match': '"0"' });
  return { name: `${method} ${template}`, status: answer.status, code: answer.type === 'application/problem+json' ? problemOf(answer).code : '' };
}

describe('the matrix of rights, walked over every route', () => {
  it('finds every route of the application with its right', () => {
    expect(routes.length).toBeGreaterThan(35);
    expect(routes.filter(({ action }) => action === undefined)).toEqual([]);
  });

  it('lets nobody in who did not sign in, but where the table says public', async () => {
    for (const route of routes) {
      const { name, status } = await ask('', route);
      if (ruleOf(route.action).who === 'public') expect([name, status < 500 && status !== 403]).toEqual([name, true]);
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
        expect([name, status, status < 500 && status !== 401, code === 'access.role' && route.action !== 'task.claim']).toEqual([name, status, true, false]);
      } else {
        refused += 1;
        expect([name, status, code]).toEqual([name, 403, 'access.role']);
      }
    }
    app.forget(user);
    expect(granted).toBeGreaterThan(4);
    expect(refused).toBeGreaterThan(10);
  });

  it('left the entry as it was', async () => {
    const view = await app.app.get(Documents).find<EntryView>('entries', entry);
    expect(view).toMatchObject({ state: 'conditions-pending', status: 'running', schemeVersion: 1 });
  });
});

describe('the right that a task needs', () => {
  const APPROVAL = { outcome: 'issue', data: { issuer: '自然资源局', documentNo: '1', on: '2026-03-02', text: '按附件执行' } };

  it('is asked for besides the right to claim', async () => {
    for (const user of ['sun', 'wu', 'zheng', 'feng', 'chen', 'he', 'lin', 'admin', 'platform']) {
      const answer = await app.post(user, `/api/v1/tasks/${task}/decision`, APPROVAL, { 'If-Match': '"0"' });
      expect([user, answer.status]).toEqual([user, 403]);
    }
  });
});
