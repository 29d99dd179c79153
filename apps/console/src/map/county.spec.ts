import { describe, expect, it } from '@jest/globals';
import { lengthWords, measuredArea, parcelsSeen, resolutionAt, scaleAt, sheetScale } from './county.js';

describe('The map of a county', () => {
  it('is printed at a round scale that holds all that was seen', () => {
    expect([0.25, 0.5, 1, 4, 0.01].map(sheetScale)).toEqual([1_000, 2_000, 5_000, 20_000, 100]);
    for (const scale of [500, 2_500, 50_000]) {
      expect(scaleAt(resolutionAt(scale))).toBe(scale);
      expect(sheetScale(resolutionAt(scale))).toBe(scale);
    }
  });

  it('measures lengths in metres and kilometres, areas in square metres and 亩', () => {
    expect([lengthWords(12.345), lengthWords(1_234.5)]).toEqual(['12.35 m', '1.234 km']);
    expect(measuredArea(13_412.55)).toEqual({ m2: '13412.55', mu: '20.12' });
    expect(measuredArea(0)).toEqual({ m2: '0.00', mu: '0.00' });
  });

  it('lists a parcel that lies in two tiles once', () => {
    const parcel = (entry: string) => ({ entry, parcel: entry, village: '', stage: '', state: '' });
    expect(parcelsSeen(['b', 'a', 'b'].map(parcel)).map(({ entry }) => entry)).toEqual(['a', 'b']);
  });
});
