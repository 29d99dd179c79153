import { Injectable } from '@nestjs/common';
import { DeadlinePolicy } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { endOfDay } from '#policy';
import { levyOf } from '../terms.js';
import type { LevyEvent } from './levy.events.js';

const payment = (entry: string) => `levy ${entry} is due`;

/** The levy is overdue when its due day has ended in Beijing. */
@Injectable()
export class LevyDeadlines extends DeadlinePolicy<LevyEvent> {
  readonly handles = ['LevyNoticeIssued', 'LevySettled', 'LevyCancelled', 'LevyRefunded'] as const;

  changes({ type, data }: Recorded<LevyEvent>): readonly DeadlineChange[] {
    const { subject } = data;
    switch (type) {
      case 'LevyNoticeIssued':
        return [{ set: payment(subject.entry), dueAt: endOfDay(data.dueOn), command: { type: 'PassLevyDeadline', stream: levyOf(subject.entry), data: { subject } } }];
      case 'LevySettled':
      case 'LevyCancelled':
      case 'LevyRefunded':
        return [{ clear: payment(subject.entry) }];
      default:
        return [];
    }
  }
}
