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

export default class HeaviestFirst extends Sequencer {
  sort(tests) {
    const places = new Map(
      tests.map((test) => [test, HEAVY.findIndex((name) => test.path.includes(`/${name}`))]),
    );
    const placeOf = (test) => (places.get(test) < 0 ? HEAVY.length : places.get(test));
    return super.sort(tests).sort((a, b) => placeOf(a) - placeOf(b));
  }
}
