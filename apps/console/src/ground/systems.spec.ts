import { expect, it } from '@jest/globals';
import { planes } from './systems.js';

it('offers every plane of China once, with its meridian and its zone', () => {
  const all = planes();
  expect(all.map(({ crs }) => Number(crs.slice('EPSG:'.length))).toSorted()).toEqual(
    Array.from({ length: 64 }, (_, index) => 4491 + index),
  );
  const found = (crs: string) => all.find((plane) => plane.crs === crs);
  expect(found('EPSG:4527')).toMatchObject({ width: 3, meridian: 117, zone: 39, isZoned: true });
  expect(found('EPSG:4548')).toMatchObject({ width: 3, meridian: 117, zone: 39, isZoned: false });
  expect(found('EPSG:4498')).toMatchObject({ width: 6, meridian: 117, zone: 20, isZoned: true });
});
