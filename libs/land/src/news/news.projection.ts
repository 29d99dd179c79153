import { Inject, Injectable } from '@nestjs/common';
import { EventStore, Projection, positionText, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { OversightEvent } from '../ledgers/oversight/oversight.events.js';
import { schemeOf } from '../shared/terms.js';
import {
  OVERSIGHT_NEWS,
  SCHEME_NEWS,
  TASK_ENDS,
  TASK_NEWS,
  ends,
  newsIn,
  told,
  whereabouts,
} from './terms.js';
import type { Before, NewsFact, OversightNews, SchemeFact, Told } from './terms.js';

/** One thing that people are told, for all whom it concerns; `at` is ISO 8601 in UTC. */
export type NewsView = Told &
  Readonly<{
    /** Id of the fact that it is told by: with a person's name, the id of that person's notice. */
    fact: string;
    /** Name of that fact in the log, such as `SchemeReturned`. */
    type: string;
    at: string;
    /** Place of the fact in the log, as text whose order is that of the log. */
    sequence: string;
    /** What it called for is done or void: nobody need look at it any more. */
    over: boolean;
  }>;

export const News = readModel<NewsView>('news');

type Recall = ReadonlyMap<string, Before>;

/**
 * What people are told of entries: made of the log alone, so that a rebuild tells nothing twice. Who has
 * read what stands elsewhere, under ids that follow from the facts.
 */
@Injectable()
export class NewsProjection extends Projection<NewsView, NewsFact, Recall> {
  readonly model = News;
  readonly handles = [
    ...TASK_NEWS,
    ...TASK_ENDS,
    ...SCHEME_NEWS,
    ...OVERSIGHT_NEWS,
    'CommentAdded',
    'CommentWithdrawn',
    'ObjectionReceived',
    'ObjectionAnswered',
  ] as const;

  constructor(@Inject(EventStore) private readonly store: EventStore) {
    super();
  }

  ids(event: Recorded<NewsFact>): readonly string[] {
    return newsIn(event).map((kind) => `${matterOf(event)}/${kind}`);
  }

  override async recall(events: readonly Recorded<NewsFact>[]): Promise<Recall> {
    const found = events.map(async (event) => [event.id, await this.before(event)] as const);
    return new Map(await Promise.all(found));
  }

  evolve(
    view: NewsView | undefined,
    event: Recorded<NewsFact>,
    id: string,
    recalled: Recall,
  ): NewsView | undefined {
    if (event.type === 'CommentWithdrawn') return undefined;
    if (ends(event)) return view && { ...view, over: true };
    const kind = newsIn(event).find((one) => id.endsWith(`/${one}`))!;
    const news = told(kind, event, recalled.get(event.id) ?? {});
    if (!news || news.audience.length === 0) return view;
    const { id: fact, type, position, meta } = event;
    return { ...news, fact, type, at: meta.occurredAt, sequence: positionText(position), over: false };
  }

  override index({ subject, audience, kind, fact, sequence }: NewsView) {
    const { entry, district, township } = subject;
    return { keys: { entry, district, township, audience, kind, fact }, sort: sequence };
  }

  /** Of facts before the event alone, so that it is the same whenever it is asked. */
  private async before(event: Recorded<NewsFact>): Promise<Before> {
    switch (event.type) {
      case 'TaskDelegated':
      case 'TaskEscalated': {
        const [first] = await this.store.read(event.stream, 0, 1);
        return first?.type === 'TaskOpened' ? { task: first.data as Before['task'] } : {};
      }
      case 'CommentAdded':
        return event.data.audience === 'office' ? {} : this.preparers(event);
      case 'SchemeReturned':
      case 'SchemeApproved':
      case 'SchemeRejected':
      case 'SchemeLapsed':
      case 'ObjectionReceived':
        return this.preparers(event);
      case 'OversightAnswered':
        return this.orderers(event);
      default:
        return {};
    }
  }

  /** Who ordered what is answered, at which desk. */
  private async orderers({ stream, data: { no } }: Recorded<OversightNews>): Promise<Before> {
    const facts = (await this.store.read(stream)) as readonly Recorded<OversightEvent>[];
    const order = facts.find(({ type, data }) => type === 'OversightOrdered' && data.no === no);
    return order ? { orderers: [...new Set(whereabouts(order.meta.actor))] } : {};
  }

  /** Who handed the scheme in or revised it, for whom they did, and at which desk. */
  private async preparers({
    data: { subject },
    position,
  }: Recorded<Extract<NewsFact, { data: { subject: unknown } }>>): Promise<Before> {
    const facts = (await this.store.read(schemeOf(subject.entry))) as readonly Recorded<SchemeFact>[];
    const hands = facts
      .filter((fact) => fact.position < position && PREPARING.includes(fact.type))
      .flatMap(({ meta }) => whereabouts(meta.actor));
    return { preparers: [...new Set(hands)] };
  }
}

const PREPARING: readonly SchemeFact['type'][] = ['SchemeSubmitted', 'SchemeRevised'];

/** What all news of one matter have in common, whichever fact tells it. */
function matterOf(event: Recorded<NewsFact>): string {
  switch (event.type) {
    case 'CommentAdded':
    case 'CommentWithdrawn':
      return `${event.stream}.${event.data.comment}`;
    case 'ObjectionReceived':
    case 'ObjectionAnswered':
    case 'OversightAnswered':
    case 'OversightAccepted':
    case 'OversightReturned':
    case 'OversightWithdrawn':
      return event.data.number;
    case 'TaskOpened':
    case 'TaskDelegated':
    case 'TaskEscalated':
    case 'TaskCompleted':
    case 'TaskCancelled':
      return event.stream;
    default:
      return event.id;
  }
}
