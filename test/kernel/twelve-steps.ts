import { Injectable, Module } from '@nestjs/common';
import { Saga } from '@nestjs/cqrs';
import { filter, map } from 'rxjs';
import type { Observable } from 'rxjs';
import { DeadlineRules, Projection, Rejected, commandHandlers, commandsTo, on, readModel } from '#kernel';
import type { Command, CommandOf, DeadlineChange, Decider, Event, Recorded } from '#kernel';

/**
 * A procedure that is not ours: twelve durable steps, of which the engine takes seven, a driver four by
 * command, and a timer one. It exercises the kernel alone, in tests and in the benchmark that compares it
 * with other engines.
 */
export const STEPS = [
  { name: 'register', by: 'driver' },
  { name: 'checkCadastre', by: 'engine' },
  { name: 'approveIntake', by: 'driver' },
  { name: 'assignSurvey', by: 'engine' },
  { name: 'coolingOff', by: 'timer' },
  { name: 'surveyReport', by: 'driver' },
  { name: 'valuate', by: 'engine' },
  { name: 'approveValuation', by: 'driver' },
  { name: 'reserveQuota', by: 'engine' },
  { name: 'publishListing', by: 'engine' },
  { name: 'tradeResult', by: 'driver' },
  { name: 'collectFee', by: 'engine' },
] as const;
export const COOLING_OFF_MS = 1;

export type StepEvent =
  | Event<'StepTaken', { step: number; name: string; note: string }>
  | Event<'CoolingOffStarted', { dueAt: string }>
  | Event<'Abandoned', { reason: string }>;

const command = commandsTo<string>();
export const takeStep = command<'TakeStep', { step: number; note: string }>('TakeStep');
export const abandon = command<'Abandon', { reason: string }>('Abandon');
type StepCommand = CommandOf<typeof takeStep> | CommandOf<typeof abandon>;

type Steps = Readonly<{ taken: number; abandoned: boolean }>;

export const steps: Decider<Steps, StepCommand, StepEvent> = {
  initial: { taken: 0, abandoned: false },
  decide(command, { taken, abandoned }) {
    if (command.type === 'Abandon') return abandoned ? [] : [{ type: 'Abandoned', data: command.data }];
    if (abandoned)
      throw new Rejected({ code: 'steps.abandoned', zh: 'An abandoned procedure takes no further step.' });
    const { step, note } = command.data;
    if (step !== taken)
      throw new Rejected({ code: 'steps.order', zh: `Step ${step} does not follow ${taken} taken ones.` });
    const facts: StepEvent[] = [{ type: 'StepTaken', data: { step, name: STEPS[step]!.name, note } }];
    if (STEPS[step + 1]?.by === 'timer')
      facts.push({
        type: 'CoolingOffStarted',
        data: { dueAt: new Date(Date.parse(command.meta.at) + COOLING_OFF_MS).toISOString() },
      });
    return facts;
  },
  evolve(state, { type, data }) {
    switch (type) {
      case 'StepTaken':
        return { ...state, taken: data.step + 1 };
      case 'CoolingOffStarted':
        return state;
      case 'Abandoned':
        return { ...state, abandoned: true };
    }
  },
};

@Injectable()
export class StepsSaga {
  @Saga()
  takeNextStep(events: Observable<Recorded>): Observable<Command> {
    return events.pipe(
      on<StepEvent, 'StepTaken'>('StepTaken'),
      filter(({ data }) => STEPS[data.step + 1]?.by === 'engine'),
      map(({ stream, data }) => takeStep(stream, { step: data.step + 1, note: `after ${data.name}` })),
    );
  }
}

@Injectable()
export class CoolingOff extends DeadlineRules<StepEvent> {
  readonly handles = ['CoolingOffStarted'] as const;
  changes({
    stream,
    data,
  }: Recorded<Extract<StepEvent, { type: 'CoolingOffStarted' }>>): readonly DeadlineChange[] {
    return [
      {
        set: `cooling-off/${stream}`,
        dueAt: data.dueAt,
        command: { type: 'TakeStep', stream, data: { step: 4, note: 'cooled off' } },
      },
    ];
  }
}

export type Progress = Readonly<{ stream: string; taken: number; last: string; abandoned: boolean }>;

export const Steps = readModel<Progress>('steps');

@Injectable()
export class StepsProjection extends Projection<Progress, StepEvent> {
  readonly model = Steps;
  readonly handles = ['StepTaken', 'Abandoned'] as const;
  ids(event: Recorded<StepEvent>): readonly string[] {
    return [event.stream];
  }
  evolve(document: Progress | undefined, event: Recorded<StepEvent>): Progress | undefined {
    switch (event.type) {
      case 'StepTaken':
        return { stream: event.stream, taken: event.data.step + 1, last: event.data.name, abandoned: false };
      case 'Abandoned':
        return { ...document!, abandoned: true };
      case 'CoolingOffStarted':
        return document;
    }
  }
  override index({ last }: Progress, id: string) {
    return { keys: { last }, sort: id };
  }
}

export const stepsParts = [...commandHandlers({ takeStep, abandon }, steps), StepsSaga, CoolingOff];

@Module({ providers: [...stepsParts, StepsProjection] })
export class StepsModule {}

@Module({ providers: stepsParts })
export class StepsWithoutProjectionModule {}
