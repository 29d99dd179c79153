import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../api/types.js';
import { actsOf, factsOfAct } from './acts.js';

const TASK = 'task-E.opinion.1';
let position = 0;
const fact = (type: string, stream: string, version: number, more: object = {}, person = 'li'): Fact => ({
  id: `${stream}@${version}`,
  position: String(++position),
  type,
  stream,
  version,
  data: { person },
  meta: {
    actor: { person, role: person === 'engine' ? 'engine' : 'reviewer', office: 'O' },
    occurredAt: '2026-10-01T02:00:00.000Z',
    policy: 'jinan@2026.1',
    ...more,
  },
  recordedAt: '2026-10-01T02:00:00.000Z',
  grounds: [],
});
const completed = (version: number, causation: string, by = 'li'): Fact => ({
  ...fact('TaskCompleted', TASK, version, { causation }, 'engine'),
  data: { person: by, outcome: 'agree' },
});
const types = (facts: readonly Fact[]) => actsOf(facts).map((act) => factsOfAct(act).map(({ type }) => type));

describe('What a person did', () => {
  const claimed = fact('TaskClaimed', TASK, 1);
  const given = fact('OpinionGiven', 'approval-E', 3, { command: 'c1' });
  const agreed = fact('ReviewAgreed', 'approval-E', 4, { command: 'c1' });

  it('is one act from taking the task to its end, with all that was decided at once', () => {
    const done = completed(2, 'approval-E@3');
    expect(actsOf([claimed, given, agreed, done])).toEqual([
      { fact: given, also: [agreed], taken: claimed, closed: done },
    ]);
  });

  it('includes the end of a task that the second of its facts caused', () => {
    const done = completed(2, 'approval-E@4');
    expect(actsOf([claimed, given, agreed, done])).toEqual([
      { fact: given, also: [agreed], taken: claimed, closed: done },
    ]);
  });

  it('leaves a task that was taken and not decided, or given back before, on lines of their own', () => {
    const released = fact('TaskReleased', TASK, 2, { command: 'c0' });
    const again = fact('TaskClaimed', TASK, 3, {}, 'wu');
    const decided = fact('OpinionGiven', 'approval-E', 3, { command: 'c1' }, 'wu');
    expect(types([claimed])).toEqual([['TaskClaimed']]);
    expect(types([claimed, released, again, decided, completed(4, 'approval-E@3', 'wu')])).toEqual([
      ['TaskClaimed'],
      ['TaskReleased'],
      ['TaskClaimed', 'OpinionGiven', 'TaskCompleted'],
    ]);
  });

  it('leaves the end of a task whose cause is not in the story where it is', () => {
    expect(types([completed(2, 'approval-E@9')])).toEqual([['TaskCompleted']]);
  });

  it('keeps decisions apart that came by two commands, and the steps of the engine', () => {
    const next = fact('ReviewAgreed', 'approval-E', 4, { command: 'c2' });
    const [one, two] = [1, 2].map((version) =>
      fact('GateMet', 'registration-E', version, { command: 'e' }, 'engine'),
    );
    expect(types([given, next, one!, two!])).toEqual([
      ['OpinionGiven'],
      ['ReviewAgreed'],
      ['GateMet'],
      ['GateMet'],
    ]);
  });

  it('loses no fact and shows none twice', () => {
    const story = [claimed, given, agreed, completed(2, 'approval-E@3'), completed(3, 'approval-E@3')];
    const shown = actsOf(story).flatMap(factsOfAct);
    expect(new Set(shown)).toEqual(new Set(story));
    expect(shown).toHaveLength(story.length);
  });
});
