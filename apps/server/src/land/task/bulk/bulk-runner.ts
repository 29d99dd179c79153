import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { AccessRefused, Accounts, Delegations, SECOND_MS } from '#access';
import type { Acting } from '#access';
import { Claims, Clock, ReadModels, Rejected } from '#kernel';
import { Tasks } from '#land';
import { CURRENT_PACK } from '../../../http/current-pack.js';
import type { CurrentPack } from '../../../http/current-pack.js';
import { problemOf } from '../../../http/problems.js';
import type { MetaFactory } from '../../../http/request-context.js';
import { etag } from '../../../http/versions.js';
import { NamedRefusals } from '../named-refusals.js';
import { TaskDecisions } from '../task-decisions.js';
import { BulkJobs } from './bulk-jobs.js';
import type { BulkJob, BulkOutcome, BulkRefusal, SeenTask } from './bulk-jobs.js';

/** How often a process looks for jobs whose own process is gone. */
const SWEEP_MS = 5 * SECOND_MS;
/** Tasks of a job that are decided at once, so that people find the server no slower. */
const ABREAST = 4;
/** After so many a process gives the job back and takes it again: its claim is then new. */
const TURN_TASKS = 40;
/** A process that lives and has forgotten a job loses it after this long. */
const TURN_SECONDS_MAX = 120;
/** A task that meets a fault of ours so often is told as refused: it holds the others up no longer. */
const FAULTS_MAX = 3;
const [TOO_MANY, FAULT] = [429, 500];

/** The task has to wait for the log, or for us. */
class HasToWait extends Error {}

/** The refusal of one among many, as its list shows it. */
export function refusalOf(error: unknown, traceId: string): BulkRefusal & Readonly<{ status: number }> {
  const { code, detail, errors, status } = problemOf(error, traceId).body;
  const own = error instanceof Rejected ? error.details.source : undefined;
  const source = typeof own === 'string' ? own : errors?.find((one) => one.source)?.source;
  const lines = [detail, ...(errors ?? []).map(({ message }) => message)];
  return { code, detail: [...new Set(lines)].join('\n'), ...(source ? { source } : {}), status };
}

/**
 * Does the work of many tasks, each by the way of a single one. What a process has begun and not ended, the
 * next one goes on with: each command has the id of its job and task, so nothing is done twice.
 */
@Injectable()
export class BulkRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Bulk');
  private timer: NodeJS.Timeout | undefined;
  private isEnding = false;
  private readonly working = new Map<string, Promise<void>>();
  /** How often a task has met a fault of ours, by job and task. */
  private readonly faults = new Map<string, number>();

  constructor(
    @Inject(BulkJobs) private readonly jobs: BulkJobs,
    @Inject(TaskDecisions) private readonly decisions: TaskDecisions,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Claims) private readonly claims: Claims,
    @Inject(NamedRefusals) private readonly names: NamedRefusals,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CURRENT_PACK) private readonly policy: CurrentPack,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS).unref();
  }

  /** The tasks in hand are ended, the rest is the next process's. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.isEnding = true;
    await Promise.all(this.working.values());
  }

  /** Goes on with every job that nobody has in hand. */
  async sweep(): Promise<void> {
    try {
      for (const job of await this.jobs.unfinished()) this.wake(job);
    } catch (error) {
      this.tell('a look for unfinished jobs', error);
    }
  }

  /** Works on a job until it is over, unless somebody does already. */
  wake(job: BulkJob): void {
    if (this.isEnding || this.working.has(job.id)) return;
    const work = this.run(job)
      .catch((error: unknown) => this.tell('a job', error))
      .finally(() => this.working.delete(job.id));
    this.working.set(job.id, work);
  }

  private tell(what: string, error: unknown): void {
    this.log.warn(`${what} has to wait: ${error instanceof Error ? error.name : typeof error}`);
  }

  private async run(job: BulkJob): Promise<void> {
    for (let isOver = false; !isOver && !this.isEnding;) {
      const work = `bulk ${job.id}`;
      if (!(await this.claims.take(work, TURN_SECONDS_MAX))) return;
      try {
        isOver = await this.turn(job);
      } finally {
        await this.claims.give(work);
      }
    }
  }

  /** Does some of what is left; says whether nothing is. */
  private async turn(job: BulkJob): Promise<boolean> {
    if (!(await this.jobs.running(job))) return true;
    const known = await this.jobs.outcomes(job.id);
    const left = [...job.tasks.entries()].filter(([index]) => !known.has(index));
    const now = left.slice(0, TURN_TASKS);
    while (now.length > 0 && !this.isEnding) {
      if (await this.jobs.isCancelled(job)) {
        await this.jobs.end(job, 'cancelled');
        return true;
      }
      const some = now.splice(0, ABREAST);
      await Promise.all(some.map(([index, seen]) => this.one(job, index, seen)));
    }
    if (this.isEnding || left.length > TURN_TASKS) return false;
    await this.jobs.end(job, 'ended');
    return true;
  }

  private async one(job: BulkJob, index: number, seen: SeenTask): Promise<void> {
    const { task } = seen;
    const outcome = await this.decided(job, seen);
    const view = await this.readModels.find(Tasks, task);
    const about = view ? { entry: view.subject.entry, parcel: view.subject.parcel, kind: view.kind } : {};
    await this.jobs.keep(job, index, { task, ...about, ...outcome });
  }

  private async decided(
    job: BulkJob,
    { task, version: seen }: SeenTask,
  ): Promise<Pick<BulkOutcome, 'state' | 'version' | 'refusal'>> {
    try {
      const who = await this.acting(job);
      const upon = { match: etag(seen), meta: this.metaOf(job, task, who) };
      const { version } = await this.decisions.decideAmong(who, task, job, upon);
      return { state: 'done', version };
    } catch (error) {
      const { status, ...refusal } = refusalOf(await this.names.named(error), job.id);
      if (status < FAULT && status !== TOO_MANY) return { state: 'refused', refusal };
      const met = (this.faults.get(`${job.id} ${task}`) ?? 0) + 1;
      this.faults.set(`${job.id} ${task}`, met);
      if (status !== FAULT || met < FAULTS_MAX) throw new HasToWait(refusal.code, { cause: error });
      this.log.error(`a task of a job cannot be decided: ${String(error)}`);
      return { state: 'refused', refusal };
    }
  }

  /**
   * With the rights of this moment: whoever lost a right, an account or a delegation meanwhile does no more.
   * That they are who they are was shown when the job began.
   */
  private async acting({ user, onBehalfOf }: BulkJob): Promise<Acting> {
    const person = await this.accounts.find(user);
    if (!person) throw new AccessRefused('account.unknown');
    return this.delegations.actorFor(person, onBehalfOf);
  }

  private metaOf({ id }: BulkJob, task: string, { actor, rights }: Acting): MetaFactory {
    return (correlation, step, district) => {
      const own = ['bulk', id, task, ...(step ? [step] : [])].join('/');
      const policy = this.policy(district ?? rights.district);
      return { id: own, correlation, causation: own, actor, at: this.clock.now(), policy };
    };
  }
}
