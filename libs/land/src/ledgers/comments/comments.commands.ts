import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import { streamsOf } from '../../shared/terms.js';
import type { Subject } from '../../shared/terms.js';
import type { Comment } from './comments.events.js';

/**
 * What is said about one entry. Its facts have this for their correlation as well, so that they are not in
 * the timeline of the entry, which shows everything to everybody.
 */
export const commentsOf = streamsOf('comments');

const command = commandsTo<StreamOf<'comments'>>();

/** Its author is whoever gives it. */
export const addComment = command<
  'AddComment',
  { subject: Subject } & Pick<Comment, 'task' | 'audience' | 'office' | 'text'>
>('AddComment');
/** `office` is that of whoever asks, who must have written it. */
export const withdrawComment = command<'WithdrawComment', { comment: number; office: string }>(
  'WithdrawComment',
);

export type CommentsCommand = CommandsOf<typeof import('./comments.commands.js')>;
