import { followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected, envelope } from '#kernel/messages';
import { recorded, scenario } from '#kernel/testing';
import { addDays, fen } from '#policy';
import { deal, byEngine, on, packs, subject } from '../listing/listing.fixture.js';
import { distributionOf, levyOf, registrationOf } from '../../shared/terms.js';
import type { Day } from '../../shared/terms.js';
import {
  assessLevy,
  cancelLevy,
  issueLevyNotice,
  passLevyDeadline,
  recordLevyPayment,
} from './levy.commands.js';
import { LevyDeadlines } from './levy.deadlines.js';
import { levyDecider } from './levy.decider.js';
import type { LevyEvent } from './levy.events.js';
import { sharesOf } from './levy.rules.js';

const rules = levyDecider(packs);
const given = scenario(rules);
const stream = levyOf(subject.entry);
type Of<T extends LevyEvent['type']> = Extract<LevyEvent, { type: T }>;

const commerce = { system: '用地用海2023' as const, code: '0901', name: '商业用地' };
const assess = (change: Partial<typeof deal> = {}, day: Day = '2026-06-01') =>
  byEngine(day, assessLevy(stream, { subject, deal: { ...deal, ...change }, incomeFen: '1200000000' }));
const notice = (noticeNo = '章财调2026-1', issuedOn: Day = '2026-06-02') =>
  on('2026-06-02', issueLevyNotice(stream, { noticeNo, issuedOn }), 'qian');
const pay = (amountFen: string, paidOn: Day, voucherNo = `v-${amountFen}`, reportedOn: Day = paidOn) =>
  on(reportedOn, recordLevyPayment(stream, { amountFen, paidOn, voucherNo }), 'qian');
const passDeadline = (day: Day) => byEngine(day, passLevyDeadline(stream, { subject }));
const cancel = () => byEngine('2026-06-20', cancelLevy(stream, { subject, reason: '合同解除' }));

const explanation = {
  formula: '12000000.00 × 15% = 1800000.00 元',
  inputs: {},
  rule: 'price-gy-1',
  source: '设例',
  confirmed: false,
};
const assessed: LevyEvent = { type: 'LevyAssessed', data: { subject, amountFen: '180000000', explanation } };
const noticed: Of<'LevyNoticeIssued'> = {
  type: 'LevyNoticeIssued',
  data: {
    subject,
    noticeNo: '章财调2026-1',
    issuedOn: '2026-06-02',
    dueOn: '2026-07-02',
    amountFen: '180000000',
  },
};
const paid = (amountFen: string, paidOn: Day, paidFen = amountFen): Of<'LevyPaymentRecorded'> => ({
  type: 'LevyPaymentRecorded',
  data: {
    subject,
    amountFen,
    paidOn,
    voucherNo: `v-${amountFen}`,
    paidFen,
    unpaidFen: String(180000000n - BigInt(paidFen)),
  },
});
const settled: LevyEvent = {
  type: 'LevySettled',
  data: {
    subject,
    amountFen: '180000000',
    lateFeeFen: '0',
    settledOn: '2026-06-10',
    shares: sharesOf(packs.latest.on('2026-06-10', 'any'), fen('180000000')),
  },
};
const cancelled = (noticeOpen: boolean): LevyEvent => ({
  type: 'LevyCancelled',
  data: { subject, reason: '合同解除', noticeOpen },
});
const refunded = (amountFen: string): LevyEvent => ({
  type: 'LevyRefunded',
  data: { subject, amountFen, reason: '合同解除' },
});

