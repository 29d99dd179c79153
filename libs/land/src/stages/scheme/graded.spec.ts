import { describe, expect, it } from '@jest/globals';
import type { VersionedLayer } from '#geo';
import { civilDate, loadPacks } from '#policy';
import type { DealTerms } from '../../shared/terms.js';
import { gradeSaid, gradedScheme } from './graded.check.js';
import { soundScheme } from './scheme.fixture.js';
import type { Scheme } from './scheme.events.js';

const pack = loadPacks().of('jinan@2026.1').on(civilDate('2026-03-02T02:00:00.000Z'), '370114');
/** The parcel is 100 m by 100 m, from 547300 east. */
const [WEST, EAST] = [547_300, 547_400];

const strip = (from: number, to: number, TDJB: string | number) => ({
  type: 'Feature' as const,
  properties: { name: `${TDJB}`, TDJB },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [from, 4_064_000],
        [to, 4_064_000],
        [to, 4_065_000],
        [from, 4_065_000],
        [from, 4_064_000],
      ],
    ],
  },
});
const map = (
  features: readonly ReturnType<typeof strip>[],
  id = 'land-grade',
  version = '2026-10',
): VersionedLayer => ({
  ...{ id, version, validFrom: '2026-01-01', source: '区自然资源局', crs: 'EPSG:4548' as const },
  gradeAttribute: 'tdjb',
  features,
});
const deal = (changes: Partial<DealTerms>): Scheme => ({
  ...soundScheme,
  deal: { ...soundScheme.deal, ...changes },
});
const graded = (scheme: Scheme, ...maps: readonly VersionedLayer[]) => gradedScheme(scheme, maps, pack);

describe('the grade of land', () => {
  it('is that of the map, however the map writes it', () => {
    for (const written of ['三级', '3', '3级', ' ３ ', 3]) {
      const {
        scheme,
        items,
        doubts,
        graded: found,
      } = graded(deal({ grade: '' }), map([strip(WEST, EAST, written)]));
      expect([scheme.deal.grade, items, doubts]).toEqual(['三级', [], []]);
      expect(found).toEqual({
        ...{ layer: 'land-grade', gradeMap: '土地级别图', mapVersion: '2026-10', grade: '三级' },
        shares: [{ grade: '三级', areaM2: '10000.00', ratio: '100.00%' }],
      });
    }
  });

  it('that is typed otherwise goes back to the clerk with both', () => {
    const { items, scheme } = graded(deal({ grade: '二级' }), map([strip(WEST, EAST, '三级')]));
    expect(items).toMatchObject([{ field: 'deal.grade' }]);
    expect(items[0]!.opinion).toContain('方案填写二级，土地级别图 2026-10 版为三级');
    expect(scheme.deal.grade).toBe('三级');
    expect(graded(deal({ grade: '3' }), map([strip(WEST, EAST, '三级')])).items).toEqual([]);
  });

  it('across a border is that of the largest share, and the review has to say why', () => {
    const layer = map([strip(WEST, WEST + 40, '二级'), strip(WEST + 40, EAST, '三级')]);
    const { scheme, doubts, items } = graded(deal({ grade: '三级' }), layer);
    expect([scheme.deal.grade, items]).toEqual(['三级', []]);
    expect(doubts).toMatchObject([{ code: 'grade-border', field: 'deal.grade', rule: 'land-grade' }]);
    expect(doubts[0]!.message).toContain('三级 6000.00 平方米（60.00%）、二级 4000.00 平方米（40.00%）');
  });

  it('is not on a border by a sliver of two surveys', () => {
    const at = (width: number) =>
      graded(
        deal({ grade: '' }),
        map([strip(WEST, WEST + width, '二级'), strip(WEST + width, EAST, '三级')]),
      );
    expect(at(0.01).doubts).toEqual([]);
    expect(at(0.02).doubts).toMatchObject([{ code: 'grade-border' }]);
  });

  it('of two features of one grade is no border, however each is written', () => {
    const layer = map([strip(WEST, WEST + 40, '3'), strip(WEST + 40, EAST, '三级')]);
    expect(graded(deal({ grade: '' }), layer)).toMatchObject({ doubts: [], graded: { grade: '三级' } });
  });

  it('names what the map does not reach', () => {
    const { doubts } = graded(deal({ grade: '' }), map([strip(WEST, WEST + 70, '三级')]));
    expect(doubts[0]!.message).toContain(
      '三级 7000.00 平方米（70.00%）、级别图之外 3000.00 平方米（30.00%）',
    );
  });

  it('outside the map stays as it is typed, and the review has to answer', () => {
    const {
      scheme,
      doubts,
      graded: found,
    } = graded(deal({ grade: '一级' }), map([strip(EAST + 10, EAST + 20, '三级')]));
    expect([scheme.deal.grade, found]).toEqual(['一级', undefined]);
    expect(doubts).toMatchObject([{ code: 'grade-uncovered' }]);
  });

  it('is asked of the map of the use before the one for any use', () => {
    const own = map([strip(WEST, EAST, '一级')], 'land-grade-industrial', '2026-11');
    const others = [
      map([strip(WEST, EAST, '三级')]),
      map([strip(WEST, EAST, '二级')], 'land-grade-commercial'),
    ];
    expect(graded(deal({ grade: '' }), ...others, own).graded).toMatchObject({
      mapVersion: '2026-11',
      grade: '一级',
    });
    expect(graded(deal({ grade: '' }), ...others).graded).toMatchObject({
      layer: 'land-grade',
      grade: '三级',
    });
  });

  it('without a map is what the scheme says, and that is said', () => {
    const { scheme, items, doubts, graded: found } = graded(deal({ grade: '一级' }));
    expect([scheme.deal.grade, items, doubts, found]).toEqual(['一级', [], [], undefined]);
    expect(gradeSaid(scheme, found)).toContain('按方案填写');
    const mapped = graded(scheme, map([strip(WEST, EAST, '一级')]));
    expect(gradeSaid(mapped.scheme, mapped.graded)).toContain('依据土地级别图 2026-10 版');
  });
});

describe('the benchmark price of a scheme', () => {
  const published = { fenPerM2: '30000', documentNo: '设例（无公布文号）' };

  it('is filled in from the row of the grade on the map', () => {
    const { scheme } = graded(deal({ grade: '' }), map([strip(WEST, EAST, '三级')]));
    expect(scheme.deal.benchmark).toEqual(published);
  });

  it('that is typed otherwise goes back with both', () => {
    const typed = { fenPerM2: '29900', documentNo: '章政发〔2025〕7号' };
    const { items } = graded(deal({ grade: '三级', benchmark: typed }));
    expect(items).toMatchObject([{ field: 'deal.benchmark' }]);
    expect(items[0]!.opinion).toMatch(/299\.00 元.*工业三级公布的为 300\.00 元.*bp-gy-3/);
    expect(graded(deal({ grade: '三级', benchmark: { ...typed, fenPerM2: '30000' } })).items).toEqual([]);
  });

  it('of a lease, or of a use without a row, is not filled in', () => {
    const use = { system: '三调', code: '0701', name: '租赁住房用地' };
    const lease = { form: 'lease', lease: { years: 20, annualRentFen: '100' } } as const;
    for (const changes of [lease, { use }])
      expect(graded(deal(changes)).scheme.deal.benchmark).toBeUndefined();
  });
});
