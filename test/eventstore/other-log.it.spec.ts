/*
 * Shows: an installation does not start on a log that is not the one of its checkpoints, nor go on with one.
 * How: logs that are empty, shorter, or somebody else's are put in the place of the right one, between starts
 * and during a run.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EventStoreDbLog, PREFIX } from '#eventstoredb';
import {
  EventStore,
  FOUNDING_STREAM,
  LogFault,
  LogGuard,
  NO_STREAM,
  Subscriptions,
  operationsOf,
  envelope,
} from '#kernel';
import { DEFAULT_SCHEMA, found, openPostgres, requireItsLog } from '#postgres';
import type { Postgres } from '#postgres';
import { fact } from '../../libs/kernel/testing/event-store.contract.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { by, startApp, until } from '../kernel/app.js';
import { StepsModule, takeStep } from '../kernel/twelve-steps.js';
import { EventStoreDouble } from './double.js';

const FOUNDING = { at: '2026-03-02T02:00:00.000Z', release: '0.1.0' };

/** What a test opened, to be closed after it in the other order. */
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (let close = open.pop(); close; close = open.pop()) await close();
});
async function database(): Promise<TestDatabase> {
  const opened = await openTestDatabase();
  open.push(() => opened.drop());
  return opened;
}
async function postgresOf({ url }: TestDatabase): Promise<Postgres> {
  const opened = await openPostgres({ url });
  open.push(() => opened.close());
  return opened;
}
async function server(): Promise<EventStoreDouble> {
  const double = await EventStoreDouble.start();
  open.push(() => double.stop());
  return double;
}
function logOn({ url }: EventStoreDouble, prefix?: string): EventStoreDbLog {
  const log = new EventStoreDbLog({ url, ...(prefix ? { prefix } : {}) });
  open.push(() => log.close());
  return log;
}

let entries = 0;
/** An installation at work for a while: its checkpoints stand at the end of its log. */
async function lived(url: string, log?: EventStore): Promise<void> {
  const app = await startApp(StepsModule, { url, ...(log ? { log } : {}) });
  for (let n = 0; n < 3; n++) {
    const entry = String((entries += 1));
    await app.engine.executeAndShow(
      envelope(takeStep(`steps-${entry}`, { step: 0, note: 'one' }), by(`begin-${entry}`, `entry-${entry}`)),
    );
  }
  await app.engine.shown();
  const head = await app.get(EventStore).head();
  await until(async () =>
    (await app.get(Subscriptions).progress()).every(({ position, footing }) => position === head && footing),
  );
  await app.close();
}

async function asOwner({ url }: TestDatabase, ...sql: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const one of [`set search_path to ${DEFAULT_SCHEMA}`, ...sql]) await client.query(one);
  await client.end();
}

const FORGET = 'update subscriptions set digest = null, stands_at = null, stream = null, version = null';

/**
 * What a restored backup does to a log in PostgreSQL: its last events are gone, whatever the triggers say.
 */
const takeBack = (database: TestDatabase, events: number) =>
  asOwner(
    database,
    'alter table events disable trigger events_never_change',
    `delete from events where position > (select max(position) from events) - ${events}`,
    'alter table events enable always trigger events_never_change',
  );

describe('a log on EventStoreDB that is not the one of the checkpoints', () => {
  let home: TestDatabase;
  let postgres: Postgres;
  let double: EventStoreDouble;
  beforeAll(async () => {
    home = await openTestDatabase();
    double = await EventStoreDouble.start();
    const log = new EventStoreDbLog({ url: double.url });
    await lived(home.url, log);
    await log.close();
    postgres = await openPostgres({ url: home.url });
  });
  afterAll(async () => {
    await postgres.close();
    double.stop();
    await home.drop();
  });
  const refused = (log: EventStore) =>
    requireItsLog(postgres, log).then(
      () => 'taken',
      (error: Error & { code: string }) => ({ code: error.code, message: error.message }),
    );

  it('is told from the right one', async () => {
    expect(await refused(logOn(double))).toBe('taken');
  });

  it('stops the start when it is empty, naming the subscription, both places and the way out', async () => {
    const [row] = await postgres.subscriptions.progress();
    const { code, message } = (await refused(logOn(await server()))) as { code: string; message: string };
    expect(code).toBe('log.behind');
    for (const part of [
      row!.subscription,
      String(row!.position),
      row!.footing!.stream,
      '位置 0 ',
      'position 0,',
      'rushi rebuild --all',
    ])
      expect(message).toContain(part);
  });

  it('stops the start when it is longer and somebody else’s, and when the place is none of its', async () => {
    const other = await server();
    other.log.foreign(1);
    const log = logOn(other);
    for (let n = 0; n < 40; n++) await log.append(`other-${n}`, NO_STREAM, [fact('Other', `c${n}`)]);
    expect(await refused(log)).toMatchObject({ code: 'log.foreign' });
    await asOwner(
      home,
      'create table kept as select * from subscriptions',
      `${FORGET}, position = position + 1`,
    );
    expect(await refused(log)).toMatchObject({ code: 'log.foreign' });
    await asOwner(home, 'delete from subscriptions', 'insert into subscriptions select * from kept');
    expect(await refused(logOn(double))).toBe('taken');
  });

  it('is taken at the checkpoints of a release that kept only positions, if it goes so far', async () => {
    const old = await database();
    const log = logOn(await server());
    await lived(old.url, log);
    const { subscriptions } = await postgresOf(old);
    await asOwner(old, FORGET);
    await requireItsLog({ subscriptions }, log);
    await lived(old.url, log);
    expect((await subscriptions.progress()).every(({ footing }) => footing)).toBe(true);
  });
});

