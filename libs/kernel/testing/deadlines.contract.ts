import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LeaseLost } from '#kernel';
import type { Deadline, DeadlineTable, Lease, Subscriptions } from '#kernel';

/** What every table of deadlines promises. `open` gives an empty one. */
export function deadlinesContract(
  name: string,
  open: () => Promise<{ deadlines: DeadlineTable; subscriptions: Subscriptions; close: () => Promise<void> }>,
): void {
  describe(`deadlines on ${name}`, () => {
    let deadlines: DeadlineTable;
    let subscriptions: Subscriptions;
    let close: () => Promise<void>;
    let lease: Lease;
    beforeAll(async () => {
      ({ deadlines, subscriptions, close } = await open());
      lease = (await subscriptions.acquire('clocks', 1))[0]!;
    });
    afterAll(() => close());

    const day = (n: number) => `2026-03-0${n}T00:00:00.000Z`;
    const deadline = (id: string, dueAt: string): Deadline => ({
      id,
      dueAt,
      command: { type: 'PassTerm', stream: id, data: { 天: 10 } },
      correlation: 'entry-1',
      causation: `${id}@0`,
      policy: 'jinan@2026.1',
    });
    const ids = (list: readonly Deadline[]) => list.map(({ id }) => id);

    it('come due earliest first, and equal ones by id', async () => {
      await deadlines.apply(
        lease,
        1n,
        [deadline('c', day(2)), deadline('b', day(1)), deadline('a', day(2)), deadline('d', day(5))],
        [],
      );
      expect(await deadlines.find('b')).toEqual(deadline('b', day(1)));
      expect(ids(await deadlines.due(day(2), 10))).toEqual(['b', 'a', 'c']);
      expect(ids(await deadlines.due(day(2), 2))).toEqual(['b', 'a']);
    });

    it('are listed page by page', async () => {
      expect(ids(await deadlines.running(undefined, 2))).toEqual(['b', 'a']);
      expect(ids(await deadlines.running('a', 10))).toEqual(['c', 'd']);
      expect(await deadlines.running('d', 10)).toEqual([]);
    });

    it('are moved by being set again', async () => {
      await deadlines.apply(lease, 2n, [deadline('c', day(7))], []);
      expect(await deadlines.find('c')).toMatchObject({ dueAt: day(7) });
      expect(ids(await deadlines.due(day(2), 10))).toEqual(['b', 'a']);
    });

    it('pass only at the time that they still have', async () => {
      await deadlines.pass('c', day(2));
      expect(await deadlines.find('c')).toBeDefined();
      await deadlines.pass('c', day(7));
      expect(await deadlines.find('c')).toBeUndefined();
    });

    it('end when they are cleared, and clearing what has ended changes nothing', async () => {
      await deadlines.apply(lease, 3n, [], ['b', 'never']);
      await deadlines.apply(lease, 4n, [], ['b']);
      expect(ids(await deadlines.running(undefined, 10))).toEqual(['a', 'd']);
    });

    it('do not change under a lease that was lost', async () => {
      await subscriptions.release('clocks');
      await expect(deadlines.apply(lease, 9n, [deadline('z', day(1))], ['a'])).rejects.toBeInstanceOf(
        LeaseLost,
      );
      expect(ids(await deadlines.running(undefined, 10))).toEqual(['a', 'd']);
      expect((await subscriptions.acquire('clocks', 1))[0]!.position).toBe(4n);
    });
  });
}
