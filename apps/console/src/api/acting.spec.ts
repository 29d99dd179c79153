import { expect, it } from '@jest/globals';
import { actFor, actingFor, onActing } from './acting.js';

it('works for one person at a time, and tells whoever listens only when that changes', () => {
  const told: (string | undefined)[] = [];
  const end = onActing(() => told.push(actingFor()));
  expect(actingFor()).toBeUndefined();
  for (const user of [undefined, 'li', 'li', 'wu', undefined]) actFor(user);
  end();
  actFor('li');
  expect(told).toEqual(['li', 'wu', undefined]);
  expect(actingFor()).toBe('li');
  actFor(undefined);
});
