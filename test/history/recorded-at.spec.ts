import { describe, expect, it } from '@jest/globals';
import { frozenReleases, readCorpus } from './corpus.js';
import { asRecorded, keptOf } from './recorded-at.js';

const NOW = '2099-01-01T00:00:00.000Z';

describe('a corpus that is frozen again', () => {
  const { logs } = readCorpus(frozenReleases().at(-1)!);
  const again = logs.map(({ events }) => events.map((event) => ({ ...event, recordedAt: NOW })));

  it('has every fact recorded when it was frozen first', () => {
    expect(logs.flatMap(({ events }) => events).length).toBeGreaterThan(1_000);
    expect(again.map((events) => asRecorded(events, keptOf(logs)))).toEqual(logs.map(({ events }) => events));
  });

  it('has a new fact recorded with the one before it, so that no log goes back in time', () => {
    const [log = []] = again;
    const added = { ...log[4]!, id: 'scheme-new@0' };
    const told = asRecorded([...log.slice(0, 5), added, ...log.slice(5)], keptOf(logs));
    expect(told[5]).toEqual({ ...added, recordedAt: told[4]!.recordedAt });
    const times = told.map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(times.toSorted());
  });

  it('keeps the times of its own where it was never frozen', () =>
    expect(asRecorded(again[0]!, keptOf([]))).toBe(again[0]));
});
