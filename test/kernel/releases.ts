import { Injectable, Module } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { Command, Formerly, FromTheBeginning, commandHandlers, on } from '#kernel';
import type { Decider, Event, Recorded } from '#kernel';
import { StepsModule } from './twelve-steps.js';
import type { StepEvent } from './twelve-steps.js';

/**
 * Releases of the procedure of the tests: the first is `StepsModule`, later ones also tally the cases that
 * begin.
 */
export class Tally extends Command<object> {
  readonly type = 'Tally';
}
type Tallied = Event<'Tallied', object>;

/** Tallies every time it is told: only the ids of the commands keep it from doing so twice. */
const tally: Decider<null, Tally, Tallied> = {
  initial: null,
  decide: () => [{ type: 'Tallied', data: {} }],
  evolve: () => null,
};

const tallied = (events: Observable<Recorded>, prefix: string) =>
  events.pipe(
    on<StepEvent, 'StepTaken'>('StepTaken'),
    filter(({ data }) => data.step === 0),
    map(({ stream }) => new Tally(`${prefix}-${stream}`, {})),
  );

@Injectable()
class FirstTally {
  @Saga()
  tallyFromNow(events: Observable<Recorded>): Observable<Command> {
    return tallied(events, 'now');
  }

  @FromTheBeginning()
  @Saga()
  tallyAll(events: Observable<Recorded>): Observable<Command> {
    return tallied(events, 'all');
  }
}

@Injectable()
class RenamedTally {
  @Formerly('tallyFromNow')
  @Saga()
  tallyUnderAnotherName(events: Observable<Recorded>): Observable<Command> {
    return tallied(events, 'now');
  }

  @Saga()
  tallyAnew(events: Observable<Recorded>): Observable<Command> {
    return tallied(events, 'anew');
  }
}

const handlers = commandHandlers([Tally], tally);

@Module({ imports: [StepsModule], providers: [...handlers, FirstTally] })
export class SecondRelease {}

@Module({ imports: [StepsModule], providers: [...handlers, RenamedTally] })
export class ThirdRelease {}
