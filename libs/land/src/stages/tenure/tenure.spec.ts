import type { WorkKind } from '../../work/works.js';
import { followed, workOf } from '../../shared/follow.fixture.js';
import type { CommandOf, Command } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import type { ContractTerms } from '../contract/index.js';
import { buyer, byEngine, deal, on, packs, subject } from '../listing/listing.fixture.js';
import { tenureOf } from '../../shared/terms.js';
import type { Burden, Day } from '../../shared/terms.js';
import * as commands from './tenure.commands.js';
import { TenureDeadlines } from './tenure.deadlines.js';
import { tenure } from './tenure.decider.js';
import type { TenureEvent, Transfer } from './tenure.events.js';

const given = scenario(tenure(packs));
const stream = tenureOf(subject.entry);
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
};
const agreed: TenureEvent = {
  type: 'TenureAgreed',
  data: { subject, deal, terms, priceFen: '1200000000', contractNo: '集让1' },
};
const open = byEngine('2026-07-01', commands.openTenure(stream, { subject, certificateNo: '证1' }));
const opened = given(agreed).when(open).decided()[0]!;
const held = (...more: readonly TenureEvent[]) => given(agreed, opened, ...more);
const after = (command: Command, ...before: readonly TenureEvent[]) => [
  ...before,
  ...held(...before)
    .when(command as never)
    .decided(),
];

const next: Transfer = {
  act: 'sale',
  to: { name: '济南后继实业有限公司', uscc: '91370114MA3EXAMP2T' },
  contractNo: '转1',
  signedOn: '2026-12-01',
  noticeNo: '告1',
  noticedOn: '2026-12-02',
  incomeFen: '2000000000',
  developmentFen: '300000000',
  plannedFen: '1000000000',
  investedFen: '300000000',
};
const transfer = (change: Partial<Transfer> = {}, day: Day = '2026-12-10') =>
  on(day, commands.openTransfer(stream, { transfer: { ...next, ...change } }));
const payLevy = (amountFen = '100000000', voucherNo = '转缴1') =>
  on('2026-12-20', commands.payTransferLevy(stream, { amountFen, paidOn: '2026-12-20', voucherNo }));
const registerTransfer = (change: Partial<CommandOf<typeof commands.registerTransfer>['data']> = {}) =>
  on(
    '2026-12-30',
    commands.registerTransfer(stream, {
      certificateNo: '证2',
      registeredOn: '2026-12-30',
      deedTaxVoucher: '契2',
      deedTaxFen: '60000000',
      ...change,
    }),
  );
const start = (startedOn: Day = '2026-10-20', documentNo = '开1') =>
  on('2027-06-01', commands.startConstruction(stream, { startedOn, documentNo }));
const idleDay = (day: Day) => byEngine(day, commands.passIdleDay(stream, { subject }));
const burden = (kind: Burden['kind']): Burden => ({
  id: `${kind}-1`,
  kind,
  organ: '章丘区人民法院',
  on: '2027-05-20',
  reason: '财产保全',
});
const burdened = (kind: Burden['kind']): TenureEvent => ({
  type: 'TenureHeld',
  data: { subject, burden: burden(kind) },
});
const back = (
  change: Partial<CommandOf<typeof commands.returnRight>['data']> = {},
  day: Day = '2036-05-01',
) =>
  on(
    day,
    commands.returnRight(stream, {
      ground: 'public-interest',
      approvalNo: '章政土收〔2036〕1号',
      returnedOn: day,
      buildingsFen: '500000000',
      ...change,
    }),
  );

