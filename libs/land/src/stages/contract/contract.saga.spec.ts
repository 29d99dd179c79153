import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { buyer, deal, subject } from '../listing/listing.fixture.js';
import { contractOf, distributionOf, levyOf, quotaOf, registrationOf, schemeOf } from '../../shared/terms.js';
import { ContractDeadlines } from './contract.deadlines.js';
import type { ContractEvent, ContractStage } from './contract.events.js';
import { paper, plain, terms } from './contract.fixture.js';
import { followed, workOf } from '../../shared/follow.fixture.js';

const stored = (event: ContractEvent) =>
  recorded(event, { meta: { actor: { person: 'li', role: 'clerk', office: '370114001/township' } } });
const work = (event: ContractEvent) => workOf(stored(event));
const arrow = (name: string, event: ContractEvent) => followed(name, stored(event));
const task = (kind: string) => `task-${subject.entry}.${kind}.1`;
const { entry } = subject;
const priceFen = '1200000000';

const opened: ContractEvent = {
  type: 'DealOpened',
  data: { subject, deal, documentNo: '章政批2026-1', preparedBy: 'wang' },
};
const published: ContractEvent = {
  type: 'DealPublished',
  data: { subject, buyer, priceFen, publishedOn: '2026-03-23', publicUntil: '2026-04-22' },
};
const objected: ContractEvent = { type: 'DealObjected', data: { subject, reason: '四至有争议' } };
const confirmed: ContractEvent = {
  type: 'DealConfirmed',
  data: { subject, deal, buyer, priceFen, confirmedOn: '2026-04-15', signBy: '2026-04-29' },
};
const signed = (signedBy: string, preparedBy: string | null, signedFor?: string): ContractEvent => ({
  type: 'ContractSigned',
  data: { subject, paper, terms, priceFen, signedBy, signedFor, preparedBy },
});
const filed: ContractEvent = {
  type: 'ContractFiled',
  data: { subject, filingNo: '备2026-1', filedOn: '2026-04-24', deal, priceFen, contractNo: '1', terms },
};
const settled: ContractEvent = { type: 'PriceSettled', data: { subject, priceFen, instalments: 2 } };
const rescinded = (stage: ContractStage): ContractEvent => ({
  type: 'ContractRescinded',
  data: {
    subject,
    reason: '逾期未付',
    fault: 'buyer',
    refundFen: '0',
    keptFen: '0',
    stage,
    ...plain,
    ...(stage === 'confirmed' ? { instalments: 0 } : {}),
  },
});
const closed = (stage: ContractStage): ContractEvent => ({
  type: 'DealClosed',
  data: { subject, reason: '方案撤回', stage },
});

