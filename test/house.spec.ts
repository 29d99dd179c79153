import { describe, expect, it } from '@jest/globals';
import { figures } from './house.js';

describe('the figures of the house', () => {
  const held = figures().map((figure) => ({ ...figure, most: figure.held ?? figure.wanted }));

  it.each(held)('$what: at most $most', ({ most, places }) => {
    expect(places.length > most ? places : []).toEqual([]);
  });

  it('hold a figure to more than is wanted only as long as it is over it', () => {
    expect(held.filter(({ most, wanted, places }) => most > wanted && places.length < most)).toEqual([]);
  });

  it('count something at all', () => {
    expect(figures().filter(({ places }) => places.length > 0).length).toBeGreaterThan(2);
  });
});
