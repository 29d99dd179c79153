import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { ConfirmDeal } from '../contract/contract.commands.js';
import { openTask } from '../procedure.js';
import { LapseScheme } from '../scheme/scheme.commands.js';
import { CancelTask, CompleteTask } from '../task/task.commands.js';
import { contractOf, schemeOf, taskOf } from '../terms.js';
import type { ListingEvent } from './listing.events.js';

@Injectable()
export class ListingSaga {
  @Saga()
  confirmSale(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingSold'>('ListingSold'),
      map(({ data: { subject, deal, winner, priceFen, closedOn } }) => new ConfirmDeal(contractOf(subject.entry), { subject, deal, buyer: winner, priceFen, confirmedOn: closedOn })),
    );
  }

  /** 流拍: somebody decides whether to try again, unless the pack allows no further round. */
  @Saga()
  askForRelisting(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingFailed'>('ListingFailed'),
      map(({ data: { subject, round, mayRelist, reason } }) =>
        mayRelist ? openTask(subject, 'relist', round) : new LapseScheme(schemeOf(subject.entry), { reason: `第${round}次交易未成交且不得再次公告：${reason}` }),
      ),
    );
  }

  @Saga()
  askForRelistingOfTerminated(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingTerminated'>('ListingTerminated'),
      filter(({ data }) => data.by === 'platform'),
      map(({ data: { subject, round } }) => openTask(subject, 'relist', round)),
    );
  }

  @Saga()
  finishRelistDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingOrdered'>('ListingOrdered'),
      filter(({ data }) => data.round > 1),
      map(({ data: { subject, round }, meta }) => new CompleteTask(taskOf(subject.entry, 'relist', round - 1), { person: meta.actor.person, outcome: 'relist' })),
    );
  }

  @Saga()
  cancelRelistDecision(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ListingEvent, 'ListingTerminated'>('ListingTerminated'),
      filter(({ data }) => data.by === 'procedure' && data.relistDecisionOpen),
      map(({ data: { subject, round, reason } }) => new CancelTask(taskOf(subject.entry, 'relist', round), { reason })),
    );
  }
}
