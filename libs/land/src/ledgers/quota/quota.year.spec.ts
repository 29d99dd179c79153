import { followed } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected, envelope } from '#kernel/messages';
import { meta, recorded, scenario } from '#kernel/testing';
import { RulePacks } from '#policy';
import { packWith, scalar } from '../../../../policy/testing/pack-with.js';
import { packs } from '../../stages/listing/listing.fixture.js';
import { subjectOf } from '../../stages/scheme/scheme.fixture.js';
import type { Demand, QuotaKind } from '../../shared/need.rules.js';
import {
  adjustQuota,
  carryOverQuota,
  closeQuotaYear,
  expireReservation,
  issueQuota,
  occupyQuota,
  openQuotaBatch,
  releaseQuota,
  reserveQuota,
} from './quota.commands.js';
import type { QuotaCommand } from './quota.commands.js';
import { QuotaDeadlines } from './quota.deadlines.js';
import { quota } from './quota.decider.js';
import type { LinkageOrigin, QuotaEvent } from './quota.events.js';
import { EMPTY, QUOTA_KINDS, availableOf } from './quota.ledger.js';
import type { Envelope } from '#kernel/messages';

const rules = quota(packs);
const given = scenario(rules);
const elsewhere = (key: string, value = 'true') =>
  scenario(quota(new RulePacks([packWith(scalar('quota.yaml', key, value))])));
const stream = 'quota-370114-2026';
const [one, two, three] = [subjectOf(1), subjectOf(2), subjectOf(3)];
const expiresOn = '2026-08-29';

function at<C extends QuotaCommand>(command: C, day = '2026-03-02'): Envelope<C> {
  return envelope(command, meta({ at: `${day}T02:00:00.000Z` }));
}
const need = (areaM2: string, kind: QuotaKind = 'supply'): Demand => ({ kind, areaM2 });
const issued = (areaM2: string, kind: QuotaKind = 'supply'): QuotaEvent => ({
  type: 'QuotaIssued',
  data: { kind, areaM2, documentNo: '济自然资〔2026〕1号' },
});
const held = (subject = one, demands = [need('600.00')]): QuotaEvent => ({
  type: 'QuotaReserved',
  data: { subject, demands, fromWaitlist: false, expiresOn },
});
const waits = (subject = two, areaM2 = '600.00'): QuotaEvent => ({
  type: 'QuotaWaitlisted',
  data: { subject, need: { demands: [need(areaM2)], readiness: 50 }, short: [need('200.00')] },
});
const ranOut: QuotaEvent = {
  type: 'QuotaReservationExpired',
  data: { subject: one, demands: [need('600.00')], expiresOn },
};
const occupied: QuotaEvent = { type: 'QuotaOccupied', data: { subject: one, demands: [need('600.00')] } };
const reserve = (subject = one, demands: readonly Demand[] = [need('600.00')]) =>
  at(reserveQuota(stream, { subject, need: { demands, readiness: 50 } }));
const expire = (day: string, on = expiresOn) =>
  at(expireReservation(stream, { subject: one, expiresOn: on }), day);
const close = (day = '2027-01-01') => at(closeQuotaYear(stream, { documentNo: '济自然资〔2027〕1号' }), day);
const typesOf = (events: readonly QuotaEvent[]) => events.map(({ type }) => type);

