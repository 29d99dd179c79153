import { describe, expect, it } from '@jest/globals';
import { Rejected } from '#kernel/messages';
import { loadPacks } from '#policy';
import { soundScheme } from '../scheme/scheme.fixture.js';
import { demoLayers, demoParcel } from '#geo';
import type { DemoVariant } from '#geo';
import { geometryCheck } from './geometry-check.js';

const pack = loadPacks().of('jinan@2026.1').on('2026-03-02', 'any');
const check = geometryCheck(() => demoLayers());
const answer = (variant: DemoVariant) => {
  const { boundary, crs } = boundaryOf(variant);
  return check({ crs, polygon: boundary }, '10000.00', soundScheme.deal.use, pack, '2026-03-02', '370114');
};
const boundaryOf = (variant: DemoVariant) => demoParcel(1, variant);

describe('the planning check over the layers', () => {
  it('passes a parcel of the village plan, and names the layers it asked', () => {
    const { verdict, layers, areaM2 } = answer('allowed');
    expect(verdict).not.toBe('block');
    expect(layers).toContainEqual({ id: 'permanent-farmland', version: expect.any(String) });
    expect(areaM2).toMatch(/^\d+\.\d\d$/);
  });
  it('blocks permanent farmland (土地管理法 Art. 35)', () => {
    expect(answer('farmland')).toMatchObject({
      verdict: 'block',
      findings: expect.arrayContaining([
        expect.objectContaining({ layer: 'permanent-farmland', gate: 'block' }),
      ]),
    });
  });
  it('blocks where a layer of the pack is not installed: silence is never a pass', () => {
    const { boundary, crs } = boundaryOf('allowed');
    expect(
      geometryCheck(() => [])(
        { crs, polygon: boundary },
        '1',
        soundScheme.deal.use,
        pack,
        '2026-03-02',
        '370114',
      ).verdict,
    ).toBe('block');
  });
  it('refuses a boundary in an unknown system', () => {
    expect(() =>
      check(
        { ...soundScheme.boundary, crs: 'WGS84' },
        '1',
        soundScheme.deal.use,
        pack,
        '2026-03-02',
        '370114',
      ),
    ).toThrow(Rejected);
  });
});
