import { followed } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { loadPacks } from '#policy';
import { POINTS_MAX } from '#geo';
import type { Scheme } from '../../stages/scheme/index.js';
import { soundScheme, subjectOf } from '../../stages/scheme/scheme.fixture.js';
import type { Subject } from '../../shared/terms.js';
import { placeBoundary, removeBoundary } from './cadastre.commands.js';
import { cadastre } from './cadastre.decider.js';
import type { CadastreEvent } from './cadastre.events.js';
import { OVERLAPS_MAX, survey } from './overlaps.check.js';

const given = scenario(cadastre(loadPacks()));
const stream = 'cadastre-370114001001';
const first = subjectOf(1);
const parcelNo = (feature: string, serial: number) =>
  `370114001001${feature}${String(serial).padStart(5, '0')}`;
const neighbour = (feature = 'JB', serial = 13): Subject => ({
  ...first,
  parcel: parcelNo(feature, serial),
  entry: `${parcelNo(feature, serial)}-1`,
});

/** 100 m × 100 m where nothing else is said, moved so many metres from the sound scheme's. */
const square = (east = 0, north = 0, side = 100) => {
  const [west, right] = [547300 + east, 547300 + east + side];
  const [south, top] = [4064400 + north, 4064400 + north + side];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [right, south],
        [right, top],
        [west, top],
        [west, south],
      ],
    ],
  } as const;
};
const place = (subject: Subject, east = 0, schemeVersion = 1) =>
  placeBoundary(stream, {
    subject,
    schemeVersion,
    boundary: { crs: 'EPSG:4548', polygon: square(east) },
  });
const placed = (subject: Subject, east = 0, schemeVersion = 1): CadastreEvent => ({
  type: 'BoundaryPlaced',
  data: { subject, schemeVersion, plane: square(east) },
});
const remove = (subject: Subject) => removeBoundary(stream, { subject });
const removed = (subject: Subject): CadastreEvent => ({ type: 'BoundaryRemoved', data: { subject } });

describe('the boundaries of a 地籍子区', () => {
  it('take one that touches its neighbour along a line', () =>
    given(placed(first)).when(place(neighbour(), 100)).then(placed(neighbour(), 100)));
  it('refuse one that overlaps an active entry, with where and how much', () => {
    const [refused] = given(placed(first)).when(place(neighbour(), 90)).decided();
    expect(refused).toMatchObject({
      type: 'BoundaryRefused',
      data: {
        subject: neighbour(),
        schemeVersion: 1,
        overlaps: [{ parcel: first.parcel, entry: first.entry, overlapM2: '1000.00' }],
      },
    });
  });
  it('let the difference of two surveys pass', () => {
    given(placed(first)).when(place(neighbour(), 99.99)).thenTypes('BoundaryPlaced');
    given(placed(first)).when(place(neighbour(), 99.98)).thenTypes('BoundaryRefused');
  });
  it('compare in the plane, whatever system they come in', () => {
    const other = {
      crs: 'EPSG:4527',
      polygon: {
        ...square(90),
        coordinates: square(90).coordinates.map((ring) => ring.map(([x, y]) => [x + 39_000_000, y])),
      },
    };
    given(placed(first))
      .when(placeBoundary(stream, { subject: neighbour(), schemeVersion: 1, boundary: other }))
      .thenTypes('BoundaryRefused');
  });
  it('keep surface, above and below apart (JB, JS, JX)', () => {
    for (const feature of ['JS', 'JX'])
      given(placed(first))
        .when(place(neighbour(feature)))
        .thenTypes('BoundaryPlaced');
    given(placed(neighbour('JX', 1)))
      .when(place(neighbour('JX', 2)))
      .thenTypes('BoundaryRefused');
  });
  it('move with a new version of their own scheme, and not back with an old one', () => {
    given(placed(first))
      .when(place(first, 10, 2))
      .then(placed(first, 10, 2));
    given(placed(first, 10, 2))
      .when(place(first, 0, 1))
      .thenNothing();
    given(placed(first)).when(place(first)).thenNothing();
  });
  it('give the ground free when the entry ended', () => {
    given(placed(first)).when(remove(first)).then(removed(first));
    given(placed(first), removed(first)).when(place(neighbour(), 90)).thenTypes('BoundaryPlaced');
    given().when(remove(first)).thenNothing();
  });
  it('pass to the next entry of the same parcel, whose place a late removal does not take', () => {
    given(placed(first))
      .when(place(subjectOf(2)))
      .then(placed(subjectOf(2)));
    given(placed(first), placed(subjectOf(2)))
      .when(remove(first))
      .thenNothing();
  });
});

