import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { civilDate } from '#policy';
import { assessLevyAgain } from '../stages/levy/levy.commands.js';
import type { LevyEvent } from '../stages/levy/levy.events.js';
import type { RulesEvent } from '../rules/rules.events.js';
import { levyOf } from '../shared/terms.js';
import { awaitRate, bringInRates, endRateAwait } from './awaited.commands.js';
import { AWAITED } from './awaited.events.js';
import type { AwaitedEvent } from './awaited.events.js';

@Injectable()
export class AwaitedSaga {
  @Saga()
  awaitMissingRate(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyRateMissing'>('LevyRateMissing'),
      map(({ data: { subject, rules } }) => awaitRate(AWAITED, { subject, rules })),
    );
  }

  /** What is in force later waits for its day; see {@link AwaitedDeadlines}. */
  @Saga()
  bringInAdoptedRates(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<RulesEvent, 'RulesAdopted'>('RulesAdopted'),
      filter(({ data: { content }, meta }) => content.data.validFrom <= civilDate(meta.occurredAt)),
      map(({ data: { ref, content } }) =>
        bringInRates(AWAITED, {
          rules: ref,
          districts: content.data.districts.map(({ code }) => code),
        }),
      ),
    );
  }

  @Saga()
  assessLevyOfAwaitedRate(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<AwaitedEvent, 'AwaitedRateAsked'>('AwaitedRateAsked'),
      map(({ data: { subject, rules } }) => assessLevyAgain(levyOf(subject.entry), { rules })),
    );
  }

  @Saga()
  endRateAwait(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<LevyEvent, 'LevyAssessed' | 'LevyAssessmentDeferred' | 'LevyCancelled'>(
        'LevyAssessed',
        'LevyAssessmentDeferred',
        'LevyCancelled',
      ),
      filter(({ data }) => data.awaited === true),
      map(({ data: { subject } }) => endRateAwait(AWAITED, { subject })),
    );
  }
}