describe('a reservation that is not approved in time (济政字〔2021〕60号 四（一）4)', () => {
  it('runs out after its last day, once, and frees exactly what it held', () => {
    given(issued('600.00'), held()).when(expire('2026-08-30')).then(ranOut);
    given(issued('600.00'), held()).when(expire('2026-08-29')).thenNothing();
    given(issued('600.00'), held(), ranOut).when(expire('2026-08-31')).thenNothing();
  });
  it('does not run out once it is approved, given back or taken anew', () => {
    given(issued('600.00'), held(), occupied).when(expire('2026-08-30')).thenNothing();
    given(issued('600.00')).when(expire('2026-08-30')).thenNothing();
    given(issued('600.00'), held()).when(expire('2026-08-30', '2026-05-01')).thenNothing();
  });
  it('serves the waiting list with what it frees', () => {
    const events = given(issued('1000.00'), held(), waits()).when(expire('2026-08-30')).decided();
    expect(typesOf(events)).toEqual(['QuotaReservationExpired', 'QuotaReserved']);
    expect(events[1]).toMatchObject({
      data: { subject: two, fromWaitlist: true, expiresOn: '2027-02-26' },
      correlation: two.entry,
    });
  });
  it('sends its scheme back to the clerk, and the revised one queues anew', () => {
    expect(followed('returnSchemeOfExpiredReservation', recorded(ranOut))).toEqual([
      [
        'ExpireDecision',
        `approval-${one.entry}`,
        { subject: one, reason: expect.stringContaining('2026-08-29') },
      ],
    ]);
    given(issued('600.00'), held(), ranOut).when(reserve()).then(held());
  });
  it('is taken anew by an approval that came in time, where it still fits', () => {
    const late = at(occupyQuota(stream, { subject: one }));
    given(issued('600.00'), held(), ranOut).when(late).thenTypes('QuotaReserved', 'QuotaOccupied');
    given(issued('600.00'), held(), ranOut, held(two)).when(late).thenRejected('quota.expired');
  });
  it('holds nothing any more when its entry ends', () => {
    const end = at(releaseQuota(stream, { subject: one, reason: '撤回' }));
    const released: QuotaEvent = {
      type: 'QuotaReleased',
      data: { subject: one, demands: [], from: 'expired', reason: '撤回' },
    };
    given(issued('600.00'), held(), ranOut).when(end).then(released);
    given(issued('600.00'), held(), ranOut, released)
      .when(at(occupyQuota(stream, { subject: one })))
      .thenNothing();
  });
  it('has its deadline listed until the land is occupied, given back or lost', () => {
    const clock = new QuotaDeadlines();
    const id = `quota of ${one.entry} is reserved`;
    expect(clock.changes(recorded(held(), { stream }))).toEqual([
      {
        set: id,
        dueAt: '2026-08-29T16:00:00.000Z',
        command: { type: 'ExpireReservation', stream, data: { subject: one, expiresOn } },
      },
    ]);
    for (const end of [ranOut, occupied])
      expect(clock.changes(recorded(end, { stream }))).toEqual([{ clear: id }]);
  });
});

describe('batches (分期分批)', () => {
  const batch = (batchNo: string, limitM2 = '1000.00') =>
    at(openQuotaBatch(stream, { batchNo, openedOn: '2026-03-01', limitM2 }));
  const open = (batchNo = '2026-1', limitM2 = '1000.00'): QuotaEvent => ({
    type: 'QuotaBatchOpened',
    data: { batchNo, openedOn: '2026-03-01', limitM2 },
  });
  const inBatch = (subject = one): QuotaEvent => ({
    type: 'QuotaReserved',
    data: { subject, demands: [need('600.00')], fromWaitlist: false, expiresOn, batch: '2026-1' },
  });
  it('take reservations up to their own area, and the rest waits for the next', () => {
    given(issued('9000.00'), open()).when(reserve()).then(inBatch());
    given(issued('9000.00'), open(), inBatch())
      .when(reserve(two))
      .then({
        type: 'QuotaWaitlisted',
        data: { subject: two, need: { demands: [need('600.00')], readiness: 50 }, short: [need('200.00')] },
      });
    expect(
      given(issued('9000.00'), open(), inBatch(), waits()).when(batch('2026-2')).decided()[1],
    ).toMatchObject({ type: 'QuotaReserved', data: { subject: two, batch: '2026-2' } });
  });
  it('get back what is released of them', () =>
    expect(
      typesOf(
        given(issued('9000.00'), open(), inBatch(), waits())
          .when(at(releaseQuota(stream, { subject: one, reason: '撤回' })))
          .decided(),
      ),
    ).toEqual(['QuotaReleased', 'QuotaReserved']));
  it('never give more than the plan has', () =>
    given(issued('500.00'), open()).when(reserve()).thenTypes('QuotaWaitlisted'));
  it('are opened once, with their number and area', () => {
    given(open()).when(batch('2026-1')).thenNothing();
    given(open()).when(batch('2026-1', '999.00')).thenRejected('quota.batch-used');
    given().when(batch(' ')).thenRejected('quota.batch');
    given().when(batch('2026-1', '0')).thenRejected('quota.batch');
  });
});

