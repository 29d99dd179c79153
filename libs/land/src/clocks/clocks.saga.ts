import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import type { RulesEvent } from '../rules/rules.events.js';
import type { TaskEvent } from '../work/task/task.events.js';
import { awaitDays, bringInNotices, dropDays } from './clocks.commands.js';
import { CALENDAR } from './clocks.events.js';
import type { ClockEvent } from './clocks.events.js';
import { DATED_FACTS, openFactOf } from './dated-facts.js';
import type { DatedFact } from './dated-facts.js';

@Injectable()
export class ClocksSaga {
  @Saga()
  awaitOpenDays(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<DatedFact, DatedFact['type']>(...DATED_FACTS),
      filter(({ data: { provisional = [] } }) => provisional.length > 0),
      map((event) =>
        awaitDays(CALENDAR, {
          subject: event.data.subject,
          fact: openFactOf(event),
          days: event.data.provisional ?? [],
        }),
      ),
    );
  }

  @Saga()
  dropOpenDaysOfFinishedWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<TaskEvent, 'TaskCompleted' | 'TaskCancelled'>('TaskCompleted', 'TaskCancelled'),
      filter(({ data }) => data.dayOpen === true),
      map(({ stream }) => dropDays(CALENDAR, { stream })),
    );
  }

  /** A notice is a fact, not a rule: it counts from its adoption, whenever the version comes into force. */
  @Saga()
  bringInAdoptedNotices(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RulesEvent, 'RulesAdopted'>('RulesAdopted'),
      map(({ data: { ref, content } }) =>
        bringInNotices(CALENDAR, { rules: ref, years: content.years.map(({ year }) => year) }),
      ),
    );
  }

  @Saga()
  bringInTheRest(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<ClockEvent, 'HolidayNoticesBroughtIn'>('HolidayNoticesBroughtIn'),
      filter(({ data: { left } }) => left > 0),
      map(({ data: { rules, years } }) => bringInNotices(CALENDAR, { rules, years })),
    );
  }
}
