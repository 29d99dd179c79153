import type { Decider } from '#kernel/messages';
import { addDays, civilDate, deposit, fen } from '#policy';
import type { Pack, Policies } from '#policy';
import type { Day, DealTerms, Subject } from '../terms.js';
import type { ListingCommand, ReportFailure, ReportSale } from './listing.commands.js';
import type { ListingEvent } from './listing.events.js';
import { refuse } from './listing.refusals.js';

type Status = 'none' | 'ordered' | 'announced' | 'open' | 'suspended' | 'sold' | 'failed' | 'terminated' | 'closed';

type Listing = Readonly<{
  status: Status;
  subject?: Subject;
  deal?: DealTerms;
  round: number;
  earliestNoticeOn: Day;
  opensOn: Day;
  closesOn: Day;
  /** Whether trading had opened when it was suspended. */
  openBefore: boolean;
  resultId?: string;
  /** The result as recorded, to know the same one when it comes again. */
  result?: string;
  relistDecisionOpen: boolean;
}>;

const UNDECIDED: readonly Status[] = ['ordered', 'announced', 'open', 'suspended'];

/**
 * What happens on the trading platform, judged by our own rules: the platform reports, the law decides whether the
 * report can be true. One stream per entry; failed rounds are listed again in it.
 */
export const listing = (policies: Policies): Decider<Listing, ListingCommand, ListingEvent> => ({
  initial: { status: 'none', round: 0, earliestNoticeOn: '', opensOn: '', closesOn: '', openBefore: false, relistDecisionOpen: false },

  decide(command, state): readonly ListingEvent[] {
    const pack = policies.of(command.meta.policy);
    const { type, data } = command;
    if (type === 'OrderListing') return state.status === 'none' ? [ordered(pack, data.subject, 1, data.deal, data.earliestNoticeOn)] : [];
    if (type === 'TerminateListing' && data.by === 'procedure' && (state.status === 'none' || state.status === 'closed' || state.status === 'sold')) return [];
    const { subject, deal } = state;
    if (!subject || !deal) throw refuse('listing.not-ordered', { entry: command.meta.correlation });
    const { round } = state;
    switch (type) {
      case 'Relist': {
        if (state.status !== 'failed' && state.status !== 'terminated') throw wrong(state, '再次公告');
        const limit = pack.number('listing.relist-max').value;
        if (round > limit) throw refuse('listing.relist-limit', { round, limit });
        const priceFen = data.priceFen ?? deal.priceFen;
        if (fen(priceFen) <= 0n || fen(priceFen) > fen(deal.priceFen)) throw refuse('listing.relist-price', { priceFen, startFen: deal.priceFen });
        return [ordered(pack, subject, round + 1, { ...deal, priceFen }, state.earliestNoticeOn)];
      }
      case 'AnnounceListing':
        if (state.status === 'announced' && state.opensOn === data.opensOn && state.closesOn === data.closesOn) return [];
        if (state.status !== 'ordered') throw wrong(state, '发布公告');
        checkDates(pack, state.earliestNoticeOn, data);
        return [{ type: 'ListingAnnounced', data: { subject, round, ...data } }];
      case 'OpenListing':
        if (data.round !== round || state.status !== 'announced') return []; // An older round's clock, or it waits suspended.
        return [{ type: 'ListingOpened', data: { subject, round, openedOn: civilDate(command.meta.at) } }];
      case 'ReportSale':
        return reported(state, command) ?? [sold(state, subject, deal, command)];
      case 'ReportFailure': {
        const mayRelist = round <= pack.number('listing.relist-max').value;
        return reported(state, command) ?? [{ type: 'ListingFailed', data: { subject, round, ...data, mayRelist } }];
      }
      case 'SuspendListing':
        if (state.status === 'suspended') return [];
        if (state.status !== 'announced' && state.status !== 'open') throw wrong(state, '中止');
        return [{ type: 'ListingSuspended', data: { subject, round, reason: data.reason } }];
      case 'ResumeListing': {
        if (state.status !== 'suspended') throw wrong(state, '恢复');
        const earliest = addDays(state.opensOn, pack.clock('listing.period').days);
        if (data.closesOn < earliest) throw refuse('listing.period-too-short', { opensOn: state.opensOn, earliest });
        return [{ type: 'ListingResumed', data: { subject, round, opensOn: state.opensOn, closesOn: data.closesOn } }];
      }
      case 'TerminateListing':
        if (state.status === 'terminated' && data.by === 'platform') return [];
        if (data.by === 'platform' && !UNDECIDED.includes(state.status)) throw wrong(state, '终止');
        return [{ type: 'ListingTerminated', data: { subject, round, reason: data.reason, by: data.by, relistDecisionOpen: state.relistDecisionOpen } }];
    }
  },

  evolve(state, { type, data }): Listing {
    switch (type) {
      case 'ListingOrdered':
        return { ...state, status: 'ordered', subject: data.subject, deal: data.deal, round: data.round, earliestNoticeOn: data.earliestNoticeOn, relistDecisionOpen: false, resultId: undefined, result: undefined };
      case 'ListingAnnounced':
        return { ...state, status: 'announced', opensOn: data.opensOn, closesOn: data.closesOn, openBefore: false };
      case 'ListingOpened':
        return { ...state, status: 'open', openBefore: true };
      case 'ListingSuspended':
        return { ...state, status: 'suspended' };
      case 'ListingResumed':
        return { ...state, status: state.openBefore ? 'open' : 'announced', closesOn: data.closesOn };
      case 'ListingSold':
        return { ...state, status: 'sold', resultId: data.resultId, result: `sold ${data.priceFen} ${data.winner.uscc}` };
      case 'ListingFailed':
        return { ...state, status: 'failed', resultId: data.resultId, result: 'failed', relistDecisionOpen: data.mayRelist };
      case 'ListingTerminated':
        return { ...state, status: data.by === 'procedure' ? 'closed' : 'terminated', relistDecisionOpen: data.by === 'platform' };
    }
  },
});

