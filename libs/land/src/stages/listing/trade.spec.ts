import { workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { listingOf } from '../../shared/terms.js';
import type { Day, DealTerms } from '../../shared/terms.js';
import { aesVault, closedVault } from './aes-vault.js';
import {
  announceListing,
  decideTrade,
  orderListing,
  relist,
  reportFailure,
  reportSale,
} from './listing.commands.js';
import { listing } from './listing.decider.js';
import type { ListingEvent, ReportedBid, TradeDecision } from './listing.events.js';
import {
  announcedPrices,
  buyer,
  byEngine,
  deal,
  decided,
  decision,
  on,
  packs,
  subject,
  vault,
} from './listing.fixture.js';
import { reserveContext } from './trade.rules.js';

const given = scenario(listing(packs, vault));
const stream = listingOf(subject.entry);
const RESERVE = '1100000000';
const OTHER = '91370114MA3EXAMP2T';
const THIRD = '91370114MA3EXAMP3X';

const ordered = (change: Partial<DealTerms> = {}): ListingEvent => ({
  type: 'ListingOrdered',
  data: {
    subject,
    round: 1,
    deal: { ...deal, ...change },
    depositFen: '200000000',
    earliestNoticeOn: '2026-03-16',
  },
});
const decide = (change: Partial<TradeDecision> & { reserveFen?: string } = {}, day: Day = '2026-03-05') =>
  on(day, decideTrade(stream, { ...decision, ...change }));
const sealed = vault.seal(RESERVE, reserveContext(subject.entry, 1));
const open = (
  change: Partial<DealTerms> = {},
  choice: Partial<TradeDecision> = {},
  reserve: string | null = null,
): ListingEvent[] => [
  ordered(change),
  decided(1, choice, reserve),
  {
    type: 'ListingAnnounced',
    data: {
      subject,
      round: 1,
      announcementNo: '1',
      announcedOn: '2026-03-16',
      opensOn: '2026-04-07',
      closesOn: '2026-04-17',
      url: 'https://ggzy.example/1',
      ...announcedPrices,
    },
  },
  { type: 'ListingOpened', data: { subject, round: 1, openedOn: '2026-04-07' } },
];
const bid = (sequence: number, bidder: string, amountFen: string, phase?: 'live'): ReportedBid => ({
  sequence,
  bidder,
  amountFen,
  ...(phase ? { phase } : {}),
});
type Told = Readonly<{ bids?: readonly ReportedBid[]; bidders?: number; disqualified?: readonly string[] }>;
const sale = (priceFen: string, told: Told = {}, winner = buyer) =>
  on(
    '2026-04-17',
    reportSale(stream, { resultId: 'r-1', winner, priceFen, closedOn: '2026-04-17', ...told }),
    'platform',
  );
const failure = (told: Told = {}) =>
  on(
    '2026-04-17',
    reportFailure(stream, { resultId: 'r-1', reason: '低于底价', closedOn: '2026-04-17', ...told }),
    'platform',
  );

describe('the decision of the collective (39号令 Art. 10)', () => {
  it('is taken once for a round, and the same again changes nothing', () => {
    given(ordered()).when(decide()).then(decided());
    given(ordered(), decided()).when(decide()).thenNothing();
    given(ordered(), decided())
      .when(decide({ documentNo: '另一号' }))
      .thenRejected('listing.already-decided');
    given(...open())
      .when(decide({ documentNo: '另一号' }))
      .thenRejected('listing.already-decided');
    given().when(decide()).thenRejected('listing.not-ordered');
  });
  it('keeps the reserve sealed in the fact, and takes the same reserve as the same decision', () => {
    const [fact] = given(ordered())
      .when(decide({ reserveFen: RESERVE }))
      .decided();
    expect(JSON.stringify(fact)).not.toContain(RESERVE);
    expect(fact).toEqual(decided(1, {}, sealed));
    given(ordered(), decided(1, {}, sealed))
      .when(decide({ reserveFen: RESERVE }))
      .thenNothing();
    given(ordered(), decided(1, {}, sealed))
      .when(decide({ reserveFen: '1100000001' }))
      .thenRejected('listing.already-decided');
    given(ordered(), decided(1, {}, sealed))
      .when(decide())
      .thenRejected('listing.already-decided');
  });
  it('says of a reserve under the starting price only that it is too low', () => {
    const low = given(ordered()).when(decide({ reserveFen: '999999999' }));
    low.thenRejected('listing.reserve-below-start');
    try {
      low.decided();
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('999999999');
    }
  });
  it('asks for a deposit of a fifth of the floor at least (国土资发〔2010〕34号)', () => {
    given(ordered())
      .when(decide({ depositFen: '199999999' }))
      .thenRejected('listing.deposit-too-low');
    given(ordered())
      .when(decide({ depositFen: '300000000' }))
      .thenTypes('TradeDecided');
  });
  it('starts at the approved price at least (实施条例 Art. 40)', () =>
    given(ordered())
      .when(decide({ startFen: '999999999' }))
      .thenRejected('listing.start-below-approved'));
  it('starts at 70 % of the benchmark price at least, where there is one (国土资发〔2010〕34号)', () => {
    // 13412.55 m² × 1200 yuan × 70 % = 11266542.00 yuan.
    const benchmark = { fenPerM2: '120000', documentNo: '济政字〔2025〕9号' };
    given(ordered({ benchmark }))
      .when(decide({ startFen: '1126654199', depositFen: '300000000' }))
      .thenRejected('listing.below-benchmark');
    given(ordered({ benchmark }))
      .when(decide({ startFen: '1126654200', depositFen: '300000000' }))
      .thenTypes('TradeDecided');
    given(ordered({ benchmark, form: 'lease' }))
      .when(decide())
      .thenTypes('TradeDecided');
  });
  it('starts at the least price of the use at least, whatever was approved (国土资发〔2006〕307号)', () => {
    // 13412.55 m² × 168 yuan = 2253308.40 yuan.
    const industry = {
      use: { system: '用地用海2023', code: '1001', name: '工业用地' },
      priceFen: '200000000',
    };
    const trade = { incrementFen: '1000000', depositFen: '100000000' };
    given(ordered(industry))
      .when(decide({ ...trade, startFen: '225330839' }))
      .thenRejected('listing.below-minimum');
    given(ordered(industry))
      .when(decide({ ...trade, startFen: '225330840' }))
      .thenTypes('TradeDecided');
  });
  it('has an increment, but for a tender, whose bids are sealed', () => {
    given(ordered())
      .when(decide({ incrementFen: '0' }))
      .thenRejected('listing.increment-missing');
    given(ordered({ method: 'tender' }))
      .when(decide({ incrementFen: '0', criterion: 'score' }))
      .thenTypes('TradeDecided');
    given(ordered())
      .when(decide({ criterion: 'score' }))
      .thenRejected('listing.criterion-not-tender');
  });
  it('has a document, and a day that has come', () => {
    given(ordered())
      .when(decide({ documentNo: ' ' }))
      .thenRejected('listing.decision-unnumbered');
    given(ordered())
      .when(decide({ heldOn: '2026-03-06' }))
      .thenRejected('listing.date-in-future');
  });
  it('comes before the notice', () => {
    const announce = (day: Day, announcedOn: Day = day) =>
      on(
        day,
        announceListing(stream, {
          announcementNo: '1',
          announcedOn,
          opensOn: '2026-05-06',
          closesOn: '2026-05-20',
          url: 'https://ggzy.example/1',
        }),
      );
    given(ordered()).when(announce('2026-03-16')).thenRejected('listing.not-decided');
    given(ordered(), decided(1, { heldOn: '2026-03-18' }))
      .when(announce('2026-03-18', '2026-03-17'))
      .thenRejected('listing.decided-after-notice');
    given(ordered(), decided(1, { heldOn: '2026-03-18' }))
      .when(announce('2026-03-18'))
      .thenTypes('ListingAnnounced');
  });
  it('is asked of the township’s clerk for every round, and taken back when the entry ends', () => {
    const task = `task-${subject.entry}.decide-trade.1` as const;
    expect(workOf(recorded(ordered()), 'decide-trade')).toMatchObject([
      ['OpenTask', task, { role: 'clerk' }],
    ]);
    expect(workOf(recorded(decided()), 'decide-trade')).toMatchObject([
      ['CompleteTask', task, { outcome: 'decide' }],
    ]);
  });
});

describe('a notice', () => {
  it('is not dated after the day on which it is reported', () => {
    const early = on(
      '2026-03-16',
      announceListing(stream, {
        announcementNo: '1',
        announcedOn: '2026-03-17',
        opensOn: '2026-04-10',
        closesOn: '2026-04-25',
        url: 'https://ggzy.example/1',
      }),
    );
    given(ordered(), decided()).when(early).thenRejected('listing.date-in-future');
  });
});

describe('a reported sale is judged by its bids (39号令 Art. 19)', () => {
  it('goes to the highest bid, and of equal ones to the earlier', () => {
    const bids = [bid(1, OTHER, '1000000000'), bid(2, buyer.uscc, '1200000000'), bid(3, THIRD, '1200000000')];
    given(...open())
      .when(sale('1200000000', { bids }))
      .thenTypes('ListingSold');
    const wrong = given(...open()).when(sale('1200000000', { bids }, { ...buyer, uscc: THIRD }));
    wrong.thenRejected('listing.result-refuted');
    expect(wrong.decided).toThrow(`应由${buyer.uscc}以12000000.00元竞得`);
  });
  it.each([
    ['the winner', () => sale('1200000000', {}, { ...buyer, uscc: '91370114MA3EXAMP1Q' })],
    ['a bidder', () => sale('1200000000', { bids: [bid(1, '甲公司', '1200000000')] })],
    [
      'somebody disqualified',
      () =>
        sale('1200000000', { bids: [bid(1, buyer.uscc, '1200000000')], disqualified: ['91370114MA3EXAMP2'] }),
    ],
    ['a bidder of a failed round', () => failure({ bids: [bid(1, ' '.repeat(18), '900000000')] })],
  ])('is not taken where %s has no credit code, whichever way the report came', (_, report) => {
    const refused = given(...open()).when(report());
    refused.thenRejected('party.uscc');
    expect(refused.decided).toThrow('统一社会信用代码');
  });
  it('keeps the bids in the fact, in the words of the platform', () => {
    const bids = [bid(1, buyer.uscc, '1200000000')];
    expect(
      given(...open())
        .when(sale('1200000000', { bids }))
        .decided()[0],
    ).toMatchObject({
      data: { bids, refundBy: '2026-04-24', publishBy: '2026-05-06', depositFen: '200000000' },
    });
  });
  it('is not at another price than the winning bid', () =>
    given(...open())
      .when(sale('1150000000', { bids: [bid(1, buyer.uscc, '1200000000')] }))
      .thenRejected('listing.result-refuted'));
  it('counts no bid that is less than a step above the last', () => {
    const bids = [bid(1, OTHER, '1000000000'), bid(2, buyer.uscc, '1000999999')];
    given(...open())
      .when(sale('1000999999', { bids }))
      .thenRejected('listing.result-refuted');
  });
  it('goes on live after the close, when somebody wanted to', () => {
    const bids = [bid(1, OTHER, '1000000000'), bid(2, buyer.uscc, '1300000000', 'live')];
    given(...open())
      .when(sale('1300000000', { bids }))
      .thenTypes('ListingSold');
  });
  it('does not count who was found unqualified', () => {
    const bids = [bid(1, buyer.uscc, '1000000000'), bid(2, OTHER, '1200000000')];
    given(...open())
      .when(sale('1000000000', { bids, disqualified: [OTHER] }))
      .thenTypes('ListingSold');
    given(...open())
      .when(sale('1000000000', { bids }))
      .thenRejected('listing.result-refuted');
  });
  it('is none below the reserve, with bids or without, and the refusal does not tell it', () => {
    const under = given(...open({}, {}, sealed)).when(sale('1099999999'));
    under.thenRejected('listing.result-refuted');
    expect(under.decided).toThrow('最高报价低于底价');
    try {
      under.decided();
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain(RESERVE);
    }
    given(...open({}, {}, sealed))
      .when(sale('1099999999', { bids: [bid(1, buyer.uscc, '1099999999')] }))
      .thenRejected('listing.result-refuted');
    given(...open({}, {}, sealed))
      .when(sale(RESERVE))
      .thenTypes('ListingSold');
  });
  it.each(['tender', 'auction'] as const)(
    'a %s with fewer than three bidders is none (39号令 Art. 13, 15)',
    (method) => {
      given(...open({ method }))
        .when(sale('1200000000'))
        .thenRejected('listing.bidders-missing');
      given(...open({ method }))
        .when(sale('1200000000', { bidders: 2 }))
        .thenRejected('listing.result-refuted');
      given(...open({ method }))
        .when(sale('1200000000', { bidders: 3 }))
        .thenTypes('ListingSold');
    },
  );
  it('a tender by score may go to a lower bid, but not to one that was never made', () => {
    const bids = [bid(1, buyer.uscc, '1100000000'), bid(2, OTHER, '1300000000'), bid(3, THIRD, '1000000000')];
    const tender = open({ method: 'tender' }, { criterion: 'score', incrementFen: '0' });
    given(...tender)
      .when(sale('1100000000', { bids }))
      .thenTypes('ListingSold');
    given(...tender)
      .when(sale('1200000000', { bids }))
      .thenRejected('listing.result-refuted');
    given(...open({ method: 'tender' }, { incrementFen: '0' }))
      .when(sale('1100000000', { bids }))
      .thenRejected('listing.result-refuted');
  });
});

describe('a reported failure', () => {
  it('is refused when the bids that come with it have a winner', () => {
    given(...open())
      .when(failure({ bids: [bid(1, buyer.uscc, '1000000000')] }))
      .thenRejected('listing.failure-refuted');
    given(...open({}, {}, sealed))
      .when(failure({ bids: [bid(1, buyer.uscc, '1000000000')] }))
      .thenTypes('ListingFailed');
    given(...open())
      .when(failure({ bids: [] }))
      .thenTypes('ListingFailed');
    given(...open())
      .when(failure())
      .thenTypes('ListingFailed');
  });
});

describe('another round', () => {
  it('is decided anew, and its reserve does not open by the old seal', () => {
    const failed = given(...open({}, {}, sealed))
      .when(failure())
      .decided();
    const again = given(...open({}, {}, sealed), ...failed)
      .when(on('2026-04-20', relist(stream, { reason: '再次公告' }), 'zhao'))
      .decided();
    given(...open(), ...failed, ...again)
      .when(decide({ heldOn: '2026-04-20', reserveFen: RESERVE }, '2026-04-20'))
      .thenTypes('TradeDecided');
    expect(vault.seal(RESERVE, reserveContext(subject.entry, 2))).not.toBe(sealed);
  });
  it('keeps to the benchmark, too (国土资发〔2010〕34号)', () => {
    const benchmark = { fenPerM2: '106000', documentNo: '济政字〔2025〕9号' };
    const failed = given(...open({ benchmark }))
      .when(failure())
      .decided();
    given(...open({ benchmark }), ...failed)
      .when(on('2026-04-20', relist(stream, { reason: '再次公告', priceFen: '900000000' }), 'zhao'))
      .thenRejected('listing.below-benchmark');
  });
});

describe('the vault', () => {
  it('seals the same text alike, another or one elsewhere differently, and all to one length', () => {
    expect(vault.seal(RESERVE, 'a')).toBe(vault.seal(RESERVE, 'a'));
    expect(new Set([vault.seal(RESERVE, 'a'), vault.seal(RESERVE, 'b'), vault.seal('9', 'a')]).size).toBe(3);
    expect(vault.seal('9', 'a').length).toBe(vault.seal('999999999999999', 'a').length);
    expect(vault.open(vault.seal(RESERVE, 'a'), 'a')).toBe(RESERVE);
  });
  it('opens with its key, in its context, unchanged, or not at all', () => {
    const text = vault.seal(RESERVE, 'a');
    const changed = `${text.slice(0, 20)}${text[20] === 'A' ? 'B' : 'A'}${text.slice(21)}`;
    for (const open of [
      () => vault.open(text, 'b'),
      () => aesVault(new Uint8Array(32)).open(text, 'a'),
      () => vault.open(changed, 'a'),
      () => vault.open('', 'a'),
      () => vault.open(RESERVE, 'a'),
    ])
      expect(open).toThrow('底价密文无法打开');
    expect(() => aesVault(new Uint8Array(16))).toThrow(RangeError);
  });
  it('an installation without a key takes no reserve, and everything else', () => {
    const keyless = scenario(listing(packs, closedVault));
    keyless(ordered())
      .when(decide({ reserveFen: RESERVE }))
      .thenRejected('vault.closed');
    keyless(ordered()).when(decide()).thenTypes('TradeDecided');
    keyless(...open({}, {}, sealed))
      .when(sale(RESERVE))
      .thenRejected('vault.closed');
  });
});

it('an order after the end of the entry begins nothing, though the end came first', () => {
  const order = byEngine(
    '2026-03-02',
    orderListing(stream, { subject, deal, earliestNoticeOn: '2026-03-16' }),
  );
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
  given(over).when(order).thenNothing();
});
