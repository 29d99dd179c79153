import { describe, expect, it } from '@jest/globals';
import type { DealTerms } from '../../shared/terms.js';
import { fieldsOf, packWith, problems } from './problems.fixture.js';
import type { Adjustment, Consolidation, Scheme } from './scheme.events.js';
import { soundScheme } from './scheme.fixture.js';

const origin: Adjustment['origin'] = {
  district: '370114',
  owner: { name: '埠村股份经济合作社', uscc: 'N2370114MF00000026' },
  parcels: ['370114003004JB00007'],
  reclaimedM2: '12000.00',
  resolution: soundScheme.resolution,
};
const adjustment: Adjustment = {
  origin,
  reclamation: { issuer: '章丘区自然资源局', documentNo: '章复〔2025〕1号', on: '2025-03-01' },
  acceptance: { issuer: '章丘区自然资源局', documentNo: '章验〔2025〕9号', on: '2025-12-01' },
  certificateNo: '挂钩〔2025〕12号',
  agreementNo: '调整2026-1',
};
const split = { originRatio: '40%', originM2: '10000.00' } as const;
const adjusted = (changes: Partial<Adjustment> = {}, terms: Partial<DealTerms> = {}): Partial<Scheme> => ({
  deal: { ...soundScheme.deal, route: 'adjusted', split, ...terms },
  adjustment: { ...adjustment, ...changes },
});
const from = (changes: Partial<Adjustment['origin']>) => adjusted({ origin: { ...origin, ...changes } });

const holding: Consolidation['holdings'][number] = {
  holder: '某厂',
  kind: 'acquired',
  contractNo: '收1',
  areaM2: '6000.00',
  compensationFen: '30000000',
  account: '专户1',
};
const trust = {
  ...holding,
  kind: 'trust',
  contractNo: '托1',
  areaM2: '4000.00',
  compensationFen: '20000000',
} as const;
const consolidated = (
  holdings: Consolidation['holdings'] = [holding, trust],
  terms: Partial<DealTerms> = {},
  planNo = '整备〔2026〕1号',
): Partial<Scheme> => ({
  deal: { ...soundScheme.deal, route: 'consolidated', acquisitionFen: '50000000', ...terms },
  consolidation: { planNo, holdings },
});