describe('the assessment of a levy', () => {
  it('explains itself by the row of the pack, its formula and its source', () => {
    const [fact] = given().when(assess()).decided() as [Of<'LevyAssessed'>];
    expect(fact.data).toMatchObject({
      amountFen: '180000000',
      explanation: { rule: 'price-gy-1', confirmed: false, formula: '12000000.00 × 15% = 1800000.00 元' },
    });
  });
  it('taxes the gain where the costs are known (财税〔2016〕41号)', () => {
    const [fact] = given()
      .when(assess({ acquisitionFen: '300000000', developmentFen: '100000000' }))
      .decided() as [Of<'LevyAssessed'>];
    expect(fact.data).toMatchObject({ amountFen: '240000000', explanation: { rule: 'gain-any' } });
  });
  it('knows a lease from a grant', () => {
    const [fact] = given()
      .when(assess({ form: 'lease' }))
      .decided() as [Of<'LevyAssessed'>];
    expect(fact.data).toMatchObject({ amountFen: '96000000', explanation: { rule: 'price-gy-lease' } });
  });
  it.each<[string, Partial<typeof deal>, string, string]>([
    ['industry of the second grade', { grade: '2' }, '156000000', 'price-gy-2'],
    ['commerce of the first grade', { use: commerce }, '360000000', 'price-sf-1'],
    ['commerce of the third grade', { use: commerce, grade: '3' }, '288000000', 'price-sf-3'],
    [
      'a lease of commerce, of any grade',
      { use: commerce, form: 'lease', grade: '3' },
      '252000000',
      'price-sf-lease',
    ],
    ['equity, as a grant', { use: commerce, form: 'equity' }, '360000000', 'price-sf-1'],
    [
      'commerce with known costs',
      { use: commerce, acquisitionFen: '400000000', developmentFen: '300000000' },
      '200000000',
      'gain-sf',
    ],
    ['industry with one known cost', { acquisitionFen: '200000000' }, '300000000', 'gain-any'],
  ])('knows %s (财税〔2016〕41号)', (_, change, amountFen, rule) => {
    const [fact] = given().when(assess(change)).decided() as [Of<'LevyAssessed'>];
    expect(fact.data).toMatchObject({ amountFen, explanation: { rule } });
  });
  it('goes by the day in Jinan', () => {
    const command = assess();
    const late = envelope(command, { ...command.meta, at: '2026-12-31T16:00:00.000Z' });
    given().when(late).thenTypes('LevyAssessmentDeferred');
  });
  it('of nothing is settled at once', () => {
    given()
      .when(assess({ acquisitionFen: '1100000000', developmentFen: '100000001' }))
      .thenTypes('LevyAssessed', 'LevySettled');
  });
  it('is done once', () => {
    given(assessed).when(assess()).thenNothing();
    given(assessed, cancelled(true)).when(assess()).thenNothing();
  });
  it('waits for an officer where the rate row has expired, and for the rules where none ever was', () => {
    given().when(assess({}, '2027-01-04')).thenTypes('LevyAssessmentDeferred');
    given()
      .when(assess({ grade: '9' }, '2026-06-01'))
      .thenTypes('LevyRateMissing');
  });
  it('waits for a person where the use is not in the pack', () =>
    given()
      .when(assess({ use: { ...deal.use, code: '9999' } }))
      .thenRejected('levy.use-unknown'));
});

describe('the notice of a levy', () => {
  it('gives thirty days by the pack', () => given(assessed).when(notice()).then(noticed));
  it('gives until the next working day when the last is a holiday (民法典 Art. 203)', () => {
    const [fact] = given(assessed).when(notice('章财调2026-1', '2026-03-05')).decided() as [
      Of<'LevyNoticeIssued'>,
    ];
    expect(fact.data.dueOn).toBe('2026-04-07');
  });
  it('is issued once', () => {
    given(assessed, noticed).when(notice()).thenNothing();
    given(assessed, noticed).when(notice('另一号')).thenRejected('levy.already-noticed');
  });
  it('needs an assessment, and a day that has come', () => {
    given().when(notice()).thenRejected('levy.not-assessed');
    given(assessed).when(notice('章财调2026-1', '2026-06-03')).thenRejected('levy.date-in-future');
    given(assessed, settled).when(notice()).thenRejected('levy.settled');
    given(assessed, cancelled(true)).when(notice()).thenRejected('levy.cancelled');
  });
});

