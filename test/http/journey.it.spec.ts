import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoParcel } from '#geo';
import { PAIRINGS, on, openBeside } from '../pairings.js';
import type { Beside } from '../pairings.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { provenToStrangers } from './proven-to-strangers.js';
import type { WorkForm } from '../../apps/server/src/land/forms.js';
import {
  agree,
  approve,
  decideTrade,
  distribute,
  expectNothingLeft,
  file,
  issueConditions,
  issueNotice,
  issueQuota,
  payGuarantee,
  payLevy,
  payPrice,
  register,
  sign,
  submit,
  supplyOf,
  timelineOf,
  viewOf,
  settleClaims,
} from './steps.js';

const PUBLIC_ADDRESS = 'https://rushi.example.gov.cn';
let app: App;

const BUYER = { name: '示范实业有限公司', uscc: '91370114MA00000019' };

/** Every fact has its place, somebody who did it, and the rules it was decided by. */
async function factsOf(entry: string): Promise<readonly string[]> {
  const facts = await timelineOf(app, entry);
  const positions = facts.map(({ position }) => BigInt(position));
  expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
  for (const { type, meta } of facts)
    expect([type, meta]).toEqual([
      type,
      expect.objectContaining({
        correlation: entry,
        policy: 'jinan@2026.1',
        actor: expect.objectContaining({
          person: expect.stringMatching(/./),
          role: expect.stringMatching(/./),
        }),
      }),
    ]);
  return facts.map(({ type }) => type);
}

const withoutTasks = (types: readonly string[]) => types.filter((type) => !type.startsWith('Task'));

/** Facts of different streams may interleave; these must come in this order. */
function expectInOrder(types: readonly string[], order: readonly string[]): void {
  let from = 0;
  for (const type of order) {
    const at = types.indexOf(type, from);
    expect([type, at >= from]).toEqual([type, true]);
    from = at + 1;
  }
}

on(PAIRINGS, (pairing) => {
  let beside: Beside;
  beforeAll(async () => {
    beside = await openBeside(pairing);
    app = await openApp([], { ...beside.urls, PUBLIC_ADDRESS });
    await issueQuota(app);
  });
  afterAll(async () => {
    await app.close();
    await beside.close();
  });
  journey();
  if (pairing === PAIRINGS[0])
    describe('what has gone out of the house', () => provenToStrangers(() => app, PUBLIC_ADDRESS));
});

