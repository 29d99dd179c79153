/*
 * Shows: who listens to what changes is told of what they may read, once it can be read, and nothing is
 * missed between two connections.
 * How: the whole application; connections of our own, read as they come.
 */
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Sessions } from '#access';
import { until } from '#kernel/testing';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import { Door } from '../../apps/server/src/http/admit.js';
import { Drain } from '../../apps/server/src/http/drain.js';
import { ChangeStreams, STREAMS_PER_SESSION_MAX } from '../../apps/server/src/land/changes/change-streams.js';
import { PASSWORD, jsonOf, openApp, problemOf, soundScheme, startServer } from './app.js';
import type { App } from './app.js';
import { issueQuota, submit } from './steps.js';

type Changes = Readonly<{
  items: readonly Readonly<{ kind: string; id: string }>[];
  next: string;
  reset?: boolean;
}>;
/** A connection, and what came over it so far. */
type Listening = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  text: string;
  isEnded: boolean;
  close(): void;
};

/** The same office in another district. */
const FAR = {
  ...DEMO_ACCOUNTS.find(({ user }) => user === 'li')!,
  user: 'li-far',
  office: '370115/natural-resources',
  district: '370115',
};
/** Every so many parcels one lies in the township of the clerk who hands them in. */
const OWN_TOWNSHIP = 17;
/** After every fact that a test could write. */
const BEYOND_THE_LOG = '999999999';

