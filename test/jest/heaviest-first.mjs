import Sequencer from '@jest/test-sequencer';

/**
 * Suites that start whole processes, live through a county or try very many values. They run alone and first,
 * so that no worker has one left when the others have nothing more to do; jest knows how long they take only
 * where it has run before.
 */
const HEAVY = [
  'test/crash.',
  'test/first-start',
  'test/rolling-restart',
  'test/attack',
  'test/walk',
  'test/starts-and-stops',
  'apps/cli/src/rebuild-all',
  'test/eventstore/event-store-db',
  'test/simulation',
  'test/http/edges',
  'test/eventstore/whose-log',
  'test/http/journey',
  'test/http/authorisation',
  'apps/cli/src/move/move',
  'test/county',
  'test/eventstore/move',
  'test/postgres-outage',
  'test/kernel/redis-outage',
  'libs/jobs/src/',
  'test/http/demo',
  'test/http/openapi',
  'test/kernel/new-saga',
  'test/kernel/engine.it',
  'libs/postgres/src/embedded.it',
  'libs/postgres/src/backup',
  'test/new-year',
  'libs/access/src/access',
  'libs/geo/src/geometry',
  'libs/kernel/src/following/subscription-runner',
  'libs/policy/src/pack/pack-on',
];
/** What is put together has a database first, then the pure ones. */
const [WITH_DATABASE, PURE] = [HEAVY.length, HEAVY.length + 1];

const placeOf = (path) => {
  const name = path.split('\\').join('/');
  const heavy = HEAVY.findIndex((part) => name.includes(`/${part}`));
  return heavy >= 0 ? heavy : /\/it-\d+\.spec\.ts$/.test(name) ? WITH_DATABASE : PURE;
};

export const isHeavy = (path) => placeOf(path) < WITH_DATABASE;

export default class HeaviestFirst extends Sequencer {
  sort(tests) {
    const places = new Map(tests.map((test) => [test, placeOf(test.path)]));
    return super.sort(tests).sort((a, b) => places.get(a) - places.get(b));
  }
}
