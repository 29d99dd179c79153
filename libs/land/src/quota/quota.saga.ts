import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { OpenDecision } from '../approval/approval.commands.js';
import { approvalOf } from '../terms.js';
import type { QuotaEvent } from './quota.events.js';

@Injectable()
export class QuotaSaga {
  /** Land is set aside, at once or from the waiting list: the scheme may go before the district government. */
  @Saga()
  openDecisionOnReservedQuota(events: Observable<Recorded>): Observable<OpenDecision> {
    return events.pipe(
      on<QuotaEvent, 'QuotaReserved'>('QuotaReserved'),
      map(({ data: { subject } }) => new OpenDecision(approvalOf(subject.entry), { subject })),
    );
  }
}