describe('what follows from a contract', () => {
  it('an agreement is published by the township', () => {
    expect(work(opened)).toMatchObject([
      ['OpenTask', task('publish-deal'), { office: '370114-01/township' }],
    ]);
    expect(work(published)).toEqual([
      ['CompleteTask', task('publish-deal'), { person: 'li', outcome: 'publish' }],
    ]);
  });
  it('a confirmed deal is to be signed', () =>
    expect(work(confirmed)).toMatchObject([['OpenTask', task('sign-contract'), {}]]));
  it('a signed contract is to be filed by somebody else', () => {
    expect(work(signed('li', 'wang'))).toMatchObject([
      ['CompleteTask', task('sign-contract'), { person: 'li', outcome: 'sign' }],
      ['OpenTask', task('file-contract'), { office: '370114/natural-resources', excluded: ['li', 'wang'] }],
    ]);
    expect(work(signed('li', null))[1]).toMatchObject([
      'OpenTask',
      task('file-contract'),
      { excluded: ['li'] },
    ]);
    expect(work(signed('li', 'li'))[1]).toMatchObject([
      'OpenTask',
      task('file-contract'),
      { excluded: ['li'] },
    ]);
    expect(work(signed('li', 'wang', 'sun'))[1]).toMatchObject([
      'OpenTask',
      task('file-contract'),
      { excluded: ['li', 'sun', 'wang'] },
    ]);
  });
  it('a filed contract uses up quota, is assessed and opens its gate', () => {
    expect(work(filed)).toEqual([['CompleteTask', task('file-contract'), { person: 'li', outcome: 'file' }]]);
    expect(arrow('writeOffQuotaOfFiledContract', filed)).toEqual([
      ['WriteOffQuota', quotaOf('370114', 2026), { subject }],
    ]);
    expect(arrow('assessLevyOfFiledContract', filed)).toEqual([
      ['AssessLevy', levyOf(entry), { subject, deal, incomeFen: priceFen }],
    ]);
    expect(arrow('meetContractGate', filed)).toEqual([
      ['MeetGate', registrationOf(entry), { subject, gate: 'contract', form: deal.form }],
    ]);
  });
  it('a settled price is a receipt and opens its gate', () => {
    expect(arrow('noteReceiptsOfSettledPrice', settled)).toEqual([
      ['NoteReceipts', distributionOf(entry), { subject, priceFen }],
    ]);
    expect(arrow('meetPriceGate', settled)).toEqual([
      ['MeetGate', registrationOf(entry), { subject, gate: 'price', priceFen }],
    ]);
  });
  it('an objection and a rescission end the entry', () => {
    expect(arrow('lapseSchemeOfLostDeal', objected)).toEqual([
      ['LapseScheme', schemeOf(entry), { reason: '四至有争议' }],
    ]);
    expect(arrow('lapseSchemeOfLostDeal', rescinded('signed'))).toEqual([
      ['LapseScheme', schemeOf(entry), { reason: '逾期未付' }],
    ]);
    expect(arrow('lapseSchemeOfLostDeal', closed('opened'))).toEqual([]);
  });
  it.each<[ContractEvent, string[]]>([
    [closed('opened'), ['publish-deal']],
    [closed('published'), []],
    [closed('confirmed'), ['sign-contract']],
    [rescinded('confirmed'), ['sign-contract']],
    [rescinded('signed'), ['file-contract']],
    [rescinded('filed'), []],
  ])('the end takes back the work of its stage: %j', (event, kinds) => {
    const reason = event.type === 'DealClosed' ? '方案撤回' : '逾期未付';
    expect(work(event)).toEqual(kinds.map((kind) => ['CancelTask', task(kind), { reason }]));
  });
});

describe('the clocks of a contract', () => {
  const clock = new ContractDeadlines();
  const stream = contractOf(entry);
  const publicity = `deal ${entry} has been public`;
  const signing = `contract ${entry} is to be signed`;
  it('ring when the last day has ended in Beijing', () => {
    expect(clock.changes(recorded(published))).toEqual([
      {
        set: publicity,
        dueAt: '2026-04-22T16:00:00.000Z',
        command: { type: 'PassPublicity', stream, data: { subject } },
      },
    ]);
    expect(clock.changes(recorded(confirmed))).toEqual([
      { clear: publicity },
      {
        set: signing,
        dueAt: '2026-04-29T16:00:00.000Z',
        command: { type: 'PassSigningDeadline', stream, data: { subject } },
      },
    ]);
  });
  it('stop with what ends them', () => {
    expect(clock.changes(recorded(objected))).toEqual([{ clear: publicity }]);
    const due = (no: number, dueAt: string) => ({
      set: `contract ${entry} instalment ${no} is due`,
      dueAt,
      command: { type: 'PassInstalment', stream, data: { subject, no } },
    });
    expect(clock.changes(recorded(signed('li', null)))).toEqual([
      { clear: signing },
      due(1, '2026-05-20T16:00:00.000Z'),
      due(2, '2027-04-20T16:00:00.000Z'),
    ]);
    expect(clock.changes(recorded(rescinded('confirmed')))).toEqual([{ clear: signing }]);
    expect(clock.changes(recorded(closed('published')))).toEqual([{ clear: publicity }, { clear: signing }]);
  });
});
