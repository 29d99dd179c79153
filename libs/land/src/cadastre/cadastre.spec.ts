import { describe, expect, it } from '@jest/globals';
import { reaction, recorded, scenario } from '#kernel/testing';
import { loadPolicies } from '#policy';
import { soundScheme, subjectOf } from '../scheme/scheme.fixture.js';
import type { Subject } from '../terms.js';
import { placeBoundary, removeBoundary } from './cadastre.commands.js';
import { cadastre } from './cadastre.decider.js';
import type { CadastreEvent } from './cadastre.events.js';
import { CadastreSaga } from './cadastre.saga.js';

const given = scenario(cadastre(loadPolicies()));
const stream = 'cadastre-370114001001';
const first = subjectOf(1);
const parcelNo = (feature: string, serial: number) =>
  `370114001001${feature}${String(serial).padStart(5, '0')}`;
const neighbour = (feature = 'JB', serial = 13): Subject => ({
  ...first,
  parcel: parcelNo(feature, serial),
  entry: `${parcelNo(feature, serial)}-1`,
});

/** 100 m × 100 m, moved so many metres east of the sound scheme's. */
const square = (east = 0) => {
  const [west, right] = [547300 + east, 547400 + east];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, 4064400],
        [right, 4064400],
        [right, 4064500],
        [west, 4064500],
        [west, 4064400],
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

describe('what follows from a boundary', () => {
  const saga = new CadastreSaga();

  it('is the planning check, once it is placed', () => {
    expect(reaction((events) => saga.checkPlanningOfPlacedBoundary(events), recorded(placed(first)))).toEqual(
      [['CheckPlanning', `planning-${first.entry}`, { subject: first }]],
    );
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
    expect(reaction((events) => saga.returnSchemeOfOverlap(events), recorded(refused))).toEqual([
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
