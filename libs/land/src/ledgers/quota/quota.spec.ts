import { followed } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected, envelope } from '#kernel/messages';
import { meta, recorded, scenario } from '#kernel/testing';
import { packs } from '../../stages/listing/listing.fixture.js';
import { subjectOf } from '../../stages/scheme/scheme.fixture.js';
import type { Demand, QuotaKind } from '../../shared/need.rules.js';
import {
  adjustQuota,
  issueQuota,
  occupyQuota,
  releaseQuota,
  reserveQuota,
  writeOffQuota,
} from './quota.commands.js';
import type { QuotaCommand } from './quota.commands.js';
import { quota } from './quota.decider.js';
import type { QuotaEvent } from './quota.events.js';
import { EMPTY, QUOTA_KINDS, availableOf } from './quota.ledger.js';

const rules = quota(packs);
const given = scenario(rules);
const stream = 'quota-370114-2026';
/** 180 days after the day of the commands, 2 March 2026. */
const expiresOn = '2026-08-29';
const [one, two, three] = [subjectOf(1), subjectOf(2), subjectOf(3)];

const supply = (areaM2: string): readonly Demand[] => [{ kind: 'supply', areaM2 }];
const issue = (areaM2: string, kind: QuotaKind = 'supply', documentNo = '济自然资〔2026〕1号') =>
  issueQuota(stream, { kind, areaM2, documentNo });
const adjust = (deltaM2: string) =>
  adjustQuota(stream, { kind: 'supply', deltaM2, documentNo: '济自然资〔2026〕7号' });
const reserve = (subject = one, demands = supply('600.00'), readiness = 50) =>
  reserveQuota(stream, { subject, need: { demands, readiness } });
const occupy = (subject = one) => occupyQuota(stream, { subject });
const writeOff = (subject = one) => writeOffQuota(stream, { subject });
const release = (subject = one) => releaseQuota(stream, { subject, reason: '撤回' });

const issued = (areaM2: string, kind: QuotaKind = 'supply'): QuotaEvent => ({
  type: 'QuotaIssued',
  data: { kind, areaM2, documentNo: '济自然资〔2026〕1号' },
});
const held = (subject = one, demands = supply('600.00')): QuotaEvent => ({
  type: 'QuotaReserved',
  data: { subject, demands, fromWaitlist: false, expiresOn },
});
const gift = (subject = two, demands = supply('600.00')): QuotaEvent => ({
  type: 'QuotaReserved',
  data: { subject, demands, fromWaitlist: true, expiresOn },
  correlation: subject.entry,
});
const waits = (subject = two, readiness = 50, demands = supply('600.00')): QuotaEvent => ({
  type: 'QuotaWaitlisted',
  data: { subject, need: { demands, readiness }, short: supply('200.00') },
});
const occupied: QuotaEvent = { type: 'QuotaOccupied', data: { subject: one, demands: supply('600.00') } };
const used: QuotaEvent = { type: 'QuotaWrittenOff', data: { subject: one, demands: supply('600.00') } };
const freed = (from: 'reserved' | 'occupied' | 'used'): QuotaEvent => ({
  type: 'QuotaReleased',
  data: { subject: one, demands: supply('600.00'), from, reason: '撤回' },
});

describe('the quota of a district and year (土地管理法 Art. 23)', () => {
  it('is issued by a document', () => given().when(issue('1000.00')).then(issued('1000.00')));
  it('is issued once by the same document', () =>
    given(issued('1000.00')).when(issue('1000.00')).thenNothing());
  it('refuses another figure under the same document', () =>
    given(issued('1000.00')).when(issue('999.00')).thenRejected('quota.document-used'));
  it('refuses an issue of nothing', () => given().when(issue('0')).thenRejected('quota.amount'));
  it('is adjusted up and down by the sign of the difference', () => {
    given(issued('1000.00')).when(adjust('200.00')).thenTypes('QuotaAdjusted');
    given(issued('1000.00')).when(adjust('-1000.00')).thenTypes('QuotaAdjusted');
  });
  it.each(['0', 'viel', '1.234', '--1'])('refuses an adjustment by “%s”', (delta) =>
    given(issued('1000.00')).when(adjust(delta)).thenRejected('quota.delta'),
  );
  it('is not adjusted below what is taken, to the cm²', () => {
    given(issued('1000.00'), held()).when(adjust('-400.00')).thenTypes('QuotaAdjusted');
    given(issued('1000.00'), held()).when(adjust('-400.01')).thenRejected('quota.below-taken');
    given(issued('1000.00'), held())
      .when(adjust('-5000.00'))
      .thenRejected('quota.below-taken', '最多可调减400.00平方米');
  });
});

