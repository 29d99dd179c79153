import { Injectable, Module } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { Formerly, FromTheBeginning, commandHandlers, commandsTo, on } from '#kernel';
import type { Command, CommandOf, Decider, Event, Recorded } from '#kernel';
import { StepsModule } from './twelve-steps.js';
import type { StepEvent } from './twelve-steps.js';

/**
 * Releases of the procedure of the tests: the first is `StepsModule`, later ones also tally the cases that
 * begin.
 */
export const tally = commandsTo<string>()<'Tally', object>('Tally');
type Tallied = Event<'Tallied', object>;

/** Tallies every time it is told: only the ids of the commands keep it from doing so twice. */
const tallying: Decider<null, CommandOf<typeof tally>, Tallied> = {
  initial: null,
  decide: () => [{ type: 'Tallied', data: {} }],
  evolve: () => null,
};

const tallied = (events: Observable<Recorded>, prefix: string) =>
  events.pipe(
    on<StepEvent, 'StepTaken'>('StepTaken'),
    filter(({ data }) => data.step === 0),
    map(({ stream }) => tally(`${prefix}-${stream}`, {})),
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

const handlers = commandHandlers({ tally }, tallying);

@Module({ imports: [StepsModule], providers: [...handlers, FirstTally] })
export class SecondRelease {}

@Module({ imports: [StepsModule], providers: [...handlers, RenamedTally] })
export class ThirdRelease {}
