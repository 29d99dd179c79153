import { room } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './comments.commands.js';
import { comments } from './comments.decider.js';
import type { CommentsEvent } from './comments.events.js';
import { CommentProjection } from './comments.projection.js';
import { refuse } from './comments.refusals.js';

export const commentsRoom = room<CommentsEvent>()({
  stream: 'comments',
  name: { zh: '意见交流', en: 'Comments' },
  module: moduleOf('comments', commands, () => comments, CommentProjection),
  decider: () => comments,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    CommentAdded: { zh: '提出意见', en: 'Comment added' },
    CommentWithdrawn: { zh: '撤回意见', en: 'Comment withdrawn' },
  },
});
