import type { Fact } from '#kernel';
import { confirmDeal, voidDeal } from '../contract/index.js';
import { lapseScheme } from '../scheme/index.js';
import { contractOf, schemeOf } from '../../shared/terms.js';
import type { ListingEvent } from './listing.events.js';

/** A result that is void takes its deal along, signed or not. */
export const voidDealOfVoidedResult = ({
  data: { subject, reason, forfeitFen },
}: Fact<ListingEvent, 'ResultVoided'>) =>
  voidDeal(contractOf(subject.entry), { subject, reason, forfeitFen });

/** What the platform sold is a deal, at the price of the auction. */
export const confirmDealOfSoldListing = ({
  data: { subject, deal, winner, priceFen, closedOn, depositFen },
}: Fact<ListingEvent, 'ListingSold'>) =>
  confirmDeal(contractOf(subject.entry), {
    subject,
    deal,
    buyer: winner,
    priceFen,
    confirmedOn: closedOn,
    depositFen,
  });

/** Where no further round is allowed after a failed or stopped one, the entry ends. */
export function lapseSchemeOfUnsoldListing({
  type,
  data,
}: Fact<ListingEvent, 'ListingFailed' | 'ListingTerminated'>) {
  const { subject, round, mayRelist, reason } = data;
  if (mayRelist || (type === 'ListingTerminated' && data.by !== 'platform')) return [];
  return lapseScheme(schemeOf(subject.entry), {
    reason: `第${round}轮交易未成交（${reason}），且已达到再次挂牌的上限。`,
  });
}
