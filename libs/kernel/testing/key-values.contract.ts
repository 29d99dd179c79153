import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyValues } from '#kernel';

/** What every store of records promises. `open` gives an empty one. */
export function recordsContract(
  name: string,
  open: () => Promise<{ records: KeyValues; close: () => Promise<void> }>,
): void {
  describe(`records on ${name}`, () => {
    let records: KeyValues;
    let close: () => Promise<void>;
    beforeAll(async () => ({ records, close } = await open()));
    afterAll(() => close());

    const past = '2020-01-01T00:00:00.000Z';
    const future = '2099-01-01T00:00:00.000Z';

    it('are put, replaced and removed', async () => {
      await records.put('account', 'li', { name: '李' });
      await records.put('account', 'li', { name: '李', office: 'o1' }, future);
      expect(await records.get('account', 'li')).toEqual({ name: '李', office: 'o1' });
      expect(await records.get('session', 'li')).toBeUndefined();
      await records.remove('account', 'li');
      expect(await records.get('account', 'li')).toBeUndefined();
    });

    it('are inserted by the first of many', async () => {
      const won = await Promise.all(Array.from({ length: 8 }, (_, n) => records.insert('key', 'k', { n })));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await records.get('key', 'k')).toEqual({ n: won.indexOf(true) });
    });

    it('are absent when they have expired, and the key is free again', async () => {
      await records.put('session', 's', { n: 1 }, past);
      expect(await records.get('session', 's')).toBeUndefined();
      expect(await records.list('session')).toEqual([]);
      expect(await records.insert('session', 's', { n: 2 }, future)).toBe(true);
      expect(await records.get('session', 's')).toEqual({ n: 2 });
    });

    it('are cleaned away when they have expired, so many at a time, and never before', async () => {
      for (const key of ['a', 'b', 'c']) await records.put('old', key, {}, past);
      await records.put('old', 'd', { n: 4 }, future);
      await records.put('old', 'e', { n: 5 });
      const cleaned = [await records.clean(2), await records.clean(2), await records.clean(2)];
      expect(cleaned).toEqual([2, 1, 0]);
      expect((await records.list('old')).map(({ key }) => key)).toEqual(['d', 'e']);
    });

    it('are listed by key, page by page', async () => {
      for (const key of ['c', 'a', 'b']) await records.put('list', key, { key });
      expect(await records.list('list', undefined, 2)).toEqual(
        ['a', 'b'].map((key) => ({ key, value: { key } })),
      );
      expect(await records.list('list', 'b')).toEqual([{ key: 'c', value: { key: 'c' } }]);
    });
  });
}
