import { Inject, Injectable } from '@nestjs/common';
import { AccessRefused, Accounts } from '#access';
import type { Acting } from '#access';
import { ReadModels, Engine, EventStore, envelope } from '#kernel';
import type { Envelope } from '#kernel';
import { Tasks, releaseTask, requireUnbarred } from '#land';
import type { Standing, TaskView } from '#land';
import type { MetaFactory } from '../../http/request-context.js';

const PAGE = 200;

export type Colleague = Readonly<{ user: string; name: string }>;

/**
 * Who stands where, asked of the accounts at the moment of the act: no task stays with somebody who is not
 * there.
 */
@Injectable()
export class TaskDesk {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
  ) {}

  /** Null where there is no such account, or it is shut. */
  async standing(user: string): Promise<Standing> {
    const person = await this.accounts.find(user);
    return person ? { role: person.role, office: person.office } : null;
  }

  /**
   * To whom somebody may hand it over: colleagues of the same post in the same office who have done no other
   * work of the round. Nobody for whoever sits elsewhere: it is not theirs to hand over.
   */
  async colleagues(
    { office, escalatedTo, excluded, assignee }: TaskView,
    { rights, actor }: Acting,
  ): Promise<readonly Colleague[]> {
    if (rights.office !== office && rights.office !== escalatedTo?.office) return [];
    const people = await this.accounts.at(rights.office, rights.role);
    const never = new Set([actor.person, assignee, ...excluded]);
    return people.filter(({ user }) => !never.has(user)).map(({ user, name }) => ({ user, name }));
  }

  /**
   * Whether the log has a fact of this very command: a request that is repeated after its process died is
   * done as far as that.
   */
  async hasGiven({ stream, meta }: Envelope): Promise<boolean> {
    const facts = await this.store.read(stream);
    return facts.some((fact) => fact.meta.command === meta.id);
  }

  /**
   * Before somebody takes it: whoever did other work of the round may not, and whoever has it must still be
   * at this desk. @throws Rejected `four-eyes.excluded`
   */
  async admit(task: TaskView, who: Acting, meta: MetaFactory): Promise<void> {
    if (!(await this.wouldFree(task, who))) return;
    const { id, assignee, subject } = task;
    await this.engine.execute(
      envelope(
        releaseTask(id, { person: assignee!, reason: '签收人已不在岗，任务退回本单位' }),
        meta(subject.entry, 'gone', subject.district),
      ),
    );
  }

  /**
   * Whether taking it would take it from somebody who is not at this desk any more; nothing is done.
   * @throws Rejected `four-eyes.excluded`
   */
  async wouldFree(
    { assignee, excluded, office, escalatedTo }: TaskView,
    { actor }: Acting,
  ): Promise<boolean> {
    requireUnbarred(excluded, actor);
    if (assignee === null || assignee === actor.person) return false;
    const holder = await this.standing(assignee);
    return !holder || (holder.office !== office && holder.office !== escalatedTo?.office);
  }

  /** A chief of the desk, or the office that it went up to. @throws AccessRefused `access.chief` */
  requireChief({ office, escalatedTo }: TaskView, { rights }: Acting): void {
    const above =
      escalatedTo !== undefined && rights.office === escalatedTo.office && escalatedTo.office !== office;
    if (!above && rights.chief !== true) throw new AccessRefused('access.chief');
  }

  /**
   * Whatever an account holds goes back to the desks: all of it, or what lies outside the office where it
   * works now.
   */
  async free(user: string, reason: string, meta: MetaFactory, keeps?: string): Promise<void> {
    const held: TaskView[] = [];
    for (let after: string | undefined; ;) {
      const { items, next } = await this.readModels.query(Tasks, {
        where: { live: 'yes', assignee: user },
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      held.push(...items);
      if (next === null) break;
      after = next;
    }
    for (const { id, subject, office, escalatedTo } of held) {
      if (keeps !== undefined && (office === keeps || escalatedTo?.office === keeps)) continue;
      await this.engine.executeAndShow(
        envelope(
          releaseTask(id, { person: user, reason }),
          meta(subject.entry, `free ${id}`, subject.district),
        ),
      );
    }
  }
}
