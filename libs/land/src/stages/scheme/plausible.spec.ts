import { followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { meta, recorded, scenario } from '#kernel/testing';
import { loadPacks } from '#policy';
import { giveOpinion } from '../approval/index.js';
import { approval } from '../approval/approval.decider.js';
import type { ApprovalEvent, Opinion } from '../approval/index.js';
import { planning } from '../planning/planning.decider.js';
import type { PlanningEvent } from '../planning/index.js';
import { DEPARTMENTS } from '../approval/departments.js';
import type { DealTerms, Doubt } from '../../shared/terms.js';
import { doubtsOf } from './plausible.check.js';
import { deal, fieldsOf, packWith, problems } from './problems.fixture.js';
import { submitScheme } from './scheme.commands.js';
import { scheme } from './scheme.decider.js';
import type { Scheme, SchemeEvent } from './scheme.events.js';
import { soundScheme, subject } from './scheme.fixture.js';
import { envelope } from '#kernel/messages';

const packs = loadPacks();
const pack = packs.of('jinan@2026.1').on('2026-03-02', 'any');
const appraised = (valueFen: string): Partial<Scheme> => ({
  appraisal: { ...soundScheme.appraisal, valueFen },
});
const codesOf = (changes: Partial<Scheme>) =>
  doubtsOf({ ...soundScheme, ...changes }, pack).map(({ code }) => code);
const company = { name: '章丘智造有限公司', uscc: '91370114MA00000019' };
const equity = (shareRatio: string, capitalFen?: string) =>
  deal({
    form: 'equity',
    equity: { company, shareRatio, ...(capitalFen === undefined ? {} : { capitalFen }) },
  });
/** 450 yuan per m², of 10 000 m². */
const benchmark = (fenPerM2: string, more: Partial<DealTerms> = {}) =>
  deal({ benchmark: { fenPerM2, documentNo: '章政字1号' }, ...more });

describe('what cannot be true goes back to the clerk', () => {
  it.each<[string, string, Partial<Scheme>, number?]>([
    ['an appraisal of one fen against millions', 'deal.priceFen', appraised('1')],
    ['a price ten times and more over the appraisal', 'deal.priceFen', appraised('44999999')],
    ['a price in yuan where fen belong', 'deal.priceFen', deal({ priceFen: '4500000' })],
    ['an appraisal in yuan where fen belong', 'deal.priceFen', appraised('4400000')],
    ['an appraisal far from the benchmark price', 'appraisal.valueFen', benchmark('600')],
    ['a grade that the pack has not', 'deal.grade', deal({ grade: '九级' })],
    ['no grade', 'deal.grade', deal({ grade: '' })],
    [
      'a share of 3.81 % where the land is half of the company',
      'deal.equity.shareRatio',
      equity('3.81%', '900000000'),
      2,
    ],
    ['a share below the least of the pack', 'deal.equity.shareRatio', equity('9.99%')],
    ['a company that is worth less than the land put into it', 'deal.equity.capitalFen', equity('50%', '1')],
    ['a plan year by a slip of the finger', 'planYear', { planYear: 2031 }],
    ['a township that there is not', 'township', { township: '370114-99' }],
    ['a township of another district', 'township', { township: '370112-01' }],
    ['a township by its name', 'township', { township: '双山街道' }],
    ['a district by its name', 'district', { district: '章丘区' }],
  ])('%s', (_, field, changes, times = 1) => {
    const found = problems(changes);
    expect(found.map((item) => item.field)).toEqual(Array.from({ length: times }, () => field));
    expect(found[0]!.opinion).toMatch(/请.*。$/);
  });

  it('is told that yuan stand where fen belong, and where not, nothing of it', () => {
    expect(problems(deal({ priceFen: '4500000' }))[0]!.opinion).toContain('入市价格像是按元填写的');
    expect(problems(appraised('4400000'))[0]!.opinion).toContain('评估价值像是按元填写的');
    expect(problems(appraised('1'))[0]!.opinion).not.toContain('按元填写');
  });

  it('goes by the thresholds of the pack', () => {
    expect(fieldsOf(appraised('44999999'), packWith({ 'scheme.amounts-apart-max': 11 }))).toEqual([]);
    expect(fieldsOf(equity('48%', '900000000'))).toEqual(['deal.equity.shareRatio']);
    expect(fieldsOf(equity('48%', '900000000'), packWith({ 'scheme.share-tolerance': '2%' }))).toEqual([]);
  });

  it('is not a share that fits, a digit for a grade, or a lease appraised by the year', () => {
    expect(fieldsOf(equity('50%', '900000000'))).toEqual([]);
    expect(fieldsOf(deal({ grade: '3' }))).toEqual([]);
    const lease = deal({
      form: 'lease',
      termYears: 20,
      priceFen: '2000000000',
      lease: { years: 20, annualRentFen: '100000000' },
    });
    expect(fieldsOf({ ...lease, ...appraised('100000000') })).toEqual([]);
    expect(codesOf({ ...lease, ...appraised('100000000') })).toEqual([]);
    expect(codesOf({ ...lease, ...appraised('2000000000') })).toEqual([]);
  });
});

describe('what is unusual and may be true is a doubt', () => {
  it.each<[string, string[], Partial<Scheme>]>([
    ['nothing about a sound scheme', [], {}],
    ['a price at 80 % of the appraisal is usual', [], appraised('562500000')],
    ['a price below it is not', ['price-appraisal-low'], appraised('562500001')],
    ['nor one above one and a half times', ['price-appraisal-high'], appraised('299999999')],
    ['an appraisal under half of the benchmark price', ['appraisal-benchmark-low'], benchmark('90000')],
    ['an appraisal over three times the benchmark price', ['appraisal-benchmark-high'], benchmark('14000')],
    ['a share that nothing proves', ['share-unproved'], equity('3.81%')],
    ['a share that is proved', [], equity('50%', '900000000')],
  ])('%s', (_, codes, changes) => expect(codesOf(changes)).toEqual(codes));

  it('names the row of the pack, and that it is not confirmed', () => {
    expect(doubtsOf({ ...soundScheme, ...appraised('600000000') }, pack)).toEqual([
      {
        code: 'price-appraisal-low',
        field: 'deal.priceFen',
        rule: 'scheme.price-appraisal-min',
        source: pack.text('scheme.price-appraisal-min').source,
        confirmed: false,
        message: '入市价格4500000.00元低于评估价值6000000.00元的80%。请核实并说明理由。',
      },
    ]);
  });
});

const doubt: Doubt = {
  code: 'price-appraisal-low',
  field: 'deal.priceFen',
  message: '入市价格低于评估价值。请核实并说明理由。',
  rule: 'scheme.price-appraisal-min',
  source: '示例值',
  confirmed: false,
};
const need = { demands: [{ kind: 'supply', areaM2: '10000.00' }], readiness: 70 } as const;

describe('a doubt goes the way of its scheme', () => {
  it('from the submission over the planning check to the review, as far as the version goes', () => {
    const stream = `scheme-${subject.entry}` as const;
    const submit = submitScheme(stream, {
      entry: subject.entry,
      scheme: { ...soundScheme, ...appraised('600000000') },
    });
    const [submitted] = scenario(scheme(packs))().when(submit).decided();
    expect(submitted).toMatchObject({
      type: 'SchemeSubmitted',
      data: { doubts: [{ code: 'price-appraisal-low' }] },
    });
    const [sound] = scenario(scheme(packs))()
      .when(submitScheme(stream, { entry: subject.entry, scheme: soundScheme }))
      .decided();
    expect(sound!.data).not.toHaveProperty('doubts');

    const [open] = followed('checkSubmittedScheme', recorded(submitted as SchemeEvent));
    expect(open).toMatchObject([
      'OpenPlanningCheck',
      `planning-${subject.entry}`,
      { doubts: [{ code: 'price-appraisal-low' }] },
    ]);
    const opened: PlanningEvent = {
      type: 'PlanningCheckOpened',
      data: open![2] as Extract<PlanningEvent, { type: 'PlanningCheckOpened' }>['data'],
    };
    const decider = planning(packs, () => {
      throw new Error('Nothing is checked here.');
    });
    expect(decider.evolve(decider.initial, opened)).toMatchObject({
      opened: { doubts: [{ code: 'price-appraisal-low' }] },
    });
    const passed = recorded<PlanningEvent>({
      type: 'PlanningPassed',
      data: { subject, schemeVersion: 1, conditions: [], need, preparedBy: 'wang', doubts: [doubt] },
    });
    expect(followed('openReviewOfPassedPlanning', passed)).toMatchObject([
      ['OpenReview', `approval-${subject.entry}`, { doubts: [doubt] }],
    ]);
    expect(workOf(recorded(opening))).toMatchObject(
      DEPARTMENTS.map((name) => ['OpenTask', `task-${subject.entry}.opinion-${name}.1`, { doubts: [doubt] }]),
    );
  });
});

const opening: ApprovalEvent = {
  type: 'ReviewOpened',
  data: {
    subject,
    schemeVersion: 1,
    preparedBy: 'wang',
    need,
    departments: DEPARTMENTS,
    reportedOn: '2026-03-02',
    opinionDueOn: '2026-03-09',
    earliestNoticeOn: '2026-03-16',
    doubts: [doubt],
  },
};

describe('the review of a scheme with doubts', () => {
  const given = scenario(approval(packs));
  const give = (department: string, more: Partial<Opinion> = {}, person = 'li') => {
    const command = giveOpinion(`approval-${subject.entry}`, {
      opinion: { department, outcome: 'agree', text: '同意', items: [], ...more },
    });
    return envelope(command, meta({ actor: { person, role: 'reviewer', office: '370114/finance' } }));
  };
  const [first, second] = DEPARTMENTS;
  const answers = [{ code: doubt.code, answer: '经核实，含未拆除建筑物的折价' }];
  const answered: ApprovalEvent = {
    type: 'OpinionGiven',
    data: {
      subject,
      schemeVersion: 1,
      opinion: { department: first, outcome: 'agree', text: '同意', items: [], answers },
      by: ['li'],
    },
  };

  it('does not agree before every doubt is answered, and says which are open', () => {
    const silent = given(opening).when(give(first));
    silent.thenRejected('approval.doubts-open');
    expect(silent.decided).toThrow(doubt.message);
    given(opening)
      .when(give(first, { answers: [{ code: doubt.code, answer: ' ' }] }))
      .thenRejected('approval.doubts-open');
  });

  it('keeps the answer in the opinion; who agrees after it need not answer again', () => {
    given(opening).when(give(first, { answers })).then(answered);
    given(opening, answered)
      .when(give(second, {}, 'wu'))
      .thenTypes('OpinionGiven');
  });

  it('takes no answer to what nobody asked', () =>
    given(opening)
      .when(give(first, { answers: [...answers, { code: 'other', answer: '无' }] }))
      .thenRejected('approval.answer-unknown'));
  it('may return the scheme without an answer', () =>
    given(opening)
      .when(give(first, { outcome: 'return', items: [{ field: 'deal.priceFen', opinion: '请说明' }] }))
      .thenTypes('OpinionGiven', 'ReviewReturned'));
});
