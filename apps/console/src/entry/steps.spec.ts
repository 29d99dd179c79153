import { describe, expect, it } from '@jest/globals';
import type { Fact, Part, Task } from '../api/types.js';
import { partOf, partsOfCase, pastStepsOf, reachedIn, stepsOf, waitingOf } from './steps.js';

const part = (name: string, ...work: string[]): Part => ({
  part: name,
  zh: name,
  who: '',
  whoZh: '',
  law: '',
  work,
});
const PARTS = [
  part('scheme', 'revise-scheme'),
  part('quota'),
  part('contract', 'sign-contract'),
  part('registration', 'register-right'),
  part('tenure', 'dispose-idle'),
  part('registers'),
  part('rules'),
];
const CASE = partsOfCase(PARTS);
const task = (kind: string): Task => ({
  id: `task-E.${kind}.1`,
  version: 0,
  subject: { entry: 'E', parcel: 'P', district: 'D', township: 'T', planYear: 2026 },
  kind,
  round: 1,
  role: 'clerk',
  office: 'D/office',
  status: 'open',
  assignee: null,
  excluded: [],
  dueOn: '2026-12-07',
  openedAt: '2026-11-23T16:30:00.000Z',
});
const inStreams = (parts: readonly string[]) => parts.map((each) => ({ stream: `${each}-E` }) as Fact);
const progress = (status: string, stage: string, tasks: readonly Task[], reached: readonly string[]) =>
  Object.fromEntries(
    stepsOf(CASE, { stage, status }, tasks, reachedIn(inStreams(reached), CASE)).map((step) => [
      step.part.part,
      step.progress,
    ]),
  );

describe('The parts that a case goes through', () => {
  it('are those up to the last in which people work, in the order of the law', () => {
    expect(CASE.map((each) => each.part)).toEqual(['scheme', 'quota', 'contract', 'registration', 'tenure']);
    expect(partsOfCase([])).toEqual([]);
  });

  it('are known from where a fact was written, or from the work that it is about', () => {
    expect(partOf({ stream: 'contract-370114001018JB00001-1' }, PARTS)).toBe('contract');
    expect(partOf({ stream: 'task-370114001018JB00001-1.register-right.2' }, PARTS)).toBe('registration');
    expect(partOf({ stream: 'parcel-370114001018JB00001' }, PARTS)).toBeUndefined();
    expect(partOf({ stream: 'task-370114001018JB00001-1.unheard-of.1' }, PARTS)).toBeUndefined();
  });
});

describe('The step bar', () => {
  it('shows what is done, what is going on and what comes', () => {
    expect(progress('running', 'contract', [], ['scheme', 'quota', 'contract'])).toEqual({
      scheme: 'done',
      quota: 'done',
      contract: 'now',
      registration: 'next',
      tenure: 'next',
    });
  });

  it('shows two parts going on where both have open work', () => {
    const open = progress('running', 'registration', [task('sign-contract')], ['scheme']);
    expect([open.contract, open.registration]).toEqual(['now', 'now']);
  });

  it('sends a returned case back to its scheme, and what follows is to be done again', () => {
    expect(progress('running', 'scheme', [task('revise-scheme')], ['quota', 'scheme'])).toMatchObject({
      scheme: 'now',
      quota: 'next',
    });
  });

  it('says of a part ahead that it has begun, such as land that is reserved before the decision', () => {
    expect(progress('running', 'scheme', [], ['scheme', 'quota'])).toMatchObject({
      scheme: 'now',
      quota: 'begun',
      contract: 'next',
    });
  });

  it('tells of a past day where something had happened last', () => {
    const then = (...parts: string[]) => pastStepsOf(CASE, inStreams(parts)).map((step) => step.progress);
    expect(then('scheme', 'quota')).toEqual(['done', 'now', 'next', 'next', 'next']);
    expect(then('scheme', 'quota', 'scheme')).toEqual(['now', 'next', 'next', 'next', 'next']);
    expect(then()).toEqual(['next', 'next', 'next', 'next', 'next']);
  });

  it('keeps what a case that was cut short had reached', () => {
    expect(progress('lapsed', 'scheme', [], ['scheme', 'quota'])).toEqual({
      scheme: 'stopped',
      quota: 'done',
      contract: 'next',
      registration: 'next',
      tenure: 'next',
    });
  });

  it('lets the life of the right go on when the case is completed', () => {
    expect(progress('completed', 'registration', [], ['registration', 'tenure'])).toMatchObject({
      registration: 'done',
      tenure: 'now',
    });
    expect(progress('completed', 'registration', [], ['registration']).tenure).toBe('next');
  });
});

describe('What a case waits for', () => {
  const running = { stage: 'contract', state: 'to-be-signed', status: 'running', changedOn: '2026-11-20' };

  it('is the open work of people, since the day in Beijing on which it was opened', () => {
    const open = task('sign-contract');
    expect(waitingOf(running, [open], [], '2026-11-26')).toEqual([
      { task: open, state: 'to-be-signed', days: 2, until: '2026-12-07' },
    ]);
  });

  it('is the outside world where nobody has work, until the nearest time that runs', () => {
    const due = (dueAt: string) => ({ id: dueAt, dueAt, command: 'X', stream: 'listing-E' });
    const deadlines = [due('2026-12-09T16:00:00.000Z'), due('2026-12-01T16:00:00.000Z')];
    expect(waitingOf(running, [], deadlines, '2026-11-26')).toEqual([
      { part: 'contract', state: 'to-be-signed', days: 6, until: '2026-12-01' },
    ]);
    expect(waitingOf(running, [], [], '2026-11-26')).toEqual([
      { part: 'contract', state: 'to-be-signed', days: 6 },
    ]);
  });

  it('is nothing once the case has ended, and never less than no day', () => {
    expect(waitingOf({ ...running, status: 'rejected' }, [], [], '2026-11-26')).toEqual([]);
    expect(waitingOf(running, [], [], '2026-11-19')).toEqual([
      { part: 'contract', state: 'to-be-signed', days: 0 },
    ]);
  });
});
