import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { landUpcasting } from '#land';
import { documentsOf, replay } from './history/corpus.js';
import type { FrozenLog } from './history/corpus.js';

/**
 * Facts as release 0.1.0 wrote them, before there were corpora (see `corpus.spec.ts`). Never edited: a
 * release that cannot read them cannot be installed.
 */
const FILE = 'test/history/0.1.0.json';

describe('the history of release 0.1.0', () => {
  it('still folds with today’s deciders and read models to what it was', () => {
    const history = JSON.parse(readFileSync(FILE, 'utf8')) as FrozenLog;
    expect(history.events.length).toBeGreaterThan(1_000);
    const events = replay(history.events, landUpcasting());
    expect(documentsOf(events)).toEqual(history.documents);
    expect([...new Set(events.map(({ type }) => type))]).toEqual(
      expect.arrayContaining([
        'EntryCompleted',
        'SchemeRejected',
        'SchemeWithdrawn',
        'QuotaReserved',
        'QuotaWrittenOff',
      ]),
    );
  });
});
