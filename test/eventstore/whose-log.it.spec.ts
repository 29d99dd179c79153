/*
 * Shows: a process whose log comes back as another one writes to it no more, and operators are told by name.
 * How: the server of the log is exchanged, or its connection is cut, under running processes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { EventStoreDbLog } from '#eventstoredb';
import { EventStore, LogGuard, NO_STREAM, START, Subscriptions, envelope } from '#kernel';
import { POSTGRES, found, openPostgres } from '#postgres';
import type { Postgres } from '#postgres';
import { fact } from '../../libs/kernel/testing/event-store.contract.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { freshKey, jsonOf, openApp, soundScheme } from '../http/app.js';
import { by, startApp, until } from '../kernel/app.js';
import { StepsModule, takeStep } from '../kernel/twelve-steps.js';
import { EventStoreDouble } from './double.js';
import { rushiOn } from './rushi-on.js';

const FOUNDING = { at: '2026-03-02T02:00:00.000Z', release: '0.1.0' };

const folder = mkdtempSync(join(tmpdir(), 'rushi-whose-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a test opened, to be closed after it in the other order. */
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (let close = open.pop(); close; close = open.pop()) await close();
});
async function server(): Promise<EventStoreDouble> {
  const double = await EventStoreDouble.start();
  open.push(() => double.stop());
  return double;
}
async function database(): Promise<TestDatabase> {
  const opened = await openTestDatabase();
  open.push(() => opened.drop());
  return opened;
}
function logOn({ url }: EventStoreDouble): EventStoreDbLog {
  const log = new EventStoreDbLog({ url });
  open.push(() => log.close());
  return log;
}
async function working(url: string, log?: EventStore) {
  const app = await startApp(StepsModule, { url, ...(log ? { log } : {}) });
  open.push(() => app.close());
  await app.engine.execute(envelope(takeStep('steps-1', { step: 0, note: 'one' }), by('begin-1', 'entry-1')));
  await app.engine.shown();
  return app;
}

