import { describe, expect, it } from '@jest/globals';
import { IN_FLIGHT_MAX } from '../following/lanes.js';
import { ENGINE } from '../messages/messages.js';
import type { Recorded } from '../messages/messages.js';
import { goOnAfter } from './saga-frontier.js';
import type { Reaction } from './saga-frontier.js';

const event = (position: number, correlation: string): Recorded => ({
  id: `${correlation}@${position}`,
  stream: correlation,
  version: position,
  position: BigInt(position),
  type: 'Happened',
  data: {},
  recordedAt: '2026-03-02T02:00:00.000Z',
  meta: {
    correlation,
    causation: 'test',
    command: `c${position}`,
    actor: ENGINE,
    occurredAt: '2026-03-02T02:00:00.000Z',
    policy: 'none',
    schema: 1,
  },
});

/**
 * A log of one event after the other, each of the entry named, which leads to one command with its position
 * for an id.
 */
function logOf(...entries: readonly string[]): readonly Reaction[] {
  const events = entries.map((entry, index) => event(index + 1, entry));
  return events.map((one, index) => ({
    event: one,
    before: events[index - 1],
    commands: [`${one.position}`],
  }));
}
const after = (log: readonly Reaction[], ...given: readonly number[]) =>
  goOnAfter(log, new Set(given.map(String)), 1, log[log.length - 1]?.event).map((one) => one?.position);

describe('where the sagas go on when their checkpoints are lost', () => {
  it.each<[string, readonly string[], readonly number[], bigint | undefined]>([
    ['at the beginning of a log that nobody has followed', ['a', 'b'], [], undefined],
    ['at the end of one that was followed', ['a', 'b', 'a'], [1, 2, 3], 3n],
    ['before the first event whose command nobody knows', ['a', 'b', 'a', 'b'], [1, 2], 2n],
    ['after what an entry was refused before something later of it was done', ['a', 'b', 'a'], [2, 3], 3n],
    [
      'before what was refused last of an entry, which the log does not tell from what was not done',
      ['a', 'b', 'b'],
      [2, 3],
      undefined,
    ],
  ])('is %s', (_, entries, given, place) => expect(after(logOf(...entries), ...given)).toEqual([place]));

  it('is not so far back as no reader can have left something behind', () => {
    const log = logOf('a', ...Array.from({ length: IN_FLIGHT_MAX + 1 }, () => 'b'));
    const end = log.length;
    expect(after(log, ...Array.from({ length: end - 1 }, (_, n) => n + 2))).toEqual([BigInt(end)]);
  });

  it('is told apart for each partition', () => {
    const log = logOf('a', 'b', 'c', 'd');
    const places = goOnAfter(log, new Set(['1', '2', '3', '4']), 4, log[3]!.event);
    expect(places.map((one) => one?.position)).toEqual([4n, 4n, 4n, 4n]);
  });
});
