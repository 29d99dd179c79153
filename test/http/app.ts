import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import type { Response } from 'supertest';
import { ApiKeys, seedAccounts } from '#access';
import type { SignedIn } from '#access';
import { EventStoreDbLog } from '#eventstoredb';
import { EvidenceModule } from '#evidence';
import { FeedModule } from '#feed';
import { BullAlarms } from '#jobs';
import { Engine, KeyValues, SimulatedClock } from '#kernel';
import { LandModule, VAULT_KEY_BYTES, aesVault } from '#land';
import { loadLayers } from '#geo';
import { civilDate } from '#policy';
import { PostgresModule } from '#postgres';
import { AppModule } from '../../apps/server/src/app.module.js';
import { DEMO_ACCOUNTS, DEMO_MACHINES, DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { BoardHttpModule } from '../../apps/server/src/board/board-http.module.js';
import type { Log } from '../../apps/server/src/http/log.js';
import { openHttp } from '../../apps/server/src/http/open-http.js';
import { EvidenceHttpModule } from '../../apps/server/src/evidence/evidence-http.module.js';
import { TrustFile } from '../../apps/server/src/evidence/trust-file.js';
import { evidenceSeed } from '../../apps/server/src/evidence/evidence-seed.js';
import { FeedHttpModule } from '../../apps/server/src/feed/feed-http.module.js';
import { pushModule } from '../../apps/server/src/feed/push.js';
import { installedPacks } from '../../apps/server/src/installed-packs.js';
import { LandHttpModule } from '../../apps/server/src/land/land-http.module.js';
import { PapersHttpModule } from '../../apps/server/src/papers/papers-http.module.js';
import { readSettings } from '../../apps/server/src/settings.js';
import { openTracing } from '../../apps/server/src/tracing/open-tracing.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import { START_DAY, STARTS_AT, soundScheme } from './sound-scheme.js';

export { START_DAY, STARTS_AT, soundScheme };
export const DISTRICT = '370114';
export const PASSWORD = 'correct horse battery';
/** Anything but this machine: what is open to a local collector is then not open to the test. */
const ELSEWHERE = '203.0.113.9';

export type Json = Readonly<Record<string, unknown>>;
export type Problem = Readonly<{
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  traceId: string;
  errors?: readonly { pointer: string; code: string; message: string }[];
  currentVersion?: number;
}>;
type Headers = Readonly<Record<string, string>>;
export type Asked = Readonly<{
  user: string;
  method: string;
  path: string;
  body: object | string | undefined;
}>;
type Task = Readonly<{
  id: string;
  kind: string;
  version: number;
  status: string;
  assignee: string | null;
  excluded: readonly string[];
}>;

export const problemOf = ({ body }: Response) => body as Problem;
export const jsonOf = <T = Json>({ body }: Response) => body as T;

let keys = 0;
export const freshKey = () => `test-key-${(keys += 1).toString().padStart(6, '0')}`;

export const VAULT_KEY = new Uint8Array(VAULT_KEY_BYTES).fill(7);

/** The application as `main.ts` builds it. */
export async function startServer(url: string, clock: SimulatedClock, environment: Headers = {}, log?: Log) {
  // Papers lie in the installation's folder, and no test leaves any behind.
  const dataDir = await mkdtemp(join(tmpdir(), 'rushi-data-'));
  const settings = readSettings({
    DATA_DIR: dataDir,
    DEMO: 'true',
    LOG_LEVEL: 'silent',
    PARTITIONS: '4',
    CLOCK: STARTS_AT,
    PORT: '0',
    ...environment,
  });
  const packs = await installedPacks(settings);
  const witnesses = await TrustFile.open(settings);
  const currentPack = (district?: string) => {
    const today = civilDate(clock.now());
    return (district === undefined ? packs.atHome(today) : packs.current(district, today)).ref;
  };
  const http =
    settings.ROLES === 'engine'
      ? []
      : [
          LandHttpModule,
          FeedHttpModule,
          BoardHttpModule,
          PapersHttpModule.forRoot(settings),
          EvidenceHttpModule.forRoot({ policy: witnesses }),
        ];
  const modules = [
    LandModule.forRoot({
      packs,
      layers: settings.DEMO ? loadLayers() : [],
      vault: aesVault(VAULT_KEY),
    }),
    FeedModule,
    EvidenceModule.forRoot(evidenceSeed(VAULT_KEY), { policy: witnesses.read, sm2: settings.EVIDENCE_SM2 }),
    pushModule(settings),
    ...http,
  ];
  const tracing = await openTracing(settings);
  const { EVENTSTORE_URL, EVENTSTORE_PREFIX: prefix, REDIS_URL } = settings;
  const events = EVENTSTORE_URL ? new EventStoreDbLog({ url: EVENTSTORE_URL, prefix }) : undefined;
  const alarms = REDIS_URL ? await BullAlarms.open({ url: REDIS_URL }) : undefined;
  const store = PostgresModule.forRoot({ url, ...(events ? { log: events } : {}) });
  const app = await openHttp(
    AppModule.forRoot(settings, { store, clock, currentPack, alarms, tracing, modules, log }),
  );
  await app.init();
  const close = async () => {
    await app.close();
    await tracing?.close();
    await events?.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { app, engine: app.get(Engine), close };
}

/** On a database of its own and a clock that stands until it is turned. */
export async function openApp(extra: readonly SignedIn[] = [], environment: Headers = {}, log?: Log) {
  const database = await openTestDatabase();
  const clock = new SimulatedClock(STARTS_AT);
  const { app, engine, close } = await startServer(database.url, clock, environment, log);
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= close());

  const keyValues = app.get(KeyValues);
  await seedAccounts(keyValues, [...DEMO_ACCOUNTS, ...extra], true, PASSWORD);
  const keys = new Map<string, string>();
  for (const machine of [DEMO_PLATFORM, ...DEMO_MACHINES])
    keys.set(machine.role, await new ApiKeys(keyValues).issue(machine));
  const http = supertest(app.getHttpServer());

  const sessions = new Map<string, Promise<string>>();
  const signIn = async (user: string): Promise<string> => {
    const opened = await http.post('/api/v1/session').send({ user, password: PASSWORD });
    if (opened.status !== 201) throw new Error(`${user} could not sign in: ${opened.text}`);
    return (opened.body as { token: string }).token;
  };
  const credentials = async (user: string): Promise<Headers> => {
    if (user === '') return {};
    const key = keys.get(user);
    if (key) return { 'X-Api-Key': key };
    const token = sessions.get(user) ?? signIn(user);
    sessions.set(user, token);
    return { Authorization: `Bearer ${await token}` };
  };

  const listeners: ((asked: Asked, answer: Response) => void)[] = [];
  /** A request by somebody; a machine is called by its role, nobody is `''`. */
  const send = async (
    user: string,
    method: string,
    path: string,
    body?: object | string,
    headers: Headers = {},
  ): Promise<Response> => {
    const request = http[method as 'get'](path)
      .set('X-Forwarded-For', ELSEWHERE)
      .set(await credentials(user))
      .set(headers);
    const answer = await (body === undefined
      ? request
      : request.type(headers['Content-Type'] ?? 'application/json').send(body));
    for (const hear of listeners) hear({ user, method, path, body }, answer);
    return answer;
  };
  const get = (user: string, path: string) => send(user, 'get', path);
  /** A file, as the bytes that it is. */
  const getBytes = async (user: string, path: string): Promise<Response> =>
    http
      .get(path)
      .set('X-Forwarded-For', ELSEWHERE)
      .set(await credentials(user))
      .responseType('blob');
  /** A piece of a file, by PUT. */
  const sendBytes = async (user: string, path: string, bytes: Buffer, headers: Headers = {}) =>
    http
      .put(path)
      .set('X-Forwarded-For', ELSEWHERE)
      .set(await credentials(user))
      .set({ 'Content-Type': 'application/octet-stream', ...headers })
      .send(bytes);
  /** A whole file, by POST. */
  const postBytes = async (user: string, path: string, bytes: Buffer) =>
    http
      .post(path)
      .set('X-Forwarded-For', ELSEWHERE)
      .set(await credentials(user))
      .set({ 'Content-Type': 'application/octet-stream' })
      .send(bytes);
  /** A POST under a fresh key; every saga has done its part when it answers. */
  const post = async (
    user: string,
    path: string,
    body: object = {},
    headers: Headers = {},
  ): Promise<Response> => {
    const answer = await send(user, 'post', path, body, { 'Idempotency-Key': freshKey(), ...headers });
    await engine.shown();
    return answer;
  };

  const tasks = async (user: string, query: string) =>
    jsonOf<{ items: Task[] }>(await get(user, `/api/v1/tasks?${query}`)).items;
  const taskOf = async (user: string, entry: string, kind: string): Promise<Task> => {
    const found = await tasks(user, `entry=${entry}&kind=${kind}`);
    if (found.length !== 1)
      throw new Error(`${user} sees ${found.length} tasks of kind ${kind} of ${entry}.`);
    return found[0]!;
  };
  /** As a person does it: find the task in the own inbox, open it, decide on the version that was shown. */
  const decide = async (
    user: string,
    entry: string,
    kind: string,
    outcome: string,
    data: object = {},
  ): Promise<Response> => {
    const { id } = await taskOf(user, entry, kind);
    const { headers } = await get(user, `/api/v1/tasks/${id}`);
    return post(
      user,
      `/api/v1/tasks/${id}/decision`,
      { outcome, data },
      { 'If-Match': String(headers.etag) },
    );
  };

  return {
    app,
    engine,
    clock,
    url: database.url,
    send,
    /** Shows every request, and what it was answered, to somebody who listens. */
    onAnswer: (hear: (asked: Asked, answer: Response) => void) => void listeners.push(hear),
    get,
    credentials,
    sendBytes,
    postBytes,
    post,
    tasks,
    taskOf,
    decide,
    /** Forgets a session that was ended, so that the next request signs in again. */
    forget: (user: string) => sessions.delete(user),
    getBytes,
    today: () => civilDate(clock.now()),
    /** Turns the clock to 10:00 in Jinan of a day. */
    turnTo: async (day: string) => {
      await engine.advanceTo(`${day}T02:00:00.000Z`);
      await engine.shown();
    },
    /** Ends the process and keeps its database. */
    stop,
    close: async () => {
      await stop();
      await database.drop();
    },
  };
}

export type App = Awaited<ReturnType<typeof openApp>>;