describe('the right', () => {
  it('begins with its registration and runs from the agreed delivery for the agreed years', () => {
    expect(opened).toEqual({
      type: 'TenureOpened',
      data: {
        subject,
        holder: buyer,
        certificateNo: '证1',
        use: deal.use,
        acquiredFen: '1200000000',
        beganOn: '2026-05-01',
        endsOn: '2076-05-01',
        schedule: {
          startBy: '2026-11-01',
          completeBy: '2028-11-01',
          idleFeeOn: '2027-11-01',
          idleReturnOn: '2028-11-01',
        },
      },
    });
  });
  it('begins once, and not without a filed contract', () => {
    held().when(open).thenNothing();
    given().when(open).thenRejected('tenure.contract-unknown');
  });
  it('goes by the last contract filed before it', () => {
    const second = {
      subject,
      deal,
      terms: { ...terms, termYears: 40 },
      priceFen: '1300000000',
      contractNo: '集让2',
    };
    given(agreed)
      .when(byEngine('2026-06-01', commands.noteTenureDeal(stream, second)))
      .thenTypes('TenureAgreed');
    given(agreed)
      .when(byEngine('2026-06-01', commands.noteTenureDeal(stream, agreed.data)))
      .thenNothing();
    held()
      .when(byEngine('2026-08-01', commands.noteTenureDeal(stream, second)))
      .thenNothing();
  });
  it.each<[string, Command]>([
    ['a start', start()],
    ['a transfer', transfer()],
    ['a return', back()],
    ['a renewal', on('2030-01-01', commands.applyRenewal(stream, { years: 10, appliedOn: '2030-01-01' }))],
  ])('takes no %s before it is registered', (_, command) =>
    given(agreed)
      .when(command as never)
      .thenRejected('tenure.not-registered'),
  );
});

describe('building in time (城市房地产管理法 Art. 26)', () => {
  it('is recorded once, with its document, not before the delivery and not in the future', () => {
    held().when(start()).thenTypes('ConstructionStarted');
    const started = after(start());
    held(...started)
      .when(start())
      .thenNothing();
    held(...started)
      .when(start('2026-10-21'))
      .thenRejected('tenure.recorded');
    held().when(start('2026-04-30')).thenRejected('tenure.not-delivered');
    held().when(start('2027-06-02')).thenRejected('tenure.date-in-future');
    held().when(start('2026-10-20', ' ')).thenRejected('tenure.document-missing');
  });
  it('ends with the completion, which follows the start', () => {
    const complete = (completedOn: Day) =>
      on('2028-10-01', commands.completeConstruction(stream, { completedOn, documentNo: '竣1' }));
    held().when(complete('2028-09-30')).thenRejected('tenure.not-started');
    held(...after(start()))
      .when(complete('2026-10-19'))
      .thenRejected('tenure.not-later');
    held(...after(start()))
      .when(complete('2028-09-30'))
      .thenTypes('ConstructionCompleted');
    held(...after(complete('2028-09-30'), ...after(start())))
      .when(complete('2028-09-29'))
      .thenRejected('tenure.recorded');
  });
  it('costs a fifth of the price when a year after the agreed start has passed, explained', () => {
    held().when(idleDay('2027-11-01')).thenNothing();
    const [idle] = held().when(idleDay('2027-11-02')).decided();
    expect(idle).toMatchObject({
      type: 'LandIdle',
      data: {
        startBy: '2026-11-01',
        idleSince: '2027-11-01',
        fee: {
          value: '240000000',
          formula: '12000000.00 × 20% = 2400000.00 元',
          rule: 'tenure.idle-fee-ratio',
        },
      },
    });
    held(...after(start()))
      .when(idleDay('2027-11-02'))
      .thenNothing();
  });
  it('may cost the right after two years, also when the clock rings late', () => {
    held(...after(idleDay('2027-11-02')))
      .when(idleDay('2028-11-02'))
      .thenTypes('IdleLandReturnable');
    held().when(idleDay('2028-11-02')).thenTypes('LandIdle', 'IdleLandReturnable');
    held(...after(idleDay('2028-11-02')))
      .when(idleDay('2028-11-03'))
      .thenNothing();
  });
  it('is excused for force majeure, the government and necessary preparation: every day moves', () => {
    const excuse = (days: number, documentNo = '延1') =>
      on('2026-12-01', commands.excuseDelay(stream, { excuse: 'government', days, documentNo }));
    const excused = after(excuse(30));
    expect(excused[0]).toMatchObject({
      type: 'ConstructionExcused',
      data: {
        schedule: {
          startBy: '2026-12-01',
          completeBy: '2028-12-01',
          idleFeeOn: '2027-12-01',
          idleReturnOn: '2028-12-01',
        },
      },
    });
    held(...excused)
      .when(idleDay('2027-11-02'))
      .thenNothing();
    held(...excused)
      .when(excuse(30))
      .thenNothing();
    held().when(excuse(0)).thenRejected('tenure.excuse-days');
    held().when(excuse(1.5)).thenRejected('tenure.excuse-days');
    held().when(excuse(1_096)).thenRejected('tenure.excuse-days');
    held(...after(start()))
      .when(excuse(30))
      .thenRejected('tenure.recorded');
  });
  it('leaves a fee that is paid to the 分, once, even after the land was taken back', () => {
    const pay = (amountFen = '240000000', voucherNo = '闲1') =>
      on('2028-12-20', commands.payIdleFee(stream, { amountFen, paidOn: '2028-12-20', voucherNo }));
    held().when(pay()).thenRejected('tenure.not-idle');
    const idle = after(idleDay('2028-11-02'));
    held(...idle)
      .when(pay('239999999'))
      .thenRejected('tenure.amount');
    held(...idle)
      .when(pay())
      .thenTypes('IdleFeePaid');
    held(...after(pay(), ...idle))
      .when(pay())
      .thenNothing();
    held(...after(pay(), ...idle))
      .when(pay('240000000', '闲2'))
      .thenRejected('tenure.paid');
    const taken = after(back({ ground: 'idle' }, '2028-12-01'), ...idle);
    held(...taken)
      .when(pay())
      .thenTypes('IdleFeePaid');
    held(...after(pay(), ...taken))
      .when(pay())
      .thenNothing();
  });
});

