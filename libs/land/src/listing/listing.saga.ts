import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { ConfirmDeal } from '../contract/contract.commands.js';
import { openTask } from '../procedure.js';
import { LapseScheme } from '../scheme/scheme.commands.js';
import { CancelTask, CompleteTask } from '../task/task.commands.js';
import type { OpenTask } from '../task/task.commands.js';
import { contractOf, schemeOf, taskOf } from '../terms.js';
import type { ListingEvent } from './listing.events.js';

@Injectable()
export class ListingSaga {
  /** What the platform sold is a deal, at the price of the auction. */
  @Saga()
  confirmDealOfSoldListing(events: Observable<Recorded>): Observable<ConfirmDeal> {
    return events.pipe(
      on<ListingEvent, 'ListingSold'>('ListingSold'),
      map(({ data: { subject, deal, winner, priceFen, closedOn } }) => new ConfirmDeal(contractOf(subject.entry), { subject, deal, buyer: winner, priceFen, confirmedOn: closedOn })),
    );
  }

  /** After a failed or stopped round a person decides whether to list again; when no further round is allowed, the entry ends. */
  @Saga()
  decideAfterUnsoldListing(events: Observable<Recorded>): Observable<OpenTask | LapseScheme> {
    return events.pipe(
      on<ListingEvent, 'ListingFailed' | 'ListingTerminated'>('ListingFailed', 'ListingTerminated'),
      filter(({ type, data }) => type === 'ListingFailed' || data.by === 'platform'),
      map(({ data: { subject, round, mayRelist, reason } }) =>
        mayRelist ? openTask(subject, 'relist', round) : new LapseScheme(schemeOf(subject.entry), { reason: `第${round}轮交易未成交（${reason}），且已达到再次挂牌的上限。` }),
      ),
    );
  }

  @Saga()
  completeRelistDecision(events: Observable<Recorded>): Observable<CompleteTask> {
    return events.pipe(
      on<ListingEvent, 'ListingOrdered'>('ListingOrdered'),
      filter(({ data: { round } }) => round > 1),
      map(({ data: { subject, round }, meta }) => new CompleteTask(taskOf(subject.entry, 'relist', round - 1), { person: meta.actor.person, outcome: 'relist' })),
    );
  }

  @Saga()
  cancelRelistDecision(events: Observable<Recorded>): Observable<CancelTask> {
    return events.pipe(
      on<ListingEvent, 'ListingTerminated'>('ListingTerminated'),
      filter(({ data: { by, relistDecisionOpen } }) => by === 'procedure' && relistDecisionOpen),
      map(({ data: { subject, round, reason } }) => new CancelTask(taskOf(subject.entry, 'relist', round), { reason })),
    );
  }
}
