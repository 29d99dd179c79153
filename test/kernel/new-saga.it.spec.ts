/*
 * Shows: a new saga is caught up with all that happened before it, each fact once, although it is
 * interrupted.
 * How: the process that catches it up kills itself after so many facts, and two others go on beside each
 * other.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { compileSources } from '../crash/compiled.js';
import { startApp, until } from './app.js';
import { SecondRelease } from './releases.js';
import { begin, catchingUp, tallies } from './tallies.js';
import { StepsModule } from './twelve-steps.js';

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
/** One release to the end of what it has to do. */
const live = async (release: Type, streams: readonly string[]) => {
  const app = await start(release);
  await app.engine.settled(); // Each saga has its place before anything happens.
  await begin(app, streams);
  await app.engine.settled();
  await stop(app);
};
const dieWhileCatchingUp = async () => {
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    DATABASE_URL: database.url,
    DIES_AFTER: String(KILLED_AFTER),
  };
  const child = spawn(process.execPath, [join(compiled.folder, 'bundle/dying-release.js')], {
    env,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect({ signal, said }).toEqual({ signal: 'SIGKILL', said: '' });
};
describe('a saga that is new in a release', () => {
  it('follows from then on, or everything once, though one of three engines is killed at it', async () => {
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
});