describe('a payment of the levy', () => {
  it('may be a part, and the last part settles', () => {
    given(assessed, noticed).when(pay('80000000', '2026-06-05')).then(paid('80000000', '2026-06-05'));
    given(assessed, noticed, paid('80000000', '2026-06-05'))
      .when(pay('100000000', '2026-06-10'))
      .then(paid('100000000', '2026-06-10', '180000000'), settled);
  });
  it('is known by its voucher', () => {
    given(assessed, noticed, paid('80000000', '2026-06-05'))
      .when(pay('80000000', '2026-06-05'))
      .thenNothing();
    given(assessed, noticed, paid('80000000', '2026-06-05'))
      .when(pay('70000000', '2026-06-05', 'v-80000000'))
      .thenRejected('levy.voucher-contradicts');
    given(assessed, noticed, paid('180000000', '2026-06-05'), settled)
      .when(pay('180000000', '2026-06-05'))
      .thenNothing();
  });
  it('is charged on what is left of the principal only, and never on the fee', () => {
    const late = given(assessed, noticed).when(pay('180000000', '2026-07-12')).decided();
    given(assessed, noticed, ...late)
      .when(pay('1800000', '2026-09-20'))
      .thenTypes('LevyPaymentRecorded', 'LevySettled');
    const part = given(assessed, noticed).when(pay('80000000', '2026-07-12')).decided();
    const [, charged] = given(assessed, noticed, ...part)
      .when(pay('100000000', '2026-07-22'))
      .decided() as [LevyEvent, Of<'LevyLateFeeCharged'>];
    expect(charged.data).toMatchObject({ feeFen: '2800000', days: 20 });
  });
  it('is still taken in time when its voucher comes after the due day', () => {
    const overdue: LevyEvent = {
      type: 'LevyOverdue',
      data: { subject, unpaidFen: '180000000', dueOn: '2026-07-02' },
    };
    given(assessed, noticed, overdue)
      .when(pay('180000000', '2026-07-02', 'v-1', '2026-07-05'))
      .thenTypes('LevyPaymentRecorded', 'LevySettled');
  });
  it('is never more than what is open', () => {
    const over = given(assessed, noticed, paid('80000000', '2026-06-05')).when(
      pay('100000001', '2026-06-10'),
    );
    over.thenRejected('levy.overpayment');
    expect(over.decided).toThrow('1000000.00元');
    given(assessed, noticed, paid('180000000', '2026-06-05'), settled)
      .when(pay('1', '2026-06-10'))
      .thenRejected('levy.settled');
  });
  it('is for the notice that it names, and says the same as one that names none', () => {
    const by = (noticeNo: string) =>
      on(
        '2026-06-10',
        recordLevyPayment(stream, { noticeNo, amountFen: '1', paidOn: '2026-06-10', voucherNo: 'v-1' }),
        'treasury',
      );
    const same = given(assessed, noticed).when(pay('1', '2026-06-10')).decided();
    given(assessed, noticed)
      .when(by('章财调2026-1'))
      .then(...same);
    given(assessed, noticed).when(by('章财调2026-9')).thenRejected('levy.notice-unknown');
    given(assessed).when(by('章财调2026-1')).thenRejected('levy.not-noticed');
  });
  it('comes after the notice, is above zero and not from the future', () => {
    given().when(pay('1', '2026-06-05')).thenRejected('levy.not-assessed');
    given(assessed).when(pay('1', '2026-06-05')).thenRejected('levy.not-noticed');
    given(assessed, noticed).when(pay('0', '2026-06-05')).thenRejected('levy.amount-not-positive');
    given(assessed, noticed)
      .when(pay('1', '2026-06-05', 'v', '2026-06-04'))
      .thenRejected('levy.date-in-future');
    given(assessed, cancelled(true)).when(pay('1', '2026-06-05')).thenRejected('levy.cancelled');
  });
  it('after the due day bears 1‰ a day, which must be paid as well (财税〔2016〕41号)', () => {
    const late = given(assessed, noticed).when(pay('180000000', '2026-07-12')).decided() as [
      Of<'LevyPaymentRecorded'>,
      Of<'LevyLateFeeCharged'>,
    ];
    expect(late.map(({ type }) => type)).toEqual(['LevyPaymentRecorded', 'LevyLateFeeCharged']);
    expect(late[0].data.unpaidFen).toBe('1800000');
    expect(late[1].data).toMatchObject({
      feeFen: '1800000',
      days: 10,
      explanation: { formula: '1800000.00 × 1‰ × 10 日 = 18000.00 元' },
    });
    given(assessed, noticed, ...late)
      .when(pay('1800000', '2026-07-20'))
      .thenTypes('LevyPaymentRecorded', 'LevySettled');
    given(assessed, noticed, ...late)
      .when(pay('1800001', '2026-07-20'))
      .thenRejected('levy.overpayment');
    given(assessed, noticed)
      .when(pay('181800000', '2026-07-12'))
      .thenTypes('LevyPaymentRecorded', 'LevyLateFeeCharged', 'LevySettled');
  });
  it('bears no fee on the due day itself', () =>
    given(assessed, noticed)
      .when(pay('180000000', '2026-07-02'))
      .thenTypes('LevyPaymentRecorded', 'LevySettled'));
  it('bears at most the principal as a fee (行政强制法 Art. 45)', () => {
    // 1 500 days at 1‰ would be one and a half times the principal. The rules of that year's packs are of no
    // matter here.
    const [, charged] = given(assessed, noticed).when(pay('180000000', '2030-08-10')).decided() as [
      LevyEvent,
      Of<'LevyLateFeeCharged'>,
    ];
    expect(charged.data.feeFen).toBe('180000000');
    expect(charged.data.explanation.formula).toBe('1800000.00 × 1‰ × 1500 日，以本金为限 = 1800000.00 元');
  });
  it('bears the fee of each interval on what was unpaid in it, and at most the principal in all', () => {
    const [first] = given(assessed, noticed).when(pay('80000000', '2026-07-12')).decided() as [
      Of<'LevyPaymentRecorded'>,
    ];
    const [, charged] = given(assessed, noticed, first).when(pay('100000000', '2030-08-10')).decided() as [
      LevyEvent,
      Of<'LevyLateFeeCharged'>,
    ];
    expect(charged.data.feeFen).toBe('150800000');
    expect(charged.data.explanation.formula).toBe(
      '(1800000.00 × 10 日 + 1000000.00 × 1490 日) × 1‰ = 1508000.00 元',
    );
  });

  it('settles to the same state in whatever order the vouchers arrive', () => {
    const parts = fc
      .array(
        fc.record({
          amount: fc.bigInt(1n, 59999999n),
          paidOn: fc.constantFrom<Day>('2026-06-20', '2026-07-02', '2026-07-12', '2026-08-03'),
        }),
        { minLength: 1, maxLength: 3 },
      )
      .chain((payments) =>
        fc.tuple(
          fc.constant(payments),
          fc.shuffledSubarray(
            payments.map((_, index) => index),
            { minLength: payments.length },
          ),
        ),
      );
    fc.assert(
      fc.property(parts, ([payments, order]) => {
        const settle = (indexes: readonly number[]) => {
          const log: LevyEvent[] = [assessed, noticed];
          const fold = () => log.reduce(rules.evolve, rules.initial);
          for (const index of indexes) {
            const { amount, paidOn } = payments[index]!;
            log.push(...rules.decide(pay(amount.toString(), paidOn, `v-${index}`, '2026-09-01'), fold()));
          }
          // The last payment is asked for by the refusal of too much: so a person at the desk would find the
          // sum as well.
          let open = '0';
          try {
            rules.decide(pay('900000000', '2026-08-20', 'probe', '2026-09-01'), fold());
          } catch (error) {
            open = (error as { details: { openFen: string } }).details.openFen;
          }
          log.push(...rules.decide(pay(open, '2026-08-20', 'last', '2026-09-01'), fold()));
          return fold();
        };
        const state = settle(payments.map((_, index) => index));
        expect(state.status).toBe('settled');
        expect(settle(order)).toEqual(state);
      }),
    );
  });
});

