import { describe, expect, it } from '@jest/globals';
import { figures } from './house.js';

describe('the figures of the house', () => {
  it.each(figures())('$what: at most $wanted', ({ wanted, places }) => {
    expect(places.length > wanted ? places : []).toEqual([]);
  });

  it('count something at all', () => {
    expect(figures().filter(({ places }) => places.length > 0).length).toBeGreaterThan(2);
  });
});
