import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Command, Decider } from '#kernel/messages';
import { scenario } from '#kernel/testing';
import { payGuarantee, recordPricePayment } from '../stages/contract/contract.commands.js';
import { contract } from '../stages/contract/contract.decider.js';
import type { ContractEvent } from '../stages/contract/contract.events.js';
import { paper, termsFor } from '../stages/contract/contract.fixture.js';
import { distributeIncome } from '../stages/distribution/distribution.commands.js';
import { distributionDecider } from '../stages/distribution/distribution.decider.js';
import type { DistributionEvent } from '../stages/distribution/distribution.events.js';
import { levyDecider } from '../stages/levy/levy.decider.js';
import { recordLevyPayment } from '../stages/levy/levy.commands.js';
import type { LevyEvent } from '../stages/levy/levy.events.js';
import { buyer, byEngine, deal, on, packs, subject } from '../stages/listing/listing.fixture.js';
import type { Correction } from './payment.rules.js';
import { contractOf, distributionOf, levyOf, tenureOf } from './terms.js';
import type { Day } from './terms.js';
import * as tenureCommands from '../stages/tenure/tenure.commands.js';
import { tenure } from '../stages/tenure/tenure.decider.js';
import type { TenureEvent } from '../stages/tenure/tenure.events.js';

const SOURCES = 'libs/land/src';
const PRICE = deal.priceFen;
const terms = termsFor(BigInt(PRICE));
const explanation = { formula: '', inputs: {}, rule: '', source: '', confirmed: false };
const explained = { value: '100', ...explanation };
const party = { name: '济南后继实业有限公司', uscc: '91370114MA3EXAMP2T' };

const underContract: readonly ContractEvent[] = [
  {
    type: 'DealConfirmed',
    data: { subject, deal, buyer, priceFen: PRICE, confirmedOn: '2026-04-15', signBy: '2026-04-29' },
  },
  {
    type: 'ContractSigned',
    data: { subject, paper, terms, priceFen: PRICE, signedBy: 'li', preparedBy: null },
  },
];
const noticed: readonly LevyEvent[] = [
  { type: 'LevyAssessed', data: { subject, amountFen: '100', explanation } },
  {
    type: 'LevyNoticeIssued',
    data: { subject, noticeNo: '1', issuedOn: '2026-06-02', dueOn: '2026-07-02', amountFen: '100' },
  },
];
const agreed: TenureEvent = {
  type: 'TenureAgreed',
  data: { subject, deal, terms, priceFen: PRICE, contractNo: '集让1' },
};
const held: readonly TenureEvent[] = [
  agreed,
  ...scenario(tenure(packs))(agreed)
    .when(
      byEngine(
        '2026-07-01',
        tenureCommands.openTenure(tenureOf(subject.entry), { subject, certificateNo: '证1' }),
      ),
    )
    .decided(),
];
const idle: readonly TenureEvent[] = [
  ...held,
  { type: 'LandIdle', data: { subject, startBy: '2026-11-01', idleSince: '2027-11-01', fee: explained } },
];
const transferred: readonly TenureEvent[] = [
  ...held,
  {
    type: 'TransferOpened',
    data: {
      subject,
      levy: explained,
      deedTax: explained,
      transfer: {
        act: 'sale',
        to: party,
        contractNo: '转1',
        signedOn: '2026-12-01',
        noticeNo: '告1',
        noticedOn: '2026-12-02',
        incomeFen: '1',
        plannedFen: '1',
        investedFen: '1',
      },
    },
  },
];
const rents = { years: 3, guarantee: explained };
const leased: readonly ContractEvent[] = [
  underContract[0]!,
  {
    type: 'ContractSigned',
    data: { subject, paper, terms: { ...terms, rents }, priceFen: PRICE, signedBy: 'li', preparedBy: null },
  },
];
const tenureOfDeal = (
  form: 'lease-then-grant' | 'equity',
  more: Partial<typeof terms>,
): readonly TenureEvent[] => {
  const fact: TenureEvent = {
    type: 'TenureAgreed',
    data: {
      subject,
      deal: { ...deal, form },
      terms: { ...terms, ...more },
      priceFen: PRICE,
      contractNo: '集让1',
    },
  };
  return [
    fact,
    ...scenario(tenure(packs))(fact)
      .when(
        byEngine(
          '2026-07-01',
          tenureCommands.openTenure(tenureOf(subject.entry), { subject, certificateNo: '证1' }),
        ),
      )
      .decided(),
  ];
};
const shared = tenureOfDeal('equity', { capital: { shareRatio: '35%', valueFen: PRICE } });
const converting: readonly TenureEvent[] = [
  ...tenureOfDeal('lease-then-grant', { rents }),
  { type: 'ConversionApplied', data: { subject, round: 1, appliedOn: '2026-11-20', documentNo: '申1' } },
  {
    type: 'ConversionApproved',
    data: {
      subject,
      round: 1,
      documentNo: '批1',
      acceptanceNo: '验1',
      contractNo: '转1',
      signedOn: '2026-12-01',
      priceFen: PRICE,
      endsOn: '2076-05-20',
      levy: explained,
      deedTax: explained,
    },
  },
];
const passed: readonly DistributionEvent[] = [
  { type: 'DistributionOpened', data: { subject, receiptsFen: '100', levyFen: '0' } },
  {
    type: 'DistributionPlanned',
    data: {
      subject,
      round: 1,
      lines: [],
      members: [],
      resolution: { total: 100, yes: 67, planShownOn: '2026-06-10', heldOn: '2026-06-20' },
      vote: '',
    },
  },
  {
    type: 'DistributionPublished',
    data: { subject, round: 1, publishedOn: '2026-06-23', publicUntil: '2026-07-08' },
  },
  { type: 'PublicationPassed', data: { subject, round: 1 } },
];

