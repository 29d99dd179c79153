import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { Subject } from '../../shared/terms.js';
import type { Comment, CommentsEvent } from './comments.events.js';

/** A comment as its readers see it; times are ISO 8601 in UTC. */
export type CommentView = Readonly<{
  subject: Subject;
  /** Null once it is withdrawn: nobody stands by it any more. */
  text: string | null;
  writtenAt: string;
  withdrawnAt: string | null;
}> &
  Omit<Comment, 'text'>;

export const Comments = readModel<CommentView>('comments');
export const commentId = (entry: string, comment: number): string => `${entry}.${comment}`;
/** Numbers of comments sort by their value. */
const NUMBER_FIGURES = 4;

@Injectable()
export class CommentProjection extends Projection<CommentView, CommentsEvent> {
  readonly model = Comments;
  readonly handles = ['CommentAdded', 'CommentWithdrawn'] as const;

  ids({ data: { subject, comment } }: Recorded<CommentsEvent>): readonly string[] {
    return [commentId(subject.entry, comment)];
  }

  evolve(
    view: CommentView | undefined,
    { type, data, meta }: Recorded<CommentsEvent>,
  ): CommentView | undefined {
    if (type === 'CommentAdded') return { ...data, writtenAt: meta.occurredAt, withdrawnAt: null };
    return view && { ...view, text: null, withdrawnAt: meta.occurredAt };
  }

  override index({ subject, comment, audience, office, task }: CommentView) {
    const { entry, district, township } = subject;
    const keys = { entry, district, township, audience, office, ...(task === null ? {} : { task }) };
    return { keys, sort: String(comment).padStart(NUMBER_FIGURES, '0') };
  }
}