describe('an entry in the quota', () => {
  it('reserves what it needs', () => given(issued('600.00')).when(reserve()).then(held()));
  it('reserves once', () => {
    given(issued('9000.00'), held()).when(reserve()).thenNothing();
    given(issued('9000.00'), held(), occupied).when(reserve()).thenNothing();
    given(issued('100.00'), waits(one)).when(reserve()).thenNothing();
  });
  it('waits when the plan is short, and is told what is missing', () => {
    given(issued('1000.00'), held())
      .when(reserve(two))
      .then({
        type: 'QuotaWaitlisted',
        data: { subject: two, need: { demands: supply('600.00'), readiness: 50 }, short: supply('200.00') },
      });
  });
  it('gets all its kinds or none', () => {
    const demands: readonly Demand[] = [
      { kind: 'supply', areaM2: '500.00' },
      { kind: 'new', areaM2: '500.00' },
    ];
    given(issued('1000.00'))
      .when(reserve(one, demands))
      .then({
        type: 'QuotaWaitlisted',
        data: { subject: one, need: { demands, readiness: 50 }, short: [{ kind: 'new', areaM2: '500.00' }] },
      });
    given(issued('1000.00'), issued('500.00', 'new')).when(reserve(one, demands)).thenTypes('QuotaReserved');
  });
  it.each([
    ['nothing', []],
    ['one kind twice', [...supply('1.00'), ...supply('1.00')]],
    ['an empty area', supply('0')],
  ])('may not ask for %s', (_, demands) =>
    given(issued('1000.00')).when(reserve(one, demands)).thenRejected('quota.demand'),
  );
  it('occupies what it reserved, once', () => {
    given(issued('1000.00'), held()).when(occupy()).then(occupied);
    given(issued('1000.00'), held(), occupied).when(occupy()).thenNothing();
    given(issued('1000.00'), held(), occupied, used).when(occupy()).thenNothing();
  });
  it('does not occupy what it has not reserved', () => {
    given(issued('1000.00')).when(occupy()).thenRejected('quota.not-reserved');
    given(issued('1000.00'), waits(one)).when(occupy()).thenRejected('quota.not-reserved');
  });
  it('writes off what it occupied, once', () => {
    given(issued('1000.00'), held(), occupied).when(writeOff()).then(used);
    given(issued('1000.00'), held(), occupied, used).when(writeOff()).thenNothing();
  });
  it('does not write off what is only reserved', () => {
    given(issued('1000.00'), held()).when(writeOff()).thenRejected('quota.not-occupied');
    given().when(writeOff()).thenRejected('quota.not-occupied');
  });
  it('gives back exactly what it held, whatever stage it had reached', () => {
    given(issued('1000.00'), held()).when(release()).then(freed('reserved'));
    given(issued('1000.00'), held(), occupied).when(release()).then(freed('occupied'));
    given(issued('1000.00'), held(), occupied, used).when(release()).then(freed('used'));
  });
  it('leaves the waiting list holding nothing', () => {
    given(waits(one))
      .when(release())
      .then({ type: 'QuotaReleased', data: { subject: one, demands: [], from: 'waiting', reason: '撤回' } });
  });
  it('releases once; a second release is a no-op', () => {
    given(issued('1000.00'), held(), freed('reserved')).when(release()).thenNothing();
    given().when(release()).thenNothing();
  });
  it('may reserve again after a release', () =>
    given(issued('1000.00'), held(), freed('reserved')).when(reserve()).then(held()));
});

