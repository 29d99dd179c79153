/** What people are told of, and whom it concerns. Pure. */
import type { Actor, Recorded } from '#kernel/messages';
import type { CommentsEvent } from '../ledgers/comments/comments.events.js';
import type { ObjectionsEvent } from '../ledgers/objections/objections.events.js';
import type { OversightEvent } from '../ledgers/oversight/oversight.events.js';
import { personsOf } from '../shared/hands.rules.js';
import type { Subject } from '../shared/terms.js';
import type { SchemeEvent } from '../stages/scheme/index.js';
import type { TaskEvent } from '../work/task/task.events.js';

/** A fact of a scheme, of which some are told. */
export type SchemeFact = SchemeEvent;

export const NEWS_NAMES = {
  task: '新待办',
  handed: '转交给您的待办',
  due: '待办即将到期',
  overdue: '待办逾期',
  escalated: '逾期上报的待办',
  scheme: '本单位方案的办理结果',
  comment: '新的意见交流',
  objection: '公众异议',
  oversight: '督办的答复',
} as const;
export type NewsKind = keyof typeof NEWS_NAMES;

/** Whom something concerns: everybody at a post of an office, everybody of an office, or one person. */
export const atDesk = (office: string, role: string): string => `desk ${office} ${role}`;
export const inOffice = (office: string): string => `office ${office}`;
export const thePerson = (user: string): string => `person ${user}`;

/** Whoever did something, and for whom they did it. */
export const doersOf = personsOf;

/** Where somebody who acted is found, also when another sits there by now. */
export const whereabouts = (actor: Actor): readonly string[] => [
  ...doersOf(actor).map(thePerson),
  atDesk(actor.office, actor.role),
];

/** Everything under which somebody is meant. */
export const audiencesOf = ({
  user,
  office,
  role,
}: Readonly<{ user: string; office: string; role: string }>): readonly string[] => [
  thePerson(user),
  atDesk(office, role),
  inOffice(office),
];

export const TASK_NEWS = ['TaskOpened', 'TaskDelegated', 'TaskEscalated'] as const;
export const TASK_ENDS = ['TaskCompleted', 'TaskCancelled'] as const;
export const SCHEME_NEWS = ['SchemeReturned', 'SchemeApproved', 'SchemeRejected', 'SchemeLapsed'] as const;

export const OVERSIGHT_NEWS = [
  'OversightAnswered',
  'OversightAccepted',
  'OversightReturned',
  'OversightWithdrawn',
] as const;

type TaskNews = Extract<TaskEvent, { type: (typeof TASK_NEWS)[number] }>;
type TaskEnd = Extract<TaskEvent, { type: (typeof TASK_ENDS)[number] }>;
type SchemeNews = Extract<SchemeEvent, { type: (typeof SCHEME_NEWS)[number] }>;
export type NewsFact = TaskNews | TaskEnd | SchemeNews | CommentsEvent | ObjectionsEvent | OversightNews;
/** What a supervisor asks is told by the task that it opens; here is what comes back. */
export type OversightNews = Extract<OversightEvent, { type: (typeof OVERSIGHT_NEWS)[number] }>;

/** What stood in the log before a fact: the task as it was opened, or whose scheme it is. */
export type Before = Readonly<{
  task?: Extract<TaskEvent, { type: 'TaskOpened' }>['data'];
  /** Whoever handed the scheme in or revised it, and the desk at which they did: people leave, work stays. */
  preparers?: readonly string[];
  /** Whoever ordered what is answered, and the desk at which they did. */
  orderers?: readonly string[];
}>;

/** Which news, of which matter, for whom. */
export type Told = Readonly<{
  kind: NewsKind;
  subject: Subject;
  audience: readonly string[];
  /** User names of those whom it would concern and who are not told: they did it, or may not do it. */
  except: readonly string[];
  /** Kind of the work, where it is about a task. */
  work?: string;
  task?: string;
}>;

/** The parts of a fact that are news of their own. */
export const newsIn = ({ type }: Pick<NewsFact, 'type'>): readonly NewsKind[] => PARTS[type];
const OF_A_TASK = ['task', 'handed', 'overdue', 'escalated'] as const;
const PARTS: Readonly<Record<NewsFact['type'], readonly NewsKind[]>> = {
  TaskOpened: ['task'],
  TaskDelegated: ['handed'],
  TaskEscalated: ['overdue', 'escalated'],
  TaskCompleted: OF_A_TASK,
  TaskCancelled: OF_A_TASK,
  SchemeReturned: ['scheme'],
  SchemeApproved: ['scheme'],
  SchemeRejected: ['scheme'],
  SchemeLapsed: ['scheme'],
  CommentAdded: ['comment'],
  CommentWithdrawn: ['comment'],
  ObjectionReceived: ['objection'],
  ObjectionAnswered: ['objection'],
  OversightAnswered: ['oversight'],
  OversightAccepted: ['oversight'],
  OversightReturned: ['oversight'],
  OversightWithdrawn: ['oversight'],
};

/** Facts that end what others said: nothing is told by them, and what was told is over. */
export const ends = ({ type }: Pick<NewsFact, 'type'>): boolean => ENDS.includes(type);
const ENDS: readonly NewsFact['type'][] = [
  ...TASK_ENDS,
  'CommentWithdrawn',
  'ObjectionAnswered',
  'OversightAccepted',
  'OversightReturned',
  'OversightWithdrawn',
];

/** @returns nothing where what a fact needs to be told stands nowhere before it */
export function told(kind: NewsKind, fact: Recorded<NewsFact>, before: Before): Told | undefined {
  const by = doersOf(fact.meta.actor);
  switch (fact.type) {
    case 'TaskOpened': {
      const { subject, office, role, excluded, kind: work } = fact.data;
      return { kind, subject, audience: [atDesk(office, role)], except: excluded, work, task: fact.stream };
    }
    case 'TaskDelegated':
    case 'TaskEscalated':
      return before.task && ofTask(kind, fact, before.task);
    case 'CommentAdded': {
      const { subject, audience, office } = fact.data;
      const whom = audience === 'office' ? [inOffice(office)] : (before.preparers ?? []);
      return { kind, subject, audience: whom, except: by };
    }
    case 'SchemeReturned':
    case 'SchemeApproved':
    case 'SchemeRejected':
    case 'SchemeLapsed':
    case 'ObjectionReceived': {
      const { subject } = fact.data;
      return { kind, subject, audience: before.preparers ?? [], except: by };
    }
    case 'OversightAnswered':
      return { kind, subject: fact.data.subject, audience: before.orderers ?? [], except: by };
    default:
      return undefined;
  }
}

function ofTask(
  kind: NewsKind,
  { type, data, stream, meta }: Recorded<Extract<TaskNews, { type: 'TaskDelegated' | 'TaskEscalated' }>>,
  { subject, office, role, excluded, kind: work }: NonNullable<Before['task']>,
): Told | undefined {
  const about = { kind, subject, work, task: stream };
  if (type === 'TaskDelegated')
    return { ...about, audience: [thePerson(data.to)], except: doersOf(meta.actor) };
  const [late, above] = [atDesk(office, role), atDesk(data.to.office, data.to.role)];
  if (kind === 'overdue') return { ...about, audience: [late], except: excluded };
  // One who is late and above in one person hears of it once.
  return late === above ? undefined : { ...about, audience: [above], except: excluded };
}
