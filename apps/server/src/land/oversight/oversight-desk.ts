import { Inject, Injectable } from '@nestjs/common';
import { AccessRefused } from '#access';
import { Clock, Engine, EventStore, ReadModels, envelope } from '#kernel';
import type { Page } from '#kernel';
import { OVERSIGHT_AN_ENTRY_MAX, Oversights, Tasks, oversightOf } from '#land';
import type { EntryView, OversightCommand, OversightEvent, OversightView } from '#land';
import { civilDate } from '#policy';
import type { MetaFactory } from '../../http/request-context.js';
import { narrowed } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { PeopleNames } from '../shared/people-names.js';
import type { OversightAnswer } from './oversight.answers.js';
import type { OversightQuery } from './oversight.bodies.js';

type Given = Parameters<typeof envelope<OversightCommand>>[0];
type Fact = OversightEvent & Readonly<{ meta: Readonly<{ command: string }> }>;

/** What supervisors ask of offices, with how the answers stand. */
@Injectable()
export class OversightDesk {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PeopleNames) private readonly names: PeopleNames,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** All of an entry, in the order in which they were given. */
  async list({ subject: { entry } }: EntryView): Promise<readonly OversightAnswer[]> {
    const { items } = await this.readModels.query(Oversights, {
      where: { entry },
      limit: OVERSIGHT_AN_ENTRY_MAX,
    });
    return this.answersOf(items.toSorted((one, other) => one.no - other.no));
  }

  /** Reads pages of those within a scope, the newest first. */
  pages({ district, state }: Pick<OversightQuery, 'district' | 'state'>, scope: Filter | null) {
    const within = narrowed(scope, { district });
    const where = { ...within, ...(state === undefined ? {} : { state }) };
    return async (after: string | undefined, limit: number): Promise<Page<OversightAnswer>> => {
      if (!within) return { items: [], next: null };
      const page = await this.readModels.query(Oversights, { where, order: 'desc', after, limit });
      return { ...page, items: await this.answersOf(page.items) };
    };
  }

  /**
   * Gives a command about an order. The same request again is answered with the same order.
   * @throws Rejected
   */
  async give({ subject }: EntryView, command: Given, meta: MetaFactory): Promise<OversightAnswer> {
    const given = meta(subject.entry, undefined, subject.district);
    await this.engine.executeAndShow(envelope(command, given));
    const facts = (await this.store.read(oversightOf(subject.entry))) as readonly Fact[];
    const made = facts.find((fact) => fact.meta.command === given.id)?.data.number;
    const asked = 'no' in command.data ? `${subject.entry}.oversight.${command.data.no}` : undefined;
    const view = await this.readModels.find(Oversights, made ?? asked ?? '');
    if (!view) throw new AccessRefused('access.unknown');
    return (await this.answersOf([view]))[0]!;
  }

  private async answersOf(views: readonly OversightView[]): Promise<readonly OversightAnswer[]> {
    const names = await this.names.of(
      views.flatMap(({ orderedBy, rounds }) => [
        orderedBy,
        ...rounds.flatMap(({ answeredBy }) => answeredBy ?? []),
      ]),
    );
    const nameOf = (user: string) => names.get(user) ?? user;
    return Promise.all(
      views.map(async (view) => ({
        ...view,
        ...(await this.dueOf(view)),
        orderedByName: nameOf(view.orderedBy),
        rounds: view.rounds.map((one) => ({
          ...one,
          answeredByName: one.answeredBy === null ? null : nameOf(one.answeredBy),
        })),
      })),
    );
  }

  /** The last day as the supervisor or, by the task, the rules and the holidays set it. */
  private async dueOf({ rounds, state }: OversightView): Promise<Pick<OversightAnswer, 'dueOn' | 'overdue'>> {
    const { work, lastDay } = rounds.at(-1)!;
    const task = await this.readModels.find(Tasks, work);
    const dueOn = task?.dueOn ?? lastDay;
    return { dueOn, overdue: state === 'asked' && dueOn !== null && dueOn < civilDate(this.clock.now()) };
  }
}
