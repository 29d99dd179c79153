import { describe, expect, it } from '@jest/globals';
import { PAGE_BYTES_MAX, PAGE_MAX, paged } from './paging.js';

/** A list of long items as a store pages it: all of them are four times what one answer may be. */
const LONG = '界'.repeat(PAGE_BYTES_MAX / 3 / 5);
const ITEMS = Array.from({ length: 20 }, (_, n) => ({ n, text: LONG }));
const read = (place: string | undefined, most: number) => {
  const from = Number(place ?? 0);
  const items = ITEMS.slice(from, from + most);
  return Promise.resolve({ items, next: from + most < ITEMS.length ? String(from + most) : null });
};

describe('a page of long items', () => {
  it('ends before the answer grows too long, and its cursor leads to every other item', async () => {
    const seen: number[] = [];
    for (let after: string | undefined; ;) {
      const { items, next } = await paged('long', { after, limit: PAGE_MAX }, read);
      expect(Buffer.byteLength(JSON.stringify(items))).toBeLessThanOrEqual(PAGE_BYTES_MAX);
      seen.push(...items.map(({ n }) => n));
      if (next === null) break;
      after = next;
    }
    expect(seen).toEqual(ITEMS.map(({ n }) => n));
  });

  it('has one item at least, however long that is', async () => {
    const items = [{ text: 'x'.repeat(PAGE_BYTES_MAX + 1) }];
    expect(
      (await paged('huge', { limit: PAGE_MAX }, () => Promise.resolve({ items, next: null }))).items,
    ).toHaveLength(1);
  });
});
