import { describe, expect, it } from '@jest/globals';
import type { Person, Session, Task } from '../api/types.js';
import { isFor, watchesOthers } from './own-tasks.js';

const person = (role: string, office = '370114/finance'): Person => ({
  user: role,
  name: role,
  role,
  office,
});
const task = (changed: Partial<Task>): Task =>
  ({ role: 'reviewer', office: '370114/finance', ...changed }) as Task;

describe('a task of an office', () => {
  it('is for those of its role, and not for their neighbours at the next desk', () => {
    expect(isFor(person('reviewer'))(task({}))).toBe(true);
    expect(isFor(person('finance'))(task({}))).toBe(false);
  });

  it('that went up is also for the role above, in the office it went up to', () => {
    const up = task({ escalatedTo: { role: 'approver', office: '370114/government' } });
    expect(isFor(person('approver', '370114/government'))(up)).toBe(true);
    expect(isFor(person('approver', '370115/government'))(up)).toBe(false);
    expect(isFor(person('reviewer'))(up)).toBe(true);
  });

  it('is watched by whoever reads those of the whole city', () => {
    expect(watchesOthers({ may: { 'task.read': 'city' } } as unknown as Session)).toBe(true);
    expect(watchesOthers({ may: { 'task.read': 'district' } } as unknown as Session)).toBe(false);
  });
});