const wrong = ({ status }: Listing, action: string) => refuse('listing.state', { status, action });

function ordered(pack: Pack, subject: Subject, round: number, deal: DealTerms, earliestNoticeOn: Day): ListingEvent {
  return { type: 'ListingOrdered', data: { subject, round, deal, depositFen: deposit(pack, fen(deal.priceFen)).value.toString(), earliestNoticeOn } };
}

function checkDates(pack: Pack, earliestNotice: Day, { announcedOn, opensOn, closesOn }: { announcedOn: Day; opensOn: Day; closesOn: Day }): void {
  if (announcedOn < earliestNotice) throw refuse('listing.notice-too-early', { announcedOn, earliest: earliestNotice });
  const opens = addDays(announcedOn, pack.clock('listing.notice').days);
  if (opensOn < opens) throw refuse('listing.notice-too-short', { announcedOn, earliest: opens });
  const closes = addDays(opensOn, pack.clock('listing.period').days);
  if (closesOn < closes) throw refuse('listing.period-too-short', { opensOn, earliest: closes });
}

/** The same result again is nothing new; another one for a decided round is a contradiction; otherwise it may be judged. */
function reported(state: Listing, command: ReportSale | ReportFailure): readonly ListingEvent[] | undefined {
  const { resultId, closedOn } = command.data;
  const result = command.type === 'ReportSale' ? `sold ${command.data.priceFen} ${command.data.winner.uscc}` : 'failed';
  if (state.resultId !== undefined) {
    if (state.resultId === resultId && state.result === result) return [];
    throw refuse('listing.result-contradicts', { round: state.round, recorded: state.resultId, resultId });
  }
  if (state.status !== 'open') throw wrong(state, '报送结果');
  if (closedOn < state.closesOn) throw refuse('listing.result-before-close', { closesOn: state.closesOn, closedOn });
  return undefined;
}

function sold({ round }: Listing, subject: Subject, deal: DealTerms, { data }: ReportSale): ListingEvent {
  if (fen(data.priceFen) < fen(deal.priceFen)) throw refuse('listing.price-below-start', { priceFen: data.priceFen, startFen: deal.priceFen });
  return { type: 'ListingSold', data: { subject, round, ...data, deal } };
}
