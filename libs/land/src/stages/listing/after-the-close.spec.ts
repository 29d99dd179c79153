import { followed } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { contractOf, listingOf } from '../../shared/terms.js';
import type { Burden, Day } from '../../shared/terms.js';
import { DefaultersProjection } from './defaulters.projection.js';
import {
  announceListing,
  holdListing,
  liftListingHold,
  openListing,
  orderListing,
  passPublicationDeadline,
  passRefundDeadline,
  publishResult,
  recordDefault,
  reportFailure,
  reportRefunds,
  reportSale,
  resumeListing,
  terminateListing,
  voidResult,
} from './listing.commands.js';
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

const ordered: ListingEvent = {
  type: 'ListingOrdered',
  data: { subject, round: 1, deal, depositFen: '200000000', earliestNoticeOn: '2026-03-16' },
};
const DAYS = { announcedOn: '2026-03-16', opensOn: '2026-04-07', closesOn: '2026-04-17' };
const announced: ListingEvent = {
  type: 'ListingAnnounced',
  data: {
    subject,
    round: 1,
    announcementNo: '1',
    ...DAYS,
    url: 'https://ggzy.example/1',
    ...announcedPrices,
  },
};
const opened: ListingEvent = { type: 'ListingOpened', data: { subject, round: 1, openedOn: '2026-04-07' } };
const DUTIES = { refundBy: '2026-04-24', publishBy: '2026-05-06' };
const sold: ListingEvent = {
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
const open = [ordered, decided(), announced, opened];

describe('what the platform owes after a round', () => {
  const refunds = (refundedOn: Day, round = 1, day = refundedOn) =>
    on(day, reportRefunds(stream, { round, refundedOn, documentNo: '退1' }), 'platform');
  const publish = (publishedOn: Day, round = 1) =>
    on(publishedOn, publishResult(stream, { round, publishedOn, url: 'https://ggzy.example/r' }), 'platform');
  const passRefund = (day: Day) => byEngine(day, passRefundDeadline(stream, { round: 1 }));
  const passPublication = (day: Day) => byEngine(day, passPublicationDeadline(stream, { round: 1 }));

  it('is the deposits of the others back in five working days (39号令 Art. 21)', () => {
    const back: ListingEvent = {
      type: 'DepositsRefunded',
      data: { subject, round: 1, refundedOn: '2026-04-24', documentNo: '退1', late: false },
    };
    given(...open, sold)
      .when(refunds('2026-04-24'))
      .then(back);
    given(...open, sold, back)
      .when(refunds('2026-04-24'))
      .thenNothing();
    expect(
      given(...open, sold)
        .when(refunds('2026-04-27'))
        .decided()[0],
    ).toMatchObject({ data: { late: true } });
    given(...open, sold, back)
      .when(passRefund('2026-04-25'))
      .thenNothing();
  });
  it('is overdue after the last day, once', () => {
    const overdue: ListingEvent = {
      type: 'RefundsOverdue',
      data: { subject, round: 1, refundBy: '2026-04-24' },
    };
    given(...open, sold)
      .when(passRefund('2026-04-24'))
      .thenNothing();
    given(...open, sold)
      .when(passRefund('2026-04-25'))
      .then(overdue);
    given(...open, sold, overdue)
      .when(passRefund('2026-04-25'))
      .thenNothing();
  });
  it('is the result published in ten working days (39号令 Art. 22)', () => {
    given(...open, sold)
      .when(publish('2026-05-06'))
      .then({
        type: 'ResultPublished',
        data: { subject, round: 1, publishedOn: '2026-05-06', url: 'https://ggzy.example/r', late: false },
      });
    given(...open, sold)
      .when(passPublication('2026-05-07'))
      .then({ type: 'ResultUnpublished', data: { subject, round: 1, publishBy: '2026-05-06' } });
    given(...open, sold)
      .when(passPublication('2026-05-06'))
      .thenNothing();
  });
  it('is reported with a day between the close and today, for a round that had an end', () => {
    given(...open, sold)
      .when(refunds('2026-04-14'))
      .thenRejected('listing.report-before-close');
    given(...open, sold)
      .when(refunds('2026-04-20', 1, '2026-04-19'))
      .thenRejected('listing.date-in-future');
    given(...open, sold)
      .when(refunds('2026-04-20', 2))
      .thenRejected('listing.no-duty');
    given(...open)
      .when(publish('2026-04-20'))
      .thenRejected('listing.no-duty');
  });
  it('is owed after a failed round and after one that was terminated in the notice, too', () => {
    const failed = given(...open)
      .when(
        on(
          '2026-04-17',
          reportFailure(stream, { resultId: 'r-1', reason: '无人报价', closedOn: '2026-04-17' }),
        ),
      )
      .decided();
    given(...open, ...failed)
      .when(refunds('2026-04-20'))
      .thenTypes('DepositsRefunded');
    const stopped = given(ordered, decided(), announced)
      .when(on('2026-03-20', terminateListing(stream, { reason: '查封', by: 'platform', cause: 'seizure' })))
      .decided();
    expect(stopped).toMatchObject([{ data: { cause: 'seizure', refundBy: '2026-03-27' } }]);
    given(ordered, decided(), announced, ...stopped)
      .when(refunds('2026-03-25'))
      .thenTypes('DepositsRefunded');
    given(ordered, decided(), announced, ...stopped)
      .when(publish('2026-03-25'))
      .thenRejected('listing.no-duty');
  });
  it('names the document that terminated a round, and takes the same report only with it again', () => {
    const end = (documentNo?: string) =>
      on(
        '2026-03-20',
        terminateListing(stream, { reason: '查封', by: 'platform', cause: 'seizure', documentNo }),
      );
    const stopped = given(ordered, decided(), announced).when(end('（2026）鲁0114执1号')).decided();
    expect(stopped).toMatchObject([{ data: { documentNo: '（2026）鲁0114执1号' } }]);
    given(ordered, decided(), announced, ...stopped)
      .when(end('(2026)鲁0114执1号'))
      .thenNothing();
    for (const other of [undefined, '（2026）鲁0114执2号'])
      given(ordered, decided(), announced, ...stopped)
        .when(end(other))
        .thenRejected('report.contradicts');
    expect(given(ordered, decided(), announced).when(end()).decided()[0]!.data).not.toHaveProperty(
      'documentNo',
    );
  });
  it('has its clocks, which the reports stop', () => {
    const clock = new ListingDeadlines();
    const [refund, publication] = clock.changes(recorded(sold)) as readonly { set: string; dueAt: string }[];
    expect([refund!.dueAt, publication!.dueAt]).toEqual([
      '2026-04-24T16:00:00.000Z',
      '2026-05-06T16:00:00.000Z',
    ]);
    expect(
      clock.changes(
        recorded({
          type: 'DepositsRefunded',
          data: { subject, round: 1, refundedOn: '2026-04-20', documentNo: '1', late: false },
        }),
      ),
    ).toEqual([{ clear: refund!.set }]);
    expect(
      clock.changes(
        recorded({
          type: 'ResultPublished',
          data: { subject, round: 1, publishedOn: '2026-04-20', url: 'u', late: false },
        }),
      ),
    ).toEqual([{ clear: publication!.set }]);
  });
});

describe('a result that was won by deceit (39号令 Art. 25)', () => {
  const voidIt = () =>
    on(
      '2026-05-06',
      voidResult(stream, { cause: 'collusion', reason: '恶意串通', documentNo: '济公资处〔2026〕1号' }),
      'platform',
    );
  const voided: ListingEvent = {
    type: 'ResultVoided',
    data: {
      subject,
      round: 1,
      winner: buyer,
      cause: 'collusion',
      reason: '恶意串通',
      documentNo: '济公资处〔2026〕1号',
      forfeitFen: '200000000',
      voidedOn: '2026-05-06',
    },
  };
  it('is void, and the deposit is lost', () => {
    given(...open, sold)
      .when(voidIt())
      .then(voided);
    given(...open, sold, voided)
      .when(voidIt())
      .thenNothing();
    given(...open)
      .when(voidIt())
      .thenRejected('listing.not-sold');
  });
  it('takes the deal along', () => {
    expect(followed('voidDealOfVoidedResult', recorded(voided))).toEqual([
      ['VoidDeal', contractOf(subject.entry), { subject, reason: '恶意串通', forfeitFen: '200000000' }],
    ]);
  });
  it('is not sold a second time', () => {
    given(...open, sold, voided)
      .when(
        on(
          '2026-05-07',
          reportSale(stream, {
            resultId: 'r-2',
            winner: buyer,
            priceFen: '1200000000',
            closedOn: '2026-05-07',
          }),
        ),
      )
      .thenRejected('listing.result-contradicts');
    given(...open, sold, voided)
      .when(on('2026-05-07', terminateListing(stream, { reason: '终止', by: 'procedure' })))
      .thenNothing();
  });
  it('stands on the list that the platform looks up, as does a winner who did not sign', () => {
    const projection = new DefaultersProjection();
    expect(projection.evolve(undefined, recorded(voided) as never)).toMatchObject({
      party: buyer,
      ground: 'collusion',
      forfeitFen: '200000000',
    });
    const [defaulted] = given(...open, sold)
      .when(byEngine('2026-05-06', recordDefault(stream, { subject, reason: '拒签' })))
      .decided();
    expect(projection.evolve(undefined, recorded(defaulted!) as never)).toMatchObject({
      party: buyer,
      ground: 'refused-to-sign',
      on: '2026-05-06',
    });
    given(...open, sold, defaulted!)
      .when(byEngine('2026-05-07', recordDefault(stream, { subject, reason: '拒签' })))
      .thenNothing();
    given()
      .when(byEngine('2026-05-07', recordDefault(stream, { subject, reason: '拒签' })))
      .thenNothing();
  });
});

describe('a listing of a parcel that something limits', () => {
  const burden: Burden = {
    id: '（2026）鲁0114执1号',
    kind: 'seizure',
    organ: '章丘区人民法院',
    on: '2026-03-20',
    reason: '财产保全',
  };
  const hold = (day: Day = '2026-03-20', what = burden) =>
    byEngine(day, holdListing(stream, { subject, burden: what }));
  const lift = () => byEngine('2026-06-01', liftListingHold(stream, { subject, burdenId: burden.id }));
  const held: ListingEvent = { type: 'ListingHeld', data: { subject, burden } };
  const lifted: ListingEvent = { type: 'ListingHoldLifted', data: { subject, burdenId: burden.id } };
  const suspended: ListingEvent = {
    type: 'ListingSuspended',
    data: {
      subject,
      round: 1,
      reason: '章丘区人民法院 （2026）鲁0114执1号：财产保全',
      cause: 'seizure',
      suspendedOn: '2026-04-08',
    },
  };
  const announce = () =>
    on(
      '2026-03-16',
      announceListing(stream, { announcementNo: '1', ...DAYS, url: 'https://ggzy.example/1' }),
    );
  const sale = () =>
    on(
      '2026-04-17',
      reportSale(stream, {
        resultId: 'r-1',
        winner: buyer,
        priceFen: '1200000000',
        closedOn: '2026-04-17',
      }),
    );

  it.each<Burden['kind']>(['seizure', 'dispute', 'mortgage', 'occupation'])(
    'is not announced under a %s (土地管理法 Art. 14; 登记条例 Art. 22)',
    (kind) => {
      const refused = given(ordered, decided(), {
        ...held,
        data: { subject, burden: { ...burden, kind } },
      }).when(announce());
      refused.thenRejected('listing.held');
      expect(refused.decided).toThrow('章丘区人民法院');
    },
  );
  it('remembers what came before it was ordered', () => {
    given().when(hold()).then(held);
    given(held)
      .when(byEngine('2026-03-21', orderListing(stream, { subject, deal, earliestNoticeOn: '2026-03-16' })))
      .thenTypes('ListingOrdered');
    given(held, ordered, decided()).when(announce()).thenRejected('listing.held');
    given(held, ordered, decided(), lifted).when(announce()).thenTypes('ListingAnnounced');
  });
  it('stands still at once when it is open, and is neither sold nor resumed', () => {
    given(...open)
      .when(hold('2026-04-08'))
      .then(held, suspended);
    given(...open, held, suspended)
      .when(sale())
      .thenRejected('listing.held');
    given(...open, held, suspended)
      .when(on('2026-04-10', resumeListing(stream, { closesOn: '2026-04-30' })))
      .thenRejected('listing.held');
    given(...open, held, suspended, lifted)
      .when(on('2026-06-01', resumeListing(stream, { closesOn: '2026-06-12' })))
      .thenTypes('ListingResumed');
  });
  it('does not open by its clock', () =>
    given(ordered, decided(), announced, held)
      .when(byEngine('2026-04-07', openListing(stream, { round: 1 })))
      .thenNothing());
  it('is held and lifted once for each document, and one lifted leaves the others', () => {
    given(held).when(hold()).thenNothing();
    given(held, lifted).when(lift()).thenNothing();
    given(held).when(lift()).then(lifted);
    const second = { ...burden, id: '争1', kind: 'dispute' as const };
    given(held, { type: 'ListingHeld', data: { subject, burden: second } }, lifted, ordered, decided())
      .when(announce())
      .thenRejected('listing.held');
  });
  it('may be sold already: then the contract is held', () =>
    given(...open, sold)
      .when(hold('2026-04-20'))
      .then(held));
});

describe('an entry that ended before its listing was ordered', () => {
  const end = () =>
    byEngine('2026-03-02', terminateListing(stream, { subject, reason: '撤回', by: 'procedure' }));
  it('leaves a fact, so that an order that arrives later begins nothing', () => {
    const over: ListingEvent = {
      type: 'ListingTerminated',
      data: {
        subject,
        round: 0,
        reason: '撤回',
        by: 'procedure',
        cause: 'procedure',
        relistDecisionOpen: false,
        tradeDecisionOpen: false,
        mayRelist: false,
      },
    };
    given().when(end()).then(over);
    given(over).when(end()).thenNothing();
    given(over)
      .when(byEngine('2026-03-03', orderListing(stream, { subject, deal, earliestNoticeOn: '2026-03-16' })))
      .thenNothing();
  });
});
