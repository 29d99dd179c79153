import { expect, it } from '@jest/globals';
import { placeOf } from './notices.js';
import type { Notice } from './notices.js';

const notice = (change: Partial<Notice>): Notice => ({
  id: 'x@0/wang',
  kind: 'task',
  type: 'TaskOpened',
  subject: { entry: 'e-1', parcel: 'p', district: 'd', township: 't', planYear: 2026 },
  work: 'opinion-finance',
  task: null,
  dueOn: null,
  at: null,
  over: false,
  read: false,
  ...change,
});

it('leads to the task while it is to be done, and else to the case', () => {
  expect(placeOf(notice({ task: 'task-1.a.1' }))).toBe('/desk/task-1.a.1');
  expect(placeOf(notice({ task: 'task-1.a.1', over: true }))).toBe('/entries/e-1');
  expect(placeOf(notice({ kind: 'scheme' }))).toBe('/entries/e-1');
  expect(placeOf(notice({ kind: 'comment' }))).toBe('/entries/e-1#comments');
});