describe('a finding of idle land', () => {
  const cause = (
    days: number,
    day: Day,
    more: Partial<CommandOf<typeof commands.excuseDelay>['data']> = {},
  ) => on(day, commands.excuseDelay(stream, { excuse: 'government', days, documentNo: '政证1', ...more }));
  const pay = (voucherNo = '闲1', paidOn = '2027-12-20') =>
    on(paidOn, commands.payIdleFee(stream, { amountFen: '240000000', paidOn, voucherNo }));
  const annul = (documentNo = '免1') =>
    on('2028-12-20', commands.voidIdleFee(stream, { reason: '企业破产重整', documentNo }));
  const found = after(idleDay('2027-11-02'));
  const returnable = after(idleDay('2028-11-02'));

  it('falls when the government caused days enough: the years run later, and the fee is withdrawn', () => {
    const facts = held(...found)
      .when(cause(200, '2027-12-01'))
      .decided();
    expect(facts).toMatchObject([
      {
        type: 'ConstructionExcused',
        data: {
          documentNo: '政证1',
          schedule: { startBy: '2027-05-20', idleFeeOn: '2028-05-20', idleReturnOn: '2029-05-20' },
        },
      },
      {
        type: 'IdleFindingLifted',
        data: { days: 200, documentNo: '政证1', round: 1, withdrawnFen: '240000000', refundFen: '0' },
      },
    ]);
    held(...found, ...facts)
      .when(pay())
      .thenRejected('tenure.not-idle');
    held(...found, ...facts)
      .when(idleDay('2028-05-20'))
      .thenNothing();
  });
  it('stays when the days are too few, for the day of today or for the day on which building began', () => {
    held(...found)
      .when(cause(29, '2027-12-01'))
      .thenTypes('ConstructionExcused');
    held(...found)
      .when(cause(30, '2027-12-01'))
      .thenTypes('ConstructionExcused', 'IdleFindingLifted');
    const built = after(
      on('2027-12-10', commands.startConstruction(stream, { startedOn: '2027-12-01', documentNo: '开1' })),
      ...found,
    );
    held(...built)
      .when(cause(29, '2028-03-01'))
      .thenTypes('ConstructionExcused');
    held(...built)
      .when(cause(30, '2028-03-01'))
      .thenTypes('ConstructionExcused', 'IdleFindingLifted');
  });
  it('falls for a cause of the government only, with its document, and not where nothing was found', () => {
    held(...found)
      .when(cause(200, '2027-12-01', { excuse: 'force-majeure' }))
      .thenRejected('tenure.idle-declared');
    held(...found)
      .when(cause(200, '2027-12-01', { documentNo: ' ' }))
      .thenRejected('tenure.document-missing');
    held().when(cause(200, '2027-06-01')).thenTypes('ConstructionExcused');
  });
  it('is lifted once by one document, and a paid fee goes back as a fact', () => {
    const paid = after(pay(), ...found);
    const undone = held(...paid)
      .when(cause(400, '2028-01-10'))
      .decided();
    expect(undone[1]).toMatchObject({
      type: 'IdleFindingLifted',
      data: { withdrawnFen: '0', refundFen: '240000000', voucherNo: '闲1' },
    });
    held(...paid, ...undone)
      .when(cause(400, '2028-01-11', { documentNo: ' 政证１' }))
      .thenNothing();
    held(...paid, ...undone)
      .when(cause(10, '2028-01-11', { documentNo: '政证2' }))
      .thenTypes('ConstructionExcused');
  });
  it('may happen anew, as the second, with a fee of its own that is paid as such', () => {
    const undone = after(cause(200, '2027-12-01'), ...after(pay(), ...found));
    const again = held(...undone)
      .when(idleDay('2029-05-21'))
      .decided();
    expect(again).toMatchObject([
      { type: 'LandIdle', data: { round: 2, idleSince: '2028-05-20' } },
      { type: 'IdleLandReturnable', data: { round: 1 } },
    ]);
    expect(
      held(...undone, ...again)
        .when(pay('闲2', '2029-06-01'))
        .decided(),
    ).toMatchObject([{ type: 'IdleFeePaid', data: { round: 2 } }]);
  });
  it('no longer lets the land be taken back, even where a fee stays owed', () => {
    const few = held(...returnable)
      .when(cause(200, '2028-12-01'))
      .decided();
    expect(few.map(({ type }) => type)).toEqual(['ConstructionExcused', 'IdleReturnLifted']);
    held(...returnable, ...few)
      .when(back({ ground: 'idle' }, '2028-12-02'))
      .thenRejected('tenure.not-returnable');
    expect(
      held(...returnable, ...few)
        .when(back({}, '2028-12-02'))
        .decided()[0],
    ).toMatchObject({ data: { disposalOpen: false } });
    const again = held(...returnable, ...few)
      .when(idleDay('2029-05-21'))
      .decided();
    expect(again).toMatchObject([{ type: 'IdleLandReturnable', data: { round: 2 } }]);
    expect(
      held(...returnable, ...few, ...again)
        .when(back({ ground: 'idle' }, '2029-06-01'))
        .decided()[0],
    ).toMatchObject({ data: { disposalOpen: true, disposalRound: 2 } });
    held(...returnable)
      .when(cause(500, '2028-12-01'))
      .thenTypes('ConstructionExcused', 'IdleReturnLifted', 'IdleFindingLifted');
  });
  it('stays once the land was taken back', () => {
    const taken = after(back({ ground: 'idle' }, '2028-12-01'), ...returnable);
    held(...taken)
      .when(cause(500, '2028-12-02'))
      .thenRejected('tenure.ended');
  });
  it('may be left without its fee once, by a document, also after the end; what is paid stays paid', () => {
    held().when(annul()).thenRejected('tenure.not-idle');
    held(...found)
      .when(annul(' '))
      .thenRejected('tenure.document-missing');
    held(...found)
      .when(annul())
      .then({
        type: 'IdleFeeVoided',
        data: { subject, reason: '企业破产重整', documentNo: '免1', round: 1 },
      });
    const voided = after(annul(), ...found);
    held(...voided)
      .when(annul())
      .thenNothing();
    held(...voided)
      .when(annul('免2'))
      .thenRejected('tenure.fee-voided');
    held(...voided)
      .when(pay())
      .thenRejected('tenure.fee-voided');
    held(...voided)
      .when(idleDay('2028-11-02'))
      .thenTypes('IdleLandReturnable');
    held(...after(pay(), ...found))
      .when(annul())
      .thenRejected('tenure.fee-paid');
    const taken = after(back({ ground: 'idle' }, '2028-12-01'), ...returnable);
    held(...taken)
      .when(annul())
      .thenTypes('IdleFeeVoided');
    held(...after(annul(), ...taken))
      .when(pay())
      .thenRejected('tenure.fee-voided');
    const undone = held(...voided)
      .when(cause(200, '2027-12-01'))
      .decided();
    expect(undone[1]).toMatchObject({ data: { withdrawnFen: '0', refundFen: '0' } });
  });
});

