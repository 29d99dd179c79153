import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { endOfDay } from '#policy';
import { tenureOf } from '../../shared/terms.js';
import type { Day, Subject } from '../../shared/terms.js';
import { passDividendDay, passIdleDay, passTermEnd } from './tenure.commands.js';
import type { DividendDay, Schedule, TenureEvent } from './tenure.events.js';

const fee = (entry: string) => `tenure ${entry} lies idle`;
const takeBack = (entry: string) => `tenure ${entry} may be taken back`;
const term = (entry: string) => `tenure ${entry} ends`;

/**
 * A year and two years without building (城市房地产管理法 Art. 26), the minimum dividends, and the end of the term.
 */
@Injectable()
export class TenureDeadlines extends DeadlineRules<TenureEvent> {
  readonly handles = [
    'TenureOpened',
    'ConstructionExcused',
    'ConstructionStarted',
    'TenureRenewed',
    'RightReturned',
    'TermEnded',
    'LeaseConverted',
    'LeaseLost',
  ] as const;

  changes({ type, data }: Recorded<TenureEvent>): readonly DeadlineChange[] {
    const { subject } = data;
    const { entry } = subject;
    switch (type) {
      case 'TenureOpened':
        return [
          ...idle(subject, data.schedule),
          end(subject, data.endsOn),
          ...(data.dividends ?? []).map((day) => dividend(subject, day)),
        ];
      case 'ConstructionExcused':
        return idle(subject, data.schedule);
      case 'ConstructionStarted':
        return [{ clear: fee(entry) }, { clear: takeBack(entry) }];
      case 'TenureRenewed':
      case 'LeaseConverted':
        return [end(subject, data.endsOn)];
      case 'RightReturned':
      case 'TermEnded':
      case 'LeaseLost':
        return [{ clear: fee(entry) }, { clear: takeBack(entry) }, { clear: term(entry) }];
      default:
        return [];
    }
  }
}

/**
 * A minimum dividend that is not paid by then is missing; after the end of the right it is asked for the
 * years before.
 */
const dividend = (subject: Subject, { year, dueOn }: DividendDay): DeadlineChange => ({
  set: `tenure ${subject.entry} dividend ${year} is due`,
  dueAt: endOfDay(dueOn),
  command: passDividendDay(tenureOf(subject.entry), { subject, year, dueOn }),
});

const idle = (subject: Subject, { idleFeeOn, idleReturnOn }: Schedule): readonly DeadlineChange[] => [
  {
    set: fee(subject.entry),
    dueAt: endOfDay(idleFeeOn),
    command: passIdleDay(tenureOf(subject.entry), { subject }),
  },
  {
    set: takeBack(subject.entry),
    dueAt: endOfDay(idleReturnOn),
    command: passIdleDay(tenureOf(subject.entry), { subject }),
  },
];

const end = (subject: Subject, endsOn: Day): DeadlineChange => ({
  set: term(subject.entry),
  dueAt: endOfDay(endsOn),
  command: passTermEnd(tenureOf(subject.entry), { subject }),
});
