import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { KeyValues } from '#kernel';

/** What every store of records promises. `open` gives an empty one. */
export function keyValuesContract(
  name: string,
  open: () => Promise<{ keyValues: KeyValues; close: () => Promise<void> }>,
): void {
  describe(`records on ${name}`, () => {
    let keyValues: KeyValues;
    let close: () => Promise<void>;
    beforeAll(async () => ({ keyValues, close } = await open()));
    afterAll(() => close());

    const past = '2020-01-01T00:00:00.000Z';
    const future = '2099-01-01T00:00:00.000Z';

    it('are put, replaced and removed', async () => {
      await keyValues.put('account', 'li', { name: '李' });
      await keyValues.put('account', 'li', { name: '李', office: 'o1' }, future);
      expect(await keyValues.get('account', 'li')).toEqual({ name: '李', office: 'o1' });
      expect(await keyValues.get('session', 'li')).toBeUndefined();
      await keyValues.remove('account', 'li');
      expect(await keyValues.get('account', 'li')).toBeUndefined();
    });

    it('are found each by its own space and key when many ask at once', async () => {
      const asked = Array.from({ length: 300 }, (_, n) => [`space-${n % 3}`, `key-${n}`] as const);
      for (const [space, key] of asked.slice(0, 30)) await keyValues.put(space, key, { space, key });
      await keyValues.put('space-0', 'key-1', { space: 'another' });
      expect(await Promise.all(asked.map(([space, key]) => keyValues.get(space, key)))).toEqual(
        asked.map(([space, key], n) => (n < 30 ? { space, key } : undefined)),
      );
    });

    it('are inserted by the first of many', async () => {
      const won = await Promise.all(Array.from({ length: 8 }, (_, n) => keyValues.insert('key', 'k', { n })));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await keyValues.get('key', 'k')).toEqual({ n: won.indexOf(true) });
    });

    it('are absent when they have expired, and the key is free again', async () => {
      await keyValues.put('session', 's', { n: 1 }, past);
      expect(await keyValues.get('session', 's')).toBeUndefined();
      expect(await keyValues.list('session')).toEqual([]);
      expect(await keyValues.insert('session', 's', { n: 2 }, future)).toBe(true);
      expect(await keyValues.get('session', 's')).toEqual({ n: 2 });
    });

    it('are cleaned away when they have expired, so many at a time, and never before', async () => {
      for (const key of ['a', 'b', 'c']) await keyValues.put('old', key, {}, past);
      await keyValues.put('old', 'd', { n: 4 }, future);
      await keyValues.put('old', 'e', { n: 5 });
      const cleaned = [await keyValues.clean(2), await keyValues.clean(2), await keyValues.clean(2)];
      expect(cleaned).toEqual([2, 1, 0]);
      expect((await keyValues.list('old')).map(({ key }) => key)).toEqual(['d', 'e']);
    });

    it('are listed by key, page by page', async () => {
      for (const key of ['c', 'a', 'b']) await keyValues.put('list', key, { key });
      expect(await keyValues.list('list', undefined, 2)).toEqual(
        ['a', 'b'].map((key) => ({ key, value: { key } })),
      );
      expect(await keyValues.list('list', 'b')).toEqual([{ key: 'c', value: { key: 'c' } }]);
    });
  });
}
