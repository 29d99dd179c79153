import { followed, workOf } from '../../shared/follow.fixture.js';
import type { CommandOf } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import type { ContractTerms } from '../contract/index.js';
import { buyer, byEngine, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { contractOf, distributionOf, parcelOf, taskOf, tenureOf } from '../../shared/terms.js';
import type { Burden, DealTerms } from '../../shared/terms.js';
import { groundsOf } from '../../entry/grounds.js';
import * as commands from './tenure.commands.js';
import { TenureDeadlines } from './tenure.deadlines.js';
import { tenure } from './tenure.decider.js';
import type { TenureEvent } from './tenure.events.js';

type Of<T extends TenureEvent['type']> = Extract<TenureEvent, { type: T }>;
const given = scenario(tenure(packs));
const stream = tenureOf(subject.entry);
const PRICE = '1200000000';
const first: DealTerms = {
  ...deal,
  form: 'lease-then-grant',
  lease: { years: 3, annualRentFen: '10000000', conversion: '投产' },
};
const explained = { value: '3000000', formula: '', inputs: {}, rule: '', source: '', confirmed: false };
const terms: ContractTerms = {
  buyer,
  grantor: '示范村股份经济合作社',
  termYears: 50,
  signedOn: '2026-03-20',
  deliveryOn: '2026-05-01',
  startOn: '2026-11-01',
  completionOn: '2028-11-01',
  earnestFen: '200000000',
  lateRate: { rate: '1‰', source: '合同', confirmed: true },
  schedule: [],
  rents: { years: 3, guarantee: explained },
};
const agreed: TenureEvent = {
  type: 'TenureAgreed',
  data: { subject, deal: first, terms, priceFen: PRICE, contractNo: '集让1' },
};
const open = byEngine('2026-07-01', commands.openTenure(stream, { subject, certificateNo: '证1' }));
const held = [agreed, ...given(agreed).when(open).decided()];
type Given = Parameters<ReturnType<typeof given>['when']>[0];
const after = (history: readonly TenureEvent[], ...more: readonly Given[]) =>
  more.reduce<readonly TenureEvent[]>(
    (facts, command) => [
      ...facts,
      ...given(...facts)
        .when(command)
        .decided(),
    ],
    history,
  );

const apply = (appliedOn = '2027-06-01', documentNo = '转申1') =>
  on(appliedOn, commands.applyConversion(stream, { appliedOn, documentNo }));
const approve = (change: Partial<CommandOf<typeof commands.approveConversion>['data']> = {}) =>
  on(
    '2026-12-01',
    commands.approveConversion(stream, {
      documentNo: '转批1',
      acceptanceNo: '验收1',
      contractNo: '集让转1',
      signedOn: '2026-12-01',
      priceFen: PRICE,
      ...change,
    }),
  );
const applied = after(held, apply('2026-11-20'));
const approved = after(applied, approve());
const decision = approved.at(-1) as Of<'ConversionApproved'>;
const paid = byEngine('2026-12-20', commands.noteConversionPaid(stream, { subject, priceFen: PRICE }));
const payLevy = (amountFen = decision.data.levy.value) =>
  on(
    '2026-12-21',
    commands.payConversionLevy(stream, { amountFen, paidOn: '2026-12-21', voucherNo: '转调1' }),
  );
const register = (change: Partial<CommandOf<typeof commands.registerConversion>['data']> = {}) =>
  on(
    '2026-12-30',
    commands.registerConversion(stream, {
      certificateNo: '证2',
      registeredOn: '2026-12-30',
      deedTaxVoucher: '契2',
      deedTaxFen: decision.data.deedTax.value,
      ...change,
    }),
  );

describe('先租后让', () => {
  it('cost its holder the rents so far, not the price of the grant: idle land is charged by them', () => {
    const schedule = [{ no: 1, dueOn: '2026-05-20', amountFen: '30000000', rentYear: 1 }];
    const fact: TenureEvent = { ...agreed, data: { ...agreed.data, terms: { ...terms, schedule } } };
    const begun = [fact, ...given(fact).when(open).decided()];
    expect(begun[1]).toMatchObject({ data: { acquiredFen: '30000000' } });
    expect(
      given(...begun)
        .when(byEngine('2027-11-02', commands.passIdleDay(stream, { subject })))
        .decided()[0],
    ).toMatchObject({ data: { fee: { value: '6000000' } } });
  });

  it('is a lease first: it ends with its rents, and the parcel goes back', () => {
    expect(held[1]).toMatchObject({ data: { beganOn: '2026-05-01', endsOn: '2029-05-01' } });
    given(...held)
      .when(byEngine('2029-05-02', commands.passTermEnd(stream, { subject })))
      .thenTypes('TermEnded');
  });

  it('is asked for before the lease ends, once at a time, and the application keeps the right alive', () => {
    given(...held)
      .when(apply('2029-05-02'))
      .thenRejected('tenure.conversion-late');
    given(...applied)
      .when(apply('2026-11-20'))
      .thenNothing();
    given(...applied)
      .when(apply('2026-11-21', '转申2'))
      .thenRejected('report.contradicts');
    given(...applied)
      .when(byEngine('2029-05-02', commands.passTermEnd(stream, { subject })))
      .thenNothing();
    const grant: TenureEvent = {
      type: 'TenureAgreed',
      data: { ...agreed.data, deal, terms: { ...terms, rents: undefined } },
    };
    given(grant, ...given(grant).when(open).decided())
      .when(apply())
      .thenRejected('tenure.not-convertible');
  });

  it('is refused with a reason, and may be asked for again; refused after the end, the term is over', () => {
    const refuse = (day: string) => on(day, commands.refuseConversion(stream, { reason: '投资未到位' }));
    const refused = after(applied, refuse('2026-12-01'));
    expect(refused.at(-1)).toMatchObject({ type: 'ConversionRefused', data: { round: 1 } });
    expect(
      given(...refused)
        .when(apply())
        .decided(),
    ).toMatchObject([{ data: { round: 2 } }]);
    given(...applied)
      .when(refuse('2029-06-01'))
      .thenTypes('ConversionRefused', 'TermEnded');
    given(...approved)
      .when(refuse('2026-12-02'))
      .thenRejected('tenure.conversion-decided');
    given(...held)
      .when(refuse('2026-12-01'))
      .thenRejected('tenure.conversion-not-applied');
  });

  it('costs no less than the price of the bidding, with levy and deed tax of its contract’s day', () => {
    given(...applied)
      .when(approve({ priceFen: '1199999999' }))
      .thenRejected('tenure.conversion-price');
    given(...applied)
      .when(approve({ acceptanceNo: ' ' }))
      .thenRejected('tenure.document-missing');
    given(...applied)
      .when(approve({ signedOn: '2026-12-02' }))
      .thenRejected('tenure.date-in-future');
    given(...held)
      .when(approve())
      .thenRejected('tenure.conversion-not-applied');
    expect(decision.data).toMatchObject({
      round: 1,
      priceFen: PRICE,
      endsOn: '2076-05-01',
      deedTax: { rule: 'registration.deed-tax-rate' },
    });
    expect(BigInt(decision.data.levy.value)).toBeGreaterThan(0n);
    expect(decision.data.levy.inputs).toMatchObject({ form: '出让' });
    given(...approved)
      .when(approve())
      .thenNothing();
    given(...approved)
      .when(approve({ contractNo: '另一份' }))
      .thenRejected('report.contradicts');
  });

  it('follows in the order of its days: lease, application, contract of the grant, register', () => {
    given(...held)
      .when(apply('2026-03-19'))
      .thenRejected('tenure.dates-disordered');
    given(...held)
      .when(apply('1999-01-01'))
      .thenRejected('tenure.dates-disordered');
    given(...held)
      .when(
        on('2026-07-02', commands.applyConversion(stream, { appliedOn: '2026-03-20', documentNo: '转申1' })),
      )
      .thenTypes('ConversionApplied');
    given(...applied)
      .when(approve({ signedOn: '2026-11-19' }))
      .thenRejected('tenure.dates-disordered');
    given(...after(approved, paid, payLevy()))
      .when(register({ registeredOn: '2026-11-30' }))
      .thenRejected('tenure.dates-disordered');
    const back = (returnedOn: string) =>
      on(
        '2026-12-01',
        commands.returnRight(stream, {
          ground: 'public-interest',
          approvalNo: '收1',
          returnedOn,
          buildingsFen: '0',
        }),
      );
    given(...held)
      .when(back('2026-03-19'))
      .thenRejected('tenure.dates-disordered');
  });

  it('is told with its figures under their own names: it is no transfer', () => {
    expect(groundsOf(recorded(decision), undefined).map(({ what }) => what)).toEqual(['调节金', '契税']);
  });

  it('is asked for no price that cannot be true', () => {
    given(...applied)
      .when(approve({ priceFen: `${PRICE}000` }))
      .thenRejected('tenure.conversion-implausible');
  });

  it('and another term are decided apart: refusing one leaves the other, also after its end', () => {
    const both = after(
      held,
      on('2027-04-01', commands.applyRenewal(stream, { years: 5, appliedOn: '2027-04-01' })),
      apply(),
    );
    given(...both)
      .when(on('2029-06-01', commands.refuseRenewal(stream, { reason: '不同意' })))
      .thenTypes('RenewalRefused');
    given(...both)
      .when(on('2029-06-01', commands.refuseConversion(stream, { reason: '投资未到位' })))
      .thenTypes('ConversionRefused');
  });

  it('gives the levy of a grant back when a return brings it to nothing, once though told twice', () => {
    const return_ = (approvalNo = '收1') =>
      on(
        '2026-12-25',
        commands.returnRight(stream, {
          ground: 'public-interest',
          approvalNo,
          returnedOn: '2026-12-25',
          buildingsFen: '0',
        }),
      );
    const back = after(approved, paid, payLevy(), return_());
    expect(back.at(-1)).toMatchObject({
      type: 'RightReturned',
      data: { levyPaidFen: decision.data.levy.value },
    });
    given(...back)
      .when(return_())
      .thenNothing();
    given(...back)
      .when(return_('收2'))
      .thenRejected('report.contradicts');
  });

  it('is registered when price, levy and deed tax are paid and nothing burdens the land', () => {
    given(...applied)
      .when(register())
      .thenRejected('tenure.conversion-not-approved');
    given(...approved)
      .when(register())
      .thenRejected('tenure.conversion-unpaid');
    const priced = after(approved, paid);
    given(...priced)
      .when(register())
      .thenRejected('tenure.levy-unpaid');
    given(...priced)
      .when(payLevy('1'))
      .thenRejected('tenure.amount');
    const ready = after(priced, payLevy());
    given(...ready)
      .when(payLevy())
      .thenNothing();
    given(...ready)
      .when(register({ deedTaxVoucher: ' ' }))
      .thenRejected('tenure.deed-tax-unpaid');
    const seizure: Burden = { id: '封1', kind: 'seizure', organ: '法院', on: '2026-12-22', reason: '保全' };
    given(...ready, { type: 'TenureHeld', data: { subject, burden: seizure } })
      .when(register())
      .thenRejected('tenure.burdened');
    const converted = after(ready, register());
    expect(converted.at(-1)).toMatchObject({
      type: 'LeaseConverted',
      data: { certificateNo: '证2', beganOn: '2026-12-01', endsOn: '2076-05-01', priceFen: PRICE },
    });
    given(...converted)
      .when(register())
      .thenNothing();
    given(...converted)
      .when(payLevy())
      .thenNothing();
    given(...converted)
      .when(payLevy('1'))
      .thenRejected('report.contradicts');
    given(...converted)
      .when(apply())
      .thenRejected('tenure.not-convertible');
    given(...converted)
      .when(paid)
      .thenNothing();
  });

  it('is a grant from then on: it has the grant’s term, and costs its own price when taken back', () => {
    const converted = after(approved, paid, payLevy(), register());
    given(...converted)
      .when(byEngine('2029-05-02', commands.passTermEnd(stream, { subject })))
      .thenNothing();
    const back = (history: readonly TenureEvent[]) =>
      given(...history)
        .when(
          on(
            '2028-12-01',
            commands.returnRight(stream, {
              ground: 'public-interest',
              approvalNo: '收1',
              returnedOn: '2028-12-01',
              buildingsFen: '0',
            }),
          ),
        )
        .decided()[0] as Of<'RightReturned'>;
    expect(BigInt(back(converted).data.priceBack.value)).toBeGreaterThan(1_000_000_000n);
    expect(back(held).data.priceBack).toMatchObject({ value: '0', rule: 'contract.rent-back' });
    expect(new TenureDeadlines().changes(recorded(converted.at(-1)!))).toMatchObject([
      { set: `tenure ${subject.entry} ends`, dueAt: '2076-05-01T16:00:00.000Z' },
    ]);
  });

  it('ends with the lease when the tenant does not pay', () => {
    const lost = given(...applied)
      .when(
        byEngine(
          '2027-08-01',
          commands.endLease(stream, { subject, reason: '拖欠租金', endedOn: '2027-08-01' }),
        ),
      )
      .decided();
    expect(lost).toEqual([
      {
        type: 'LeaseLost',
        data: { subject, reason: '拖欠租金', endedOn: '2027-08-01', disposalOpen: false, conversionRound: 1 },
      },
    ]);
    expect(followed('returnParcelOfEndedTenure', recorded(lost[0]!))).toMatchObject([
      ['ReturnParcel', parcelOf(subject.parcel), { reason: '租赁合同因违约解除' }],
    ]);
    expect(workOf(recorded(lost[0]!), 'decide-conversion')).toMatchObject([
      ['CancelTask', taskOf(subject.entry, 'decide-conversion'), {}],
    ]);
  });

  it('is somebody’s work, and tells contract and distribution what it owes', () => {
    expect(workOf(recorded(applied.at(-1)!), 'decide-conversion')).toMatchObject([
      ['OpenTask', taskOf(subject.entry, 'decide-conversion'), { role: 'reviewer' }],
    ]);
    expect(workOf(recorded(decision), 'decide-conversion')).toMatchObject([
      ['CompleteTask', taskOf(subject.entry, 'decide-conversion'), { outcome: 'convert' }],
    ]);
    expect(followed('priceApprovedConversion', recorded(decision))).toEqual([
      ['PriceConversion', contractOf(subject.entry), { subject, priceFen: PRICE, signedOn: '2026-12-01' }],
    ]);
    const converted = after(approved, paid, payLevy(), register()).at(-1)!;
    expect(followed('noteReceiptsOfConversion', recorded(converted))).toEqual([
      [
        'NoteLevy',
        distributionOf(subject.entry),
        { subject, levyFen: decision.data.levy.value, part: 'conversion-levy' },
      ],
      ['NoteReceipts', distributionOf(subject.entry), { subject, priceFen: PRICE, part: 'conversion' }],
    ]);
    expect(followed('endRentsOfEndedRight', recorded(converted))).toMatchObject([
      ['EndRents', contractOf(subject.entry), { how: 'converted', endedOn: '2026-12-01', unusedToo: false }],
    ]);
  });
});
