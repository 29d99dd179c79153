import type { CommandOf } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import { Rejected } from '#kernel/messages';
import { loadPacks } from '#policy';
import { scenario } from '#kernel/testing';
import type { DealTerms, ReturnItem } from '../../shared/terms.js';
import {
  approveScheme,
  lapseScheme,
  rejectScheme,
  returnScheme,
  reviseScheme,
  submitScheme,
  withdrawScheme,
} from './scheme.commands.js';
import { scheme } from './scheme.decider.js';
import type { Scheme, SchemeEvent } from './scheme.events.js';
import { PARCEL, soundScheme, subject } from './scheme.fixture.js';

const given = scenario(scheme(loadPacks()));
const stream = `scheme-${subject.entry}` as const;

const submit = (changes: Partial<Scheme> = {}, entry = subject.entry) =>
  submitScheme(stream, { entry, scheme: { ...soundScheme, ...changes } });
const revise = (changes: Partial<Scheme> = {}, answers = [{ field: 'boundary', answer: '已退出基本农田' }]) =>
  reviseScheme(stream, { scheme: { ...soundScheme, ...changes }, answers });
const withdraw = () => withdrawScheme(stream, { reason: '村里另有安排' });
const sendBack = (version = 1, list: readonly ReturnItem[] = items) =>
  returnScheme(stream, { version, by: 'planning', items: list });
const approve = () =>
  approveScheme(stream, { documentNo: '章政土〔2026〕3号', earliestNoticeOn: '2026-03-16' });
const reject = () => rejectScheme(stream, { reason: '不符合规划', documentNo: '章政土〔2026〕4号' });
const lapse = () => lapseScheme(stream, { reason: '流拍' });

const items: readonly ReturnItem[] = [
  { field: 'boundary', opinion: '与永久基本农田重叠' },
  { field: 'boundary', opinion: '与山体保护范围重叠' },
];
/** As it is kept: with the benchmark price that the pack publishes for its grade. */
const kept: Scheme = {
  ...soundScheme,
  deal: { ...soundScheme.deal, benchmark: { fenPerM2: '33000', documentNo: '设例（无公布文号）' } },
};
const submitted: SchemeEvent = {
  type: 'SchemeSubmitted',
  data: { subject, version: 1, scheme: kept, preparedBy: 'wang' },
};
const returned: SchemeEvent = {
  type: 'SchemeReturned',
  data: { subject, version: 1, by: 'planning', items },
};
const revised: SchemeEvent = {
  type: 'SchemeRevised',
  data: {
    subject,
    version: 2,
    scheme: kept,
    answers: [{ field: 'boundary', answer: '已退出基本农田' }],
    preparedBy: 'wang',
  },
};
const approved: SchemeEvent = {
  type: 'SchemeApproved',
  data: {
    subject,
    version: 1,
    documentNo: '章政土〔2026〕3号',
    deal: kept.deal,
    owner: soundScheme.owner,
    earliestNoticeOn: '2026-03-16',
    preparedBy: 'wang',
  },
};
const ending = { subject, version: 1, revisionOpen: false };
const rejected: SchemeEvent = {
  type: 'SchemeRejected',
  data: { ...ending, reason: '不符合规划', documentNo: '章政土〔2026〕4号' },
};
const withdrawn: SchemeEvent = { type: 'SchemeWithdrawn', data: { ...ending, reason: '村里另有安排' } };
const lapsed: SchemeEvent = { type: 'SchemeLapsed', data: { ...ending, reason: '流拍' } };

const deal = (changes: Partial<DealTerms>): Partial<Scheme> => ({
  deal: { ...soundScheme.deal, ...changes },
});
const vote = (changes: Partial<Scheme['resolution']>): Partial<Scheme> => ({
  resolution: { ...soundScheme.resolution, ...changes },
});
const appraisal = (changes: Partial<Scheme['appraisal']>): Partial<Scheme> => ({
  appraisal: { ...soundScheme.appraisal, ...changes },
});

function itemsOf(
  command: CommandOf<typeof submitScheme> | CommandOf<typeof reviseScheme>,
  ...facts: readonly SchemeEvent[]
): readonly ReturnItem[] {
  try {
    given(...facts)
      .when(command)
      .decided();
    return [];
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return error.details.items as ReturnItem[];
  }
}

