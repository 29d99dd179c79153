import { describe, expect, it } from '@jest/globals';
import type { Session } from '../api/types.js';
import { watchesOthers } from './own-tasks.js';

describe('the tasks of others', () => {
  it('are watched by whoever reads those of the whole city', () => {
    expect(watchesOthers({ may: { 'task.read': 'city' } } as unknown as Session)).toBe(true);
    expect(watchesOthers({ may: { 'task.read': 'district' } } as unknown as Session)).toBe(false);
  });
});
