import { visible } from '#access';
import type { Action, Resource, SignedIn } from '#access';
import { TIMELINES } from '#kernel';
import type { Recorded } from '#kernel';
import { Comments, Entries, News, Quotas, Tasks, audiencesOf } from '#land';
import type { CommentsEvent, EntryView, NewsView, QuotaView, TaskView } from '#land';

/** What a page can show and is told of. */
export const CHANGE_KINDS = {
  task: '任务',
  entry: '入市事项',
  quota: '年度指标',
  notice: '您的提醒',
} as const;
export type ChangeKind = keyof typeof CHANGE_KINDS;
/** What changed, by its id alone: whoever wants to know how asks, with their own rights. */
export type Change = Readonly<{ kind: ChangeKind; id: string }>;
export type Placed = Change &
  Readonly<{
    place: Resource;
    /** Whom it concerns, where that is not everybody who may see the place. */
    audience?: readonly string[];
  }>;

type Watched = Readonly<{
  kind: ChangeKind;
  model: string;
  /** The right by which its list is read: who may not read it is not told of it. */
  right: Action;
  placeOf: (document: object) => Resource;
  audienceOf?: (document: object) => readonly string[];
  /** Besides the documents that the fold touches: a case shows every fact that belongs to it. */
  more?: (fact: Recorded) => readonly string[];
}>;

const inTheSubject = (document: object): Resource => (document as TaskView | EntryView).subject;

/** A comment is of its entry, though it is not in its timeline. */
const entriesOf = ({ type, data, meta }: Recorded): readonly string[] =>
  COMMENT_FACTS.includes(type)
    ? [(data as CommentsEvent['data']).subject.entry, meta.correlation]
    : [meta.correlation];
const COMMENT_FACTS: readonly string[] = [
  'CommentAdded',
  'CommentWithdrawn',
] satisfies CommentsEvent['type'][];

export const WATCHED: readonly Watched[] = [
  { kind: 'task', model: Tasks.name, right: 'task.read', placeOf: inTheSubject },
  {
    kind: 'entry',
    model: Entries.name,
    right: 'entry.read',
    placeOf: inTheSubject,
    more: entriesOf,
  },
  {
    kind: 'quota',
    model: Quotas.name,
    right: 'quota.read',
    placeOf: (document) => ({ district: (document as QuotaView).district }),
  },
  {
    kind: 'notice',
    model: News.name,
    right: 'entry.read',
    placeOf: (document) => (document as NewsView).subject,
    audienceOf: (document) => (document as NewsView).audience,
  },
];
/** The read models that must have taken in a fact before anybody is told of it. */
export const SHOWN_BY: readonly string[] = [
  ...WATCHED.map(({ model }) => model),
  TIMELINES.name,
  Comments.name,
];

/** What of it somebody may read: the same that their lists show. */
export function told(changes: readonly Placed[], rights: SignedIn): readonly Change[] {
  const filters = new Map(WATCHED.map(({ kind, right }) => [kind, visible(rights, right)]));
  const meant = audiencesOf(rights);
  return changes
    .filter(({ kind, place, audience }) => {
      if (audience && !audience.some((one) => meant.includes(one))) return false;
      const filter = filters.get(kind);
      return filter && Object.entries(filter).every(([key, mine]) => place[key as keyof Resource] === mine);
    })
    .map(({ kind, id }) => ({ kind, id }));
}
