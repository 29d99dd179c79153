import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { confirmDeal, voidDeal } from '../contract/contract.commands.js';
import { openWork } from '../../procedure.js';
import { lapseScheme } from '../scheme/scheme.commands.js';
import { cancelTask, completeTask } from '../../work/task/task.commands.js';

import { contractOf, schemeOf, taskOf } from '../../shared/terms.js';
import type { ListingEvent } from './listing.events.js';

@Injectable()
export class ListingSaga {
  /**
   * The collective resolves on price, reserve and deposit of every round before its notice (39号令 Art. 10).
   */
  @Saga()
  openTradeDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingOrdered'>('ListingOrdered'),
      map(({ data: { subject, round } }) => openWork(subject, 'decide-trade', round)),
    );
  }

  @Saga()
  completeTradeDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'TradeDecided'>('TradeDecided'),
      map(({ data: { subject, round }, meta }) =>
        completeTask(taskOf(subject.entry, 'decide-trade', round), {
          person: meta.actor.person,
          outcome: 'decide',
        }),
      ),
    );
  }

  @Saga()
  cancelTradeDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingTerminated'>('ListingTerminated'),
      filter(({ data: { tradeDecisionOpen } }) => tradeDecisionOpen),
      map(({ data: { subject, round, reason } }) =>
        cancelTask(taskOf(subject.entry, 'decide-trade', round), { reason }),
      ),
    );
  }

  /** A result that is void takes its deal along, signed or not. */
  @Saga()
  voidDealOfVoidedResult(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ResultVoided'>('ResultVoided'),
      map(({ data: { subject, reason, forfeitFen } }) =>
        voidDeal(contractOf(subject.entry), { subject, reason, forfeitFen }),
      ),
    );
  }

  /** What the platform sold is a deal, at the price of the auction. */
  @Saga()
  confirmDealOfSoldListing(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingSold'>('ListingSold'),
      map(({ data: { subject, deal, winner, priceFen, closedOn, depositFen } }) =>
        confirmDeal(contractOf(subject.entry), {
          subject,
          deal,
          buyer: winner,
          priceFen,
          confirmedOn: closedOn,
          depositFen,
        }),
      ),
    );
  }

  /**
   * After a failed or stopped round a person decides whether to list again; when no further round is allowed,
   * the entry ends.
   */
  @Saga()
  decideAfterUnsoldListing(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingFailed' | 'ListingTerminated'>('ListingFailed', 'ListingTerminated'),
      filter(({ type, data }) => type === 'ListingFailed' || data.by === 'platform'),
      map(({ type, data }) => ({ ...data, closedOn: type === 'ListingFailed' ? data.closedOn : undefined })),
      map(({ subject, round, mayRelist, reason, closedOn }) =>
        mayRelist
          ? openWork(subject, 'relist', round, [], closedOn)
          : lapseScheme(schemeOf(subject.entry), {
              reason: `第${round}轮交易未成交（${reason}），且已达到再次挂牌的上限。`,
            }),
      ),
    );
  }

  @Saga()
  completeRelistDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingOrdered'>('ListingOrdered'),
      filter(({ data: { round } }) => round > 1),
      map(({ data: { subject, round }, meta }) =>
        completeTask(taskOf(subject.entry, 'relist', round - 1), {
          person: meta.actor.person,
          outcome: 'relist',
        }),
      ),
    );
  }

  @Saga()
  cancelRelistDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingTerminated'>('ListingTerminated'),
      filter(({ data: { by, relistDecisionOpen } }) => by === 'procedure' && relistDecisionOpen),
      map(({ data: { subject, round, reason } }) =>
        cancelTask(taskOf(subject.entry, 'relist', round), { reason }),
      ),
    );
  }
}
