import { describe, expect, it } from '@jest/globals';
import { keepDistrict, keptDistrict } from './district.js';

const keeper = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};
const shut = {
  getItem: () => {
    throw new Error('no storage here');
  },
  setItem: () => {
    throw new Error('no storage here');
  },
};
const DISTRICTS = ['370102', '370114'];

describe('The district that was looked at last', () => {
  it('is there again for the same person, and for nobody else', () => {
    const kept = keeper();
    keepDistrict(kept, 'he', '370114');
    expect(keptDistrict(kept, 'he', DISTRICTS)).toBe('370114');
    expect(keptDistrict(kept, 'lin', DISTRICTS)).toBeUndefined();
  });

  it('is none where the county has no such district', () => {
    const kept = keeper();
    keepDistrict(kept, 'he', '110101');
    expect(keptDistrict(kept, 'he', DISTRICTS)).toBeUndefined();
  });

  it('is none where a browser keeps nothing, and nothing breaks', () => {
    keepDistrict(shut, 'he', '370114');
    expect(keptDistrict(shut, 'he', DISTRICTS)).toBeUndefined();
  });
});