describe('the kinds of quota', () => {
  const linkage = (origin?: LinkageOrigin) =>
    at(
      issueQuota(stream, {
        kind: 'linkage',
        areaM2: '600.00',
        documentNo: '挂1',
        ...(origin ? { origin } : {}),
      }),
    );
  it('have 总量控制 taken by every entry where the pack says so (实施条例 Art. 37)', () => {
    const strict = elsewhere('quota.total-control');
    strict(issued('600.00')).when(reserve()).thenTypes('QuotaWaitlisted');
    expect(strict(issued('600.00'), issued('600.00', 'total')).when(reserve()).decided()[0]).toMatchObject({
      type: 'QuotaReserved',
      data: { demands: [need('600.00'), need('600.00', 'total')] },
    });
  });
  it('have 增减挂钩 only after the reclamation was accepted (国土资发〔2008〕138号)', () => {
    given().when(linkage()).thenRejected('quota.linkage-unproved');
    given()
      .when(linkage({ district: '370114', acceptanceNo: ' ' }))
      .thenRejected('quota.linkage-unproved');
    given()
      .when(linkage({ district: '370114', acceptanceNo: '复垦验〔2026〕3号' }))
      .thenTypes('QuotaIssued');
  });
  it('have 增减挂钩 from another district only where the pack allows it', () => {
    const foreign = linkage({ district: '370113', acceptanceNo: '复垦验〔2026〕3号' });
    given().when(foreign).thenRejected('quota.linkage-cross-district');
    elsewhere('quota.linkage-cross-district')().when(foreign).thenTypes('QuotaIssued');
  });
  it('keep an adjusted entry waiting that has no linkage quota', () =>
    given(issued('600.00'))
      .when(reserve(one, [need('600.00'), need('600.00', 'linkage')]))
      .thenTypes('QuotaWaitlisted'));
});

describe('the end of the plan year (结转)', () => {
  const settledYear = (
    serial: number,
    carried: readonly Demand[],
    lapsed: readonly Demand[],
  ): QuotaEvent => ({
    type: 'QuotaYearSettled',
    data: { district: '370114', planYear: 2026, serial, carried, lapsed },
  });
  const closedYear: QuotaEvent = {
    type: 'QuotaYearClosed',
    data: { documentNo: '济自然资〔2027〕1号', waiting: [] },
  };
  it('lets the plan lapse and carries 总量 over, each kind by its rule', () => {
    given(issued('1000.00'), issued('300.00', 'total'), held())
      .when(close())
      .then(closedYear, settledYear(1, [need('300.00', 'total')], [need('400.00')]));
    elsewhere('quota.carry-supply')(issued('1000.00'), held())
      .when(close())
      .then(closedYear, settledYear(1, [need('400.00')], []));
  });
  it('comes after the year, once', () => {
    given(issued('1000.00')).when(close('2026-12-31')).thenRejected('quota.year-running');
    given(issued('1000.00'), closedYear, settledYear(1, [], [need('1000.00')]))
      .when(close())
      .thenNothing();
  });
  it('takes nothing from who holds land, and what they give back later leaves the year as well', () => {
    const log = [issued('1000.00'), held(), closedYear, settledYear(1, [], [need('400.00')])];
    given(...log)
      .when(at(occupyQuota(stream, { subject: one }), '2027-01-05'))
      .then(occupied);
    expect(
      given(...log)
        .when(at(releaseQuota(stream, { subject: one, reason: '撤回' }), '2027-01-05'))
        .decided()[1],
    ).toEqual(settledYear(2, [], [need('600.00')]));
  });
  it('gives nothing any more, to nobody', () => {
    const log = [issued('1000.00'), closedYear, settledYear(1, [], [need('1000.00')])];
    given(...log)
      .when(reserve(three))
      .thenTypes('QuotaWaitlisted');
    given(...log)
      .when(at(issueQuota(stream, { kind: 'supply', areaM2: '1.00', documentNo: '新1' }), '2027-01-05'))
      .thenRejected('quota.year-closed');
    given(...log)
      .when(at(adjustQuota(stream, { kind: 'supply', deltaM2: '1.00', documentNo: '新1' }), '2027-01-05'))
      .thenRejected('quota.year-closed');
    given(...log)
      .when(
        at(openQuotaBatch(stream, { batchNo: '9', openedOn: '2027-01-05', limitM2: '1.00' }), '2027-01-05'),
      )
      .thenRejected('quota.year-closed');
  });
  it('tells who still waited', () => {
    const [end] = given(issued('100.00'), waits()).when(close()).decided();
    expect(followed('returnSchemesOfClosedYear', recorded(end!))).toEqual([
      [
        'ExpireDecision',
        `approval-${two.entry}`,
        { subject: two, reason: expect.stringContaining('下一年度') },
      ],
    ]);
  });
  it('brings what is carried into the next year, once, and serves who waits there', () => {
    const carriedOn = [need('300.00', 'total')];
    expect(followed('carryOverQuotaOfSettledYear', recorded(settledYear(1, carriedOn, [])))).toEqual([
      ['CarryOverQuota', 'quota-370114-2027', { fromYear: 2026, serial: 1, carried: carriedOn }],
    ]);
    expect(followed('carryOverQuotaOfSettledYear', recorded(settledYear(1, [], [need('1.00')])))).toEqual([]);
    const carry = () =>
      at(carryOverQuota('quota-370114-2027', { fromYear: 2026, serial: 1, carried: [need('600.00')] }));
    expect(typesOf(given(waits()).when(carry()).decided())).toEqual(['QuotaCarriedOver', 'QuotaReserved']);
    given(...given().when(carry()).decided())
      .when(carry())
      .thenNothing();
  });
});