it('never lets the late fee exceed the principal and never overpays, whatever is paid in which order', () => {
  const payments = fc.array(
    fc.record({
      amount: fc.bigInt(1n, 3_000_000n),
      voucher: fc.integer({ min: 1, max: 20 }),
      day: fc.nat(4000),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(fc.bigInt(1n, 10_000_000n), payments, (principal, orders) => {
      const amountFen = principal.toString();
      const log: LevyEvent[] = [
        { type: 'LevyAssessed', data: { subject, amountFen, explanation } },
        { ...noticed, data: { ...noticed.data, amountFen } },
      ];
      for (const { amount, voucher, day } of orders) {
        try {
          log.push(
            ...rules.decide(
              pay(amount.toString(), addDays('2026-06-03', day), `v-${voucher}`, '2038-01-01'),
              log.reduce(rules.evolve, rules.initial),
            ),
          );
        } catch (error) {
          if (!(error instanceof Rejected)) throw error;
        }
      }
      const of = <T extends LevyEvent['type']>(type: T) =>
        log.filter((event): event is Of<T> => event.type === type);
      // A later charge replaces the one before.
      const fee = BigInt(of('LevyLateFeeCharged').at(-1)?.data.feeFen ?? '0');
      const taken = of('LevyPaymentRecorded');
      const sum = taken.reduce((total, { data }) => total + BigInt(data.amountFen), 0n);
      expect(fee <= principal).toBe(true);
      expect(sum <= principal + fee).toBe(true);
      expect(new Set(taken.map(({ data }) => data.voucherNo)).size).toBe(taken.length);
      expect(of('LevySettled').map(({ data }) => data.lateFeeFen)).toEqual(
        sum === principal + fee ? [fee.toString()] : [],
      );
    }),
    { numRuns: 200 },
  );
});

describe('a levy that is overdue', () => {
  it('is so after the due day, once, and only for what is unpaid', () => {
    given(assessed, noticed, paid('80000000', '2026-06-05'))
      .when(passDeadline('2026-07-03'))
      .then({ type: 'LevyOverdue', data: { subject, unpaidFen: '100000000', dueOn: '2026-07-02' } });
    given(assessed, noticed).when(passDeadline('2026-07-02')).thenNothing();
    given(assessed, noticed, {
      type: 'LevyOverdue',
      data: { subject, unpaidFen: '180000000', dueOn: '2026-07-02' },
    })
      .when(passDeadline('2026-07-03'))
      .thenNothing();
    given(assessed, noticed, paid('180000000', '2026-06-10'), settled)
      .when(passDeadline('2026-07-03'))
      .thenNothing();
  });
});

describe('a cancelled levy', () => {
  it('is owed no more, and exactly what was paid goes back', () => {
    given(assessed).when(cancel()).then(cancelled(true));
    given(assessed, noticed).when(cancel()).then(cancelled(false));
    given(assessed, noticed, paid('80000000', '2026-06-05'))
      .when(cancel())
      .then(cancelled(false), refunded('80000000'));
    given(assessed, noticed, paid('180000000', '2026-06-10'), settled)
      .when(cancel())
      .then(refunded('180000000'));
    given(assessed, settled).when(cancel()).then(cancelled(false));
  });
  it('is cancelled before it was assessed, so that an assessment that comes late begins nothing', () => {
    given().when(cancel()).then(cancelled(false));
    given(cancelled(false)).when(cancel()).thenNothing();
    given(cancelled(false)).when(assess()).thenNothing();
    given(cancelled(false)).when(notice()).thenRejected('levy.cancelled');
  });
  it('is cancelled once', () => {
    given(assessed, cancelled(true)).when(cancel()).thenNothing();
    given(assessed, noticed, paid('180000000', '2026-06-10'), settled, refunded('180000000'))
      .when(cancel())
      .thenNothing();
  });
});

describe('what follows from a levy', () => {
  const task = `task-${subject.entry}.levy-notice.1` as const;
  it('finance gets work where something is owed', () => {
    expect(workOf(recorded(assessed), 'levy-notice')).toMatchObject([
      ['OpenTask', task, { office: '370114/finance' }],
    ]);
    expect(
      workOf(
        recorded<LevyEvent>({ type: 'LevyAssessed', data: { subject, amountFen: '0', explanation } }),
        'levy-notice',
      ),
    ).toEqual([]);
  });
  it('the notice ends that work, and a cancellation takes it back', () => {
    const event = recorded(noticed, {
      meta: { actor: { person: 'qian', role: 'finance', office: '370114/finance' } },
    });
    expect(workOf(event, 'levy-notice')).toEqual([
      ['CompleteTask', task, { person: 'qian', outcome: 'issue' }],
    ]);
    expect(workOf(recorded(cancelled(true)))).toEqual([['CancelTask', task, { reason: '合同解除' }]]);
    expect(workOf(recorded(cancelled(false)))).toEqual([]);
  });
  it('a settled levy opens its gate and is noted for the distribution', () => {
    expect(followed('noteSettledLevy', recorded(settled))).toEqual([
      ['NoteLevy', distributionOf(subject.entry), { subject, levyFen: '180000000' }],
    ]);
    expect(followed('meetLevyGate', recorded(settled))).toEqual([
      ['MeetGate', registrationOf(subject.entry), { subject, gate: 'levy' }],
    ]);
  });
  it('the clock rings when the due day has ended in Beijing', () => {
    const clock = new LevyDeadlines();
    const id = `levy ${subject.entry} is due`;
    expect(clock.changes(recorded(noticed))).toEqual([
      {
        set: id,
        dueAt: '2026-07-02T16:00:00.000Z',
        command: { type: 'PassLevyDeadline', stream, data: { subject } },
      },
    ]);
    for (const end of [settled, cancelled(false), refunded('1')])
      expect(clock.changes(recorded(end))).toEqual([{ clear: id }]);
  });
});
