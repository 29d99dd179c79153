import { describe, expect, it } from '@jest/globals';
import { loadPacks } from '#policy';
import { readBoundary } from './boundary.js';
import { checkBoundary } from './check.js';
import { demoLayers, demoParcel } from './demo.js';
import judgement from './judge.job.js';
import { JUDGEMENTS_MAX, checkJudged, judge, keepJudgement, readJudged } from './judged.js';
import { layersInForce } from './layers.js';
import { loadLayers } from './load-layers.js';

const DAY = '2026-03-02';
const rules = loadPacks().latest.on(DAY, 'any').layers;
const layers = layersInForce(loadLayers(), DAY);
const sound = demoParcel(3);
const farmland = demoParcel(1, 'farmland');
const corners = [
  [547_354, 4_064_459],
  [547_454, 4_064_459],
  [547_454, 4_064_559],
  [547_354, 4_064_559],
];
const open = { type: 'Polygon', coordinates: [corners] };
/** As it comes back from a thread. */
const fromThread = (geojson: unknown, crs = sound.crs) =>
  structuredClone(judgement({ geojson, crs, on: DAY, rules, layers }));
const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a boundary that was judged beside', () => {
  it.each([
    ['sound', sound.boundary],
    ['on farmland', farmland.boundary],
  ])('is what it would be here: %s', (_, boundary) => {
    keepJudgement(boundary, sound.crs, fromThread(boundary));
    expect(readJudged(boundary, sound.crs)).toEqual(readBoundary(boundary, sound.crs));
    const here = checkBoundary(readBoundary(boundary, sound.crs), layers, rules);
    expect(checkJudged(boundary, sound.crs, layers, rules)).toEqual(here);
  });

  it('is refused as it would be here, with the same code and words', () => {
    keepJudgement(open, sound.crs, fromThread(open));
    expect(thrown(() => readJudged(open, sound.crs))).toEqual(thrown(() => readBoundary(open, sound.crs)));
    expect(thrown(() => checkJudged(open, sound.crs, layers, rules))).toMatchObject({
      code: 'boundary.ring-open',
    });
  });

  it('is not computed again', () => {
    const { boundary } = demoParcel(4);
    keepJudgement(boundary, sound.crs, fromThread(boundary));
    expect(readJudged(boundary, sound.crs)).toBe(readJudged(structuredClone(boundary), sound.crs));
  });

  it('answers for its own layers and rules only, and for its own system of coordinates', () => {
    const { boundary } = demoParcel(5);
    keepJudgement(boundary, sound.crs, fromThread(boundary));
    const others = demoLayers().map((layer) => ({ ...layer, version: '2099', features: [] }));
    const here = checkBoundary(readBoundary(boundary, sound.crs), others, rules);
    expect(checkJudged(boundary, sound.crs, others, rules)).toEqual(here);
    const fewer = rules.slice(1);
    expect(checkJudged(boundary, sound.crs, layers, fewer).checked).toHaveLength(fewer.length);
    expect(thrown(() => readJudged(boundary, 'EPSG:3857'))).toMatchObject({ code: 'boundary.crs-unknown' });
  });

  it('is forgotten when many others were judged since', () => {
    const first = demoParcel(6);
    const judged = judge(first.boundary, first.crs, layers, rules);
    keepJudgement(first.boundary, first.crs, judged);
    const kept = readJudged(first.boundary, first.crs);
    for (let n = 0; n < JUDGEMENTS_MAX; n++) {
      keepJudgement(demoParcel(n + 100).boundary, first.crs, judged);
    }
    expect(readJudged(first.boundary, first.crs)).not.toBe(kept);
    expect(readJudged(first.boundary, first.crs)).toEqual(kept);
  });
});
