import type { ProblemEntry } from './problem-codes.js';

/** What is refused of work on many tasks at once. */
export const BULK_PROBLEMS = {
  'bulk.unknown': {
    status: 404,
    title: '没有这次批量办理',
    zh: '没有这次批量办理，可能已经超过保存期限，或者由他人发起。请在待办中核对各项任务的办理情况。',
    en: 'There is no such bulk work of yours; it may be too old to be kept: look at the tasks themselves.',
  },
  'bulk.running': {
    status: 409,
    title: '上一次批量办理尚未结束',
    zh: '您上一次批量办理尚未结束。请等它结束，或者停止它以后再发起。',
    en: 'Your bulk work before is not over: wait for its end, or stop it.',
  },
  'bulk.nothing': {
    status: 422,
    title: '没有选择任务',
    zh: '没有指明办理哪些任务。请列出任务编号，或者给出筛选条件。',
    en: 'No tasks are named: list their ids, or give a filter.',
  },
} as const satisfies Record<string, ProblemEntry>;
