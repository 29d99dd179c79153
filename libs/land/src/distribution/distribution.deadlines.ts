import { Injectable } from '@nestjs/common';
import { DeadlinePolicy } from '#kernel';
import type { DeadlineChange, Recorded } from '#kernel';
import { endOfDay } from '#policy';
import { distributionOf } from '../terms.js';
import type { DistributionEvent } from './distribution.events.js';

/** The days for which the plan hangs out in the village (公示). */
@Injectable()
export class DistributionDeadlines extends DeadlinePolicy<DistributionEvent> {
  readonly handles = ['DistributionPublished', 'DistributionCancelled', 'PublicationPassed'] as const;

  changes(event: Recorded<DistributionEvent>): readonly DeadlineChange[] {
    const { subject } = event.data;
    const stream = distributionOf(subject.entry);
    const id = `publication/${stream}`;
    if (event.type !== 'DistributionPublished') return [{ clear: id }];
    return [{ set: id, dueAt: endOfDay(event.data.publicUntil), command: { type: 'PassPublication', stream, data: { subject } } }];
  }
}