type Paid = Readonly<{ paidOn: Day; amountFen: string; voucherNo: string; correction?: Correction }>;
type Row = Readonly<{
  command: string;
  fact: Day;
  decided: (today: Day, paid: Paid) => readonly { type: string; data: object }[];
}>;
type Fact = Readonly<{ type: string; data: object }>;
const deciding =
  <S, C extends Command, E extends Fact>(
    decider: Decider<S, C, E>,
    history: readonly E[],
    make: (paid: Paid) => C,
  ): Row['decided'] =>
  (today, paid) =>
    decider.decide(on(today, make(paid)), history.reduce(decider.evolve, decider.initial));

/** Every payment, with the day of the fact that made it due. */
const INCOMING: readonly Row[] = [
  {
    command: 'RecordPricePayment',
    fact: terms.signedOn,
    decided: deciding(contract(packs), underContract, (paid) =>
      recordPricePayment(contractOf(subject.entry), paid),
    ),
  },
  {
    command: 'RecordLevyPayment',
    fact: '2026-06-02',
    decided: deciding(levyDecider(packs), noticed, (paid) => recordLevyPayment(levyOf(subject.entry), paid)),
  },
  {
    command: 'PayIdleFee',
    fact: '2027-11-01',
    decided: deciding(tenure(packs), idle, (paid) =>
      tenureCommands.payIdleFee(tenureOf(subject.entry), paid),
    ),
  },
  {
    command: 'PayTransferLevy',
    fact: '2026-12-01',
    decided: deciding(tenure(packs), transferred, (paid) =>
      tenureCommands.payTransferLevy(tenureOf(subject.entry), paid),
    ),
  },
  {
    command: 'PayGuarantee',
    fact: terms.signedOn,
    decided: deciding(contract(packs), leased, (paid) => payGuarantee(contractOf(subject.entry), paid)),
  },
  {
    command: 'PayConversionLevy',
    fact: '2026-12-01',
    decided: deciding(tenure(packs), converting, (paid) =>
      tenureCommands.payConversionLevy(tenureOf(subject.entry), paid),
    ),
  },
  {
    command: 'RecordDividend',
    fact: terms.deliveryOn,
    decided: deciding(tenure(packs), shared, (paid) =>
      tenureCommands.recordDividend(tenureOf(subject.entry), {
        ...paid,
        year: 1,
        documentNo: '股东会1',
      }),
    ),
  },
];
const payOut = deciding(distributionDecider(packs), passed, ({ paidOn, voucherNo }) =>
  distributeIncome(distributionOf(subject.entry), { paidOn, voucherNo }),
);

const TODAY = '2028-03-01';
const paid = (paidOn: Day, correction?: Correction): Paid => ({
  paidOn,
  amountFen: '100',
  voucherNo: 'v-1',
  ...(correction ? { correction } : {}),
});
const dayBefore = (day: Day) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const correction: Correction = { documentNo: '章财更〔2028〕1号', reason: '保证金抵作价款' };
const refused = (code: string, message = '') =>
  expect.objectContaining({
    code: expect.stringMatching(code) as unknown,
    message: expect.stringContaining(message) as unknown,
  }) as unknown as Error;

describe('a payment', () => {
  it.each(INCOMING)(
    'by $command is dated between what made it due ($fact) and today',
    ({ fact, decided }) => {
      expect(decided(TODAY, paid(fact))).toMatchObject([
        { data: { paidOn: fact } },
        ...decided(TODAY, paid(fact)).slice(1),
      ]);
      expect(decided(TODAY, paid(TODAY))[0]).toMatchObject({ data: { paidOn: TODAY } });
      expect(() => decided(TODAY, paid('2028-03-02'))).toThrow(refused('\\.date-in-future$'));
      for (const early of [dayBefore(fact), '1999-01-01'])
        expect(() => decided(TODAY, paid(early))).toThrow(refused('^payment\\.before-fact$', fact));
    },
  );

  it.each(INCOMING)(
    'by $command that is older is taken upon a document, which stands in the fact',
    ({ fact, decided }) => {
      expect(decided(TODAY, paid(dayBefore(fact), correction))[0]).toMatchObject({
        data: { paidOn: dayBefore(fact), correction },
      });
      for (const half of [
        { ...correction, documentNo: ' ' },
        { ...correction, reason: '' },
      ])
        expect(() => decided(TODAY, paid(dayBefore(fact), half))).toThrow(
          refused('^payment\\.correction-incomplete$'),
        );
      expect(() => decided(TODAY, paid('2028-03-02', correction))).toThrow(refused('\\.date-in-future$'));
    },
  );

  it('to members comes after the publication and by today; no document mends an earlier one', () => {
    expect(payOut(TODAY, paid('2026-07-09'))).toMatchObject([{ type: 'IncomeDistributed' }]);
    expect(() => payOut(TODAY, paid('2026-07-08'))).toThrow(refused('^distribution\\.paid-before-end$'));
    expect(() => payOut(TODAY, paid('2028-03-02'))).toThrow(refused('\\.date-in-future$'));
  });

  it('is in this table, whatever command brings it', () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.commands.ts'),
    );
    const paying = files.flatMap((file) =>
      readFileSync(join(SOURCES, file), 'utf8')
        .split('export const ')
        .filter((command) => command.includes('paidOn: Day'))
        .map((command) => /'(\w+)'/.exec(command)![1]!),
    );
    const outgoing = ['DistributeIncome', 'PayRefund'];
    expect(paying.sort()).toEqual([...INCOMING.map(({ command }) => command), ...outgoing].sort());
  });
});
