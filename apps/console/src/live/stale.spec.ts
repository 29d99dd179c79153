import { expect, it } from '@jest/globals';
import { STALE_AT_MOST, staleAfter } from './stale.js';

it('reads again the lists and the things that changed, each once, and nothing else', () => {
  expect(
    staleAfter([
      { kind: 'task', id: 'task-1' },
      { kind: 'task', id: 'task-2' },
      { kind: 'entry', id: 'e-1' },
      { kind: 'something-new', id: 'x' },
    ]),
  ).toEqual([['tasks'], ['task', 'task-1'], ['task', 'task-2'], ['entries'], ['entry', 'e-1']]);
});

it('reads everything of it again where something was missed', () => {
  const all = new Set(STALE_AT_MOST.map(([key]) => key));
  const told = ['task', 'entry', 'quota', 'notice'].flatMap((kind) => staleAfter([{ kind, id: 'x' }]));
  expect(told.filter(([key]) => !all.has(key))).toEqual([]);
});
