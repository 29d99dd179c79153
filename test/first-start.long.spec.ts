/*
 * Shows: a first start that was killed at many moments is repaired by the next one, whole and once.
 * How: rounds in which a real process is killed at each step and a moment by chance after it.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { compileSources } from './crash/compiled.js';
import { CutStarts } from './start/cut-starts.js';
import { PROMISED, STEPS, promised } from './start/every-cut.js';

const ROUNDS = 4;
/** Facts at which the making of the demonstration is cut off. */
const FACTS = [1, 300, 1_000];
/** ms after a step; a step takes longer than this on any machine. */
const LATER_MS_MAX = 300;

let compiled: Awaited<ReturnType<typeof compileSources>>;
beforeAll(async () => {
  compiled = await compileSources();
});
afterAll(() => compiled?.remove());

it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
  'a first start killed at eight places and moments is repaired, round %i',
  async (round) => {
    const starts = await CutStarts.in(compiled.folder);
    try {
      for (const [number, progress] of STEPS(starts, FACTS).entries()) {
        await starts.cut(progress, Math.floor(Math.random() * LATER_MS_MAX), (number + round) % 2 === 0);
      }
      const server = await starts.ready();
      expect(await promised(starts)).toEqual(PROMISED);
      await server.stop();
    } finally {
      await starts.remove();
    }
  },
);
