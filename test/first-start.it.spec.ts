/*
 * Shows: a first start that was killed is repaired by the next one, whole and once.
 * How: a real process is killed at the worst steps of its start, and then two are started at the same moment;
 * the long form kills it at every step and at many moments.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { compileSources } from './crash/compiled.js';
import { CutStarts } from './start/cut-starts.js';
import { PROMISED, WORST_STEPS, promised } from './start/every-cut.js';

let compiled: Awaited<ReturnType<typeof compileSources>>;
let starts: CutStarts;
beforeAll(async () => {
  compiled = await compileSources();
  starts = await CutStarts.in(compiled.folder);
});
afterAll(async () => {
  await starts?.remove();
  await compiled?.remove();
});

it('a first start that is killed again and again is repaired by the next one, whole and once', async () => {
  for (const [number, progress] of WORST_STEPS(starts, 200).entries())
    await starts.cut(progress, 0, number % 2 === 1);
  // Two at the same moment: both are ready, and there is one demonstration.
  const [one, other] = await Promise.all([starts.ready(), starts.ready()]);
  expect(await promised(starts)).toEqual(PROMISED);
  expect(JSON.parse(await readFile(join(starts.home, 'demo-access.json'), 'utf8'))).toEqual({
    password: expect.any(String),
    platformKey: expect.any(String),
    exchange: { key: expect.any(String), signingKey: expect.stringContaining('PRIVATE KEY') },
  });
  // Whoever leaves first leaves the database to the other.
  await one.stop();
  expect(await starts.facts()).toBeGreaterThan(1_000);
  await other.stop();
  expect(await starts.has(/^postgres$/)).toBe(true);
  await expect(starts.asked('select 1 as answer')).rejects.toThrow();
});