describe('what changes', () => {
  let app: App;
  let port: number;
  let parcels = 0;
  const open: Listening[] = [];
  beforeAll(async () => {
    app = await openApp([FAR]);
    await app.app.listen(0, '127.0.0.1');
    port = (app.app.getHttpServer().address() as AddressInfo).port;
    await issueQuota(app);
  });
  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });
  afterAll(() => app.close());

  const signIn = async (user: string): Promise<string> =>
    jsonOf<{ token: string }>(await app.send('', 'post', '/api/v1/session', { user, password: PASSWORD }))
      .token;

  const listen = (
    token: string,
    headers: Readonly<Record<string, string>> = {},
    at = port,
  ): Promise<Listening> =>
    new Promise((resolve, reject) => {
      const asked: ClientRequest = request(
        {
          host: '127.0.0.1',
          port: at,
          path: '/api/v1/changes',
          headers: { Accept: 'text/event-stream', Authorization: `Bearer ${token}`, ...headers },
        },
        (response) => {
          const stream: Listening = {
            status: response.statusCode!,
            headers: response.headers,
            text: '',
            isEnded: false,
            close: () => asked.destroy(),
          };
          response.setEncoding('utf8').on('data', (part: string) => (stream.text += part));
          response.on('close', () => (stream.isEnded = true)).on('error', () => undefined);
          open.push(stream);
          resolve(stream);
        },
      );
      asked.on('error', reject).end();
    });
  const now = async (user: string, since?: string): Promise<Changes> =>
    jsonOf<Changes>(await app.get(user, `/api/v1/changes${since === undefined ? '' : `?since=${since}`}`));
  const submitted = (): Promise<string> => submit(app, soundScheme(OWN_TOWNSHIP * (parcels += 1)));

  it('is told to whoever may read it, by ids alone and once it can be read', async () => {
    const stream = await listen(await signIn('zhao'));
    expect([stream.status, stream.headers['content-type'], stream.headers['x-accel-buffering']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no',
    ]);
    await until(() => stream.text !== '');
    expect(stream.text).toMatch(/^retry: \d+\nid: \d+\n\n/);
    const entry = await submitted();
    const task = `task-${entry}.conditions-planning.1`;
    await until(() => stream.text.includes(task));
    expect((await app.get('zhao', `/api/v1/tasks/${task}`)).status).toBe(200);
    expect(stream.text).toContain(JSON.stringify({ kind: 'entry', id: entry }));
    const told = [...stream.text.matchAll(/^data: (.*)$/gm)].flatMap(
      ([, data]) => (JSON.parse(data!) as Changes).items,
    );
    expect(new Set(told.flatMap((item) => Object.keys(item)))).toEqual(new Set(['kind', 'id']));
  });

  it('is not told to anybody of another district, nor to whoever reads no cases', async () => {
    const [near, far] = await Promise.all([listen(await signIn('li')), listen(await signIn('li-far'))]);
    const entry = await submitted();
    await until(() => near.text.includes(`${entry}.conditions-planning`));
    const { next } = await now('li-far');
    expect(far.text).not.toContain('data:');
    expect((await now('li-far', '0')).items).toEqual([]);
    expect((await now('li', '0')).items).toContainEqual({ kind: 'entry', id: entry });
    expect(Number(next)).toBeGreaterThan(0);
    expect(problemOf(await app.get('admin', '/api/v1/changes')).code).toBe('access.role');
  });

  it('is told from where a connection was lost, and all is to be read again after another log', async () => {
    const { next } = await now('zhao');
    const entry = await submitted();
    const token = await signIn('zhao');
    const again = await listen(token, { 'Last-Event-ID': next });
    await until(() => again.text.includes(`${entry}.conditions-planning`));
    for (const nowhere of [BEYOND_THE_LOG, 'somewhere']) {
      const lost = await listen(token, { 'Last-Event-ID': nowhere });
      await until(() => lost.text.includes('event: reset'));
    }
    expect(await now('zhao', BEYOND_THE_LOG)).toMatchObject({ items: [], reset: true });
    expect(problemOf(await app.get('zhao', '/api/v1/changes?since=here')).code).toBe('request.invalid');
  });

  it('is told by every process, whichever of them writes what is read', async () => {
    const beside = await startServer(app.url, app.clock, { ROLES: 'api' });
    await beside.app.listen(0, '127.0.0.1');
    const at = (beside.app.getHttpServer().address() as AddressInfo).port;
    const stream = await listen(await signIn('zhao'), {}, at);
    const entry = await submitted();
    await until(() => stream.text.includes(`${entry}.conditions-planning`));
    await beside.close();
    expect(stream.isEnded).toBe(true);
  });

  it('is told on few connections of one session, which take nobody’s room', async () => {
    const token = await signIn('zhao');
    const before = app.app.get(ChangeStreams).count;
    for (let one = 0; one < STREAMS_PER_SESSION_MAX; one += 1) expect((await listen(token)).status).toBe(200);
    expect((await listen(token)).status).toBe(429);
    expect((await listen(await signIn('zhao'))).status).toBe(200);
    const { admission } = app.app.get(Door);
    await until(() => admission.counts().every(({ working }) => working === 0));
    expect(app.app.get(ChangeStreams).count).toBe(before + STREAMS_PER_SESSION_MAX + 1);
  });

  it('is told to nobody whose session has ended, and listening is no use of it', async () => {
    const token = await signIn('zhao');
    const { id } = (await app.app.get(Sessions).find(token))!;
    const [ended, other] = await Promise.all([listen(token), listen(await signIn('zhao'))]);
    expect((await app.app.get(Sessions).stillOpen(id))?.person.user).toBe('zhao');
    await app.app.get(Sessions).end('zhao', id);
    await until(() => ended.isEnded);
    expect(other.isEnded).toBe(false);
    expect((await listen(token)).status).toBe(401);
  });

  it('ends at once when the process is told to stop, and begins nowhere there', async () => {
    const token = await signIn('zhao');
    const stream = await listen(token);
    let pass = () => undefined as void;
    const pause = () => new Promise<void>((resolve) => (pass = resolve));
    const ended = app.app.get(Drain).end(app.app.getHttpServer(), 1, pause);
    await until(() => stream.isEnded);
    expect((await listen(token)).status).toBe(503);
    pass();
    await ended;
    expect(app.app.get(ChangeStreams).count).toBe(0);
  });
});