describe('the waiting list (项目成熟度)', () => {
  it('gets what a release frees, under the correlation of who gets it', () => {
    given(issued('1000.00'), held(), waits()).when(release()).then(freed('reserved'), gift());
  });
  it('gets what an issue or an adjustment brings', () => {
    given(waits()).when(issue('600.00')).then(issued('600.00'), gift());
    given(issued('100.00'), waits()).when(adjust('500.00')).thenTypes('QuotaAdjusted', 'QuotaReserved');
    given(issued('100.00'), waits()).when(adjust('499.99')).thenTypes('QuotaAdjusted');
  });
  it('serves the readiest first', () =>
    given(waits(two, 50), waits(three, 80)).when(issue('600.00')).then(issued('600.00'), gift(three)));
  it('serves equals in the order in which they came', () =>
    given(waits(three, 50), waits(two, 50)).when(issue('600.00')).then(issued('600.00'), gift(three)));
  it('passes over one whose need does not fit yet', () => {
    given(waits(two, 90, supply('900.00')), waits(three, 10))
      .when(issue('700.00'))
      .then(issued('700.00'), gift(three));
  });
  it('forgets who was served', () =>
    given(waits(), issued('600.00'), gift()).when(adjust('600.00')).thenTypes('QuotaAdjusted'));
});

describe('whatever is ordered, in whatever order', () => {
  const kinds = fc.constantFrom<QuotaKind>('supply', 'new');
  const areas = fc.integer({ min: 1, max: 90_000 }).map((cents) => (cents / 100).toFixed(2));
  const subjects = fc.integer({ min: 1, max: 8 }).map(subjectOf);
  const needs = fc.uniqueArray(fc.record({ kind: kinds, areaM2: areas }), {
    minLength: 1,
    maxLength: 2,
    selector: ({ kind }) => kind,
  });
  const documents = fc.integer({ min: 1, max: 1_000 }).map((number) => `〔2026〕${number}号`);
  const commands: fc.Arbitrary<QuotaCommand> = fc.oneof(
    fc.record({ kind: kinds, areaM2: areas, documentNo: documents }).map((data) => issueQuota(stream, data)),
    fc
      .record({
        kind: kinds,
        deltaM2: fc.tuple(fc.constantFrom('', '-'), areas).map((parts) => parts.join('')),
        documentNo: documents,
      })
      .map((data) => adjustQuota(stream, data)),
    fc
      .record({ subject: subjects, demands: needs, readiness: fc.integer({ min: 0, max: 100 }) })
      .map(({ subject, ...need }) => reserveQuota(stream, { subject, need })),
    subjects.map((subject) => occupyQuota(stream, { subject })),
    subjects.map((subject) => writeOffQuota(stream, { subject })),
    subjects.map((subject) => releaseQuota(stream, { subject, reason: '撤回' })),
  );

  it('available = total − reserved − occupied − used is never below zero, and all comes back at last', () => {
    fc.assert(
      fc.property(fc.array(commands, { maxLength: 60 }), (orders) => {
        let ledger = EMPTY;
        const run = (command: QuotaCommand) => {
          for (const event of decided(command, ledger)) {
            ledger = rules.evolve(ledger, event);
            for (const kind of QUOTA_KINDS) {
              const pool = ledger.pools[kind];
              expect(
                [availableOf(pool), pool.reserved, pool.occupied, pool.used].every((area) => area >= 0n),
              ).toBe(true);
            }
          }
        };
        for (const order of orders) run(order);
        // Twice over, because a first release may hand its land to one of the waiting that was already
        // passed.
        for (let round = 0; round < 2; round += 1)
          for (let serial = 1; serial <= 8; serial += 1) run(release(subjectOf(serial)));
        for (const kind of QUOTA_KINDS)
          expect(availableOf(ledger.pools[kind])).toBe(ledger.pools[kind].total);
        expect(ledger.waiting).toEqual([]);
      }),
    );
  });

  function decided(command: QuotaCommand, ledger: typeof EMPTY): readonly QuotaEvent[] {
    try {
      return rules.decide(envelope(command, meta()), ledger);
    } catch (error) {
      if (error instanceof Rejected) return [];
      throw error;
    }
  }
});

describe('what follows from a reservation', () => {
  it('is the decision of the entry that got the land', () => {
    expect(followed('openDecisionOnReservedQuota', recorded(gift(two)))).toEqual([
      ['OpenDecision', `approval-${two.entry}`, { subject: two }],
    ]);
  });
});