describe('a boundary among many', () => {
  const METRES = 1_990;
  /** As many teeth as a boundary may have, two kilometres long, moved by so little that they do not touch. */
  const teeth = (across: boolean, moved = 0) => {
    const points = [
      [0, -moved],
      ...Array.from({ length: POINTS_MAX - 3 }, (_, n) => [n * 4, n % 2 ? METRES - moved : 0.1 - moved]),
      [(POINTS_MAX - 4) * 4, -moved],
    ].map(([x, y]) => (across ? [547300 + y!, 4064400 + x!] : [547300 + x!, 4064400 + y!]));
    const coordinates = [[...points, points[0]!].map((point) => point.map((m) => Number(m.toFixed(3))))];
    return { type: 'Polygon' as const, coordinates };
  };
  const at = (serial: number) => neighbour('JB', serial);
  const standing = (serial: number, plane: Scheme['boundary']['polygon']): CadastreEvent => ({
    type: 'BoundaryPlaced',
    data: { subject: at(serial), schemeVersion: 1, plane },
  });
  const placeTeeth = placeBoundary(stream, {
    subject: first,
    schemeVersion: 1,
    boundary: { crs: 'EPSG:4548', polygon: teeth(false) },
  });

  it('is told of ten that it overlaps, and of the others when it comes again', () => {
    const many = Array.from({ length: 40 }, (_, n) => standing(100 + n, square(n * 10)));
    const [refused] = given(...many)
      .when(placeTeeth)
      .decided() as [CadastreEvent];
    expect(refused.type === 'BoundaryRefused' && refused.data.overlaps.map(({ parcel }) => parcel)).toEqual(
      Array.from({ length: OVERLAPS_MAX }, (_, n) => at(100 + n).parcel),
    );
  });
  it('passes hundreds that stand in its gaps', () => {
    const small = Array.from({ length: 240 }, (_, n) =>
      standing(100 + n, square((n + 1) * 8 - 0.5, 1_980, 1)),
    );
    given(...small)
      .when(placeTeeth)
      .thenTypes('BoundaryPlaced');
  });
  it('is refused by a sentence where its lines and those of others run in and out without end', () => {
    const others = Array.from({ length: 10 }, (_, n) => ({
      ...at(100 + n),
      schemeVersion: 1,
      plane: teeth(true, n * 0.001),
    }));
    const beside = (count: number) =>
      survey(first.parcel, placeTeeth.data.boundary, others.slice(0, count), '99999999.00');
    expect(beside(2).overlaps).toEqual([]);
    expect(() => beside(10)).toThrow('交错过密');
  });
});

describe('what follows from a boundary', () => {
  it('is the planning check, once it is placed', () => {
    expect(followed('checkPlanningOfPlacedBoundary', recorded(placed(first)))).toEqual([
      ['CheckPlanning', `planning-${first.entry}`, { subject: first }],
    ]);
  });
  it('is a return with every neighbour as an item (土地管理法 Art. 14)', () => {
    const refused: CadastreEvent = {
      type: 'BoundaryRefused',
      data: {
        subject: first,
        schemeVersion: 2,
        overlaps: [{ parcel: 'P', entry: 'P-1', overlapM2: '5.00' }],
        source: '示例值',
      },
    };
    expect(followed('returnSchemeOfOverlap', recorded(refused))).toEqual([
      [
        'ReturnScheme',
        `scheme-${first.entry}`,
        {
          version: 2,
          by: 'cadastre',
          items: [
            {
              field: 'boundary',
              opinion: expect.stringMatching(/P-1.*5\.00平方米/),
              source: expect.stringContaining('第十四条'),
            },
          ],
        },
      ],
    ]);
  });
  it('is placed as the sound scheme is', () =>
    given()
      .when(placeBoundary(stream, { subject: first, schemeVersion: 1, boundary: soundScheme.boundary }))
      .then(placed(first)));
});
