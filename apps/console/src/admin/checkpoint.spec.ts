import { describe, expect, it } from '@jest/globals';
import { checkpointIn } from './checkpoint.js';

describe('a checkpoint', () => {
  it('says how many facts it covers, by which root, and who signed, each once', () => {
    const note =
      'rushi.example/log\n42\nCsUYapGG=\n\n— rushi.example/log AAA=\n— archive BBB=\n— archive CCC=\n';
    expect(checkpointIn(note)).toEqual({
      origin: 'rushi.example/log',
      size: '42',
      root: 'CsUYapGG=',
      signers: ['rushi.example/log', 'archive'],
    });
  });

  it.each(['', 'no checkpoint', 'a\nmany\nroot\n\n— a b\n'])('is not made of %j', (text) => {
    expect(checkpointIn(text)).toBeUndefined();
  });
});