it('is never below zero, whatever expires, is batched, closed or carried, and frees nothing twice', () => {
  const kinds = fc.constantFrom<QuotaKind>(...QUOTA_KINDS);
  const areas = fc.integer({ min: 1, max: 90_000 }).map((cents) => (cents / 100).toFixed(2));
  const subjects = fc.integer({ min: 1, max: 6 }).map(subjectOf);
  const days = fc.constantFrom('2026-03-02', '2026-08-30', '2026-12-31', '2027-01-02', '2027-09-01');
  const numbers = fc.integer({ min: 1, max: 50 });
  const orders: fc.Arbitrary<QuotaCommand> = fc.oneof(
    fc.record({ kind: kinds, areaM2: areas, no: numbers }).map(({ no, ...data }) =>
      issueQuota(stream, {
        ...data,
        documentNo: `${no}`,
        origin: { district: '370114', acceptanceNo: '验' },
      }),
    ),
    fc
      .record({ kind: kinds, areaM2: areas, no: numbers })
      .map(({ kind, areaM2, no }) =>
        adjustQuota(stream, { kind, deltaM2: `-${areaM2}`, documentNo: `${no}` }),
      ),
    fc
      .record({ limitM2: areas, no: numbers })
      .map(({ limitM2, no }) =>
        openQuotaBatch(stream, { batchNo: `${no}`, openedOn: '2026-03-01', limitM2 }),
      ),
    fc
      .record({
        subject: subjects,
        demands: fc.uniqueArray(fc.record({ kind: kinds, areaM2: areas }), {
          minLength: 1,
          maxLength: 3,
          selector: ({ kind }) => kind,
        }),
        readiness: fc.nat(100),
      })
      .map(({ subject, ...rest }) => reserveQuota(stream, { subject, need: rest })),
    fc
      .record({ subject: subjects, expiresOn: fc.constantFrom(expiresOn, '2027-02-26', '2027-06-29') })
      .map((data) => expireReservation(stream, data)),
    subjects.map((subject) => occupyQuota(stream, { subject })),
    subjects.map((subject) => releaseQuota(stream, { subject, reason: '撤回' })),
    fc.constant(0).map(() => closeQuotaYear(stream, { documentNo: '关' })),
    fc
      .record({ serial: numbers, areaM2: areas, kind: kinds })
      .map(({ serial, ...demand }) => carryOverQuota(stream, { fromYear: 2025, serial, carried: [demand] })),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(orders, days), { maxLength: 60 }), (list) => {
      let ledger = EMPTY;
      const holders = new Set<string>();
      for (const [order, day] of list) {
        for (const event of decided(at(order, day), ledger)) {
          ledger = rules.evolve(ledger, event);
          for (const pool of Object.values(ledger.pools))
            expect(
              [availableOf(pool), pool.total, pool.reserved, pool.occupied, pool.used].every(
                (area) => area >= 0n,
              ),
            ).toBe(true);
          for (const { limit, taken } of ledger.batches.values())
            expect(taken >= 0n && taken <= limit).toBe(true);
          if (event.type === 'QuotaReserved') holders.add(event.data.subject.entry);
          if (event.type === 'QuotaReservationExpired')
            expect(holders.delete(event.data.subject.entry)).toBe(true);
          if (event.type === 'QuotaReleased' && event.data.demands.length > 0)
            expect(holders.delete(event.data.subject.entry)).toBe(true);
        }
        if (ledger.closed) for (const pool of Object.values(ledger.pools)) expect(availableOf(pool)).toBe(0n);
      }
    }),
    { numRuns: 300 },
  );

  function decided(command: Envelope<QuotaCommand>, ledger: typeof EMPTY): readonly QuotaEvent[] {
    try {
      return rules.decide(command, ledger);
    } catch (error) {
      if (error instanceof Rejected) return [];
      throw error;
    }
  }
});
