import { isBlank } from '#policy';
import type { Decider, Given } from '#kernel/messages';
import type { Subject } from '../../shared/terms.js';
import type { CommentsCommand } from './comments.commands.js';
import type { Comment, CommentsEvent } from './comments.events.js';
import { refuse } from './comments.refusals.js';

/** Comments of one entry, withdrawn ones too: what is more than this is no case any more. */
export const COMMENTS_AN_ENTRY_MAX = 500;

type Kept = Readonly<{ subject: Subject; isWithdrawn: boolean }> &
  Pick<Comment, 'comment' | 'audience' | 'by' | 'office'>;

/** In the order in which they were written; their texts are in the facts alone. */
export type Comments = Readonly<{ written: readonly Kept[] }>;

/** Keeps what people say about an entry. A comment is never changed: a correction is another one. */
export const comments: Decider<Comments, CommentsCommand, CommentsEvent> = {
  initial: { written: [] },

  decide(command, state): readonly CommentsEvent[] {
    return command.type === 'AddComment' ? added(command, state) : withdrawn(command, state);
  },

  evolve({ written }, { type, data }): Comments {
    switch (type) {
      case 'CommentAdded': {
        const { subject, comment, audience, by, office } = data;
        return { written: [...written, { subject, comment, audience, by, office, isWithdrawn: false }] };
      }
      case 'CommentWithdrawn':
        return {
          written: written.map((one) => (one.comment === data.comment ? { ...one, isWithdrawn: true } : one)),
        };
    }
  },
};

function added(
  { data: { subject, task, audience, office, text }, meta }: Given<CommentsCommand, 'AddComment'>,
  { written }: Comments,
): readonly CommentsEvent[] {
  if (isBlank(text)) throw refuse('comments.empty');
  if (written.length >= COMMENTS_AN_ENTRY_MAX)
    throw refuse('comments.too-many', { max: COMMENTS_AN_ENTRY_MAX });
  const [comment, by] = [written.length + 1, meta.actor.person];
  return [{ type: 'CommentAdded', data: { subject, comment, task, audience, by, office, text } }];
}

function withdrawn(
  { data: { comment, office }, meta }: Given<CommentsCommand, 'WithdrawComment'>,
  { written }: Comments,
): readonly CommentsEvent[] {
  const found = written.find((one) => one.comment === comment);
  // What is for another office alone is not there for anybody else.
  if (!found || (found.audience === 'office' && found.office !== office))
    throw refuse('comments.unknown', { comment });
  if (found.by !== meta.actor.person) throw refuse('comments.of-others', { comment });
  return found.isWithdrawn ? [] : [{ type: 'CommentWithdrawn', data: { subject: found.subject, comment } }];
}
