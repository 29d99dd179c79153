import { describe, expect, it } from '@jest/globals';
import { initialsOf, readingOf, withInitials } from './initials.js';

describe('Initials of names', () => {
  it('are the first letters of how the characters are read, each reading as its name has it', () => {
    expect(['三涧溪村', '长清区', '重庆路', '单县', '埠村街道'].map((name) => initialsOf(name))).toEqual([
      ['sjxc'],
      ['cqq'],
      ['cql'],
      ['dx'],
      ['bcjd'],
    ]);
  });

  it('leave letters, digits and rare characters where they stand', () => {
    expect(initialsOf('济南A-1公司')).toEqual(['jnA-1gs']);
    expect(initialsOf('鲁〔2026〕12号')).toEqual(['l〔2026〕12h']);
    expect(initialsOf('𠮷村')).toEqual(['𠮷c']);
  });

  it('are none of a text without a Han character', () => {
    expect(['370114001018JB00001-1', '', '=1+1'].flatMap(initialsOf)).toEqual([]);
    expect(withInitials(['370114', '石匣村'])).toEqual(['370114', '石匣村', 'sxc']);
  });

  it('and whole readings bring names into the order of a directory', () => {
    expect(
      ['重庆', '石匣村', '埠村', '三涧溪村'].toSorted((a, b) => (readingOf(a) < readingOf(b) ? -1 : 1)),
    ).toEqual(['埠村', '重庆', '三涧溪村', '石匣村']);
  });
});
