import { Inject, Injectable } from '@nestjs/common';
import { AccessRefused, scopeOf, visible } from '#access';
import type { SignedIn } from '#access';
import { Clock, ReadModels, cursorOf, cursorPast } from '#kernel';
import { News, Tasks, WORK_NAMES, audiencesOf, countdownOf } from '#land';
import type { NewsView, TaskView } from '#land';
import { RulePacks, civilDate } from '#policy';
import type { Filter } from '../../http/scope.js';
import type { Deadline } from './icalendar.js';
import type { Notice } from './notice.answers.js';
import { ReadMarks } from './read-marks.js';

/** More unread ones than this are not counted: nobody reads the number any more. */
export const UNREAD_COUNTED_MAX = 99;
/** Of those after the place up to which somebody has read, so many are looked at to count the unread. */
const UNREAD_LOOKED_AT_MAX = 500;
const LOOK_PAGE = 100;
/** Tasks of one desk whose last day is near, the nearest first. */
export const DUE_SHOWN_MAX = 100;
/** Tasks of one desk that a calendar shows, the nearest first. */
export const DEADLINES_MAX = 500;
/** Notices that can be marked at a time. */
export const MARKED_MAX = 200;

type Page = Readonly<{ items: readonly Notice[]; next: string | null }>;

/** What somebody is told: of their desk, their office and themselves, and never of what they may not see. */
@Injectable()
export class NoticeDesk {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(ReadMarks) private readonly marks: ReadMarks,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async page(person: SignedIn, after: string | undefined, most: number): Promise<Page> {
    const scope = scopeOfNews(person);
    if (!scope) return { items: [], next: null };
    const found: NewsView[] = [];
    let next: string | null = after ?? null;
    do {
      const page = await this.readModels.query(News, {
        where: { audience: audiencesOf(person), ...scope },
        order: 'desc',
        limit: most - found.length,
        ...(next === null ? {} : { after: next }),
      });
      found.push(...page.items.filter((news) => isFor(news, person)));
      ({ next } = page);
    } while (next !== null && found.length < most);
    return { items: await this.told(found, person), next };
  }

  /** Tasks that somebody has, or could take, whose last day is near: they leave by being done. */
  async due(person: SignedIn): Promise<readonly Notice[]> {
    const scope = scopeOfNews(person);
    if (!scope) return [];
    const today = civilDate(this.clock.now());
    const { items } = await this.readModels.query(Tasks, {
      where: { live: 'yes', ...ownDesk(person), ...scope },
      after: cursorOf({ sort: today, id: '' }),
      limit: DUE_SHOWN_MAX,
    });
    const near = items.filter(
      (task) =>
        isTheirs(task, person) &&
        ['near', 'today'].includes(countdownOf(task, this.packs, today)?.band ?? ''),
    );
    const read = await this.marks.areRead(
      person.user,
      near.map((task) => dueIdOf(task)),
    );
    return near.map((task) => dueNotice(task, person, read.has(dueIdOf(task))));
  }

  /** The last days of what somebody has to do, or could take, the nearest first. */
  async deadlines(person: SignedIn, address: string | undefined): Promise<readonly Deadline[]> {
    const scope = scopeOfNews(person);
    if (!scope) return [];
    const { items } = await this.readModels.query(Tasks, {
      where: { live: 'yes', ...ownDesk(person), ...scope },
      limit: DEADLINES_MAX,
    });
    return items
      .filter((task) => task.dueOn !== null && isTheirs(task, person))
      .map((task) => ({
        uid: `${task.id}@rushi`,
        day: task.dueOn!,
        summary: `${nameOfWork(task.kind)}（${task.subject.entry}）`,
        stampedAt: task.openedAt,
        sequence: task.version,
        ...(address === undefined ? {} : { url: `${address}/desk/${encodeURIComponent(task.id)}` }),
      }));
  }

  /** How many are unread, {@link UNREAD_COUNTED_MAX} at the most. */
  async unread(person: SignedIn, due: readonly Notice[]): Promise<number> {
    let count = due.filter(({ read }) => !read).length;
    const scope = scopeOfNews(person);
    if (!scope) return count;
    let after: string | null = cursorPast(await this.marks.upTo(person.user));
    for (let seen = 0; after !== null && seen < UNREAD_LOOKED_AT_MAX; seen += LOOK_PAGE) {
      const page: Readonly<{ items: readonly NewsView[]; next: string | null }> = await this.readModels.query(
        News,
        {
          where: { audience: audiencesOf(person), ...scope },
          after,
          limit: LOOK_PAGE,
        },
      );
      const told = await this.told(
        page.items.filter((news) => isFor(news, person)),
        person,
      );
      count += told.filter(({ read }) => !read).length;
      if (count >= UNREAD_COUNTED_MAX) return UNREAD_COUNTED_MAX;
      after = page.next;
    }
    return count;
  }

