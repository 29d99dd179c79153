import { describe, expect, it } from '@jest/globals';
import { scenario } from '#kernel/testing';
import { loadPacks } from '#policy';
import { deal, fieldsOf, packWith, problems } from './problems.fixture.js';
import { submitScheme } from './scheme.commands.js';
import { scheme } from './scheme.decider.js';
import type { Scheme } from './scheme.events.js';
import { PARCEL, soundScheme, subject } from './scheme.fixture.js';

type Points = readonly (readonly [number, number])[];
const boundary = (crs: string, points: Points): Partial<Scheme> => ({
  boundary: { crs, polygon: { type: 'Polygon', coordinates: [points] } },
});
const square: Points = [
  [547300, 4064400],
  [547400, 4064400],
  [547400, 4064500],
  [547300, 4064500],
  [547300, 4064400],
];
const moved = (by: (x: number, y: number) => [number, number]): Points => square.map(([x, y]) => by(x, y));

const titled = (changes: Partial<Scheme['title']>): Partial<Scheme> => ({
  title: { ...soundScheme.title, ...changes },
});
const coded = (parcel: string): Partial<Scheme> => ({
  parcel,
  ...titled({ ownershipParcel: `${parcel.slice(0, 12)}JA00001` }),
});

describe('a parcel code (GB/T 37346-2019)', () => {
  it('may be the 28 characters of a unit, and the entry then is of its 19', () => {
    const [event] = scenario(scheme(loadPacks()))()
      .when(
        submitScheme(`scheme-${subject.entry}`, {
          entry: subject.entry,
          scheme: { ...soundScheme, parcel: `${PARCEL}W00000000` },
        }),
      )
      .decided();
    expect(event?.data).toMatchObject({ subject });
  });
  it.each(['JB', 'JS', 'JX'])('of feature %s may enter', (feature) => {
    const code = `370114001001${feature}00012`;
    expect(fieldsOf(coded(code)).filter((field) => field !== 'entry')).toEqual([]);
  });
  it.each([
    ['JA', '所有权宗地'],
    ['GB', '国家所有'],
    ['ZB', '未确定'],
    ['JC', '宅基地'],
    ['JW', '争议'],
    ['GW', '争议'],
  ])('of feature %s is refused, because of %s', (feature, why) => {
    expect(
      problems(coded(`370114001001${feature}00012`)).find(({ field }) => field === 'parcel')?.opinion,
    ).toContain(why);
  });
  it.each(['370114001001JB0001', '370114001001JB00000', '370114001001JB00012W0000000'])(
    '%s is none',
    (code) => expect(fieldsOf(coded(code))).toContain('parcel'),
  );
});

describe('a boundary (实施条例 Art. 40)', () => {
  it('may be in 4548, 4527 or 4490', () => {
    expect(
      fieldsOf(
        boundary(
          'EPSG:4527',
          moved((x, y) => [x + 39_000_000, y]),
        ),
      ),
    ).toEqual([]);
    const degrees: Points = [
      [117.53, 36.71],
      [117.5311, 36.71],
      [117.5311, 36.7109],
      [117.53, 36.7109],
      [117.53, 36.71],
    ];
    expect(problems(boundary('EPSG:4490', degrees))).toMatchObject([{ field: 'deal.areaM2' }]);
  });
  it.each<[string, string, Points, string]>([
    ['swapped axes', 'EPSG:4548', moved((x, y) => [y, x]), '次序颠倒'],
    ['a zone before the easting', 'EPSG:4548', moved((x, y) => [x + 39_000_000, y]), '带号'],
    ['a plane called degrees', 'EPSG:4490', square, 'EPSG:4548'],
    ['another system', 'EPSG:3857', square, '坐标系'],
    [
      'a line that crosses itself',
      'EPSG:4548',
      [square[0]!, square[2]!, square[1]!, square[3]!, square[0]!],
      '自相交',
    ],
    ['a ring that does not close', 'EPSG:4548', square.slice(0, 4), '闭合'],
    ['two points', 'EPSG:4548', square.slice(0, 2), '三个界址点'],
  ])('with %s is returned with what to mend', (_, crs, points, words) => {
    const found = problems(boundary(crs, points));
    expect(found).toEqual([
      {
        field: 'boundary',
        opinion: expect.stringContaining(words),
        source: expect.stringMatching(/第四十条/),
      },
    ]);
  });
  it('agrees with the declared area within both tolerances of the pack, to the cm²', () => {
    expect(fieldsOf(deal({ areaM2: '10001.00' }))).toEqual([]);
    expect(problems(deal({ areaM2: '10001.01' }))).toMatchObject([
      { field: 'deal.areaM2', opinion: expect.stringContaining('1.01平方米') },
    ]);
    expect(fieldsOf(deal({ areaM2: '10001.01' }), packWith({ 'scheme.area-tolerance-m2': '2.00' }))).toEqual(
      [],
    );
  });

  it('asks whether 亩 were written for m² where they fit the boundary, and of no small area that fits', () => {
    const said = (areaM2: string) => problems(deal({ areaM2 })).map(({ opinion }) => opinion);
    expect(said('15.00')).toEqual([
      expect.stringContaining('15.00 亩合 10000.00 平方米，是否误填？此项以平方米为单位。请核对'),
    ]);
    expect(said('14.99')).toEqual([expect.stringContaining('14.99 亩合 9993.33 平方米，是否误填？')]);
    for (const other of ['9.00', '150.00', '9000.00'])
      expect(said(other)).toEqual([expect.not.stringContaining('亩')]);
    const corner = ([x, y]: readonly [number, number]) => [547300 + x, 4064400 + y] as const;
    const small = [
      [0, 0],
      [3, 0],
      [3, 3],
      [0, 3],
      [0, 0],
    ] as const;
    expect(fieldsOf({ ...boundary('EPSG:4548', small.map(corner)), ...deal({ areaM2: '9.00' }) })).toEqual(
      [],
    );
  });
});

describe('the title', () => {
  it.each<[string, string, Partial<Scheme>, RegExp]>([
    ['a dispute (土地管理法 Art. 14)', 'title.dispute', titled({ dispute: true }), /第十四条/],
    ['a seizure (城市房地产管理法 Art. 38)', 'title.seizure', titled({ seizure: true }), /第三十八条/],
    ['a mortgage (民法典 Art. 406)', 'title.mortgage', titled({ mortgage: true }), /第四百零六条/],
    [
      'illegal occupation not dealt with (土地管理法 Art. 77)',
      'title.illegalOccupation',
      titled({ illegalOccupation: 'open' }),
      /第七十七条/,
    ],
    [
      'an ownership parcel that is none (实施条例 Art. 38)',
      'title.ownershipParcel',
      titled({ ownershipParcel: PARCEL }),
      /第三十八条/,
    ],
    [
      'an ownership parcel elsewhere (实施条例 Art. 38)',
      'title.ownershipParcel',
      titled({ ownershipParcel: '370114001002JA00001' }),
      /第三十八条/,
    ],
  ])('with %s blocks the scheme', (_, field, changes, source) => {
    expect(problems(changes)).toEqual([
      { field, opinion: expect.stringMatching(/请.*。$/), source: expect.stringMatching(source) },
    ]);
  });
  it('has every burden said at once', () => {
    expect(fieldsOf(titled({ dispute: true, seizure: true, mortgage: true }))).toEqual([
      'title.dispute',
      'title.seizure',
      'title.mortgage',
    ]);
  });
  it('is clear when an illegal occupation was dealt with', () =>
    expect(fieldsOf(titled({ illegalOccupation: 'handled' }))).toEqual([]));
});
