import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../api/types.js';
import { filtersOf, isEntryId, matches } from './search.js';

const entry = {
  subject: { entry: '370114001018JB00001-1', parcel: '370114001018JB00001' },
  village: '示范018村',
  buyer: { name: '示范实业478有限公司' },
} as Entry;

describe('The search for cases', () => {
  it('knows the number of a case, with spaces around it as well', () => {
    expect(isEntryId(' 370114001018JB00001-1 ')).toBe(true);
    expect(isEntryId('370114001018JB00001')).toBe(false);
    expect(isEntryId('示范018村')).toBe(false);
  });

  it('finds by parts of the code, the village or the buyer, all words of them', () => {
    expect(matches(entry, '018jb')).toBe(true);
    expect(matches(entry, '示范018 478')).toBe(true);
    expect(matches(entry, '示范018 479')).toBe(false);
    expect(matches(entry, '')).toBe(true);
  });

  it('asks the server for what the address filters by, and for nothing else', () => {
    const search = new URLSearchParams('stage=contract&q=x&status=&odd=1');
    expect(filtersOf(search)).toEqual({ stage: 'contract' });
    search.set('q', '三涧 1');
    expect(filtersOf(search)).toEqual({ stage: 'contract', q: '三涧 1' });
  });
});
