import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutlineBox, Outlines } from '#kernel';

/** What every store of outlines promises. `open` gives an empty one. */
export function outlinesContract(
  name: string,
  open: () => Promise<{ outlines: Outlines; close: () => Promise<void> }>,
): void {
  describe(`outlines on ${name}`, () => {
    let outlines: Outlines;
    let close: () => Promise<void>;
    beforeAll(async () => ({ outlines, close } = await open()));
    afterAll(() => close());

    const outline = (number: number, box: OutlineBox, value = `${number}`) => ({ number, box, value });
    const far: OutlineBox = [900, 900, 910, 910];

    it('are found where their boxes meet the box, edges included, in their order', async () => {
      await outlines.put('row', [outline(3, [20, 0, 30, 10]), outline(1, [0, 0, 10, 10]), outline(2, far)]);
      expect(await outlines.near(['row'], [10, 5, 20, 6])).toEqual([
        { collection: 'row', number: 1, value: '1' },
        { collection: 'row', number: 3, value: '3' },
      ]);
      expect(await outlines.near(['row'], [10.001, 5, 19.999, 6])).toEqual([]);
    });

    it('are found in the collections that are asked for, and in no other', async () => {
      await outlines.put('here', [outline(1, [0, 0, 1, 1], 'here')]);
      await outlines.put('there', [outline(1, [0, 0, 1, 1], 'there')]);
      await outlines.put('elsewhere', [outline(1, [0, 0, 1, 1], 'elsewhere')]);
      expect((await outlines.near(['there', 'here'], [0, 0, 1, 1])).map(({ value }) => value)).toEqual([
        'here',
        'there',
      ]);
      expect(await outlines.near([], [0, 0, 1, 1])).toEqual([]);
    });

    it('are left out where they are smaller than is asked for, and after so many', async () => {
      const boxes: readonly OutlineBox[] = [
        [0, 0, 1, 1],
        [0, 0, 1, 5],
        [0, 0, 5, 1],
        [0, 0, 5, 5],
      ];
      await outlines.put(
        'sizes',
        boxes.map((box, index) => outline(index, box)),
      );
      const found = async (side: number, most: number) =>
        (await outlines.near(['sizes'], [0, 0, 1, 1], { side, most })).map(({ number }) => number);
      expect([await found(0, 9), await found(5, 9), await found(5, 2), await found(6, 9)]).toEqual([
        [0, 1, 2, 3],
        [1, 2, 3],
        [1, 2],
        [],
      ]);
    });

    it('put twice are there once, as they were first, also by two at the same time', async () => {
      const many = Array.from({ length: 50 }, (_, n) => outline(n, far));
      await Promise.all([outlines.put('same', many), outlines.put('same', [...many].reverse())]);
      await outlines.put('same', [outline(0, far, 'another'), outline(50, far)]);
      expect(await outlines.count('same')).toBe(51);
      expect((await outlines.near(['same'], far))[0]).toEqual({ collection: 'same', number: 0, value: '0' });
      expect(await outlines.count('nowhere')).toBe(0);
    });
  });
}
