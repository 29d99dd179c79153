import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { EventStore, KeyValues, SAGA_PLACES } from '#kernel';
import { startInMemory } from '../../libs/kernel/testing/application.js';
import type { KernelApp } from '../../libs/kernel/testing/application.js';
import { SharedMemory } from '../../libs/kernel/testing/in-memory/shared-memory.js';
import { until } from '../../libs/kernel/testing/patience.js';
import { SecondRelease, ThirdRelease } from './releases.js';
import { begin, catchingUp, tallies } from './tallies.js';
import { StepsModule } from './twelve-steps.js';

let memory: SharedMemory;
const running: KernelApp[] = [];
beforeEach(() => void (memory = new SharedMemory()));
afterEach(() => Promise.all(running.splice(0).map((app) => app.close())));

const start = async (release: Type, sagas = true) => {
  const app = await startInMemory(release, { memory, engine: { sagas } });
  running.push(app);
  return app;
};
const stop = (app: KernelApp) => {
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
describe('a saga that is new in a release', () => {
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
  it('goes on where it was, also under a name that says the former one, with the same ids', async () => {
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
