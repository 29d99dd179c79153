import { describe, expect, it } from '@jest/globals';
import { loadPacks } from '#policy';
import { countdownOf } from './countdown.js';
import type { TaskView } from './task.projection.js';

const packs = loadPacks();
const task: TaskView = {
  id: 'task-370114001002JB00001-1.file-contract.1',
  version: 0,
  subject: {
    entry: '370114001002JB00001-1',
    parcel: '370114001002JB00001',
    district: '370114',
    township: '370114-01',
    planYear: 2026,
  },
  kind: 'file-contract',
  round: 1,
  role: 'reviewer',
  office: '370114/natural-resources',
  status: 'open',
  assignee: null,
  excluded: [],
  dueOn: '2026-03-16',
  openedAt: '2026-03-02T02:00:00.000Z',
};
const on = (today: string, changed: Partial<TaskView> = {}) => {
  const left = countdownOf({ ...task, ...changed }, packs, today);
  return left && ([left.band, left.workingDays] as const);
};

describe('the time that a task leaves', () => {
  it('is counted in working days after today', () => {
    expect(on('2026-03-02')).toEqual(['ample', 10]);
    expect(on('2026-03-10')).toEqual(['ample', 4]);
    expect(on('2026-03-11')).toEqual(['near', 3]);
    expect(on('2026-03-13')).toEqual(['near', 1]);
    expect(on('2026-03-16')).toEqual(['today', 0]);
  });

  it('is below zero when the last day has passed, by the working days since', () => {
    expect(on('2026-03-17')).toEqual(['overdue', -1]);
    expect(on('2026-03-23')).toEqual(['overdue', -5]);
  });

  it('passes over holidays, and counts the Saturdays that are worked for them', () => {
    // The National Day of 2026 is 1 to 7 October; 10 October, a Saturday, is worked.
    expect(on('2026-09-30', { dueOn: '2026-10-10' })).toEqual(['near', 3]);
  });

  it('is explained by the rule of the day on which the task was opened', () => {
    const left = countdownOf(task, packs, '2026-03-02')!;
    expect(left).toMatchObject({ dueOn: '2026-03-16', rule: '合同备案 10 个工作日', confirmed: false });
    expect(left.source).toContain('第四十一条');
  });

  it('is not told of what is done, has no last day yet, or ends in a year without a holiday notice', () => {
    expect(on('2026-03-02', { status: 'completed' })).toBeUndefined();
    expect(on('2026-03-02', { dueOn: null })).toBeUndefined();
    expect(on('2026-03-02', { dueOn: '2031-01-10' })).toBeUndefined();
    expect(on('2026-03-02', { kind: 'of-another-release' })).toBeUndefined();
  });
});