describe('passing the right on (实施条例 Art. 43)', () => {
  it('opens with the levy on the gain and the deed tax, each explained', () => {
    const [fact] = held().when(transfer()).decided();
    expect(fact).toMatchObject({
      type: 'TransferOpened',
      data: {
        levy: { value: '100000000', rule: 'gain-resale' },
        deedTax: { value: '60000000', formula: '20000000.00 × 3% = 600000.00 元' },
      },
    });
    expect((fact as Extract<TenureEvent, { type: 'TransferOpened' }>).data.levy.formula).toContain(
      '20000000.00 − 12000000.00 − 3000000.00',
    );
  });
  it.each<[string, Partial<Transfer>, string]>([
    ['without a contract', { contractNo: '' }, 'tenure.document-missing'],
    ['signed tomorrow', { signedOn: '2026-12-11' }, 'tenure.date-in-future'],
    ['without notice to the owner', { noticeNo: ' ' }, 'tenure.owner-notice'],
    ['to somebody without a credit code', { to: { ...buyer, uscc: '91370114MA3EXAMP1Q' } }, 'party.uscc'],
    ['to the present holder', { to: buyer }, 'tenure.same-holder'],
    [
      'before a quarter is invested (城市房地产管理法 Art. 39)',
      { investedFen: '249999999' },
      'tenure.transfer-invested',
    ],
    ['with no plan to invest', { plannedFen: '0', investedFen: '0' }, 'tenure.transfer-invested'],
    ['as a lease without years', { act: 'lease' }, 'tenure.lease-years'],
    ['as a lease beyond twenty years (民法典 Art. 705)', { act: 'lease', years: 21 }, 'scheme.term-too-long'],
    ['after its end', { signedOn: '2076-05-01', noticedOn: '2076-05-01' }, 'tenure.ended'],
  ])('is refused %s', (_, change, code) =>
    held()
      .when(transfer(change, code === 'tenure.ended' ? '2076-05-01' : undefined))
      .thenRejected(code),
  );
  it('as a lease gives no more years than are left (民法典 Art. 354)', () =>
    held()
      .when(
        transfer({ act: 'lease', years: 15, signedOn: '2062-06-01', noticedOn: '2062-06-01' }, '2062-06-02'),
      )
      .thenRejected('scheme.term-over-remainder'));
  it('stands still under a seizure; a mortgage goes along once its holder was told (民法典 Art. 406)', () => {
    held(burdened('seizure')).when(transfer()).thenRejected('tenure.burdened');
    held(burdened('dispute')).when(transfer()).thenRejected('tenure.burdened');
    held(burdened('mortgage')).when(transfer()).thenRejected('tenure.mortgaged');
    held(burdened('mortgage'))
      .when(transfer({ mortgageeNoticeNo: '告抵1' }))
      .thenTypes('TransferOpened');
    held(burdened('seizure'), { type: 'TenureHoldLifted', data: { subject, burdenId: 'seizure-1' } })
      .when(transfer())
      .thenTypes('TransferOpened');
    const paid = after(payLevy(), ...after(transfer()));
    held(...paid, burdened('seizure'))
      .when(registerTransfer())
      .thenRejected('tenure.burdened');
  });
  it('after the rate has expired needs the paper that keeps it, and says so', () => {
    const late = { signedOn: '2027-06-01', noticedOn: '2027-06-01' };
    held().when(transfer(late, '2027-06-10')).thenRejected('levy.no-valid-rate');
    const [fact] = held()
      .when(transfer({ ...late, rateDocumentNo: '济财函〔2027〕2号' }, '2027-06-10'))
      .decided();
    expect(fact).toMatchObject({
      data: {
        levy: {
          value: '100000000',
          confirmed: false,
          formula: expect.stringContaining('济财函〔2027〕2号确认沿用'),
        },
      },
    });
  });
  it('is one at a time', () => {
    held(...after(transfer()))
      .when(transfer())
      .thenNothing();
    held(...after(transfer()))
      .when(transfer({ contractNo: '转2' }))
      .thenRejected('tenure.transfer-open');
  });
  it('is registered when the levy and the deed tax are paid to the 分', () => {
    const open = after(transfer());
    held().when(payLevy()).thenRejected('tenure.no-transfer');
    held(...open)
      .when(registerTransfer())
      .thenRejected('tenure.levy-unpaid');
    held(...open)
      .when(payLevy('99999999'))
      .thenRejected('tenure.amount');
    const paid = after(payLevy(), ...open);
    held(...paid)
      .when(payLevy())
      .thenNothing();
    held(...paid)
      .when(payLevy('100000000', '转缴2'))
      .thenRejected('tenure.paid');
    held(...paid)
      .when(registerTransfer({ deedTaxVoucher: ' ' }))
      .thenRejected('tenure.deed-tax-unpaid');
    held(...paid)
      .when(registerTransfer({ deedTaxFen: '59999999' }))
      .thenRejected('tenure.deed-tax-unpaid');
    held(...paid)
      .when(registerTransfer())
      .thenTypes('TransferRegistered');
  });
  it('makes the new holder’s price the cost of the next transfer', () => {
    const sold = after(registerTransfer(), ...after(payLevy(), ...after(transfer())));
    held(...sold)
      .when(registerTransfer())
      .thenNothing();
    held(...sold)
      .when(payLevy())
      .thenNothing();
    held(...sold)
      .when(payLevy('1'))
      .thenRejected('report.contradicts');
    const again = on(
      '2027-01-10',
      commands.openTransfer(stream, {
        transfer: {
          ...next,
          to: buyer,
          contractNo: '转9',
          signedOn: '2026-12-31',
          noticedOn: '2026-12-31',
          incomeFen: '2400000000',
          developmentFen: '0',
        },
      }),
    );
    const [fact] = held(...sold)
      .when(again)
      .decided();
    expect(fact).toMatchObject({ data: { levy: { value: '80000000' } } });
  });
  it('as a lease leaves the holder and owes no deed tax (契税法 Art. 2)', () => {
    const lease = after(transfer({ act: 'lease', years: 10, incomeFen: '100000000' }));
    expect(lease[0]).toMatchObject({ data: { levy: { value: '0' }, deedTax: { value: '0' } } });
    const let1 = after(registerTransfer({ deedTaxVoucher: '', deedTaxFen: '0' }), ...lease);
    held(...let1)
      .when(transfer({ to: buyer, contractNo: '转3' }))
      .thenRejected('tenure.same-holder');
  });
  it('may be called off, and says what was paid', () => {
    const cancel = on('2026-12-25', commands.cancelTransfer(stream, { reason: '双方解除' }));
    held(...after(payLevy(), ...after(transfer())))
      .when(cancel)
      .then({ type: 'TransferCancelled', data: { subject, reason: '双方解除', levyPaidFen: '100000000' } });
    held(...after(cancel, ...after(transfer())))
      .when(cancel)
      .thenNothing();
    held().when(cancel).thenRejected('tenure.no-transfer');
  });
});

