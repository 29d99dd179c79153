import { describe, expect, it } from '@jest/globals';
import { foundBy, pairsOf, wordsIn } from './words.js';

describe('Words of documents', () => {
  it('are looked for in small letters, in plain signs, whatever the spaces', () => {
    expect(wordsIn(' ３７０１１４JB　018村  jb 018村 ')).toEqual(['370114jb', '018村', 'jb']);
    expect(wordsIn('  ')).toEqual([]);
  });

  it('hold all pairs of signs of any of their parts, and none across two words', () => {
    const pairs = pairsOf(foundBy(['三涧溪村', 'JB00001']));
    for (const pair of pairsOf('涧溪村')) expect(pairs).toContain(pair);
    for (const pair of pairsOf('b000')) expect(pairs).toContain(pair);
    expect(pairs).not.toContain('村j');
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('have no pair where they have one sign, and count a sign beyond the basic plane as one', () => {
    expect(pairsOf('村')).toEqual([]);
    expect(pairsOf('𠮷村')).toEqual(['𠮷村']);
  });
});
