import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { on, subject } from '../../stages/listing/listing.fixture.js';
import { addComment, commentsOf, withdrawComment } from './comments.commands.js';
import { COMMENTS_AN_ENTRY_MAX, comments } from './comments.decider.js';
import type { Comment, CommentsEvent } from './comments.events.js';
import { CommentProjection } from './comments.projection.js';

const given = scenario(comments);
const stream = commentsOf(subject.entry);
const DAY = '2026-03-05';
const OFFICE = '370114-01/township';
const TEXT = '四至描述与附图不一致，请核对。';

const add = (change: Partial<Pick<Comment, 'task' | 'audience' | 'office' | 'text'>> = {}) =>
  on(
    DAY,
    addComment(stream, { subject, task: null, audience: 'everybody', office: OFFICE, text: TEXT, ...change }),
  );
const { person: AUTHOR } = add().meta.actor;
const withdraw = (change: Partial<{ comment: number; office: string }> = {}) =>
  on(DAY, withdrawComment(stream, { comment: 1, office: OFFICE, ...change }));
const added = (comment = 1, change: Partial<Comment> = {}): CommentsEvent => ({
  type: 'CommentAdded',
  data: {
    ...{ subject, comment, task: null, audience: 'everybody', by: AUTHOR, office: OFFICE, text: TEXT },
    ...change,
  },
});
const withdrawn: CommentsEvent = { type: 'CommentWithdrawn', data: { subject, comment: 1 } };

describe('a comment on an entry', () => {
  it('is kept with whoever wrote it and their office', () => given().when(add()).then(added()));
  it('may be about a task, and for one office alone', () =>
    given(added())
      .when(add({ task: 'task-1', audience: 'office' }))
      .then(added(2, { task: 'task-1', audience: 'office' })));
  it('says something', () =>
    given()
      .when(add({ text: ' 　\n' }))
      .thenRejected('comments.empty'));
  it('may say again what was said before', () => given(added()).when(add()).then(added(2)));
  it('is one of no more than an entry may have', () =>
    given(...Array.from({ length: COMMENTS_AN_ENTRY_MAX }, (_, index) => added(index + 1)))
      .when(add())
      .thenRejected('comments.too-many'));

  it('is withdrawn by whoever wrote it', () => given(added()).when(withdraw()).then(withdrawn));
  it('is withdrawn once', () => given(added(), withdrawn).when(withdraw()).thenNothing());
  it('is withdrawn by nobody else, not even of the same office', () =>
    given(added(1, { by: 'somebody-else' }))
      .when(withdraw())
      .thenRejected('comments.of-others'));
  it('must be there to be withdrawn', () =>
    given(added())
      .when(withdraw({ comment: 2 }))
      .thenRejected('comments.unknown'));
  it('is not there for another office where it is for one alone', () =>
    given(added(1, { audience: 'office', by: 'somebody-else' }))
      .when(withdraw({ office: '370114/finance' }))
      .thenRejected('comments.unknown'));
});

describe('what readers see of comments', () => {
  const at = (event: CommentsEvent) => recorded(event) as never;

  it('keeps the place of a withdrawn one, without what it said', () => {
    const list = new CommentProjection();
    const view = list.evolve(undefined, at(added()));
    expect(view).toMatchObject({ comment: 1, by: AUTHOR, text: TEXT, withdrawnAt: null });
    const after = list.evolve(view, at(withdrawn));
    expect(after).toMatchObject({ comment: 1, by: AUTHOR, text: null });
    expect(after?.withdrawnAt).toEqual(expect.any(String));
  });

  it('sorts them by their numbers, and finds them by entry and audience', () => {
    const list = new CommentProjection();
    const indexOf = (comment: number) => list.index(list.evolve(undefined, at(added(comment)))!);
    expect(indexOf(9).sort < indexOf(10).sort).toBe(true);
    expect(indexOf(1).keys).toMatchObject({ entry: subject.entry, audience: 'everybody', office: OFFICE });
  });
});
