import { describe, expect, it } from '@jest/globals';
import { ownersIn, withOwner } from './owners.js';

const record = (name: string, township: string) => ({ name, township, uscc: `代码${name}` });
const KEPT = [
  { key: '370114-01-甲村', record: record('甲村合作社', '370114-01') },
  { key: '370114-01-乙村', record: record('乙村合作社', '370114-01'), ended: { on: '2026-01-01' } },
  { key: '370114-02-丙村', record: record('丙村合作社', '370114-02') },
];

describe('the owner of a scheme', () => {
  it('is picked among those of the township that have not ended', () => {
    expect(ownersIn(KEPT, { township: '370114-01' })).toEqual([
      { value: '370114-01-甲村', label: '甲村合作社（370114-01-甲村）' },
    ]);
  });
  it('is typed where the register has nobody there', () =>
    expect(ownersIn(KEPT, { township: '370114-03' })).toBeUndefined());
  it('brings its name and code when it is picked, and leaves alone what is typed afterwards', () => {
    const picked = { owner: { collective: '370114-01-甲村' } };
    const filled = { owner: { collective: '370114-01-甲村', name: '甲村合作社', uscc: '代码甲村合作社' } };
    expect(withOwner({}, picked, KEPT)).toEqual(filled);
    const typed = { owner: { ...filled.owner, name: '甲村' } };
    expect(withOwner(filled, typed, KEPT)).toBe(typed);
  });
});