describe('a process that has connected to its log again', () => {
  it('looks at once whether it is the same, each time', async () => {
    const double = await server();
    const app = await working((await database()).url, logOn(double));
    const looked = jest.spyOn(app.get(LogGuard), 'look');
    let connected = 0;
    app.get(EventStore).whenConnected(() => (connected += 1));
    for (let round = 1; round <= 5; round++) {
      double.reads.drop();
      await until(() => connected >= round);
      expect(looked.mock.calls.length).toBeGreaterThanOrEqual(connected);
    }
    await app.get(LogGuard).look();
    expect(app.get(EventStore).disowned).toBeUndefined();
  });

  it('leaves it alone where another one has come back in its place', async () => {
    const [double, other] = [await server(), await server()];
    const app = await working((await database()).url, logOn(double));
    other.stop();
    double.stop();
    other.port = double.port;
    await other.listen();
    await until(() => app.get(EventStore).disowned !== undefined);
    expect(app.get(EventStore).disowned).toMatchObject({ code: 'log.behind' });
    expect(other.log.all.filter(({ stream }) => stream.startsWith('rushi-'))).toEqual([]);
  });

  it('looks too where its log is in PostgreSQL and the connection that listens was cut', async () => {
    const { url } = await database();
    const app = await working(url);
    const looked = jest.spyOn(app.get(LogGuard), 'look');
    let connected = false;
    app.get(EventStore).whenConnected(() => (connected = true));
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    const { rowCount } = await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query ilike 'listen%'`,
    );
    expect(rowCount).toBe(1);
    await owner.end();
    await until(() => connected);
    expect(looked).toHaveBeenCalled();
  });
});

describe('an operator beside a log that is not the one of the checkpoints', () => {
  let home: TestDatabase;
  let right: EventStoreDouble;
  let empty: EventStoreDouble;
  let foreign: EventStoreDouble;
  beforeAll(async () => {
    [home, right] = [await openTestDatabase(), await EventStoreDouble.start()];
    [empty, foreign] = [await EventStoreDouble.start(), await EventStoreDouble.start()];
    const own = new EventStoreDbLog({ url: right.url });
    const app = await startApp(StepsModule, { url: home.url, log: own });
    await app.engine.execute(
      envelope(takeStep('steps-1', { step: 0, note: 'one' }), by('begin-1', 'entry-1')),
    );
    await app.engine.shown();
    await until(async () => {
      const [progress, head] = [await app.get(Subscriptions).progress(), await own.head()];
      return progress.length > 0 && progress.every(({ position, footing }) => position === head && footing);
    });
    await app.close();
    await own.close();
    const log = new EventStoreDbLog({ url: foreign.url });
    for (let n = 0; foreign.log.all.length <= right.log.all.length; n++)
      await log.append(`other-${n}`, NO_STREAM, [fact('Other', `c${n}`)]);
    await log.close();
  });
  afterAll(async () => {
    for (const double of [right, empty, foreign]) double.stop();
    await home.drop();
  });

  it.each(['verify', 'lag', 'parked'])('is told so by name when it asks for: rushi %s', async (command) => {
    const on = (double: EventStoreDouble) => rushiOn(double.url, command, '--database', home.url);
    expect(await on(right)).toEqual({ status: 0, out: expect.any(String), err: '' });
    for (const [double, what] of [
      [empty, '日志缺少末尾的事件'],
      [foreign, '这不是原来的日志'],
    ] as const) {
      const { status, out, err } = await on(double);
      expect([status, out]).toEqual([1, '']);
      for (const part of [what, 'EVENTSTORE_PREFIX', 'rushi rebuild --all']) expect(err).toContain(part);
      expect(err).not.toMatch(/^\s+at /m);
    }
  });

  it('is told the code where a machine asks', async () => {
    const asked = (double: EventStoreDouble) =>
      rushiOn(double.url, 'verify', '--json', '--database', home.url).then(({ out, err }) => out + err);
    expect(await asked(empty)).toContain('"log.behind"');
    expect(await asked(foreign)).toContain('"log.foreign"');
  });
});

describe('what is moved', () => {
  it('does not arrive in an installation with another id', async () => {
    const [from, to] = [await database(), await database()];
    const ids: string[] = [];
    for (const { url } of [from, to]) {
      const postgres = await openPostgres({ url });
      ids.push(await found(postgres, postgres.store, FOUNDING));
      await postgres.close();
    }
    await (await working(from.url)).close();
    const file = join(folder, 'one.ndjson');
    expect(await rushiOn(undefined, 'export', file, '--database', from.url)).toMatchObject({ status: 0 });
    expect(await rushiOn(undefined, 'import', file, '--database', to.url)).toMatchObject({
      status: 1,
      err: expect.stringContaining(`已属于安装 ${ids[1]}`),
    });
  });
});

describe('two installations on one server, with a prefix each', () => {
  it('start, work, and see nothing of each other', async () => {
    const double = await server();
    const apps = await Promise.all(
      ['one-', 'two-'].map(async (prefix) => {
        const environment = { EVENTSTORE_URL: double.url, EVENTSTORE_PREFIX: prefix };
        const app = await openApp([], environment);
        open.push(() => app.close());
        await found(app.app.get<Postgres>(POSTGRES), app.app.get(EventStore), FOUNDING);
        return app;
      }),
    );
    const scheme = soundScheme(0);
    const facts = async ({ app }: (typeof apps)[number]) =>
      (await app.get(EventStore).readAll(START, 1_000)).map(({ type }) => type);
    for (const [index, app] of apps.entries()) {
      // The same parcel is handed in at both: to either it is the first.
      const headers = { 'Idempotency-Key': freshKey() };
      expect((await app.send('wang', 'post', '/api/v1/schemes', scheme, headers)).status).toBe(201);
      await app.engine.shown();
      const { items } = jsonOf<{ items: unknown[] }>(await app.get('zhao', '/api/v1/entries'));
      expect(items).toHaveLength(1);
      expect((await facts(app)).filter((type) => type === 'SchemeSubmitted')).toHaveLength(1);
      if (index === 0) expect(await facts(apps[1]!)).toEqual(['InstallationFounded']);
      expect(app.engine.faults().size).toBe(0);
    }
    const written = double.log.all.filter(({ type }) => type === 'InstallationFounded');
    expect(written.map(({ stream }) => stream).sort()).toEqual(['one-installation', 'two-installation']);
  });
});
