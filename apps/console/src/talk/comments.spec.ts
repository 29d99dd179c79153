import { describe, expect, it } from '@jest/globals';
import { commentsPath, commentsShown } from './comments.js';
import type { Comment } from './comments.js';

const comment = (number: number, task: string | null): Comment => ({
  ...{ comment: number, task, audience: 'everybody', byName: '李建国', office: '370114/finance' },
  ...{ text: '请核对', writtenAt: '2026-03-02T01:00:00.000Z', withdrawnAt: null, own: false },
});

describe('comments', () => {
  const all = [comment(1, null), comment(2, 'task-a'), comment(3, 'task-b')];

  it('are all shown with their case', () => expect(commentsShown(all, undefined)).toEqual(all));
  it('are shown with the task that they are about', () =>
    expect(commentsShown(all, 'task-b').map((one) => one.comment)).toEqual([3]));
  it('lie below their entry, whatever its number holds', () =>
    expect(commentsPath('a/b')).toBe('/api/v1/entries/a%2Fb/comments'));
});
