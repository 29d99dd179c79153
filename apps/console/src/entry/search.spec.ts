import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../api/types.js';
import { filePath, filtersOf, inOrder, isEntryId, matches, viewOfList } from './search.js';

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

  it('narrows what is loaded by single signs, all of them, and leaves longer words to the server', () => {
    expect(matches(entry, '示 范 J')).toBe(true);
    expect(matches(entry, '示 丁')).toBe(false);
    expect(matches(entry, '')).toBe(true);
    expect(matches(entry, 'sf018')).toBe(true);
  });

  it('keeps filters, order and columns in a view and asks for the same as a file', () => {
    const search = new URLSearchParams('columns=parcel&overdue=yes&by=price&order=asc&odd=1&q=x');
    expect(viewOfList(search)).toBe('q=x&overdue=yes&by=price&order=asc&columns=parcel');
    expect(filePath(search)).toBe('/api/v1/exports/entries?overdue=yes&by=price&order=asc');
    expect(inOrder(search, 'area', 'desc').toString()).toBe(
      'columns=parcel&overdue=yes&odd=1&q=x&by=area&order=desc',
    );
    expect(filtersOf(inOrder(search, 'area', undefined))).toEqual({ overdue: 'yes' });
  });

  it('asks the server for what the address filters by, and for nothing else', () => {
    const search = new URLSearchParams('stage=contract&q=x&status=&odd=1');
    expect(filtersOf(search)).toEqual({ stage: 'contract' });
    search.set('q', '三涧 1');
    expect(filtersOf(search)).toEqual({ stage: 'contract', q: '三涧 1' });
  });
});
