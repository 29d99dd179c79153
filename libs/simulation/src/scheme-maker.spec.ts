import { describe, expect, it } from '@jest/globals';
import { loadPacks } from '#policy';
import { problemsOf } from '#land';
import { Chance } from './random.js';
import { makeScheme } from './scheme-maker.js';

const DAY = '2026-03-02';
const pack = loadPacks().of('jinan@2026.1').on('2026-03-02', 'any');
const schemes = Array.from({ length: 400 }, (_, n) => makeScheme(n, DAY, new Chance(7)));
const drawn = (what: (scheme: (typeof schemes)[number]) => string) => [...new Set(schemes.map(what))].sort();

describe('a generated scheme', () => {
  it('is always sound in form', () => {
    const wrong = schemes.flatMap((scheme, n) =>
      problemsOf(scheme, `${scheme.parcel}-1`, pack, `${DAY}T02:00:00.000Z`).map(
        ({ field, opinion }) => `${n} ${field}: ${opinion}`,
      ),
    );
    expect(wrong).toEqual([]);
  });
  it('draws every form, route and method', () => {
    expect(drawn(({ deal }) => deal.form)).toEqual([
      'equity',
      'grant',
      'lease',
      'lease-then-grant',
      'part-lease',
    ]);
    expect(drawn(({ deal }) => deal.route)).toEqual(['adjusted', 'consolidated', 'in-place']);
    expect(drawn(({ deal }) => deal.method)).toEqual(['agreement', 'auction', 'listing', 'tender']);
    expect(schemes.some(({ deal }) => deal.renewal !== undefined)).toBe(true);
    expect(schemes.some(({ deal }) => deal.lease?.stepUps !== undefined)).toBe(true);
  });
  it('is the same for the same seed', () => expect(makeScheme(17, DAY, new Chance(7))).toEqual(schemes[17]));
  it('is another for another seed', () =>
    expect(makeScheme(17, DAY, new Chance(8))).not.toEqual(schemes[17]));
});