describe('another use (国务院令55号 Art. 18)', () => {
  const change = (more: Partial<CommandOf<typeof commands.changeUse>['data']> = {}) =>
    on(
      '2030-01-10',
      commands.changeUse(stream, {
        use: { system: '用地用海2023', code: '0901', name: '商业用地' },
        planningNo: '规1',
        consentNo: '同1',
        contractNo: '补1',
        extraFen: '100000000',
        voucherNo: '补缴1',
        changedOn: '2030-01-09',
        ...more,
      }),
    );
  it.each<[string, Partial<CommandOf<typeof commands.changeUse>['data']>, string]>([
    ['the owner’s consent', { consentNo: '' }, 'tenure.owner-consent'],
    ['the planning approval', { planningNo: ' ' }, 'tenure.planning-missing'],
    ['a new contract', { contractNo: '' }, 'tenure.document-missing'],
    ['the voucher of the price that is added', { voucherNo: '' }, 'tenure.document-missing'],
    [
      'a use that may enter (土地管理法 Art. 63)',
      { use: { system: '用地用海2023', code: '0703', name: '农村宅基地' } },
      'tenure.use-not-allowed',
    ],
  ])('needs %s', (_, more, code) => held().when(change(more)).thenRejected(code));
  it('is recorded once', () => {
    held().when(change()).thenTypes('UseChanged');
    held(...after(change()))
      .when(change())
      .thenNothing();
  });
});

