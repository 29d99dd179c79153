import Sequencer from '@jest/test-sequencer';

/**
 * Suites that start whole processes, live through a county or try very many values, in files of their own or
 * a few together. They run first, so that no worker has one left when the others have nothing more to do;
 * jest knows how long they take only where it has run before. Those that mostly wait, for a server that does
 * not answer or a queue that is away, stand among those that compute, so that somebody always does.
 */
const HEAVY = [
  ['test/crash.'],
  ['test/kernel/redis-outage', 'libs/jobs/src/'],
  ['test/browser/'],
  ['test/http/platform-guide'],
  ['test/http/simulate-exchange', 'test/http/exchange'],
  ['test/first-start'],
  ['test/rolling-restart'],
  ['test/eventstore/appends', 'test/eventstore/away', 'test/eventstore/batches'],
  ['test/attack'],
  ['test/walk'],
  ['test/http/edges', 'test/http/authorisation'],
  ['test/http/journey', 'test/http/demo', 'test/http/openapi.'],
  ['test/simulation', 'test/county'],
  ['test/eventstore/event-store-db', 'test/eventstore/whose-log', 'test/eventstore/move'],
  ['apps/cli/src/rebuild-all', 'apps/cli/src/move/move'],
  ['test/starts-and-stops'],
  ['test/postgres-outage', 'test/kernel/new-saga', 'test/kernel/engine.it', 'test/new-year'],
  ['libs/postgres/src/embedded.it', 'libs/postgres/src/backup'],
  ['libs/access/src/access'],
  ['libs/geo/src/geometry', 'libs/geo/src/intake/'],
  ['libs/kernel/src/following/subscription-runner'],
  ['libs/policy/src/pack/pack-on'],
];
/** After them what is put together of the light ones: with a database first, then the pure. */
const [WITH_DATABASE, PURE] = [HEAVY.length, HEAVY.length + 1];

const slashed = (path) => path.split('\\').join('/');

/** Which of the heavy ones a suite runs with, by number; -1 for a light one. */
export const heavyGroupOf = (path) =>
  HEAVY.findIndex((group) => group.some((part) => slashed(path).includes(`/${part}`)));

const placeOf = (path) => {
  const [, kind, number] = /\/(heavy|it|pure)-(\d+)\.spec\.ts$/.exec(slashed(path)) ?? [];
  if (kind === 'heavy') return Number(number) - 1;
  const heavy = heavyGroupOf(path);
  return heavy >= 0 ? heavy : kind === 'it' ? WITH_DATABASE : PURE;
};

export default class HeaviestFirst extends Sequencer {
  sort(tests) {
    const places = new Map(tests.map((test) => [test, placeOf(test.path)]));
    return super.sort(tests).sort((a, b) => places.get(a) - places.get(b));
  }
}
