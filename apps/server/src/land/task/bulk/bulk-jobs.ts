import { Inject, Injectable } from '@nestjs/common';
import { DAY_MS, RealTime, iso, recordsOf } from '#access';
import { Clock, KeyValues } from '#kernel';

/** A job lies in one of two spaces, and goes into the second before it leaves the first. */
const RUNNING = 'bulk-running';
const ENDED = 'bulk-ended';
const OUTCOMES = 'bulk-outcomes';
const CANCELLED = 'bulk-cancelled';
/** A job and what came of its tasks are kept so long after it began, and then swept. */
export const BULK_KEPT_DAYS = 30;
const INDEX_DIGITS = 6;

export type SeenTask = Readonly<{ task: string; version: number }>;

/** Many tasks that somebody decides alike. */
export type BulkJob = Readonly<{
  id: string;
  /** Who began it. */
  user: string;
  /** The absent colleague whose work it is. */
  onBehalfOf?: string;
  outcome: string;
  data: object;
  tasks: readonly SeenTask[];
  startedAt: string;
  keptUntil: string;
}>;
export type EndedJob = BulkJob &
  Readonly<{ state: 'ended' | 'cancelled'; endedAt: string; done: number; refused: number }>;

export type BulkRefusal = Readonly<{ code: string; detail: string; source?: string }>;
/** What came of one task. */
export type BulkOutcome = Readonly<{
  task: string;
  state: 'done' | 'refused';
  entry?: string;
  parcel?: string;
  kind?: string;
  /** Of the stream of the entry that took the decision. */ version?: number;
  refusal?: BulkRefusal;
}>;
export type BulkProgress = Readonly<{
  id: string;
  state: 'running' | 'ended' | 'cancelled';
  outcome: string;
  total: number;
  done: number;
  refused: number;
  waiting: number;
  startedAt: string;
  endedAt?: string;
  keptUntil: string;
}>;

const keyOf = ({ user, id }: Pick<BulkJob, 'user' | 'id'>): string => `${user} ${id}`;
const outcomeKey = (id: string, index: number): string =>
  `${id} ${String(index).padStart(INDEX_DIGITS, '0')}`;

/** What is kept of bulk work, so that another process can go on with it. */
@Injectable()
export class BulkJobs {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(RealTime) private readonly time: RealTime,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Keeps a new job; one of this id that is there already stays as it is. */
  async begin(wished: Omit<BulkJob, 'startedAt' | 'keptUntil'>): Promise<BulkJob> {
    const keptUntil = iso(this.time.ms() + BULK_KEPT_DAYS * DAY_MS);
    const job: BulkJob = { ...wished, startedAt: this.clock.now(), keptUntil };
    if (await this.keyValues.insert(RUNNING, keyOf(job), job, keptUntil)) return job;
    return (await this.running(job)) ?? job;
  }

  running(of: Pick<BulkJob, 'user' | 'id'>): Promise<BulkJob | undefined> {
    return this.keyValues.get<BulkJob>(RUNNING, keyOf(of));
  }

  ended(of: Pick<BulkJob, 'user' | 'id'>): Promise<EndedJob | undefined> {
    return this.keyValues.get<EndedJob>(ENDED, keyOf(of));
  }

  /** Those that are not over, of everybody or of one person. */
  async unfinished(user?: string): Promise<readonly BulkJob[]> {
    const jobs: BulkJob[] = [];
    const prefix = user === undefined ? '' : `${user} `;
    for await (const { value } of recordsOf<BulkJob>(this.keyValues, RUNNING, prefix)) jobs.push(value);
    return jobs;
  }

  /** By the place of the task in the job; what is kept stays as it was first kept. */
  async keep({ id, keptUntil }: BulkJob, index: number, outcome: BulkOutcome): Promise<void> {
    await this.keyValues.insert(OUTCOMES, outcomeKey(id, index), outcome, keptUntil);
  }

  /** What came of the tasks so far, by their places. */
  async outcomes(id: string): Promise<ReadonlyMap<number, BulkOutcome>> {
    const found = new Map<number, BulkOutcome>();
    for await (const { key, value } of recordsOf<BulkOutcome>(this.keyValues, OUTCOMES, `${id} `))
      found.set(Number(key.slice(id.length + 1)), value);
    return found;
  }

  /** A page of them; `place` is where the page before ended. */
  async page(id: string, place: string | undefined, limit: number) {
    const prefix = `${id} `;
    const after = place !== undefined && place.startsWith(prefix) ? place : prefix;
    const rows = await this.keyValues.list<BulkOutcome>(OUTCOMES, after, limit + 1);
    const own = rows.filter(({ key }) => key.startsWith(prefix));
    return {
      items: own.slice(0, limit).map(({ value }) => value),
      next: own.length > limit ? own[limit - 1]!.key : null,
    };
  }

  /** What is not done yet is left undone. */
  async cancel(job: BulkJob): Promise<void> {
    await this.keyValues.insert(CANCELLED, keyOf(job), {}, job.keptUntil);
  }

  async isCancelled(job: BulkJob): Promise<boolean> {
    return (await this.keyValues.get(CANCELLED, keyOf(job))) !== undefined;
  }

  async end(job: BulkJob, state: EndedJob['state']): Promise<void> {
    const ended: EndedJob = { ...job, state, endedAt: this.clock.now(), ...(await this.countsOf(job)) };
    await this.keyValues.insert(ENDED, keyOf(job), ended, job.keptUntil);
    await this.keyValues.remove(RUNNING, keyOf(job));
  }

  async progress(of: Pick<BulkJob, 'user' | 'id'>): Promise<BulkProgress | undefined> {
    const ended = await this.ended(of);
    if (ended) return progressOf(ended, ended.state, ended, ended.endedAt);
    const job = await this.running(of);
    return job && progressOf(job, 'running', await this.countsOf(job));
  }

  private async countsOf({ id }: BulkJob): Promise<Pick<EndedJob, 'done' | 'refused'>> {
    const outcomes = [...(await this.outcomes(id)).values()];
    const done = outcomes.filter(({ state }) => state === 'done').length;
    return { done, refused: outcomes.length - done };
  }
}

const progressOf = (
  { id, outcome, tasks, startedAt, keptUntil }: BulkJob,
  state: BulkProgress['state'],
  { done, refused }: Pick<EndedJob, 'done' | 'refused'>,
  endedAt?: string,
): BulkProgress => ({
  ...{ id, state, outcome, total: tasks.length, done, refused, waiting: tasks.length - done - refused },
  ...{ startedAt, ...(endedAt === undefined ? {} : { endedAt }), keptUntil },
});
