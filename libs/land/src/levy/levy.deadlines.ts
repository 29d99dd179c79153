import { Injectable } from '@nestjs/common';
import { DeadlinePolicy } from '#kernel';
import type { DeadlineChange, Recorded } from '#kernel';
import { endOfDay } from '#policy';
import { levyOf } from '../terms.js';
import type { LevyEvent } from './levy.events.js';

/** The due day of the payment notice. */
@Injectable()
export class LevyDeadlines extends DeadlinePolicy<LevyEvent> {
  readonly handles = ['LevyNoticeIssued', 'LevySettled', 'LevyCancelled', 'LevyRefunded'] as const;

  changes(event: Recorded<LevyEvent>): readonly DeadlineChange[] {
    const { subject } = event.data;
    const stream = levyOf(subject.entry);
    const id = `due/${stream}`;
    if (event.type !== 'LevyNoticeIssued') return [{ clear: id }];
    return [{ set: id, dueAt: endOfDay(event.data.dueOn), command: { type: 'PassLevyDeadline', stream, data: { subject } } }];
  }
}