describe('the end of the term (民法典 Art. 359)', () => {
  const apply = (appliedOn: Day, years = 20) =>
    on(appliedOn, commands.applyRenewal(stream, { years, appliedOn }));
  const pass = (day: Day) => byEngine(day, commands.passTermEnd(stream, { subject }));
  const grant = on('2075-06-01', commands.grantRenewal(stream, { contractNo: '续1', priceFen: '900000000' }));
  it('comes when the years are over', () => {
    held().when(pass('2076-05-01')).thenNothing();
    held()
      .when(pass('2076-05-02'))
      .then({ type: 'TermEnded', data: { subject, endsOn: '2076-05-01', disposalOpen: false } });
  });
  it('is put off by a renewal, asked for a year before at the latest', () => {
    held().when(apply('2075-05-02')).thenRejected('tenure.renewal-late');
    held().when(apply('2075-05-01', 51)).thenRejected('scheme.term-too-long');
    held(...after(apply('2075-05-01')))
      .when(grant)
      .then({
        type: 'TenureRenewed',
        data: { subject, years: 20, contractNo: '续1', priceFen: '900000000', endsOn: '2096-05-01' },
      });
    held().when(grant).thenRejected('tenure.renewal-not-applied');
    held(...after(grant, ...after(apply('2075-05-01'))))
      .when(pass('2076-05-02'))
      .thenNothing();
  });
  it('waits for the answer to an application', () => {
    const refuse = (day: Day) => on(day, commands.refuseRenewal(stream, { reason: '规划调整' }));
    const applied = after(apply('2075-05-01'));
    held(...applied)
      .when(pass('2076-05-02'))
      .thenNothing();
    held(...applied)
      .when(refuse('2076-01-01'))
      .thenTypes('RenewalRefused');
    held(...applied)
      .when(refuse('2076-06-01'))
      .thenTypes('RenewalRefused', 'TermEnded');
    held().when(refuse('2076-01-01')).thenRejected('tenure.renewal-not-applied');
  });
  it('is the end: nothing can be done with the right any more', () => {
    held({ type: 'TermEnded', data: { subject, endsOn: '2076-05-01', disposalOpen: false } })
      .when(transfer({}, '2076-06-01'))
      .thenRejected('tenure.ended');
  });
});