describe('a scheme', () => {
  it('is submitted as version 1 by its preparer', () => given().when(submit()).then(submitted));
  it('is submitted once', () => given(submitted).when(submit()).thenRejected('scheme.already-submitted'));

  it.each<[string, string, Partial<Scheme>]>([
    [
      '土地界址',
      'boundary',
      { boundary: { crs: 'EPSG:4548', polygon: { type: 'Polygon', coordinates: [] } } },
    ],
    ['面积', 'deal.areaM2', deal({ areaM2: '0' })],
    ['用途', 'deal.use', deal({ use: { system: '', code: '', name: '' } })],
    ['规划条件', 'planning', { planning: ' ' }],
    ['产业准入和生态环境保护要求', 'industry', { industry: '' }],
    ['产业准入和生态环境保护要求', 'ecology', { ecology: '' }],
    ['使用期限', 'deal.termYears', deal({ termYears: 0 })],
    ['交易方式', 'deal.method', deal({ method: '' as DealTerms['method'] })],
    ['入市价格', 'deal.priceFen', deal({ priceFen: '0' })],
    ['集体收益分配安排', 'distribution', { distribution: '' }],
  ])('without “%s” (%s) is refused with the group named (实施条例 Art. 40)', (title, field, changes) => {
    expect(itemsOf(submit(changes))).toEqual([
      { field, opinion: expect.stringContaining(title), source: expect.stringContaining('第四十条') },
    ]);
  });

  it('gets all its problems at once', () => {
    const fields = itemsOf(
      submit({
        planning: '',
        distribution: '',
        ...vote({ yes: 10 }),
        ...deal({ areaM2: 'viel', termYears: 60 }),
      }),
    ).map(({ field }) => field);
    expect(fields).toEqual(['deal.areaM2', 'planning', 'distribution', 'deal.termYears', 'resolution']);
    given()
      .when(submit({ planning: '', distribution: '' }))
      .thenRejected('scheme.incomplete');
  });

  it('needs two thirds of all, not of those present (土地管理法 Art. 63, 农村集体经济组织法 Art. 27)', () => {
    expect(itemsOf(submit(vote({ total: 100, present: 100, yes: 66 })))).toEqual([
      expect.objectContaining({ field: 'resolution', opinion: expect.stringContaining('67') }),
    ]);
    expect(itemsOf(submit(vote({ total: 100, present: 100, yes: 67 })))).toEqual([]);
    expect(itemsOf(submit(vote({ total: 300, present: 210, yes: 199 })))).toHaveLength(1);
    expect(itemsOf(submit(vote({ total: 300, present: 210, yes: 200 })))).toEqual([]);
  });

  it.each<[string, string, Partial<Scheme>]>([
    ['a meeting called nine days before (Art. 27)', 'resolution', vote({ noticeOn: '2026-02-11' })],
    [
      'twenty delegates (Art. 28)',
      'resolution',
      vote({ basis: 'delegates', total: 20, present: 20, yes: 20 }),
    ],
    ['more votes than people', 'resolution.yes', vote({ total: 10, present: 10, yes: 11 })],
    ['a vote in the future', 'resolution.heldOn', vote({ heldOn: '2026-03-03' })],
    [
      'a vote before the rules of the pack begin',
      'resolution.heldOn',
      vote({ noticeOn: '2019-12-20', heldOn: '2020-01-01' }),
    ],
    ['a meeting on no day of the calendar', 'resolution.heldOn', vote({ heldOn: '2026-02-30' })],
    ['an ownership parcel’s code', 'parcel', { parcel: '370114001001JA00012' }],
    ['a disputed parcel (土地管理法 Art. 14)', 'parcel', { parcel: '370114001001JW00012' }],
    ['a township of another district', 'township', { township: '370112001' }],
    ['a plan year of two digits', 'planYear', { planYear: 26 }],
    ['readiness above one hundred', 'readiness', { readiness: 101 }],
    [
      'unregistered ownership (实施条例 Art. 38)',
      'owner.ownershipCertificate',
      { owner: { ...soundScheme.owner, ownershipCertificate: '' } },
    ],
    [
      'a credit code of seventeen characters',
      'owner.uscc',
      { owner: { ...soundScheme.owner, uscc: 'N2370114MF0000001' } },
    ],
    ['51 years of industry (国务院令55号 Art. 12)', 'deal.termYears', deal({ termYears: 51 })],
    [
      '41 years of commerce (国务院令55号 Art. 12)',
      'deal.termYears',
      deal({ use: { system: '用地用海2023', code: '0901', name: '商业用地' }, termYears: 41 }),
    ],
    [
      'a lease of 21 years (民法典 Art. 705)',
      'deal.termYears',
      deal({
        form: 'lease',
        termYears: 21,
        priceFen: '420000000',
        lease: { years: 21, annualRentFen: '20000000' },
      }),
    ],
    ['a homestead', 'deal.use', deal({ use: { system: '用地用海2023', code: '0703', name: '农村宅基地' } })],
    [
      'commodity housing',
      'deal.use',
      deal({ use: { system: '用地用海2023', code: '0701', name: '商品住宅用地' }, termYears: 70 }),
    ],
    [
      'a use that the pack does not list',
      'deal.use',
      deal({ use: { system: 'GB50137', code: 'M1', name: '一类工业' } }),
    ],
    ['new construction land while the pack bars it', 'landSource', { landSource: 'new' }],
    ['negative costs', 'deal.acquisitionFen', deal({ acquisitionFen: '-1' })],
    ['no appraisal', 'appraisal', appraisal({ reportNo: '' })],
    ['an appraisal of the next day', 'appraisal.reportOn', appraisal({ reportOn: '2026-03-03' })],
    ['an appraisal of last year but one', 'appraisal.reportOn', appraisal({ reportOn: '2024-12-01' })],
    ['an appraisal of nothing', 'appraisal.valueFen', appraisal({ valueFen: '0' })],
  ])('with %s is refused at “%s”', (_, field, changes) => {
    const entry = changes.parcel === undefined ? subject.entry : `${changes.parcel}-1`;
    const found = itemsOf(submit(changes, entry));
    expect(found.map((item) => item.field)).toEqual([field]);
    expect(found[0]!.opinion).toMatch(/。$/);
  });

  it('needs two thirds present, and then so many cannot have agreed either (农村集体经济组织法 Art. 27)', () => {
    const opinions = itemsOf(submit(vote({ total: 300, present: 199, yes: 199 }))).map(
      ({ opinion }) => opinion,
    );
    expect(opinions).toEqual([expect.stringContaining('200 票'), expect.stringContaining('到会 199 人')]);
  });

  it('names a parcel of its own district, and an entry of its own parcel', () => {
    expect(
      itemsOf(
        submit(
          {
            parcel: '370112001001JB00012',
            title: { ...soundScheme.title, ownershipParcel: '370112001001JA00001' },
          },
          '370112001001JB00012-1',
        ),
      ).map(({ field }) => field),
    ).toEqual(['parcel']);
    expect(itemsOf(submit({}, 'entry-1')).map(({ field }) => field)).toEqual(['entry']);
  });
  it('may be for rental housing (济政字〔2021〕60号 六（一）)', () => {
    expect(
      itemsOf(
        submit(
          deal({ use: { system: '用地用海2023', code: '0701', name: '保障性租赁住房用地' }, termYears: 70 }),
        ),
      ),
    ).toEqual([]);
  });

  it('is returned with items, once a version', () => {
    given(submitted).when(sendBack()).then(returned);
    given(submitted, returned).when(sendBack()).thenNothing();
    given(submitted).when(sendBack(1, [])).thenRejected('scheme.return-without-items');
  });
  it('is not returned for an older version, nor after it ended', () => {
    given(submitted, returned, revised).when(sendBack(1)).thenNothing();
    for (const end of [withdrawn, rejected, approved]) given(submitted, end).when(sendBack()).thenNothing();
  });
  it('is not returned for a version that does not exist', () =>
    given(submitted).when(sendBack(2)).thenRejected('scheme.version-unknown'));

  it('is revised when it was returned, with an answer to every field (实施条例 Art. 40)', () =>
    given(submitted, returned).when(revise()).then(revised));
  it('is not revised while an item has no answer', () => {
    given(submitted, returned).when(revise({}, [])).thenRejected('scheme.unanswered');
    given(submitted, returned)
      .when(revise({}, [{ field: 'boundary', answer: ' ' }]))
      .thenRejected('scheme.unanswered');
    expect(itemsOf(revise({}, []), submitted, returned)).toEqual(items);
  });
  it('is not revised unless it was returned', () => {
    for (const facts of [[submitted], [submitted, returned, revised]])
      given(...facts)
        .when(revise())
        .thenRejected('scheme.not-returned');
  });
  it('is not revised when it is approved or has ended, and nobody is told to wait for an opinion', () => {
    given(submitted, approved).when(revise()).thenRejected('scheme.approved');
    for (const end of [withdrawn, rejected, lapsed])
      given(submitted, end).when(revise()).thenRejected('scheme.ended', '请重新提交方案');
  });
  it('is checked again when it is revised', () =>
    given(submitted, returned)
      .when(revise({ planning: '' }))
      .thenRejected('scheme.incomplete'));
  it('stays on its parcel and in its plan year', () => {
    given(submitted, returned)
      .when(revise({ parcel: '370114001001JB00013' }))
      .thenRejected('scheme.subject-changed');
    given(submitted, returned)
      .when(revise({ planYear: 2027 }))
      .thenRejected('scheme.subject-changed');
  });

  it('is withdrawn before approval, once', () => {
    given(submitted).when(withdraw()).then(withdrawn);
    given(submitted, withdrawn).when(withdraw()).thenNothing();
    given(submitted, withdrawn)
      .when(withdrawScheme(stream, { reason: '另一理由' }))
      .thenRejected('scheme.withdrawn-before', '此前已经撤回，事由为“村里另有安排”');
  });
  it('withdrawn while it is being revised says that the revision is open', () => {
    given(submitted, returned)
      .when(withdraw())
      .then({ type: 'SchemeWithdrawn', data: { ...ending, revisionOpen: true, reason: '村里另有安排' } });
  });
  it('is not withdrawn after approval, nor after it ended otherwise', () => {
    given(submitted, approved).when(withdraw()).thenRejected('scheme.approved');
    given(submitted, rejected).when(withdraw()).thenRejected('scheme.ended');
    given(submitted, approved, lapsed).when(withdraw()).thenRejected('scheme.ended');
  });

  it('is approved once', () => {
    given(submitted).when(approve()).then(approved);
    given(submitted, approved).when(approve()).thenNothing();
  });
  it('is not approved while it is being revised', () =>
    given(submitted, returned).when(approve()).thenRejected('scheme.not-submitted'));
  it('approved after it ended undoes once more what the approval set going', () => {
    given(submitted, withdrawn)
      .when(approve())
      .then({
        type: 'SchemeApprovedTooLate',
        data: { ...ending, reason: expect.any(String) as unknown as string, documentNo: '章政土〔2026〕3号' },
      });
  });

  it('is rejected before approval; a second rejection is a no-op', () => {
    given(submitted).when(reject()).then(rejected);
    given(submitted, returned).when(reject()).thenTypes('SchemeRejected');
    given(submitted, rejected).when(reject()).thenNothing();
    given(submitted, withdrawn).when(reject()).thenNothing();
    given(submitted, approved).when(reject()).thenRejected('scheme.approved');
  });
  it('lapses only after approval; a second lapse is a no-op', () => {
    given(submitted, approved).when(lapse()).then(lapsed);
    given(submitted, approved, lapsed).when(lapse()).thenNothing();
    given(submitted, withdrawn).when(lapse()).thenNothing();
    given(submitted).when(lapse()).thenRejected('scheme.not-approved');
  });
  it('must exist', () => {
    for (const command of [revise(), withdraw(), sendBack(), approve(), reject(), lapse()])
      given().when(command).thenRejected('scheme.unknown');
  });
  it(`keeps ${PARCEL} in its subject for ever`, () =>
    expect(given().when(submit()).decided()[0]?.data.subject).toEqual(subject));
});
