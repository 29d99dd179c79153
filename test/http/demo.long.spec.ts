import { describe, expect, it } from '@jest/globals';
import { factsOf, hasEverything, open, seed } from './demo-kit.js';

describe('the demonstration county', () => {
  it('has entries in every stage and every state worth seeing on another day too', () =>
    hasEverything('demo_september', '2026-09-01'));

  it('is the same wherever it is made on the same day', async () => {
    await seed('demo_october', '2026-10-15');
    await seed('demo_again', '2026-10-15');
    expect(await factsOf(await open('demo_again'))).toEqual(await factsOf(await open('demo_october')));
  });
});