describe('taking back (土地管理法 Art. 66)', () => {
  it('for the public returns the part of the price for the days that are left (民法典 Art. 358)', () => {
    const [fact] = held().when(back()).decided();
    expect(fact).toMatchObject({
      type: 'RightReturned',
      data: {
        ground: 'public-interest',
        buildingsFen: '500000000',
        priceBack: { value: '959973717', formula: '12000000.00 × 14610 日 ÷ 18263 日 ≈ 9599737.17 元' },
      },
    });
  });
  it('before the delivery returns the whole price', () =>
    expect(held().when(back({}, '2026-04-30')).decided()[0]).toMatchObject({
      data: { priceBack: { value: '1200000000' } },
    }));
  it('of idle land is free of charge, and after two years only', () => {
    held(...after(idleDay('2027-11-02')))
      .when(back({ ground: 'idle' }, '2028-06-01'))
      .thenRejected('tenure.not-returnable');
    const [fact] = held(...after(idleDay('2028-11-02')))
      .when(back({ ground: 'idle' }, '2028-12-01'))
      .decided();
    expect(fact).toMatchObject({ data: { priceBack: { value: '0' }, disposalOpen: true } });
  });
  it('needs the government’s approval, and happened', () => {
    held()
      .when(back({ approvalNo: '' }))
      .thenRejected('tenure.approval-missing');
    held()
      .when(back({ returnedOn: '2036-05-02' }))
      .thenRejected('tenure.date-in-future');
  });
  it('says what was paid for a transfer that comes to nothing', () => {
    const [fact] = held(...after(payLevy(), ...after(transfer())))
      .when(back())
      .decided();
    expect(fact).toMatchObject({ data: { levyPaidFen: '100000000' } });
  });
  it('need not be: idle land may stay with its holder', () => {
    const keep = on('2028-12-01', commands.keepIdleLand(stream, { reason: '已签承诺' }));
    held().when(keep).thenRejected('tenure.not-returnable');
    const kept = after(keep, ...after(idleDay('2028-11-02')));
    held(...kept)
      .when(keep)
      .thenNothing();
    held(...kept)
      .when(back({ ground: 'misuse' }))
      .thenTypes('RightReturned');
    expect(
      held(...kept)
        .when(back())
        .decided()[0],
    ).toMatchObject({ data: { disposalOpen: false } });
  });
});

