import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { EventStore, KeyValues, SAGA_PLACES, START, Subscriptions, envelope } from '#kernel';
import type { Recorded } from '#kernel';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { compileSources } from '../crash/compiled.js';
import { by, startApp, until } from './app.js';
import { SecondRelease, ThirdRelease } from './releases.js';
import { StepsModule, takeStep } from './twelve-steps.js';

const OLD = Array.from({ length: 40 }, (_, n) => `old-${n}`);
const KILLED_AFTER = 10;

type App = Awaited<ReturnType<typeof startApp>>;

let database: TestDatabase;
let compiled: Awaited<ReturnType<typeof compileSources>>;
beforeAll(async () => {
  compiled = await compileSources();
});
afterAll(() => compiled.remove());
const running: App[] = [];
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.close()));
  await database.drop();
});

const start = async (release: Type, sagas = true) => {
  const app = await startApp(release, { url: database.url, engine: { sagas } });
  running.push(app);
  return app;
};
const stop = (app: App) => {
  running.splice(running.indexOf(app), 1);
  return app.close();
};
const begin = async (app: App, streams: readonly string[]) => {
  for (const stream of streams)
    await app.engine.execute(
      envelope(takeStep(stream, { step: 0, note: 'driven' }), by(`drive/${stream}`, stream)),
    );
};
/** One release to the end of what it has to do. */
const live = async (release: Type, streams: readonly string[]) => {
  const app = await start(release);
  await app.engine.settled(); // Each saga has its place before anything happens.
  await begin(app, streams);
  await app.engine.settled();
  await stop(app);
};
/** Streams of the tallies with a prefix, as often as each was written. */
const tallies = async (app: App, prefix: string) => {
  const events: readonly Recorded[] = await app.get(EventStore).readAll(START, 1_000);
  return events
    .filter(({ type, stream }) => type === 'Tallied' && stream.startsWith(`${prefix}-`))
    .map(({ stream }) => stream.slice(prefix.length + 1))
    .sort();
};
const dieWhileCatchingUp = async () => {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    DATABASE_URL: database.url,
    DIES_AFTER: String(KILLED_AFTER),
  };
  const child = spawn(process.execPath, [join(compiled.folder, 'test/kernel/dying-release.js')], {
    env,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect({ signal, said }).toEqual({ signal: 'SIGKILL', said: '' });
};
const catchingUp = async (app: App) =>
  (await app.get(Subscriptions).progress()).filter(({ subscription }) => subscription.startsWith('sagas/'));

describe('a saga that is new in a release', () => {
  it('follows what happens from then on, or everything once, though one engine was killed at it and two go on', async () => {
    await live(StepsModule, OLD);
    await dieWhileCatchingUp();
    const driver = await start(StepsModule, false);
    expect(await tallies(driver, 'all')).toHaveLength(KILLED_AFTER);

    await Promise.all([start(SecondRelease), start(SecondRelease)]);
    await begin(driver, ['new-1', 'new-2']);
    await until(
      async () =>
        (await tallies(driver, 'all')).length >= OLD.length + 2 && (await tallies(driver, 'now')).length >= 2,
    );
    await until(async () => (await catchingUp(driver)).length === 0);
    await Promise.all(running.filter((app) => app !== driver).map(stop));

    await live(SecondRelease, ['new-3']);
    expect(await tallies(driver, 'all')).toEqual(['new-1', 'new-2', 'new-3', ...OLD].sort());
    expect(await tallies(driver, 'now')).toEqual(['new-1', 'new-2', 'new-3']);
    expect(await catchingUp(driver)).toEqual([]);
  });

  it('waits for the engines of the release before, which would follow without it, and says so', async () => {
    const old = await start(StepsModule);
    await begin(old, ['a']);
    await old.engine.settled();
    const next = await start(SecondRelease);
    await until(() =>
      [...next.engine.faults().values()].some((fault) => fault.includes('engines of a release')),
    );
    await begin(next, ['b']);
    await old.engine.settled();
    expect(await tallies(next, 'all')).toEqual([]);
    await stop(old);
    await until(() => next.engine.faults().size === 0);
    await begin(next, ['c']);
    await next.engine.settled();
    expect([await tallies(next, 'all'), await tallies(next, 'now')]).toEqual([['a', 'b', 'c'], ['c']]);
  });

  it('is nothing special where the log is empty: it follows all there will be', async () => {
    const app = await start(SecondRelease);
    await begin(app, ['a']);
    await app.engine.settled();
    expect([await tallies(app, 'all'), await tallies(app, 'now')]).toEqual([['a'], ['a']]);
    expect(await catchingUp(app)).toEqual([]);
  });
});

describe('a saga that an installation knows', () => {
  it('goes on where it was, also under another name that says what it was called, with the ids of before', async () => {
    await live(SecondRelease, ['a']);
    await begin(await start(ThirdRelease, false), ['b']);
    await live(ThirdRelease, ['c']);
    const [app] = running;
    expect([await tallies(app!, 'now'), await tallies(app!, 'anew')]).toEqual([['a', 'b', 'c'], ['c']]);
    expect(await app!.get(EventStore).read('now-c')).toMatchObject([
      { meta: { command: 'tallyFromNow/c@0/Tally/now-c' } },
    ]);
  });

  it('is shown afterwards what a release without it followed, when that one was gone back to', async () => {
    await live(SecondRelease, ['a']);
    await live(StepsModule, ['b']);
    await live(SecondRelease, ['c']);
    await live(SecondRelease, ['d']);
    const app = await start(SecondRelease, false);
    const all = ['a', 'b', 'c', 'd'];
    expect([await tallies(app, 'now'), await tallies(app, 'all'), await catchingUp(app)]).toEqual([
      all,
      all,
      [],
    ]);
  });

  it('misses nothing that waited while the places were not kept yet, as in the first release', async () => {
    await live(SecondRelease, ['a']);
    const app = await start(SecondRelease, false);
    const places = await app.get(KeyValues).list(SAGA_PLACES);
    for (const { key } of places) await app.get(KeyValues).remove(SAGA_PLACES, key);
    await begin(app, ['b']);
    await live(SecondRelease, ['c']);
    expect(places.length).toBeGreaterThan(1);
    expect([await tallies(app, 'now'), await tallies(app, 'all')]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });
});
