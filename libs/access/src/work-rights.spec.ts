import { describe, expect, it } from '@jest/globals';
import { DECISIONS, WORK, WORKS } from '#land';
import type { WorkKind } from '#land';
import { PERMISSIONS, deskOf, scopeOf } from './permissions.js';

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

describe('the desk of a person', () => {
  const at = (role: 'reviewer' | 'finance' | 'approver' | 'supervisor' | 'auditor', office: string) =>
    deskOf({ user: role, name: role, role, office });

  it('has the work of their role, and not that of the neighbours in their office', () => {
    expect(at('finance', '370114/finance')).toEqual({ office: '370114/finance', role: 'finance' });
    expect(at('reviewer', '370114/finance')).toEqual({ office: '370114/finance', role: 'reviewer' });
  });

  it('has what went up to their office, whatever role the work asks for', () => {
    expect(at('approver', '370114/government')).toEqual({ office: '370114/government' });
  });

  it('of whoever watches a city has the work of all', () => {
    for (const role of ['supervisor', 'auditor'] as const) expect(at(role, '370100/audit')).toEqual({});
  });

  it('where work goes up to has no work of another role', () => {
    const others = WORKS.filter(({ role, bureau }) => bureau === 'government' && role !== 'approver');
    expect(others.map(({ kind }) => kind)).toEqual([]);
  });
});