describe('what follows from a right', () => {
  const [parcel, task] = [`parcel-${subject.parcel}`, (kind: string) => `task-${subject.entry}.${kind}.1`];
  const [idle, returnable] = held().when(idleDay('2028-11-02')).decided();
  const taken = held(idle!, returnable!)
    .when(back({ ground: 'idle' }, '2028-12-01'))
    .decided()[0]!;
  const end: TenureEvent = {
    type: 'TermEnded',
    data: { subject, endsOn: '2076-05-01', disposalOpen: false },
  };
  const work = (event: TenureEvent, kind?: WorkKind) =>
    workOf(recorded(event), kind).map(([type, target]) => [type, target]);
  const arrow = (name: string, event: TenureEvent) =>
    followed(name, recorded(event)).map(([type, target]) => [type, target]);

  it('is the work of collecting the fee and of deciding about the land', () => {
    expect(work(idle!, 'collect-idle-fee')).toEqual([['OpenTask', task('collect-idle-fee')]]);
    expect(work(returnable!, 'dispose-idle')).toEqual([['OpenTask', task('dispose-idle')]]);
    expect(
      work({
        type: 'IdleFeePaid',
        data: { subject, amountFen: '1', paidOn: '2028-12-01', voucherNo: '1' },
      }),
    ).toEqual([['CompleteTask', task('collect-idle-fee')]]);
  });
  it('is new work for a new finding, and no more work for one that was lifted', () => {
    const again = (round: number) =>
      [
        { ...idle!, data: { ...idle!.data, round } },
        { ...returnable!, data: { ...returnable!.data, round } },
      ] as TenureEvent[];
    expect(again(2).map((event, n) => work(event, n ? 'dispose-idle' : 'collect-idle-fee'))).toEqual([
      [['OpenTask', `task-${subject.entry}.collect-idle-fee.2`]],
      [['OpenTask', `task-${subject.entry}.dispose-idle.2`]],
    ]);
    const [lifted, spared]: TenureEvent[] = [
      {
        type: 'IdleFindingLifted',
        data: { subject, days: 200, documentNo: '政证1', round: 2, withdrawnFen: '1', refundFen: '0' },
      },
      { type: 'IdleReturnLifted', data: { subject, documentNo: '政证1', round: 3 } },
    ];
    expect(workOf(recorded(lifted!))).toEqual([
      ['CancelTask', `task-${subject.entry}.collect-idle-fee.2`, { reason: '认定撤销：政证1' }],
    ]);
    expect(work(spared!)).toEqual([['CancelTask', `task-${subject.entry}.dispose-idle.3`]]);
    expect(
      workOf(
        recorded({ type: 'IdleFeeVoided', data: { subject, reason: '破产', documentNo: '免1', round: 2 } }),
      ),
    ).toEqual([
      [
        'CompleteTask',
        `task-${subject.entry}.collect-idle-fee.2`,
        expect.objectContaining({ outcome: 'void' }),
      ],
    ]);
    expect(
      work({ type: 'IdleLandKept', data: { subject, reason: '已签承诺', round: 2 } }, 'dispose-idle'),
    ).toEqual([['CompleteTask', `task-${subject.entry}.dispose-idle.2`]]);
    expect(
      work(
        {
          type: 'TermEnded',
          data: { subject, endsOn: '2076-05-01', disposalOpen: true, disposalRound: 2 },
        },
        'dispose-idle',
      ),
    ).toEqual([['CancelTask', `task-${subject.entry}.dispose-idle.2`]]);
  });
  it('is the end of that work, decided or needless', () => {
    expect(work(taken, 'dispose-idle')).toEqual([['CompleteTask', task('dispose-idle')]]);
    expect(work({ type: 'IdleLandKept', data: { subject, reason: '已签承诺' } }, 'dispose-idle')).toEqual([
      ['CompleteTask', task('dispose-idle')],
    ]);
    expect(work(end, 'dispose-idle')).toEqual([]);
    expect(
      work(
        {
          type: 'TermEnded',
          data: { subject, endsOn: '2076-05-01', disposalOpen: true },
        },
        'dispose-idle',
      ),
    ).toEqual([['CancelTask', task('dispose-idle')]]);
  });
  it('is the parcel’s return to the collective', () => {
    expect(arrow('returnParcelOfEndedTenure', taken)).toEqual([['ReturnParcel', parcel]]);
    expect(arrow('returnParcelOfEndedTenure', end)).toEqual([['ReturnParcel', parcel]]);
  });
  it('is a clock for the idle year, the second one, and the term; a start stops the first two', () => {
    const changes = (event: TenureEvent) => new TenureDeadlines().changes(recorded(event));
    expect(changes(opened)).toMatchObject([
      { dueAt: '2027-11-01T16:00:00.000Z' },
      { dueAt: '2028-11-01T16:00:00.000Z' },
      { dueAt: '2076-05-01T16:00:00.000Z' },
    ]);
    expect(
      changes({ type: 'ConstructionStarted', data: { subject, startedOn: '2026-10-20', documentNo: '开1' } }),
    ).toEqual([{ clear: expect.any(String) }, { clear: expect.any(String) }]);
    expect(changes(taken)).toHaveLength(3);
  });
});
