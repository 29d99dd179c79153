import { Inject, Injectable } from '@nestjs/common';
import type { Acting } from '#access';
import { Engine, envelope } from '#kernel';
import { bulkDecisionOf, claimTask, decisionOf } from '#land';
import type { Decision, TaskView } from '#land';
import type { MetaFactory } from '../../http/request-context.js';
import { bodyOf } from '../../http/validation.js';
import { isNamed, requireIfMatch } from '../../http/versions.js';
import { CaseFile } from '../shared/case-file.js';
import { TaskDesk } from './task-desk.js';

export type Decided = Readonly<{
  entry: string;
  task: string;
  outcome: string;
  stream: string;
  version: number;
}>;
export type Wished = Readonly<{ outcome: string; data: object }>;
type Upon = Readonly<{
  /** The version that whoever decides has seen, as `If-Match` names it. */
  match: string | undefined;
  meta: MetaFactory;
}>;

/** The one way in which a task is decided, whether somebody decides it alone or among many. */
@Injectable()
export class TaskDecisions {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(CaseFile) private readonly files: CaseFile,
    @Inject(TaskDesk) private readonly desk: TaskDesk,
  ) {}

  /**
   * Decides one task, and answers when the lists show it.
   * @throws AccessRefused, Rejected, Problem `request.invalid`, `version.required`, `version.old`
   */
  async decide(who: Acting, id: string, wished: Wished, upon: Upon): Promise<Decided> {
    const decide = await this.given(who, id, decisionOf, wished, upon);
    const { stream, version } = await this.engine.executeAndShow(decide.command);
    return { entry: decide.task.subject.entry, task: id, outcome: wished.outcome, stream, version };
  }

  /**
   * Decides one of many, and does not wait for the lists.
   * @throws AccessRefused, Rejected, Problem `request.invalid`, `version.required`, `version.old`
   */
  async decideAmong(who: Acting, id: string, wished: Wished, upon: Upon): Promise<Decided> {
    const decide = await this.given(who, id, bulkDecisionOf, wished, upon);
    const { stream, version } = await this.engine.execute(decide.command);
    return { entry: decide.task.subject.entry, task: id, outcome: wished.outcome, stream, version };
  }

  /**
   * Asks what would refuse {@link decideAmong} now, and does nothing.
   * @throws AccessRefused, Rejected, Problem `request.invalid`
   */
  async check(who: Acting, id: string, wished: Wished, meta: MetaFactory): Promise<void> {
    const { task, claim, decide } = await this.commandsOf(who, id, bulkDecisionOf, wished, meta);
    if (!(await this.desk.wouldFree(task, who))) await this.engine.attempt(claim);
    await this.engine.attempt(decide);
  }

  /** Claims the task where that is still to be done; answers with what is to be given then. */
  private async given(
    who: Acting,
    id: string,
    allowed: typeof decisionOf,
    wished: Wished,
    { match, meta }: Upon,
  ) {
    const { task, claim, decide } = await this.commandsOf(who, id, allowed, wished, meta);
    // A process that died before it answered may have done a part of this request, or all of it: where nobody
    // but the request itself has moved the task on, nobody was faster.
    const isSeen = isNamed(match, task.version);
    const isDone = !isSeen && (await this.desk.hasGiven(decide));
    if (!isDone) {
      if (!isSeen && !(await this.desk.hasGiven(claim))) requireIfMatch(match, task.version);
      await this.desk.admit(task, who, meta);
      await this.engine.execute(claim);
    }
    return { task, command: decide };
  }

  private async commandsOf(
    who: Acting,
    id: string,
    allowed: (kind: string, outcome: string) => Decision,
    { outcome, data }: Wished,
    meta: MetaFactory,
  ) {
    const task: TaskView = await this.files.task(who, 'task.claim', id);
    const { entry, district } = task.subject;
    const decision = allowed(task.kind, outcome);
    await this.files.task(who, decision.right, id);
    const body = await bodyOf(decision.body, data, '/data');
    const claim = envelope(claimTask(task.id, { person: who.actor.person }), meta(entry, 'claim', district));
    const decide = envelope(
      decision.command(entry, JSON.parse(JSON.stringify(body)) as never, task.round),
      meta(entry, 'decide', district),
    );
    return { task, claim, decide };
  }
}
