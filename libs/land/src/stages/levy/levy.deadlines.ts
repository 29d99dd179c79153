import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { atEndOf } from '../../clocks/at-end-of.js';
import { levyOf } from '../../shared/terms.js';
import { passLevyDeadline } from './levy.commands.js';
import type { LevyEvent } from './levy.events.js';

const payment = (entry: string, part: number, parts: number) =>
  parts > 1 ? `levy ${entry} part ${part} is due` : `levy ${entry} is due`;
const numbers = (parts: number) => Array.from({ length: parts }, (_, index) => index + 1);

/** Each part of a levy is overdue when its due day has ended in Beijing. */
@Injectable()
export class LevyDeadlines extends DeadlineRules<LevyEvent> {
  readonly handles = ['LevyNoticeIssued', 'LevySettled', 'LevyCancelled', 'LevyRefunded'] as const;

  changes({ type, data }: Recorded<LevyEvent>): readonly DeadlineChange[] {
    const { subject } = data;
    const { entry } = subject;
    switch (type) {
      case 'LevyNoticeIssued': {
        const schedule = data.schedule ?? [{ dueOn: data.dueOn }];
        return schedule.flatMap(({ dueOn }, index) => {
          const part = schedule.length > 1 ? { part: index + 1 } : {};
          return atEndOf(dueOn, {
            set: payment(entry, index + 1, schedule.length),
            command: passLevyDeadline(levyOf(entry), { subject, ...part }),
          });
        });
      }
      case 'LevySettled':
      case 'LevyCancelled':
      case 'LevyRefunded': {
        const { parts = 1 } = data;
        return numbers(parts).map((part) => ({ clear: payment(entry, part, parts) }));
      }
      default:
        return [];
    }
  }
}
