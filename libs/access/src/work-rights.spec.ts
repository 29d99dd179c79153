import { describe, expect, it } from '@jest/globals';
import { DECISIONS, WORK, WORKS } from '#land';
import type { WorkKind } from '#land';
import { PERMISSIONS, scopeOf } from './permissions.js';

const DECIDED = Object.entries(DECISIONS).map(([key, decision]) => [key, decision] as const);
const roleOf = (key: string) => WORK[key.split('/')[0] as WorkKind].role;

describe('a decision', () => {
  it.each(DECIDED)('%s needs a right, which the role has whose work it is', (key, { right }) => {
    expect(Object.hasOwn(PERMISSIONS, right)).toBe(true);
    expect(scopeOf(roleOf(key), right)).not.toBeNull();
  });

  it.each(DECIDED)('%s is not for those who only look on, nor for machines', (_, { right }) => {
    for (const role of ['auditor', 'platform', 'admin', 'supervisor'] as const)
      expect([role, scopeOf(role, right)]).toEqual([role, null]);
  });

  it.each(WORKS.map((work) => [work.kind, work.role] as const))(
    'of %s can be reached: its role may see and claim the task',
    (_, role) => {
      expect(scopeOf(role, 'task.read')).not.toBeNull();
      expect(scopeOf(role, 'task.claim')).toBe('own-office');
    },
  );
});
