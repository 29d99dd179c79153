import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeaseLost, readModel } from '#kernel';
import type { Change, ReadModels, Lease, Query, Subscriptions } from '#kernel';

let models = 0;

/** What every store of read models promises. */
export function readModelsContract(
  name: string,
  open: () => Promise<{ readModels: ReadModels; subscriptions: Subscriptions; close: () => Promise<void> }>,
): void {
  describe(`documents on ${name}`, () => {
    let readModels: ReadModels;
    let subscriptions: Subscriptions;
    let close: () => Promise<void>;
    beforeAll(async () => ({ readModels, subscriptions, close } = await open()));
    afterAll(() => close());

    const lease = async (subscription: string): Promise<Lease> =>
      (await subscriptions.acquire(subscription, 1))[0]!;
    const stored = async (changes: readonly Change[]) => {
      const model = `register-${process.pid}-${++models}`;
      const held = await lease(`${model}@1`);
      await readModels.save(held, 1n, model, 1, changes);
      return { model, held };
    };
    const ids = async (model: string, query: Query) =>
      (await readModels.query(readModel<{ id: string }>(model), query)).items.map(({ id }) => id);
    const entry = (id: string, keys: Change['keys'] = {}, sort = ''): Change => ({
      id,
      body: { id },
      keys,
      sort,
    });

    it('are written, changed and deleted together with the checkpoint', async () => {
      const { model, held } = await stored([entry('a'), entry('b')]);
      await readModels.save(held, 2n, model, 1, [
        { id: 'a', body: { id: 'a', state: '办结' } },
        { id: 'b', body: null },
        { id: 'never', body: null },
      ]);
      expect(await readModels.find(readModel(model), 'a')).toEqual({ id: 'a', state: '办结' });
      expect(await readModels.find(readModel(model), 'b')).toBeUndefined();
      expect(await readModels.load(model, 1, ['a', 'b'])).toEqual(
        new Map([['a', { id: 'a', state: '办结' }]]),
      );
      expect((await lease(`${model}@1`)).position).toBe(2n);
    });

    it('take the last of several changes of one document', async () => {
      const { model } = await stored([entry('a'), { id: 'a', body: null }, { id: 'a', body: { n: 3 } }]);
      expect(await readModels.find(readModel(model), 'a')).toEqual({ n: 3 });
    });

    it('refuse a page under a lease that was lost, all of it', async () => {
      const { model, held } = await stored([entry('a')]);
      await subscriptions.release(`${model}@1`);
      await expect(readModels.save(held, 9n, model, 1, [entry('b')])).rejects.toBeInstanceOf(LeaseLost);
      expect(await readModels.find(readModel(model), 'b')).toBeUndefined();
      expect((await lease(`${model}@1`)).position).toBe(1n);
    });

    it('are paged through equal sort values, in both directions, each once', async () => {
      const { model } = await stored(
        ['b', 'e', 'a', 'd', 'c'].map((id) => entry(id, {}, id < 'd' ? '2026' : '2027')),
      );
      for (const [order, expected] of [
        ['asc', 'abcde'],
        ['desc', 'edcba'],
      ] as const) {
        let after: string | undefined;
        let seen = '';
        do {
          const page = await readModels.query(readModel<{ id: string }>(model), { order, after, limit: 2 });
          seen += page.items.map(({ id }) => id).join('');
          after = page.next ?? undefined;
        } while (after);
        expect(seen).toBe(expected);
      }
    });

    it('are paged by another order too, those without it first, each once while others change', async () => {
      const priced = (id: string, price?: string): Change => ({
        ...entry(id, { office: 'o1' }, id),
        ...(price === undefined ? {} : { orders: { price } }),
      });
      const { model, held } = await stored([
        priced('a', '30'),
        priced('b', '10'),
        priced('c'),
        priced('d', '10'),
        priced('e', '20'),
      ]);
      const query = { by: 'price', where: { office: 'o1' }, limit: 2 } as const;
      const first = await readModels.query(readModel<{ id: string }>(model), query);
      expect(first.items.map(({ id }) => id)).toEqual(['c', 'b']);
      // What changes its place is met where it stands then; all others stay where they were.
      await readModels.save(held, 2n, model, 1, [
        priced('b', '40'),
        { id: 'c', body: null },
        priced('f', '05'),
      ]);
      expect(await ids(model, { ...query, after: first.next!, limit: 9 })).toEqual(['d', 'e', 'a', 'b']);
      expect(await ids(model, { ...query, order: 'desc', limit: 9 })).toEqual(['b', 'a', 'e', 'd', 'f']);
    });

    it('are narrowed to some ids, none of which is no document', async () => {
      const { model } = await stored(['a', 'b', 'c'].map((id) => entry(id, { office: 'o1' })));
      expect(await ids(model, { ids: ['c', 'x', 'a'], limit: 9 })).toEqual(['a', 'c']);
      expect(await ids(model, { ids: ['a', 'b'], where: { office: 'o2' }, limit: 9 })).toEqual([]);
      expect(await ids(model, { ids: [], limit: 9 })).toEqual([]);
    });

    it('refuse a cursor that is none', async () => {
      const { model } = await stored([entry('a')]);
      await expect(readModels.query(readModel(model), { after: 'x', limit: 1 })).rejects.toBeInstanceOf(
        RangeError,
      );
    });

    it('are filtered by every key given, and by any of its values', async () => {
      const { model } = await stored([
        entry('a', { state: 'open', office: ['o1', 'o2'] }),
        entry('b', { state: 'closed', office: 'o1' }),
        entry('c', { state: 'returned', office: 'o3' }),
      ]);
      expect(await ids(model, { where: { office: 'o1' }, limit: 9 })).toEqual(['a', 'b']);
      expect(await ids(model, { where: { office: 'o1', state: 'open' }, limit: 9 })).toEqual(['a']);
      expect(await ids(model, { where: { state: ['open', 'returned'] }, limit: 9 })).toEqual(['a', 'c']);
      expect(await ids(model, { where: { state: [] }, limit: 9 })).toEqual([]);
      expect(await readModels.count(readModel(model))).toBe(3);
      expect(await readModels.count(readModel(model), { office: 'o1' })).toBe(2);
      expect(await readModels.tally(readModel(model), 'state', { office: ['o1', 'o3'] })).toEqual(
        new Map([
          ['closed', 1],
          ['open', 1],
          ['returned', 1],
        ]),
      );
      expect(await readModels.tally(readModel(model), 'office')).toEqual(
        new Map([
          ['o1', 2],
          ['o2', 1],
          ['o3', 1],
        ]),
      );
    });

    it('are found by every part of their words, within the filters, and in pages', async () => {
      const { model } = await stored([
        { ...entry('a', { office: 'o1' }), words: ['370114JB00001', '三涧溪村'] },
        { ...entry('b', { office: 'o2' }), words: ['370114JB00002', '涧溪三村', '三'] },
        { ...entry('c', { office: 'o1' }), words: ['370114JB00003', '石匣村', '溪村100%实业'] },
        entry('d', { office: 'o1' }),
      ]);
      const holding = (...words: string[]) => ids(model, { holding: words, limit: 9 });
      expect(await holding('涧溪')).toEqual(['a', 'b']);
      // All pairs of it are there, but not one after another.
      expect(await holding('溪三涧')).toEqual([]);
      expect(await holding('溪村', 'jb0000')).toEqual(['a', 'c']);
      expect(await holding('三')).toEqual(['a', 'b']);
      expect(await holding('0%实')).toEqual(['c']);
      expect(await holding('_')).toEqual([]);
      expect(await ids(model, { where: { office: 'o1' }, holding: ['jb'], limit: 9 })).toEqual(['a', 'c']);
      const page = { holding: ['jb'], order: 'desc', limit: 2 } as const;
      const { items, next } = await readModels.query(readModel<{ id: string }>(model), page);
      expect(items.map(({ id }) => id)).toEqual(['c', 'b']);
      expect(await ids(model, { ...page, after: next! })).toEqual(['a']);
    });

    it('are found by rare words as by frequent ones, in pages that go on', async () => {
      const name = (n: number) => `n${String(n).padStart(5, '0')}`;
      const rare = [3, 2_500, 4_100];
      const { model } = await stored(
        Array.from({ length: 4_200 }, (_, n) => ({
          ...entry(name(n)),
          words: [n % 2 === 0 ? '双山街道' : '龙山街道', ...(rare.includes(n) ? ['济水村'] : [])],
        })),
      );
      expect(await ids(model, { holding: ['济水'], limit: 9 })).toEqual(rare.map(name));
      expect(await ids(model, { holding: ['济水'], order: 'desc', limit: 9 })).toEqual(
        rare.map(name).toReversed(),
      );
      expect(await ids(model, { holding: ['双山'], limit: 3 })).toEqual([0, 2, 4].map(name));
      for (const [holding, of] of [
        [['济水'], rare.map(name)],
        [['双山'], Array.from({ length: 2_100 }, (_, n) => name(2 * n))],
      ] as const) {
        const found: string[] = [];
        for (let after: string | undefined; ;) {
          const page = { holding, limit: of.length > 9 ? 150 : 2, ...(after === undefined ? {} : { after }) };
          const { items, next } = await readModels.query(readModel<{ id: string }>(model), page);
          found.push(...items.map(({ id }) => id));
          if (next === null) break;
          after = next;
        }
        expect(found).toEqual(of);
      }
    });

    it('are rebuilt beside the live ones, and readers change over at once', async () => {
      const { model } = await stored([entry('old')]);
      const rebuilding = await lease(`${model}@2`);
      await readModels.save(rebuilding, 1n, model, 2, [entry('new')]);
      expect(await readModels.live(model)).toBe(1);
      expect(await ids(model, { limit: 9 })).toEqual(['old']);
      await readModels.promote(model, 2);
      expect(await readModels.live(model)).toBe(2);
      expect(await ids(model, { limit: 9 })).toEqual(['new']);
      await readModels.prune(model);
      expect(await readModels.load(model, 1, ['old'])).toEqual(new Map());
      expect(
        (await subscriptions.progress())
          .map(({ subscription }) => subscription)
          .filter((it) => it.startsWith(`${model}@`)),
      ).toEqual([`${model}@2`]);
    });

    it('have a digest that is equal exactly when ids and bodies are', async () => {
      const { model } = await stored([{ id: 'a', body: { x: 1, y: [1, 2] } }, entry('b')]);
      const next = await lease(`${model}@2`);
      await readModels.save(next, 1n, model, 2, [
        entry('b', { any: 'key' }),
        { id: 'a', body: { y: [1, 2], x: 1 } },
      ]);
      expect(await readModels.digest(model, 2)).toEqual(await readModels.digest(model, 1));
      await readModels.save(next, 2n, model, 2, [{ id: 'a', body: { y: [2, 1], x: 1 } }]);
      expect(await readModels.digest(model, 2)).not.toEqual(await readModels.digest(model, 1));
      expect(await readModels.digest(model, 3)).toMatchObject({ documents: 0 });
    });
  });
}