  /** Place of the newest one, up to which all can be marked as read; null where there is none. */
  async newest(person: SignedIn): Promise<string | null> {
    const scope = scopeOfNews(person);
    if (!scope) return null;
    const where = { audience: audiencesOf(person), ...scope };
    const { items } = await this.readModels.query(News, { where, order: 'desc', limit: 1 });
    return items[0]?.sequence ?? null;
  }

  /** Everything up to a place, and what is due now. */
  async readUpTo(person: SignedIn, upTo: string): Promise<void> {
    const newest = await this.newest(person);
    if (newest !== null) await this.marks.readUpTo(person.user, upTo < newest ? upTo : newest);
    const due = await this.due(person);
    await this.marks.read(
      person.user,
      due.map(({ id }) => withoutPerson(id, person)),
    );
  }

  /** @throws AccessRefused `access.unknown` where one of them is nobody's or somebody else's */
  async read(person: SignedIn, ids: readonly string[]): Promise<void> {
    const scope = scopeOfNews(person);
    const facts = ids.map((id) => withoutPerson(id, person));
    const due = new Set((await this.due(person)).map(({ id }) => withoutPerson(id, person)));
    const asked = facts.filter((fact) => !due.has(fact));
    const known = new Set(due);
    if (scope && asked.length > 0) {
      const where = { fact: asked, audience: audiencesOf(person), ...scope };
      // A fact may tell several things.
      const { items } = await this.readModels.query(News, { where, limit: 2 * MARKED_MAX });
      for (const { fact } of items) known.add(fact);
    }
    if (!facts.every((fact) => known.has(fact))) throw new AccessRefused('access.unknown');
    await this.marks.read(person.user, facts);
  }

  private async told(news: readonly NewsView[], { user }: SignedIn): Promise<readonly Notice[]> {
    const [upTo, read] = await Promise.all([
      this.marks.upTo(user),
      this.marks.areRead(
        user,
        news.map(({ fact }) => fact),
      ),
    ]);
    return news.map(({ kind, type, subject, work, task, at, fact, sequence, over }) => ({
      id: `${fact}/${user}`,
      kind,
      type,
      subject,
      work: work ?? null,
      task: task ?? null,
      dueOn: null,
      at,
      over,
      read: over || sequence <= upTo || read.has(fact),
    }));
  }
}

const nameOfWork = (kind: string): string => WORK_NAMES[kind] ?? kind;

/** Entries that somebody may see; what they are told of lies within. */
export const scopeOfNews = (person: SignedIn): Filter | null => visible(person, 'entry.read');

/** Whoever did something is not told of it, nor of work that they may not do. */
export const isFor = ({ except }: NewsView, { user }: SignedIn): boolean => !except.includes(user);

/** Whoever has it; where nobody has, whoever may take it. */
const isTheirs = ({ assignee, excluded }: TaskView, { user }: SignedIn): boolean =>
  assignee === null ? !excluded.includes(user) : assignee === user;

/** Also of whoever watches a city: the tasks of others are not theirs to hurry. */
const ownDesk = ({ office, role }: SignedIn): Readonly<Record<string, string>> =>
  scopeOf(role, 'task.escalated') === null ? { office, role } : { office };

/** The day belongs to it: where it is set anew, it is near once more. */
const dueIdOf = ({ id, dueOn }: TaskView): string => `${id}@0/due-${dueOn}`;

function withoutPerson(id: string, { user }: SignedIn): string {
  const mine = `/${user}`;
  if (!id.endsWith(mine)) throw new AccessRefused('access.unknown');
  return id.slice(0, -mine.length);
}

const dueNotice = (task: TaskView, { user }: SignedIn, read: boolean): Notice => ({
  id: `${dueIdOf(task)}/${user}`,
  kind: 'due',
  type: null,
  subject: task.subject,
  work: task.kind,
  task: task.id,
  dueOn: task.dueOn,
  at: null,
  over: false,
  read,
});
