import { describe, expect, it } from '@jest/globals';
import { indexOfStop, stopsFor } from './stops.js';

const names = (may: Readonly<Record<string, string>>, entry?: string) =>
  stopsFor(may, entry).map(({ name }) => name);
const WORKS = { 'task.read': 'district', 'entry.read': 'district' };

describe('the tour', () => {
  it('has five stops for whoever works', () => {
    expect(names(WORKS, 'E-1')).toEqual(['numbers', 'list', 'steps', 'find', 'help']);
  });

  it('tells whoever watches that the numbers are those of others', () => {
    expect(names({ ...WORKS, 'task.read': 'city' }, 'E-1')[0]).toBe('numbers-of-others');
  });

  it('leaves the step bar out where there is no case yet', () => {
    expect(names(WORKS)).toEqual(['numbers', 'list', 'find', 'help']);
  });

  it('shows the administrator, who reads no case, the pages of the house', () => {
    expect(names({ 'account.manage': 'city' }, 'E-1')).toEqual(['places', 'people', 'setting-up', 'help']);
  });

  it('goes on where somebody left, and begins anew where that stop is not theirs', () => {
    const stops = stopsFor(WORKS, 'E-1');
    expect(indexOfStop(stops, 'find')).toBe(3);
    expect(indexOfStop(stops, 'people')).toBe(0);
    expect(indexOfStop(stops, undefined)).toBe(0);
  });
});
