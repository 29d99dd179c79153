import { describe, expect, it } from '@jest/globals';
import { areaOfRings, ringsText, ringsTyped } from './rings.js';

const square = [
  [547000, 4064000],
  [547100, 4064000],
  [547100, 4064100],
  [547000, 4064100],
  [547000, 4064000],
] as const;

describe('A boundary as it is pasted', () => {
  it('is a table of corners with their numbers, and comes closed', () =>
    expect(
      ringsTyped('J1\t547000\t4064000\nJ2\t547100\t4064000\nJ3 547100 4064100\r\nJ4,547000,4064100'),
    ).toEqual([square]));

  it('may have the northing first, as surveyors write it', () =>
    expect(ringsTyped('4064000 547000\n4064000 547100\n4064100 547100\n4064100 547000')).toEqual([square]));

  it('may be in full-width signs', () =>
    expect(
      ringsTyped('５４７０００，４０６４０００\n547100 4064000\n547100 4064100\n547000 4064100'),
    ).toEqual([square]));

  it('may be GeoJSON: a feature, a collection of one, a polygon or its coordinates', () => {
    const polygon = { type: 'Polygon', coordinates: [square] };
    const feature = { type: 'Feature', properties: {}, geometry: polygon };
    for (const json of [polygon, feature, { type: 'FeatureCollection', features: [feature] }, [square]])
      expect(ringsTyped(JSON.stringify(json))).toEqual([square]);
  });

  it('has its holes after an empty line', () =>
    expect(ringsTyped('0 0\n10 0\n10 10\n0 10\n\n2 2\n4 2\n4 4\n2 4')?.map((ring) => ring.length)).toEqual([
      5, 5,
    ]));

  it.each([
    '',
    'J1 547000',
    '547000 4064000\n547100 4064000',
    '{"type":"Polygon"',
    '{"type":"Point","coordinates":[1,2]}',
    '{"type":"FeatureCollection","features":[]}',
    'a b\nc d\ne f',
    '1 2 3 4\n1 2 3 4\n1 2 3 4',
  ])('is not %j', (typed) => expect(ringsTyped(typed)).toBeUndefined());

  it('is read again as it was written', () => expect(ringsTyped(ringsText([square]))).toEqual([square]));

  it('has its area at once, less its holes', () => {
    expect(areaOfRings([square])).toBe('10000.00');
    const hole = ringsTyped('547010 4064010\n547020 4064010\n547020 4064020\n547010 4064020')!;
    expect(areaOfRings([square, ...hole])).toBe('9900.00');
  });
});