describe('a route (济政字〔2021〕60号 四（二）1)', () => {
  it.each([
    ['就地', {}],
    ['异地调整', adjusted()],
    ['整备', consolidated()],
  ])('%s with what it needs is accepted', (_, changes) => expect(problems(changes)).toEqual([]));

  it('asks whether 亩 were written for m² where they come to the area that enters', () => {
    const said = (changes: Partial<Scheme>) => problems(changes).map(({ opinion }) => opinion);
    expect(said(from({ reclaimedM2: '15.00' }))).toContainEqual(
      expect.stringContaining('15.00 亩合 10000.00 平方米，是否误填？'),
    );
    expect(
      said(
        consolidated([
          { ...holding, areaM2: '9.00' },
          { ...trust, areaM2: '6.00' },
        ]),
      ),
    ).toEqual([expect.stringContaining('15.00 亩合 10000.00 平方米，是否误填？')]);
  });

  it.each<[string, string, Partial<Scheme>]>([
    ['异地调整 without its papers', 'adjustment', { ...adjusted(), adjustment: undefined }],
    ['整备 without its contracts', 'consolidation', { ...consolidated(), consolidation: undefined }],
    ['就地 with papers of an adjustment', 'adjustment', { adjustment }],
    [
      '就地 with contracts of a consolidation',
      'consolidation',
      { consolidation: { planNo: '1', holdings: [] } },
    ],
    ['no parcel that was reclaimed', 'adjustment.origin.parcels', from({ parcels: [] })],
    ['a reclaimed homestead', 'adjustment.origin.parcels', from({ parcels: ['370114003004JC00007'] })],
    ['the parcel itself as reclaimed', 'adjustment.origin.parcels', from({ parcels: [soundScheme.parcel] })],
    [
      'less reclaimed than used',
      'adjustment.origin.reclaimedM2',
      adjusted(
        { origin: { ...origin, reclaimedM2: '9999.99' } },
        { split: { ...split, originM2: '9000.00' } },
      ),
    ],
    [
      'a nameless other collective',
      'adjustment.origin.owner',
      from({ owner: { name: '', uscc: 'N2370114MF00000026' } }),
    ],
    [
      'another collective that voted too little (土地管理法 Art. 63)',
      'adjustment.origin.resolution',
      from({ resolution: { ...soundScheme.resolution, yes: 199 } }),
    ],
    ['another district', 'adjustment.origin.district', from({ district: '370112' })],
    [
      'reclamation without a number',
      'adjustment.reclamation',
      adjusted({ reclamation: { ...adjustment.reclamation, documentNo: '' } }),
    ],
    [
      'acceptance in the future',
      'adjustment.acceptance',
      adjusted({ acceptance: { ...adjustment.acceptance, on: '2026-03-03' } }),
    ],
    [
      'acceptance before the plan',
      'adjustment.acceptance',
      adjusted({ acceptance: { ...adjustment.acceptance, on: '2025-02-28' } }),
    ],
    ['no certificate of the quota', 'adjustment.certificateNo', adjusted({ certificateNo: '' })],
    ['no agreement of the two', 'adjustment.agreementNo', adjusted({ agreementNo: '' })],
    ['no split', 'deal.split', adjusted({}, { split: undefined })],
    [
      'a split below the least of the pack',
      'deal.split.originRatio',
      adjusted({}, { split: { ...split, originRatio: '29.99%' } }),
    ],
    [
      'a split above the most of the pack',
      'deal.split.originRatio',
      adjusted({}, { split: { ...split, originRatio: '60.01%' } }),
    ],
    [
      'a split for more than was accepted',
      'deal.split.originM2',
      adjusted({}, { split: { ...split, originM2: '12000.01' } }),
    ],
    ['no plan of consolidation', 'consolidation.planNo', consolidated(undefined, {}, '')],
    [
      'parts that do not make up the whole',
      'consolidation.holdings',
      consolidated([holding, { ...trust, areaM2: '3999.99' }]),
    ],
    [
      'a part without a contract',
      'consolidation.holdings.1.contractNo',
      consolidated([holding, { ...trust, contractNo: '' }]),
    ],
    [
      'compensation without a dedicated account (农村集体经济组织法 Art. 44)',
      'consolidation.holdings.0.account',
      consolidated([{ ...holding, account: '' }, trust]),
    ],
    [
      'a cost of land that is not what was paid (财税〔2016〕41号)',
      'deal.acquisitionFen',
      consolidated(undefined, { acquisitionFen: '50000001' }),
    ],
  ])('with %s is refused at “%s”', (_, field, changes) => {
    const found = problems(changes);
    expect(found.map((item) => item.field)).toEqual([field]);
    expect(found[0]?.opinion).toMatch(/。$/);
  });

  it('across districts is a switch of the pack (济政字〔2021〕60号 三（二）3)', () =>
    expect(
      fieldsOf(from({ district: '370112' }), packWith({ 'scheme.adjust-across-districts': true })),
    ).toEqual([]));
  it('within one collective needs its vote once', () =>
    expect(
      fieldsOf(from({ owner: { ...soundScheme.owner }, resolution: { ...soundScheme.resolution, yes: 0 } })),
    ).toEqual([]));
});

describe('an exception to the village plan', () => {
  const paper = { issuer: '章丘区人民政府', documentNo: '章政〔2026〕5号', on: '2026-02-01' };
  const pilot = { district: '370114', township: '370114-01' };

  it('点状供地 rests on paper (济政字〔2021〕60号 八（一）)', () => {
    expect(fieldsOf({ exception: { kind: 'point-supply', paper } })).toEqual([]);
    expect(fieldsOf({ exception: { kind: 'point-supply', paper: { ...paper, documentNo: '' } } })).toEqual([
      'exception.paper',
    ]);
  });
  it('一事一议 is for 先行区 (济政字〔2021〕60号 六（一）)', () => {
    expect(fieldsOf({ ...pilot, exception: { kind: 'case-by-case', paper } })).toEqual([]);
    expect(fieldsOf({ exception: { kind: 'case-by-case', paper } })).toEqual(['exception']);
  });
  it('is a switch of the pack', () => {
    expect(
      fieldsOf({ exception: { kind: 'point-supply', paper } }, packWith({ 'planning.point-supply': false })),
    ).toEqual(['exception']);
  });
});
