import { describe, expect, it } from '@jest/globals';
import { hasEverything, open, seed } from './demo-kit.js';

describe('the demonstration county', () => {
  it('has entries in every stage and every state worth seeing', () =>
    hasEverything('demo_october', '2026-10-15'));

  it('is made once: a log that holds anything is left alone', async () => {
    const postgres = await open('demo_october');
    const head = await postgres.store.head();
    expect(await seed('demo_october', '2026-10-15')).toBe(0);
    expect(await postgres.store.head()).toBe(head);
  });
});
