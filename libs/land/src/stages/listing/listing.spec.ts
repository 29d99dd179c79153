import { followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { recorded, scenario } from '#kernel/testing';
import { Rejected } from '#kernel/messages';
import { contractOf, listingOf, schemeOf } from '../../shared/terms.js';
import type { Day } from '../../shared/terms.js';
import * as listingCommands from './listing.commands.js';
import { ListingDeadlines } from './listing.deadlines.js';
import { listing } from './listing.decider.js';
import type { ListingEvent } from './listing.events.js';
import {
  announcedPrices,
  buyer,
  byEngine,
  deal,
  decided,
  on,
  packs,
  subject,
  vault,
} from './listing.fixture.js';

const given = scenario(listing(packs, vault));
const stream = listingOf(subject.entry);
type Of<T extends ListingEvent['type']> = Extract<ListingEvent, { type: T }>;

const order = () =>
  byEngine(
    '2026-03-02',
    listingCommands.orderListing(stream, { subject, deal, earliestNoticeOn: '2026-03-16' }),
  );
const announce = (announcedOn: Day, opensOn: Day, closesOn: Day, announcementNo = '章集挂2026-1号') =>
  on(
    announcedOn,
    listingCommands.announceListing(stream, {
      announcementNo,
      announcedOn,
      opensOn,
      closesOn,
      url: 'https://ggzy.example/1',
    }),
    'platform',
  );
const sale = (day: Day, { resultId = 'r-1', priceFen = '1200000000', closedOn = day } = {}) =>
  on(day, listingCommands.reportSale(stream, { resultId, winner: buyer, priceFen, closedOn }), 'platform');
const failure = (day: Day, resultId = 'r-1', closedOn = day) =>
  on(day, listingCommands.reportFailure(stream, { resultId, reason: '无人报价', closedOn }), 'platform');
const terminate = (by: 'platform' | 'procedure', day: Day = '2026-04-06') =>
  on(day, listingCommands.terminateListing(stream, { reason: '法院查封', by }));
const resume = (day: Day, closesOn: Day) => on(day, listingCommands.resumeListing(stream, { closesOn }));
const relist = (priceFen?: string) =>
  on(
    '2026-04-20',
    listingCommands.relist(stream, { reason: '再次挂牌', ...(priceFen === undefined ? {} : { priceFen }) }),
    'zhao',
  );

const ordered: Of<'ListingOrdered'> = {
  type: 'ListingOrdered',
  data: { subject, round: 1, deal, depositFen: '200000000', earliestNoticeOn: '2026-03-16' },
};
const announced: Of<'ListingAnnounced'> = {
  type: 'ListingAnnounced',
  data: {
    subject,
    round: 1,
    announcementNo: '章集挂2026-1号',
    announcedOn: '2026-03-16',
    opensOn: '2026-04-07',
    closesOn: '2026-04-17',
    url: 'https://ggzy.example/1',
    ...announcedPrices,
  },
};
const DUTIES = { refundBy: '2026-04-24', publishBy: '2026-05-06' };
const opened: Of<'ListingOpened'> = {
  type: 'ListingOpened',
  data: { subject, round: 1, openedOn: '2026-04-07' },
};
const sold: Of<'ListingSold'> = {
  type: 'ListingSold',
  data: {
    subject,
    round: 1,
    resultId: 'r-1',
    winner: buyer,
    priceFen: '1200000000',
    closedOn: '2026-04-17',
    deal,
    depositFen: '200000000',
    ...DUTIES,
  },
};
const failed: Of<'ListingFailed'> = {
  type: 'ListingFailed',
  data: {
    subject,
    round: 1,
    resultId: 'r-1',
    reason: '无人报价',
    closedOn: '2026-04-17',
    mayRelist: true,
    ...DUTIES,
  },
};
const suspended = (suspendedOn: Day): ListingEvent => ({
  type: 'ListingSuspended',
  data: { subject, round: 1, reason: '系统故障', cause: 'other', suspendedOn },
});
const terminated = (by: 'platform' | 'procedure', relistDecisionOpen = false): Of<'ListingTerminated'> => ({
  type: 'ListingTerminated',
  data: {
    subject,
    round: 1,
    reason: '法院查封',
    by,
    cause: by === 'procedure' ? 'procedure' : 'other',
    relistDecisionOpen,
    tradeDecisionOpen: false,
    mayRelist: by === 'platform',
  },
});
const ready = [ordered, decided()];
const open = [...ready, announced, opened];
/** Whose deposits were paid gets them back: five working days from the termination of 2026-04-06. */
const refunded = (event: Of<'ListingTerminated'>): ListingEvent => ({
  ...event,
  data: { ...event.data, refundBy: '2026-04-13' },
});

describe('a listing', () => {
  it('is ordered once, with a deposit of a fifth of the starting price (国土资发〔2010〕34号)', () => {
    given().when(order()).then(ordered);
    given(ordered).when(order()).thenNothing();
  });
  it('is announced, and the same announcement again changes nothing', () => {
    given(...ready)
      .when(announce('2026-03-16', '2026-04-07', '2026-04-17'))
      .then(announced);
    given(...ready, announced)
      .when(announce('2026-03-16', '2026-04-07', '2026-04-17'))
      .thenNothing();
    given(...open)
      .when(announce('2026-03-16', '2026-04-07', '2026-04-17'))
      .thenNothing();
    given(...ready, announced)
      .when(announce('2026-03-17', '2026-04-06', '2026-04-16', '另一号'))
      .thenRejected('listing.already-announced');
  });
  it('is not announced before ten working days after the report (实施条例 Art. 40)', () => {
    given(...ready)
      .when(announce('2026-03-15', '2026-04-07', '2026-04-17'))
      .thenRejected('listing.notice-too-early');
  });
  it('opens twenty days after its notice at the earliest, and the refusal names the day (39号令)', () => {
    const early = given(...ready).when(announce('2026-03-16', '2026-04-04', '2026-04-17'));
    early.thenRejected('listing.notice-too-short');
    expect(early.decided).toThrow('2026-04-07');
    // The same day where the opening is before the notice itself: a day that is refused again helps nobody.
    const before = given(...ready).when(announce('2026-03-16', '2026-03-02', '2026-04-17'));
    before.thenRejected('listing.notice-too-short');
    expect(before.decided).toThrow('2026-04-07');
  });
  it('stays open for ten days at least, and the refusal names the day (39号令)', () => {
    const short = given(...ready).when(announce('2026-03-16', '2026-04-07', '2026-04-14'));
    short.thenRejected('listing.period-too-short');
    expect(short.decided).toThrow('2026-04-17');
  });
  it('is not announced when nobody ordered it', () =>
    given()
      .when(announce('2026-03-16', '2026-04-07', '2026-04-17'))
      .thenRejected('listing.not-ordered'));
  it('opens on its day, once, and not before', () => {
    const openIt = (day: Day, round = 1) => byEngine(day, listingCommands.openListing(stream, { round }));
    given(...ready, announced)
      .when(openIt('2026-04-07'))
      .then(opened);
    given(...ready, announced)
      .when(openIt('2026-04-04'))
      .thenRejected('listing.not-yet');
    given(...open)
      .when(openIt('2026-04-07'))
      .thenNothing();
    given(...ready, announced)
      .when(openIt('2026-04-07', 2))
      .thenNothing();
    given(...ready, announced, suspended('2026-04-01'))
      .when(openIt('2026-04-07'))
      .thenNothing();
  });
});

describe('a supplementary notice (39号令 Art. 8)', () => {
  const supplement = (day: Day, opensOn: Day, closesOn: Day, supplementNo = '补1', publishedOn = day) =>
    on(
      day,
      listingCommands.supplementNotice(stream, {
        supplementNo,
        publishedOn,
        opensOn,
        closesOn,
        reason: '规划条件更正',
        url: 'https://ggzy.example/2',
      }),
      'platform',
    );
  const supplemented: ListingEvent = {
    type: 'NoticeSupplemented',
    data: {
      subject,
      round: 1,
      supplementNo: '补1',
      publishedOn: '2026-03-25',
      opensOn: '2026-04-14',
      closesOn: '2026-04-24',
      reason: '规划条件更正',
      url: 'https://ggzy.example/2',
    },
  };
  it('gives the whole notice and listing periods again, and its days count from then on', () => {
    given(...ready, announced)
      .when(supplement('2026-03-25', '2026-04-14', '2026-04-24'))
      .then(supplemented);
    given(...ready, announced, supplemented)
      .when(byEngine('2026-04-07', listingCommands.openListing(stream, { round: 1 })))
      .thenRejected('listing.not-yet');
    given(...ready, announced, supplemented)
      .when(byEngine('2026-04-14', listingCommands.openListing(stream, { round: 1 })))
      .thenTypes('ListingOpened');
    expect(new ListingDeadlines().changes(recorded(supplemented))).toMatchObject([
      { set: expect.stringContaining('opens'), dueAt: '2026-04-13T16:00:00.000Z' },
    ]);
  });
  it('is refused when it shortens them, and names the day', () => {
    const short = given(...ready, announced).when(supplement('2026-03-25', '2026-04-13', '2026-04-24'));
    short.thenRejected('listing.notice-too-short');
    expect(short.decided).toThrow('2026-04-14');
    given(...ready, announced)
      .when(supplement('2026-03-25', '2026-04-14', '2026-04-23'))
      .thenRejected('listing.period-too-short');
    given(...ready, {
      ...announced,
      data: { ...announced.data, opensOn: '2026-05-01', closesOn: '2026-05-15' },
    })
      .when(supplement('2026-03-25', '2026-04-20', '2026-05-15'))
      .thenRejected('listing.notice-too-short');
  });
  it('comes before the trade opens, once, and not from the future', () => {
    given(...ready)
      .when(supplement('2026-03-25', '2026-04-14', '2026-04-24'))
      .thenRejected('listing.not-announced');
    given(...open)
      .when(supplement('2026-04-06', '2026-04-26', '2026-05-11'))
      .thenRejected('listing.opened');
    given(...ready, announced, suspended('2026-03-20'))
      .when(supplement('2026-03-25', '2026-04-14', '2026-04-24'))
      .thenRejected('listing.suspended');
    given(...ready, announced, supplemented)
      .when(supplement('2026-03-25', '2026-04-14', '2026-04-24'))
      .thenNothing();
    given(...ready, announced, supplemented)
      .when(supplement('2026-03-26', '2026-04-17', '2026-04-27'))
      .thenRejected('report.contradicts');
    given(...ready, announced)
      .when(supplement('2026-03-25', '2026-04-17', '2026-04-27', '补1', '2026-03-26'))
      .thenRejected('listing.date-in-future');
  });
});

describe('the result of a listing', () => {
  it('is a sale at the starting price or above', () => {
    given(...open)
      .when(sale('2026-04-17'))
      .then(sold);
    given(...open)
      .when(sale('2026-04-17', { priceFen: '1000000000' }))
      .thenTypes('ListingSold');
    given(...open)
      .when(sale('2026-04-17', { priceFen: '999999999' }))
      .thenRejected('listing.below-start');
  });
  it('is taken once, though the platform reports it twice', () => {
    given(...open, sold)
      .when(sale('2026-04-16', { closedOn: '2026-04-17' }))
      .thenNothing();
    given(...open, failed)
      .when(failure('2026-04-16', 'r-1', '2026-04-17'))
      .thenNothing();
  });
  it('is recognised a round later, too', () => {
    given(...open, failed, { ...ordered, data: { ...ordered.data, round: 2 } })
      .when(failure('2026-04-21', 'r-1', '2026-04-17'))
      .thenNothing();
  });
  it('cannot be contradicted by another one', () => {
    given(...open, sold)
      .when(failure('2026-04-16', 'r-2', '2026-04-17'))
      .thenRejected('listing.result-contradicts');
    given(...open, failed)
      .when(sale('2026-04-16', { resultId: 'r-2', closedOn: '2026-04-17' }))
      .thenRejected('listing.result-contradicts');
    given(...open, sold)
      .when(sale('2026-04-16', { priceFen: '1300000000', closedOn: '2026-04-17' }))
      .thenRejected('listing.result-contradicts');
  });
  it('does not come before the closing day, nor from the future', () => {
    given(...open)
      .when(sale('2026-04-14'))
      .thenRejected('listing.not-closed');
    given(...open)
      .when(sale('2026-04-14', { closedOn: '2026-04-17' }))
      .thenRejected('listing.not-closed');
    given(...open)
      .when(failure('2026-04-14'))
      .thenRejected('listing.not-closed');
    given(...open)
      .when(sale('2026-04-16', { closedOn: '2026-04-17' }))
      .thenRejected('listing.not-closed');
    given(...open)
      .when(failure('2026-04-16', 'r-1', '2026-04-17'))
      .thenRejected('listing.not-closed');
  });
  it('does not come while the listing is suspended, not open, or stopped', () => {
    given(...open, suspended('2026-04-08'))
      .when(sale('2026-04-17'))
      .thenRejected('listing.suspended');
    given(...ready, announced)
      .when(sale('2026-04-17'))
      .thenRejected('listing.not-open');
    given(...open, terminated('platform'))
      .when(failure('2026-04-17'))
      .thenRejected('listing.stopped');
  });
});

describe('a suspended listing', () => {
  it('keeps its ten days: the suspended ones are added (39号令)', () => {
    const stopped = given(...open, suspended('2026-04-08'));
    stopped.when(resume('2026-04-11', '2026-04-20')).then({
      type: 'ListingResumed',
      data: { subject, round: 1, closesOn: '2026-04-20', resumedOn: '2026-04-11' },
    });
    stopped.when(resume('2026-04-11', '2026-04-19')).thenRejected('listing.period-too-short');
  });
  it('never closes before the day that was announced', () => {
    const long: ListingEvent = { ...announced, data: { ...announced.data, closesOn: '2026-04-30' } };
    given(...ready, long, opened, suspended('2026-04-08'))
      .when(resume('2026-04-11', '2026-04-29'))
      .thenRejected('listing.period-too-short');
    given(...ready, long, opened, suspended('2026-04-08'))
      .when(resume('2026-04-11', '2026-04-30'))
      .thenTypes('ListingResumed');
    given(...ready, long, suspended('2026-04-01'))
      .when(resume('2026-04-07', '2026-04-29'))
      .thenRejected('listing.period-too-short');
  });
  it('closes on no off day, however long it runs', () => {
    given(...ready)
      .when(announce('2026-03-16', '2026-04-07', '2026-04-25'))
      .thenRejected('listing.closes-off-day');
    given(...open, suspended('2026-04-08'))
      .when(resume('2026-04-11', '2026-04-25'))
      .thenRejected('listing.closes-off-day');
    given(...ready)
      .when(announce('2026-03-16', '2026-04-07', '2026-04-27'))
      .thenTypes('ListingAnnounced');
  });
  it('waits for the holiday notice only where a minimum reaches into its year', () => {
    given(...ready)
      .when(announce('2026-12-01', '2026-12-21', '2026-12-31'))
      .thenTypes('ListingAnnounced');
    given(...ready)
      .when(announce('2026-12-01', '2026-12-21', '2027-01-04'))
      .thenRejected('calendar.provisional');
    given(...ready)
      .when(announce('2026-12-14', '2027-01-04', '2027-01-18'))
      .thenRejected('calendar.provisional');
    given(...ready)
      .when(announce('2026-12-14', '2026-12-31', '2027-01-18'))
      .thenRejected('listing.notice-too-short');
  });
  it('that was approved with its earliest notice open is announced when that day is known', () => {
    const late: ListingEvent = {
      ...ordered,
      data: { ...ordered.data, earliestNoticeOn: null, reportedOn: '2026-12-28' },
    };
    given(late, decided())
      .when(announce('2026-12-31', '2027-01-25', '2027-02-08'))
      .thenRejected('listing.notice-too-early');
    given(late, decided())
      .when(announce('2027-01-11', '2027-02-08', '2027-02-22'))
      .thenRejected('calendar.provisional');
  });
  it('opens on no off day, nor is it resumed for its opening on one', () => {
    const opening = (opensOn: Day) =>
      on(
        '2026-03-16',
        listingCommands.announceListing(stream, {
          announcementNo: '1',
          announcedOn: '2026-03-16',
          opensOn,
          closesOn: '2026-05-20',
          url: 'https://ggzy.example/1',
        }),
        'platform',
      );
    given(...ready)
      .when(opening('2026-04-11'))
      .thenRejected('listing.opens-off-day');
    given(...ready)
      .when(opening('2026-04-13'))
      .thenTypes('ListingAnnounced');
    given(...ready, announced, suspended('2026-04-01'))
      .when(resume('2026-04-11', '2026-05-20'))
      .thenRejected('listing.opens-off-day');
  });
  it('adds up several suspensions', () => {
    const resumed: ListingEvent = {
      type: 'ListingResumed',
      data: { subject, round: 1, closesOn: '2026-04-20', resumedOn: '2026-04-11' },
    };
    given(...open, suspended('2026-04-08'), resumed, suspended('2026-04-12'))
      .when(resume('2026-04-14', '2026-04-21'))
      .thenRejected('listing.period-too-short');
    given(...open, suspended('2026-04-08'), resumed, suspended('2026-04-12'))
      .when(resume('2026-04-14', '2026-04-22'))
      .thenTypes('ListingResumed');
  });
  it('opens with the resumption when its opening day passed meanwhile', () => {
    const stopped = given(...ready, announced, suspended('2026-04-01'));
    stopped.when(resume('2026-04-03', '2026-04-17')).thenTypes('ListingResumed');
    stopped.when(resume('2026-04-10', '2026-04-20')).thenTypes('ListingResumed', 'ListingOpened');
    stopped.when(resume('2026-04-10', '2026-04-19')).thenRejected('listing.period-too-short');
  });
  it('is suspended once, and resumed only then', () => {
    const suspend = () => on('2026-04-08', listingCommands.suspendListing(stream, { reason: '系统故障' }));
    given(...open)
      .when(suspend())
      .then(suspended('2026-04-08'));
    given(...open, suspended('2026-04-08'))
      .when(suspend())
      .thenNothing();
    given(ordered).when(suspend()).thenRejected('listing.not-open');
    given(...open)
      .when(resume('2026-04-08', '2026-04-30'))
      .thenRejected('listing.not-suspended');
  });
});

describe('the end of a listing', () => {
  it('comes by the platform or by the procedure, once', () => {
    given(...open)
      .when(terminate('platform'))
      .then(refunded(terminated('platform')));
    given(...open)
      .when(terminate('procedure'))
      .then(refunded(terminated('procedure')));
    given(...open, terminated('platform'))
      .when(terminate('platform'))
      .thenNothing();
    given(...open, terminated('procedure'))
      .when(terminate('procedure'))
      .thenNothing();
  });
  it('takes back an open question about a further round', () => {
    given(...open, failed)
      .when(terminate('procedure'))
      .then(terminated('procedure', true));
    given(...open, terminated('platform'))
      .when(terminate('procedure'))
      .then(terminated('procedure', true));
  });
  it('has nothing to do where nothing was ordered, or the sale is done', () => {
    given(...open, sold)
      .when(terminate('procedure'))
      .thenNothing();
    given(...open, sold)
      .when(terminate('platform'))
      .thenRejected('listing.sold');
  });
});

describe('another round', () => {
  const round = (n: number): ListingEvent => ({ ...ordered, data: { ...ordered.data, round: n } });
  it('follows a failed one or one the platform stopped', () => {
    given(...open, failed)
      .when(relist())
      .then(round(2));
    given(...open, terminated('platform'))
      .when(relist())
      .then(round(2));
    given(...open)
      .when(relist())
      .thenRejected('listing.not-relistable');
    given(...open, sold)
      .when(relist())
      .thenRejected('listing.not-relistable');
    given(...open, terminated('procedure'))
      .when(relist())
      .thenRejected('listing.not-relistable');
  });
  it('may be cheaper, but not under the floor of the pack', () => {
    given(...open, failed)
      .when(relist('700000000'))
      .then({
        ...ordered,
        data: {
          ...ordered.data,
          round: 2,
          deal: { ...deal, priceFen: '700000000' },
          depositFen: '140000000',
        },
      });
    given(...open, failed)
      .when(relist('699999999'))
      .thenRejected('listing.below-floor');
  });
  it('measures the floor by the approved price, not by the last round', () => {
    const cheaper: ListingEvent = {
      ...ordered,
      data: { ...ordered.data, round: 2, deal: { ...deal, priceFen: '700000000' } },
    };
    given(...open, failed, cheaper, { ...failed, data: { ...failed.data, round: 2, resultId: 'r-2' } })
      .when(relist('690000000'))
      .thenRejected('listing.below-floor');
  });
  it('is not allowed beyond the limit of the pack', () => {
    given(
      round(3),
      decided(3),
      { ...announced, data: { ...announced.data, round: 3 } },
      { ...opened, data: { ...opened.data, round: 3 } },
    )
      .when(failure('2026-04-17'))
      .then({ ...failed, data: { ...failed.data, round: 3, mayRelist: false } });
    given(round(3), { ...failed, data: { ...failed.data, round: 3, mayRelist: false } })
      .when(relist())
      .thenRejected('listing.relist-limit');
  });
});

it('no round is ever both sold and failed, whatever is reported in whatever order', () => {
  const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-04-${String(n).padStart(2, '0')}`);
  const id = fc.constantFrom('r-1', 'r-2', 'r-3');
  const command = fc.oneof(
    fc.tuple(day, id).map(([on, resultId]) => sale(on, { resultId })),
    fc.tuple(day, id).map(([on, resultId]) => failure(on, resultId)),
    day.map((on) => byEngine(on, listingCommands.openListing(stream, { round: 1 }))),
    day.map((on) => resume(on, '2026-04-30')),
    fc.constantFrom('platform' as const, 'procedure' as const).map((by) => terminate(by)),
    fc.constant(0).map(() => relist()),
  );
  const { decide, evolve, initial } = listing(packs, vault);
  fc.assert(
    fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
      const log: ListingEvent[] = [...open];
      for (const given of commands) {
        try {
          log.push(...decide(given, log.reduce(evolve, initial)));
        } catch (error) {
          if (!(error instanceof Rejected)) throw error;
        }
      }
      for (const round of [1, 2, 3])
        expect(
          log.filter(
            ({ type, data }) => (type === 'ListingSold' || type === 'ListingFailed') && data.round === round,
          ).length,
        ).toBeLessThanOrEqual(1);
    }),
  );
});

describe('what follows from a listing', () => {
  const task = (round: number) => `task-${subject.entry}.relist.${round}`;
  it('a sale is a confirmed deal', () => {
    expect(followed('confirmDealOfSoldListing', recorded(sold))).toEqual([
      [
        'ConfirmDeal',
        contractOf(subject.entry),
        { subject, deal, buyer, priceFen: '1200000000', confirmedOn: '2026-04-17', depositFen: '200000000' },
      ],
    ]);
  });
  it('a person decides after a failed or stopped round, as long as another is allowed', () => {
    const react = (event: ListingEvent) => [
      ...workOf(recorded(event), 'relist'),
      ...followed('lapseSchemeOfUnsoldListing', recorded(event)),
    ];
    expect(react(failed)).toMatchObject([['OpenTask', task(1), { kind: 'relist', round: 1 }]]);
    expect(react(terminated('platform'))).toMatchObject([['OpenTask', task(1), { kind: 'relist' }]]);
    expect(react({ ...failed, data: { ...failed.data, mayRelist: false } })).toMatchObject([
      ['LapseScheme', schemeOf(subject.entry), {}],
    ]);
    expect(react(terminated('procedure'))).toEqual([]);
  });
  it('a further round ends the question about the last one', () => {
    const react = (event: ListingEvent) =>
      workOf(
        recorded(event, { meta: { actor: { person: 'zhao', role: 'reviewer', office: 'x' } } }),
        'relist',
      );
    expect(react({ ...ordered, data: { ...ordered.data, round: 2 } })).toEqual([
      ['CompleteTask', task(1), { person: 'zhao', outcome: 'relist' }],
    ]);
    expect(react(ordered)).toEqual([]);
  });
  it('an unwound procedure takes the question back', () => {
    const react = (event: ListingEvent) =>
      workOf(recorded(event), 'relist').filter(([type]) => type === 'CancelTask');
    expect(react(terminated('procedure', true))).toEqual([['CancelTask', task(1), { reason: '法院查封' }]]);
    expect(react(terminated('procedure'))).toEqual([]);
    expect(react(terminated('platform'))).toEqual([]);
  });
  it('the clock rings at midnight in Beijing of the opening day, and is stopped by the end', () => {
    const clock = new ListingDeadlines();
    const id = `listing ${subject.entry} round 1 opens`;
    expect(clock.changes(recorded(announced))).toEqual([
      {
        set: id,
        dueAt: '2026-04-06T16:00:00.000Z',
        command: { type: 'OpenListing', stream, data: { round: 1 } },
      },
    ]);
    expect(clock.changes(recorded(opened))).toEqual([{ clear: id }]);
    expect(clock.changes(recorded(terminated('platform')))).toEqual([{ clear: id }]);
    expect(clock.handles).toEqual(
      expect.arrayContaining(['ListingAnnounced', 'ListingOpened', 'ListingTerminated']),
    );
  });
});