function journey(): void {
  describe('an entry by public listing', () => {
    const scheme = soundScheme(0);
    const announcement = {
      announcementNo: '济公易土〔2026〕1号',
      announcedOn: '2026-03-03',
      opensOn: '2026-04-07',
      closesOn: '2026-04-20',
      url: 'https://example.invalid/1',
    };
    const RESERVE = '350000000';
    const sold = {
      resultId: 'R-1',
      outcome: 'sold',
      closedOn: '2026-04-20',
      winner: BUYER,
      priceFen: '360000000',
    };
    let entry: string;
    let earliest: string;

    it('is handed in, checked and approved', async () => {
      entry = await submit(app, scheme);
      expect(entry).toBe(`${scheme.parcel}-1`);
      expect(await viewOf(app, entry)).toMatchObject({ stage: 'planning', state: 'conditions-pending' });
      await issueConditions(app, entry);
      expect(await viewOf(app, entry)).toMatchObject({ state: 'under-review' });
      await agree(app, entry);
      expect(await viewOf(app, entry)).toMatchObject({ state: 'awaiting-decision' });
      expect((await supplyOf(app)).reservedM2).toBe(scheme.deal.areaM2);
      await approve(app, entry);
      expect(await viewOf(app, entry)).toMatchObject({ stage: 'listing', state: 'listing-ordered' });
      expect(await supplyOf(app)).toMatchObject({ reservedM2: '0.00', occupiedM2: scheme.deal.areaM2 });
    });

    it('is not announced before ten working days have passed, and the answer names the day', async () => {
      const refused = await app.post('platform', `/api/v1/listings/${entry}/announcement`, announcement);
      expect(refused.status).toBe(409);
      expect(problemOf(refused)).toMatchObject({
        code: 'listing.notice-too-early',
        detail: expect.stringMatching(/\d{4}-\d\d-\d\d或之后/),
      });
      earliest = /请于(\d{4}-\d\d-\d\d)/.exec(problemOf(refused).detail)![1]!;
      expect(earliest > '2026-03-13' && earliest < '2026-03-20').toBe(true);
      await app.turnTo(earliest);
      const undecided = await app.post('platform', `/api/v1/listings/${entry}/announcement`, {
        ...announcement,
        announcedOn: earliest,
      });
      expect(problemOf(undecided).code).toBe('listing.not-decided');
      await decideTrade(app, entry, '300000000', RESERVE);
      const short = await app.post('platform', `/api/v1/listings/${entry}/announcement`, {
        ...announcement,
        announcedOn: earliest,
        opensOn: '2026-03-20',
      });
      expect(problemOf(short).code).toBe('listing.notice-too-short');
      expect(
        (
          await app.post('platform', `/api/v1/listings/${entry}/announcement`, {
            ...announcement,
            announcedOn: earliest,
          })
        ).status,
      ).toBe(200);
      expect(await viewOf(app, entry)).toMatchObject({ state: 'announced' });
    });

    it('keeps the reserve secret before the close: no answer or fact has it (39号令 Art. 10)', async () => {
      const seen = await Promise.all([
        app.get('platform', `/api/v1/listings/${entry}`),
        app.get('platform', '/api/v1/listings'),
        app.get('lin', `/api/v1/entries/${entry}/timeline?limit=500`),
        app.get('li', `/api/v1/entries/${entry}`),
        app.get('lin', `/api/v1/tasks?entry=${entry}`),
      ]);
      for (const { status, text } of seen)
        expect([status, text.includes(RESERVE), text.includes('3500000.00')]).toEqual([200, false, false]);
      // Not even as it is sealed: that there is one, and nothing else.
      for (const told of [seen[0], seen[2]]) expect(told.text).toContain('"reserve":true');
    });

    it('opens by the clock and takes one result, however often it is told', async () => {
      await app.turnTo('2026-04-06');
      expect(await viewOf(app, entry)).toMatchObject({ state: 'announced' });
      expect(problemOf(await app.post('platform', `/api/v1/listings/${entry}/results`, sold)).code).toBe(
        'listing.not-open',
      );
      await app.turnTo('2026-04-07');
      expect(await viewOf(app, entry)).toMatchObject({ state: 'open' });
      await app.turnTo('2026-04-20');
      const results = `/api/v1/listings/${entry}/results`;
      const below = await app.post('platform', results, { ...sold, priceFen: '349999999' });
      expect(problemOf(below)).toMatchObject({
        code: 'listing.result-refuted',
        detail: expect.stringContaining('低于底价'),
      });
      expect(below.text).not.toContain(RESERVE);
      expect((await app.post('platform', results, sold)).status).toBe(200);
      // That it was reported again is kept, and looked into; what follows from it happened once.
      const done = async () =>
        (await timelineOf(app, entry)).filter(({ stream }) => !/^claims-|\.settle-claim\./.test(stream));
      const before = (await done()).length;
      expect((await app.post('platform', results, sold)).status).toBe(200);
      expect((await done()).length).toBe(before);
      for (const other of [
        { ...sold, priceFen: '370000000' },
        { ...sold, resultId: 'R-2' },
        { resultId: 'R-3', outcome: 'failed', closedOn: sold.closedOn, reason: '无人报价' },
      ]) {
        const refused = await app.post('platform', results, other);
        expect([refused.status, problemOf(refused).code]).toEqual([409, 'listing.result-contradicts']);
      }
      expect((await done()).length).toBe(before);
      expect(await viewOf(app, entry)).toMatchObject({ state: 'to-be-signed', priceFen: sold.priceFen });
      expect(await settleClaims(app, entry)).toBe(3);
      expect((await done()).length).toBe(before);
    });

    it('is reported on afterwards: deposits back, result published (39号令 Art. 21, 22)', async () => {
      expect(
        (
          await app.post('platform', `/api/v1/listings/${entry}/refunds`, {
            round: 1,
            refundedOn: '2026-04-20',
            documentNo: '退1',
          })
        ).status,
      ).toBe(200);
      expect(
        (
          await app.post('platform', `/api/v1/listings/${entry}/result-publication`, {
            round: 1,
            publishedOn: '2026-04-20',
            url: 'https://example.invalid/r',
          })
        ).status,
      ).toBe(200);
      expect(
        problemOf(
          await app.post('platform', `/api/v1/listings/${entry}/refunds`, {
            round: 2,
            refundedOn: '2026-04-20',
            documentNo: '退2',
          }),
        ).code,
      ).toBe('listing.no-duty');
      expect(
        jsonOf<{ items: unknown[] }>(await app.get('platform', '/api/v1/listings/defaulters')).items,
      ).toEqual([]);
    });

    it('is signed, filed, paid and levied', async () => {
      const { id } = await app.taskOf('wang', entry, 'sign-contract');
      const { form } = jsonOf<{ form: WorkForm }>(await app.get('wang', `/api/v1/tasks/${id}`));
      const known = form.outcomes[0]!.fields.flatMap(({ name, value }) => (value ? [[name, value]] : []));
      expect(Object.fromEntries(known)).toEqual(
        Object.fromEntries(
          ['planning', 'industry', 'ecology'].map((kind) => [
            `${kind}No`,
            expect.stringMatching(new RegExp(`^${kind}〔2026〕${entry}-\\d$`)),
          ]),
        ),
      );
      await sign(app, entry);
      expect((await app.taskOf('li', entry, 'file-contract')).excluded).toContain('wang');
      await file(app, entry);
      expect(await supplyOf(app)).toMatchObject({ occupiedM2: '0.00', usedM2: scheme.deal.areaM2 });
      await payPrice(app, entry, '180000000', '价-1');
      await payPrice(app, entry, '180000000', '价-1');
      const over = await app.post('feng', `/api/v1/entries/${entry}/price-payments`, {
        amountFen: '180000001',
        paidOn: '2026-04-20',
        voucherNo: '价-2',
      });
      expect(problemOf(over).code).toBe('contract.overpayment');
      await payPrice(app, entry, '180000000', '价-2');
      const { levyFen } = await viewOf(app, entry);
      expect(BigInt(levyFen!) > 0n).toBe(true);
      await issueNotice(app, entry);
      const part = BigInt(levyFen!) / 3n;
      await payLevy(app, entry, part.toString(), '调-1');
      expect(await app.tasks('lin', `entry=${entry}&kind=register-right`)).toEqual([]);
      await payLevy(app, entry, (BigInt(levyFen!) - part).toString(), '调-2');
      expect((await app.tasks('chen', `entry=${entry}`)).map(({ kind }) => kind)).toEqual(['register-right']);
    });

    it('shares the income, is registered, and is complete', async () => {
      await distribute(app, entry, '2026-05-29');
      await register(app, entry, scheme.parcel);
      expect(await viewOf(app, entry)).toMatchObject({
        stage: 'registration',
        state: 'completed',
        status: 'completed',
      });
      await expectNothingLeft(app, entry);
      const types = await factsOf(entry);
      expect(types.filter((type) => type === 'TaskOpened').length).toBe(
        types.filter((type) => type === 'TaskCompleted').length,
      );
      expectInOrder(types, [
        'SchemeSubmitted',
        'ParcelLocked',
        'PlanningChecked',
        'PlanningConditionsIssued',
        'PlanningConditionsIssued',
        'PlanningConditionsIssued',
        'PlanningPassed',
        'ReviewOpened',
        'OpinionGiven',
        'OpinionGiven',
        'OpinionGiven',
        'ReviewAgreed',
        'QuotaReserved',
        'DecisionOpened',
        'ApprovalGranted',
        'SchemeApproved',
        'ListingOrdered',
        'TradeDecided',
        'ListingAnnounced',
        'ListingOpened',
        'ListingSold',
        'DealConfirmed',
        'ContractSigned',
        'ContractFiled',
        'LevyAssessed',
        'PricePaymentRecorded',
        'PricePaymentRecorded',
        'PriceSettled',
        'LevyNoticeIssued',
        'LevyPaymentRecorded',
        'LevyPaymentRecorded',
        'LevySettled',
        'DistributionOpened',
        'DistributionPlanned',
        'DistributionPublished',
        'PublicationPassed',
        'IncomeDistributed',
        'RightRegistered',
        'EntryCompleted',
      ]);
      for (const once of [
        'SchemeSubmitted',
        'ListingSold',
        'PriceSettled',
        'LevySettled',
        'RightRegistered',
        'EntryCompleted',
        'QuotaWrittenOff',
        'ParcelGranted',
        'ContractFulfilled',
      ])
        expect([once, types.filter((type) => type === once).length]).toEqual([once, 1]);
    });

    it('says of every number and every day by which rule and source it came', async () => {
      const facts = await timelineOf(app, entry);
      const basis = (type: string) =>
        facts.filter((fact) => fact.type === type).flatMap(({ grounds }) => grounds);
      expect(basis('SchemeSubmitted')).toEqual([
        expect.objectContaining({
          what: '表决',
          rule: 'scheme.vote-threshold',
          source: expect.stringContaining('土地管理法第六十三条'),
        }),
        expect.objectContaining({ what: '使用期限', rule: 'use:工业', formula: '50 年 ≤ 50 年' }),
      ]);
      expect(basis('ReviewOpened').map(({ what, rule }) => [what, rule])).toEqual([
        ['联审意见期限', 'procedure.modification-opinion'],
        ['最早公告日', 'procedure.report-before-notice'],
      ]);
      for (const [type, rule] of [
        ['QuotaReserved', 'quota.reserve-expiry'],
        ['ListingOrdered', 'listing.deposit-ratio'],
        ['ListingSold', 'listing.deposit-refund'],
        ['DealConfirmed', 'listing.contract'],
        ['LevyAssessed', 'gain-any'],
        ['LevyNoticeIssued', 'levy.due'],
        ['DistributionPlanned', 'public-reserve'],
        ['DistributionPublished', 'distribution.publication'],
        ['RegistrationReady', 'registration.deed-tax-rate'],
        ['RegistrationReady', 'registration.decision'],
        ['RegistrationReady', 'deed-tax-paid'],
        ['RegistrationReady', 'no-dispute'],
        ['TenureOpened', 'tenure.idle-fee-years'],
      ] as const)
        expect([type, basis(type).map((one) => one.rule)]).toEqual([type, expect.arrayContaining([rule])]);
      expect(basis('TaskOpened')).toHaveLength(facts.filter(({ type }) => type === 'TaskOpened').length);
      const all = facts.flatMap(({ grounds }) => grounds);
      expect(all.filter(({ source }) => source.trim() === '')).toEqual([]);
      expect(all.some(({ confirmed }) => !confirmed)).toBe(true);
    });

    it('was done by the person whose work it was', async () => {
      const facts = await timelineOf(app, entry);
      const by = Object.fromEntries(facts.map(({ type, meta }) => [type, meta.actor.person]));
      expect(by).toMatchObject({
        SchemeSubmitted: 'wang',
        ApprovalGranted: 'zheng',
        ListingAnnounced: 'trading-platform',
        ListingSold: 'trading-platform',
        ContractSigned: 'wang',
        ContractFiled: 'li',
        PriceSettled: 'feng',
        LevySettled: 'feng',
        IncomeDistributed: 'wang',
        RightRegistered: 'chen',
      });
      expect(facts.find(({ type }) => type === 'ListingOpened')!.meta.actor.role).not.toBe('platform');
    });
  });

  describe('the right after its registration', () => {
    const scheme = soundScheme(0);
    const entry = `${scheme.parcel}-1`;
    const tenure = (user: string, path: string, body: object) =>
      app.post(user, `/api/v1/entries/${entry}/tenure/${path}`, body);
    const view = async (user = 'li') =>
      jsonOf<Record<string, unknown>>(await app.get(user, `/api/v1/entries/${entry}/tenure`));
    const next = { name: '后继实业有限公司', uscc: '91370114MA0000002C' };
    const transfer = () => ({
      act: 'sale',
      to: next,
      contractNo: '转1',
      signedOn: app.today(),
      noticeNo: '告1',
      noticedOn: app.today(),
      incomeFen: '500000000',
      developmentFen: '40000000',
      plannedFen: '100000000',
      investedFen: '30000000',
    });

    it('belongs to the buyer, for the agreed years', async () => {
      expect(await view()).toMatchObject({
        status: 'held',
        holder: BUYER,
        acquiredFen: '360000000',
        beganOn: '2027-01-10',
        endsOn: '2077-01-10',
        schedule: { startBy: '2027-07-01', idleFeeOn: '2028-07-01', idleReturnOn: '2029-07-01' },
      });
      expect((await app.get('platform', `/api/v1/entries/${entry}/tenure`)).status).toBe(403);
    });

    it('is passed on when the owner was told, and levy and deed tax are paid (实施条例 Art. 43)', async () => {
      expect(
        problemOf(await tenure('chen', 'transfer', { ...transfer(), noticeNo: '' })).errors?.map(
          ({ pointer }) => pointer,
        ),
      ).toContain('/noticeNo');
      expect(
        problemOf(await tenure('chen', 'transfer', { ...transfer(), investedFen: '24999999' })).code,
      ).toBe('tenure.transfer-invested');
      expect((await tenure('chen', 'transfer', transfer())).status).toBe(200);
      const {
        transfer: { levy, deedTax },
      } = (await view()) as {
        transfer: { levy: { value: string; formula: string; source: string }; deedTax: { value: string } };
      };
      expect(levy).toMatchObject({
        value: '20000000',
        formula: expect.stringContaining('5000000.00 − 3600000.00 − 400000.00'),
        source: expect.stringMatching(/./),
      });
      const registration = {
        certificateNo: '鲁（2026）济南市不动产权第2号',
        registeredOn: app.today(),
        deedTaxVoucher: '契2',
        deedTaxFen: deedTax.value,
      };
      expect(problemOf(await tenure('chen', 'transfer/registration', registration)).code).toBe(
        'tenure.levy-unpaid',
      );
      expect(
        (
          await tenure('chen', 'transfer/levy-payment', {
            amountFen: levy.value,
            paidOn: app.today(),
            voucherNo: '转缴1',
          })
        ).status,
      ).toBe(403);
      expect(
        (
          await tenure('feng', 'transfer/levy-payment', {
            amountFen: levy.value,
            paidOn: app.today(),
            voucherNo: '转缴1',
          })
        ).status,
      ).toBe(200);
      expect((await tenure('chen', 'transfer/registration', registration)).status).toBe(200);
      expect(await view()).toMatchObject({ holder: next, acquiredFen: '500000000', transfer: null });
    });

    it('is taken back by the government only, and the parcel may enter anew (土地管理法 Art. 66)', async () => {
      const back = {
        ground: 'public-interest',
        approvalNo: '章政土收〔2026〕1号',
        returnedOn: app.today(),
        buildingsFen: '0',
      };
      expect((await tenure('li', 'return', back)).status).toBe(403);
      expect((await tenure('zheng', 'return', back)).status).toBe(200);
      expect(await view()).toMatchObject({ status: 'ended', how: 'returned' });
      expect(
        problemOf(await tenure('wang', 'start', { startedOn: app.today(), documentNo: '开1' })).code,
      ).toBe('tenure.ended');
      expect(jsonOf(await app.get('wang', `/api/v1/parcels/${scheme.parcel}`))).toMatchObject({
        status: 'free',
        entry: null,
      });
      const again = await submit(app, { ...soundScheme(0, {}, app.today()) });
      expect(again).toBe(`${scheme.parcel}-2`);
      expect(await viewOf(app, again)).toMatchObject({ state: 'conditions-pending' });
      await expectNothingLeft(app, entry);
    });
  });

  describe('an entry by agreed lease', () => {
    it('goes through its public notice instead of the platform', async () => {
      const scheme = soundScheme(
        17,
        { form: 'lease', method: 'agreement', termYears: 20, priceFen: '90000000' },
        app.today(),
      );
      const entry = await submit(app, scheme);
      await issueConditions(app, entry);
      await agree(app, entry);
      await approve(app, entry);
      expect(await viewOf(app, entry)).toMatchObject({ stage: 'contract', state: 'deal-pending' });
      const deal = { buyer: BUYER, priceFen: '95000000', publishedOn: app.today() };
      expect(
        problemOf(
          await app.decide('wang', entry, 'publish-deal', 'publish', { ...deal, priceFen: '80000000' }),
        ).code,
      ).toBe('contract.below-scheme-price');
      expect((await app.decide('wang', entry, 'publish-deal', 'publish', deal)).status).toBe(200);
      await app.turnTo('2026-06-28');
      expect(await viewOf(app, entry)).toMatchObject({ state: 'deal-published' });
      await app.turnTo('2026-06-30');
      expect(await viewOf(app, entry)).toMatchObject({ state: 'to-be-signed', priceFen: '95000000' });
      await sign(app, entry);
      await file(app, entry);
      await payPrice(app, entry, '4750000', '租-1');
      expect(
        problemOf(
          await app.post('feng', `/api/v1/entries/${entry}/guarantee-payment`, {
            amountFen: '1',
            paidOn: app.today(),
            voucherNo: '保-1',
          }),
        ).code,
      ).toBe('contract.guarantee-amount');
      await payGuarantee(app, entry, '1425000', '保-1');
      const { levyFen } = await viewOf(app, entry);
      await issueNotice(app, entry);
      await payLevy(app, entry, levyFen!, '租调-1');
      await register(app, entry, scheme.parcel);
      expect(await viewOf(app, entry)).toMatchObject({ status: 'completed' });
      // The levy of the whole term is more than the first rent: the rent that brings more than it takes is
      // shared out.
      expect(await app.tasks('wang', `entry=${entry}&kind=plan-distribution`)).toEqual([]);
      const ahead = BigInt(levyFen!) / 4_750_000n;
      await payPrice(app, entry, (4_750_000n * ahead).toString(), '租-2');
      await distribute(app, entry, '2026-08-20');
      expect(await viewOf(app, entry)).toMatchObject({ status: 'completed' });
      await expectNothingLeft(app, entry);
      const types = await factsOf(entry);
      expectInOrder(withoutTasks(types), [
        'SchemeApproved',
        'DealOpened',
        'DealPublished',
        'DealConfirmed',
        'ContractSigned',
        'ContractFiled',
        'LeaseSecured',
        'DistributionNoted',
        'RightRegistered',
        'EntryCompleted',
        'DistributionOpened',
        'IncomeDistributed',
      ]);
      expect(types.some((type) => type.startsWith('Listing'))).toBe(false);
    });
  });

  describe('an entry that the government rejects', () => {
    it('was returned with items and revised by answers, with parcel and quota as they were', async () => {
      const scheme = soundScheme(34, {}, app.today());
      const before = await supplyOf(app);
      const entry = await submit(app, scheme);
      await issueConditions(app, entry);
      const items = [
        { field: 'distribution', opinion: '收益分配安排不明确，请细化' },
        { field: 'deal.priceFen', opinion: '请补充价格依据' },
      ];
      expect((await app.decide('qian', entry, 'opinion-finance', 'return', { items })).status).toBe(200);
      expect(await viewOf(app, entry)).toMatchObject({ stage: 'scheme', state: 'returned' });
      expect(await app.tasks('lin', `entry=${entry}`)).toMatchObject([{ kind: 'revise-scheme' }]);

      const revised = { ...scheme, distribution: '公积金20%，公益金10%，其余按份额' };
      const revision = `/api/v1/entries/${entry}/revision`;
      const half = await app.post('wang', revision, {
        scheme: revised,
        answers: [{ field: 'distribution', answer: '已细化' }],
      });
      expect([
        half.status,
        problemOf(half).code,
        problemOf(half).errors?.map(({ pointer }) => pointer),
      ]).toEqual([422, 'scheme.unanswered', ['/deal/priceFen']]);
      const answers = items.map(({ field }) => ({ field, answer: '已按意见修改' }));
      expect((await app.post('wang', revision, { scheme: revised, answers })).status).toBe(200);
      expect(await viewOf(app, entry)).toMatchObject({ state: 'conditions-pending', schemeVersion: 2 });
      expect(jsonOf(await app.get('wang', `/api/v1/entries/${entry}/scheme`)).distribution).toBe(
        revised.distribution,
      );

      await issueConditions(app, entry, 2);
      await agree(app, entry);
      expect((await supplyOf(app)).reservedM2).toBe(scheme.deal.areaM2);
      expect(
        (
          await app.decide('zheng', entry, 'decide-scheme', 'reject', {
            documentNo: '章政否〔2026〕1号',
            reason: '与年度供应时序不符',
          })
        ).status,
      ).toBe(200);
      expect(await viewOf(app, entry)).toMatchObject({
        status: 'rejected',
        endedBecause: '与年度供应时序不符',
      });
      expect(await supplyOf(app)).toEqual(before);
      await expectNothingLeft(app, entry);
      expectInOrder(withoutTasks(await factsOf(entry)), [
        'ReviewReturned',
        'SchemeReturned',
        'SchemeRevised',
        'ReviewAgreed',
        'QuotaReserved',
        'ApprovalRefused',
        'SchemeRejected',
        'QuotaReleased',
        'ParcelUnlocked',
      ]);

      const again = await submit(app, soundScheme(34, {}, app.today()));
      expect(again).toBe(`${demoParcel(34).code}-2`);
      expect(await viewOf(app, again)).toMatchObject({ state: 'conditions-pending' });
    });
  });
}
