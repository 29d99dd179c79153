import { Injectable } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { mergeMap } from 'rxjs';
import type { Observable } from 'rxjs';
import { on } from '#kernel';
import type { Command, Recorded } from '#kernel/messages';
import { FACTS_OF_WORK, workAfter } from './work-of-facts.js';

/** The one saga of all work: it opens, completes and cancels tasks as the stages declare it. */
@Injectable()
export class WorkSaga {
  @Saga()
  followWork(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(on(...FACTS_OF_WORK), mergeMap(workAfter));
  }
}
