import { Inject, Injectable } from '@nestjs/common';
import type { Acting } from '#access';
import { Engine, EventStore, ReadModels, envelope } from '#kernel';
import { COMMENTS_AN_ENTRY_MAX, Comments, addComment, commentId, commentsOf, withdrawComment } from '#land';
import type { CommentView, CommentsEvent, EntryView } from '#land';
import type { MetaFactory } from '../../http/request-context.js';
import { PeopleNames } from '../shared/people-names.js';
import type { CommentAnswer } from './comment.answers.js';
import type { CommentBody } from './comment.bodies.js';

/** Keeps what people say about a case, and shows each reader what is for them. */
@Injectable()
export class CommentDesk {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PeopleNames) private readonly names: PeopleNames,
  ) {}

  /** Those for everybody and those of one's own office, in the order in which they were written. */
  async list({ subject: { entry } }: EntryView, who: Acting): Promise<readonly CommentAnswer[]> {
    const of = async (where: Readonly<Record<string, string>>) =>
      (await this.readModels.query(Comments, { where: { entry, ...where }, limit: COMMENTS_AN_ENTRY_MAX }))
        .items;
    const found = await Promise.all([
      of({ audience: 'everybody' }),
      of({ audience: 'office', office: who.rights.office }),
    ]);
    return this.answersOf(
      found.flat().sort((one, other) => one.comment - other.comment),
      who,
    );
  }

  /** The same request again is answered with the same comment. @throws Rejected */
  async add(
    { subject }: EntryView,
    who: Acting,
    { text, audience = 'everybody', task }: CommentBody,
    meta: MetaFactory,
  ): Promise<CommentAnswer> {
    const stream = commentsOf(subject.entry);
    const { office } = who.rights;
    const given = meta(stream, undefined, subject.district);
    await this.engine.executeAndShow(
      envelope(addComment(stream, { subject, task: task ?? null, audience, office, text }), given),
    );
    const facts = (await this.store.read(stream)) as readonly (CommentsEvent &
      Readonly<{ meta: { command: string } }>)[];
    const { comment } = facts.find((fact) => fact.meta.command === given.id)!.data;
    return this.one(subject.entry, comment, who);
  }

  /** @throws Rejected */
  async withdraw(
    { subject: { entry, district } }: EntryView,
    who: Acting,
    comment: number,
    meta: MetaFactory,
  ): Promise<CommentAnswer> {
    const stream = commentsOf(entry);
    const command = withdrawComment(stream, { comment, office: who.rights.office });
    await this.engine.executeAndShow(envelope(command, meta(stream, undefined, district)));
    return this.one(entry, comment, who);
  }

  private async one(entry: string, comment: number, who: Acting): Promise<CommentAnswer> {
    const view = (await this.readModels.find(Comments, commentId(entry, comment)))!;
    return (await this.answersOf([view], who))[0]!;
  }

  private async answersOf(
    views: readonly CommentView[],
    { actor }: Acting,
  ): Promise<readonly CommentAnswer[]> {
    const names = await this.names.of(views.map(({ by }) => by));
    return views.map((view) => ({
      ...view,
      byName: names.get(view.by) ?? view.by,
      own: view.by === actor.person,
    }));
  }
}
