import { describe, expect, it } from '@jest/globals';
import { byLayer, percentOf, placesOf, standingOf } from './layers.js';
import type { Import, Issue, Version } from './layers.js';

const version = (more: Partial<Version> = {}): Version => ({
  layer: 'water-source',
  name: '饮用水水源保护区',
  version: '2026-10',
  source: '区水务局',
  inForce: false,
  file: { name: 'a.zip', bytes: 1, sha256: '', sm3: '' },
  content: {
    format: 'GeoJSON',
    system: 'EPSG:4548',
    reading: { crs: 'EPSG:4490', sure: 'certain', zh: '' },
    found: 1,
    taken: 1,
    vertices: 4,
    areaM2: '1.00',
    extent: [0, 0, 1, 1],
  },
  importedBy: ['zhao'],
  ...more,
});
const adopted = { validFrom: '2026-10-08', documentNo: '章自然资〔2026〕18号', leftOut: 0 };
const retired = { on: '2026-11-01', documentNo: '章自然资〔2026〕19号', reason: '数据有误' };

describe('A version of a layer', () => {
  it('stands as its documents and the day say', () => {
    const standing = (more: Partial<Version>) => standingOf(version(more), '2026-10-08');
    expect(standing({})).toBe('waiting');
    expect(standing({ adopted, inForce: true })).toBe('in-force');
    expect(standing({ adopted })).toBe('replaced');
    expect(standing({ adopted: { ...adopted, validFrom: '2026-10-09' } })).toBe('to-come');
    expect(standing({ adopted, retired })).toBe('retired');
  });

  it('is listed with those of its layer, the newest first', () => {
    const all = [version(), version({ layer: 'river-lake' }), version({ version: '2026-11' })];
    expect(byLayer(all).map((group) => group.map(({ layer, version: no }) => `${layer} ${no}`))).toEqual([
      ['water-source 2026-11', 'water-source 2026-10'],
      ['river-lake 2026-10'],
    ]);
  });
});

describe('An import', () => {
  const running = (written: number, toWrite: number): Import => ({
    id: 'i',
    layer: 'river-lake',
    version: '1',
    state: 'writing',
    written,
    toWrite,
  });
  it('has come as far as it has written', () => {
    expect([running(0, 0), running(1, 3), running(3, 3)].map(percentOf)).toEqual([0, 33, 100]);
  });

  it('lists the places of a kind of issue, and says how many more there are', () => {
    const issue: Issue = { code: 'line-open', severity: 'warning', place: {}, zh: '没有闭合', fix: '闭合' };
    const report = { issues: [issue, issue], issueCounts: { 'line-open': 5, 'area-zero': 1 } };
    expect(placesOf(report, 'line-open')).toEqual({ places: [issue, issue], more: 3 });
    expect(placesOf(report, 'area-zero')).toEqual({ places: [], more: 1 });
  });
});