describe('a log in PostgreSQL whose end is gone', () => {
  it('stops the start', async () => {
    const home = await database();
    await lived(home.url);
    await takeBack(home, 1);
    const postgres = await postgresOf(home);
    await expect(requireItsLog(postgres, postgres.store)).rejects.toMatchObject({ code: 'log.behind' });
    await postgres.store.append('another', NO_STREAM, [fact('Other', 'c')]);
    await expect(requireItsLog(postgres, postgres.store)).rejects.toMatchObject({ code: 'log.foreign' });
  });

  it('is noticed by a running process, which writes no more, moves no checkpoint, and says why', async () => {
    const home = await database();
    await lived(home.url);
    const app = await startApp(StepsModule, { url: home.url });
    open.push(() => app.close());
    await app.engine.shown();
    const guard = app.get(LogGuard);
    await guard.look();
    expect(app.get(EventStore).disowned).toBeUndefined();
    await takeBack(home, 2);
    await guard.look();
    expect(app.get(EventStore).disowned).toMatchObject({ code: 'log.behind' });
    expect(app.engine.faults().get('log')).toContain('The log ends at position');
    const before = await app.get(Subscriptions).progress();
    await expect(
      app.engine.execute(envelope(takeStep('steps-9', { step: 0, note: 'one' }), by('begin-9', 'entry-9'))),
    ).rejects.toBeInstanceOf(LogFault);
    expect(await app.get(EventStore).read('steps-9')).toEqual([]);
    expect((await app.get(Subscriptions).progress()).map(({ position }) => position)).toEqual(
      before.map(({ position }) => position),
    );
  });
});

describe('the identity of an installation', () => {
  it('is the first fact of its log and stands beside it, once, however many start together', async () => {
    const [postgres, log] = [await postgresOf(await database()), logOn(await server())];
    const ids = await Promise.all([
      found(postgres, log, FOUNDING),
      found(postgres, log, { ...FOUNDING, at: '2026-03-02T02:00:01.000Z' }),
    ]);
    expect(new Set([...ids, await found(postgres, log, FOUNDING)]).size).toBe(1);
    expect(await log.readAll(0n, 9)).toMatchObject([
      {
        stream: FOUNDING_STREAM,
        version: 0,
        type: 'InstallationFounded',
        data: { id: ids[0], release: '0.1.0' },
      },
    ]);
  });

  it('is made up by the next start where one was cut off between the database and the log', async () => {
    const [postgres, log] = [await postgresOf(await database()), logOn(await server())];
    await postgres.keyValues.put('installation', 'identity', { id: 'cut-off', founded: false });
    expect(await found(postgres, log, FOUNDING)).toBe('cut-off');
    await postgres.keyValues.put('installation', 'identity', { id: 'cut-off', founded: false });
    expect(await found(postgres, log, FOUNDING)).toBe('cut-off');
    expect(await log.readAll(0n, 9)).toHaveLength(1);
  });

  it('is given late to an installation that is older than it', async () => {
    const home = await database();
    const log = logOn(await server());
    await lived(home.url, log);
    const id = await found(await postgresOf(home), log, FOUNDING);
    expect((await log.readAll(0n, 99)).at(-1)).toMatchObject({ type: 'InstallationFounded', data: { id } });
  });

  it('refuses a second installation on the same log, and the first one on another log', async () => {
    const [first, second] = [await postgresOf(await database()), await postgresOf(await database())];
    const [log, other] = [logOn(await server()), logOn(await server())];
    await found(first, log, FOUNDING);
    await expect(found(second, log, FOUNDING)).rejects.toMatchObject({ code: 'installation.foreign' });
    await expect(found(first, other, FOUNDING)).rejects.toMatchObject({ code: 'installation.foreign' });
    await found(second, other, FOUNDING);
    await expect(found(first, other, FOUNDING)).rejects.toMatchObject({ code: 'installation.foreign' });
    expect(await log.readAll(0n, 9)).toHaveLength(1);
  });

  it('is not taken by a new database from a log that is older than it', async () => {
    const [postgres, log] = [await postgresOf(await database()), logOn(await server())];
    await log.append(operationsOf('entry-1'), NO_STREAM, [fact('ClockTurned', 'c')]);
    await expect(found(postgres, log, FOUNDING)).rejects.toMatchObject({ code: 'installation.foreign' });
  });

  it('is one of several on a server where each has a prefix of its own', async () => {
    const double = await server();
    const [one, other] = [logOn(double, 'jinan-'), logOn(double, 'jinan_2-')];
    const ids = [
      await found(await postgresOf(await database()), one, FOUNDING),
      await found(await postgresOf(await database()), other, FOUNDING),
    ];
    expect(
      [await one.readAll(0n, 9), await other.readAll(0n, 9)].map((events) =>
        events.map(({ data }) => (data as { id: string }).id),
      ),
    ).toEqual(ids.map((id) => [id]));
  });

  it.each(['jinan-', 'a-', 'jinan_2.old-'])('has %s for a prefix', (prefix) =>
    expect(PREFIX.test(prefix)).toBe(true),
  );
  it.each(['', '-', 'jinan', 'jinan-2-', 'Jinan-', '$jinan-', ' jinan-', 'jinan-\n', `${'a'.repeat(40)}-`])(
    'has no %j for a prefix',
    (prefix) => expect(PREFIX.test(prefix)).toBe(false),
  );
});
