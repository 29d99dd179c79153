import { allAfter } from '../../shared/follow.fixture.js';
import type { CommandOf } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { buyer, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { contractOf, registrationOf, taskOf } from '../../shared/terms.js';
import type { DealTerms } from '../../shared/terms.js';
import { publishDeal, recordContribution, recordPricePayment, signContract } from './contract.commands.js';
import { contract } from './contract.decider.js';
import type { ContractEvent } from './contract.events.js';
import { paper } from './contract.fixture.js';

const given = scenario(contract(packs));
const stream = contractOf(subject.entry);
const company = { name: '章丘智造有限公司', uscc: '91370114MA00000019' };
const equity: DealTerms = {
  ...deal,
  form: 'equity',
  method: 'agreement',
  equity: { company, shareRatio: '35%', minDividendRatio: '3%' },
};
const opened: ContractEvent = {
  type: 'DealOpened',
  data: { subject, deal: equity, documentNo: '批1', preparedBy: 'li' },
};
const publish = (to = company) =>
  on('2026-04-01', publishDeal(stream, { buyer: to, priceFen: '1000000000', publishedOn: '2026-04-01' }));
const confirmed: ContractEvent = {
  type: 'DealConfirmed',
  data: {
    subject,
    deal: equity,
    buyer: company,
    priceFen: '1000000000',
    confirmedOn: '2026-04-15',
    signBy: '2026-04-29',
  },
};
const signed = [
  confirmed,
  ...given(confirmed)
    .when(on('2026-04-20', signContract(stream, { paper })))
    .decided(),
];
const record = (change: Partial<CommandOf<typeof recordContribution>['data']> = {}) =>
  on(
    '2026-05-10',
    recordContribution(stream, {
      certificateNo: '出资1',
      documentNo: '验资1',
      shareRatio: '35.0%',
      contributedOn: '2026-05-10',
      ...change,
    }),
  );

describe('land that is put into a company', () => {
  it('goes to the company of the approved scheme and to no other', () => {
    given(opened).when(publish(buyer)).thenRejected('equity.other-company');
    given(opened).when(publish()).thenTypes('DealPublished');
    given(opened)
      .when(publish({ name: '章丘智造', uscc: '91370114ma00000019' }))
      .thenTypes('DealPublished');
  });

  it('is not paid for: the certificate of the share stands for the price, and opens the register', () => {
    expect(signed[1]).toMatchObject({
      data: { terms: { schedule: [], capital: { shareRatio: '35%', valueFen: '1000000000' } } },
    });
    given(...signed)
      .when(
        on(
          '2026-05-10',
          recordPricePayment(stream, { amountFen: '1', paidOn: '2026-05-10', voucherNo: 'v' }),
        ),
      )
      .thenRejected('contract.capital-unpaid');
    const facts = given(...signed)
      .when(record())
      .decided();
    expect(facts).toMatchObject([
      { type: 'CapitalContributed', data: { valueFen: '1000000000', certificateNo: '出资1' } },
    ]);
    given(...signed, ...facts)
      .when(record())
      .thenNothing();
    given(...signed, ...facts)
      .when(record({ certificateNo: '出资2' }))
      .thenRejected('report.contradicts');
    expect(allAfter(recorded(facts[0]!)).map(([type, to]) => [type, to])).toEqual([
      ['CompleteTask', taskOf(subject.entry, 'record-contribution')],
      ['MeetGate', registrationOf(subject.entry)],
      ['NoteDistribution', registrationOf(subject.entry)],
    ]);
  });

  it('takes no share but the contract’s, no day before it, and no certificate without a number', () => {
    given(...signed)
      .when(record({ shareRatio: '34%' }))
      .thenRejected('contract.share-differs');
    given(...signed)
      .when(record({ contributedOn: '2026-04-19' }))
      .thenRejected('contract.dates-disordered');
    given(...signed)
      .when(record({ contributedOn: '2026-05-11' }))
      .thenRejected('contract.date-in-future');
    given(...signed)
      .when(record({ certificateNo: ' ' }))
      .thenRejected('contract.number-missing');
    given(confirmed).when(record()).thenRejected('contract.not-signed');
    const grant: ContractEvent = { type: 'DealConfirmed', data: { ...confirmed.data, deal } };
    given(
      grant,
      ...given(grant)
        .when(on('2026-04-20', signContract(stream, { paper })))
        .decided(),
    )
      .when(record())
      .thenRejected('contract.no-capital');
  });
});
