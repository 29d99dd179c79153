import { describe, expect, it } from '@jest/globals';
import { scopeOf } from '#access';
import { DECISIONS, WORK } from '#land';
import type { WorkKind } from '#land';
import { actionOf } from './decision-actions.js';

const KINDS = Object.keys(WORK) as WorkKind[];
const DECIDED = Object.keys(DECISIONS).map((key) => key.split('/') as [kind: WorkKind, outcome: string]);

describe('a decision', () => {
  it.each(DECIDED)('%s/%s needs a right, which the role has whose work it is', (kind, outcome) => {
    expect(Object.hasOwn(WORK, kind)).toBe(true);
    expect(WORK[kind].outcomes as readonly string[]).toContain(outcome);
    expect(scopeOf(WORK[kind].role, actionOf(kind, outcome))).not.toBeNull();
  });

  it.each(DECIDED)('%s/%s is not for those who only look on, nor for machines', (kind, outcome) => {
    for (const role of ['auditor', 'platform', 'admin', 'supervisor'] as const)
      expect([role, scopeOf(role, actionOf(kind, outcome))]).toEqual([role, null]);
  });

  it.each(KINDS)('of %s is there for every outcome of the procedure', (kind) => {
    // A revision is a scheme of its own, with its own route.
    const outcomes = WORK[kind].outcomes.filter((outcome) => outcome !== 'revise');
    expect(
      DECIDED.filter(([other]) => other === kind)
        .map(([, outcome]) => outcome)
        .sort(),
    ).toEqual([...outcomes].sort());
  });

  it.each(KINDS)('of %s can be reached: its role may see and claim the task', (kind) => {
    expect(scopeOf(WORK[kind].role, 'task.read')).not.toBeNull();
    expect(scopeOf(WORK[kind].role, 'task.claim')).toBe('own-office');
  });

  it('that nobody named a right for is an error, not a silence', () => {
    expect(() => actionOf('decide-scheme', 'approve')).not.toThrow();
    expect(() => actionOf('new-work', 'done')).toThrow(/new-work\/done/);
  });
});
