import Sequencer from '@jest/test-sequencer';

/**
 * Suites that start whole processes or live through a county. They come first, so that no worker has one left
 * when the others have nothing more to do; jest knows how long they take only where it has run before.
 */
const HEAVY = [
  'test/crash.',
  'test/first-start',
  'test/attack',
  'test/rolling-restart',
  'test/eventstore/event-store-db',
  'test/new-year',
  'test/walk',
  'libs/access/src/access',
  'libs/policy/src/pack/pack-on',
  'test/kernel/new-saga',
  'apps/cli/src/move/move',
  'test/starts-and-stops',
  'test/county',
  'test/http/demo',
  'test/simulation',
  'test/http/authorisation',
  'test/eventstore/move',
  'test/postgres-outage',
  'test/kernel/redis-outage',
  'libs/jobs/src/',
  'apps/cli/src/simulate',
  'test/http/journey',
  'test/http/holds',
  'test/history',
  'libs/postgres/src/backup',
  'apps/cli/src/backup',
  'test/kernel/engine',
  'test/must-block',
  'test/http/',
  'libs/postgres/src/law',
];

const placeOf = (path) => HEAVY.findIndex((name) => path.split('\\').join('/').includes(`/${name}`));

export const isHeavy = (path) => placeOf(path) >= 0;

export default class HeaviestFirst extends Sequencer {
  sort(tests) {
    const places = new Map(
      tests.map((test) => [test, isHeavy(test.path) ? placeOf(test.path) : HEAVY.length]),
    );
    return super.sort(tests).sort((a, b) => places.get(a) - places.get(b));
  }
}
