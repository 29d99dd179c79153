import { ReasonBody } from '../../body/common.bodies.js';
import { listingOf, schemeOf } from '../../shared/terms.js';
import { outcome, whenOf, work } from '../../work/work.js';
import { lapseScheme } from '../scheme/index.js';
import { RelistBody, TradeDecisionBody } from './listing.bodies.js';
import * as commands from './listing.commands.js';
import type { ListingEvent } from './listing.events.js';

const when = whenOf<ListingEvent>();

export const decideTrade = work('decide-trade', {
  zh: '集体决定起始价、底价和保证金',
  role: 'clerk',
  bureau: 'township',
  clock: 'procedure.decide-trade',
  escalateTo: 'government',
  opens: [when('ListingOrdered', ({ data: { round } }) => ({ round }))],
  closes: [when('TradeDecided', ({ data: { round } }) => ({ outcome: 'decide', round }))],
  cancels: [
    when('ListingTerminated', ({ data: { tradeDecisionOpen, round, reason } }) =>
      tradeDecisionOpen ? { round, reason } : undefined,
    ),
  ],
  outcomes: {
    decide: outcome('决定', 'listing.decide', TradeDecisionBody, (entry, body, round) =>
      commands.decideTrade(listingOf(entry), { ...body, round }),
    ),
  },
});

/** After a failed or stopped round a person decides whether to list again. */
export const relist = work('relist', {
  zh: '流拍后处置',
  role: 'reviewer',
  bureau: 'natural-resources',
  clock: 'procedure.relist',
  escalateTo: 'government',
  opens: [
    when('ListingFailed', ({ data: { mayRelist, round, closedOn } }) =>
      mayRelist ? { round, since: closedOn } : undefined,
    ),
    when('ListingTerminated', ({ data: { by, mayRelist, round } }) =>
      by === 'platform' && mayRelist ? { round } : undefined,
    ),
  ],
  closes: [
    when('ListingOrdered', ({ data: { round } }) =>
      round > 1 ? { outcome: 'relist', round: round - 1 } : undefined,
    ),
  ],
  cancels: [
    when('ListingTerminated', ({ data: { by, relistDecisionOpen, round, reason } }) =>
      by === 'procedure' && relistDecisionOpen ? { round, reason } : undefined,
    ),
  ],
  outcomes: {
    relist: outcome('重新挂牌', 'listing.relist', RelistBody, (entry, body, round) =>
      commands.relist(listingOf(entry), { ...body, round }),
    ),
    lapse: outcome('终止入市', 'listing.lapse', ReasonBody, (entry, body) =>
      lapseScheme(schemeOf(entry), body),
    ),
  },
});

export const LISTING_WORK = [decideTrade, relist] as const;
