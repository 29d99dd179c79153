import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires, deskOf } from '#access';
import type { Acting } from '#access';
import { ReadModels, Engine, envelope } from '#kernel';
import {
  Tasks,
  claimTask,
  delegateTask,
  paperOfWork,
  Line,
  Optional,
  ReasonBody,
  releaseTask,
  takeBackTask,
  WORK,
  WORK_NAMES,
  YES_NAMES,
  YES_NO_NAMES,
  requireUnbarred,
  Choice,
} from '#land';
import { PageQuery, paged, withNext } from '../../http/paging.js';
import { Meta, Who } from '../../http/params.js';
import type { MetaFactory, RushiRequest } from '../../http/request-context.js';
import { Scope, Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { etag } from '../../http/versions.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { MATTERS } from '../../openapi/refusal-codes.js';
import { formOfTask } from '../forms.js';
import type { WorkForm } from '../forms.js';
import { CaseFile } from '../shared/case-file.js';
import { NamedRefusals } from './named-refusals.js';
import { KnownValues } from './known-values.js';
import { TaskDecisions } from './task-decisions.js';
import { TaskDesk } from './task-desk.js';
import { TaskRows } from './task-rows.js';
import type { TaskRow } from './task-rows.js';
import {
  COLLEAGUES,
  DECIDED,
  DECISION,
  DECISION_TABLE,
  TASKS,
  TASK_VERSION,
  TASK_WITH_FORM,
} from './task.answers.js';
import { DecisionBody, HandOverBody } from './task.bodies.js';

const WORD_MAX = 64;
const KINDS = Object.keys(WORK);

export class TaskQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['yes', 'no'], default: 'yes' }) @Optional() @Choice(YES_NO_NAMES) live:
    'yes' | 'no' = 'yes';
  @ApiPropertyOptional({ enum: ['yes'], description: '只看我签收的' })
  @Optional()
  @Choice(YES_NAMES)
  mine?: 'yes';
  @ApiPropertyOptional({ enum: ['yes'], description: '辖区内全部，不限本岗位' })
  @Optional()
  @Choice(YES_NAMES)
  all?: 'yes';
  @ApiPropertyOptional() @Optional() @Line({ max: WORD_MAX }) entry?: string;
  @ApiPropertyOptional({ enum: KINDS }) @Optional() @Choice(WORK_NAMES, { called: '工作种类' }) kind?: string;
}

@ApiTags('待办任务')
@Controller('api/v1/tasks')
@Scope('task')
@UseInterceptors(NamedRefusals)
export class TaskController {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(CaseFile) private readonly files: CaseFile,
    @Inject(TaskDesk) private readonly desk: TaskDesk,
    @Inject(TaskRows) private readonly rows: TaskRows,
    @Inject(KnownValues) private readonly known: KnownValues,
    @Inject(TaskDecisions) private readonly decisions: TaskDecisions,
  ) {}

  @ApiOperation({
    summary: '我的待办，按期限排序',
    description:
      '只列本人可以签收的任务：本单位、本岗位的，以及逾期上报到本单位的；期限最近的在前。' +
      'all=yes 列辖区内全部，live=no 列已了结的。',
  })
  @Get()
  @Answer(TASKS, { headers: ['Link'] })
  @Requires('task.read')
  async list(
    @Query() { after, limit, live, mine, all, entry, kind }: TaskQuery,
    @Who() { rights }: Acting,
    @Within() scope: Filter | null,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    if (!scope) return { items: [], next: null };
    const where = {
      live,
      ...(entry ? { entry } : {}),
      ...(kind ? { kind } : {}),
      ...(mine ? { assignee: rights.user } : {}),
      ...(all ? {} : deskOf(rights)),
      ...scope,
    };
    const { items, next } = await paged('tasks', { after, limit }, (place, most) =>
      this.readModels.query(Tasks, { where, after: place, limit: most }),
    );
    return withNext(request, response, { items: await this.rows.of(items), next });
  }

  @ApiOperation({
    summary: '一项任务，以及可以怎样办理；ETag 是它的版本',
    description: '答复的 form 是可以选择的办理结果和各自的字段；办理时把 ETag 放入 If-Match。',
  })
  @Get(':id')
  @Answer(TASK_WITH_FORM, { headers: ['ETag'] })
  @Requires('task.read')
  async one(
    @Param('id') id: string,
    @Who() who: Acting,
    @Res({ passthrough: true }) response: Response,
  ): Promise<TaskRow & Readonly<{ form?: WorkForm; paperDraft?: string }>> {
    const [task] = await this.rows.of([await this.files.task(who, 'task.read', id)]);
    response.set('ETag', etag(task!.version));
    const form = formOfTask(task!.kind);
    const paperDraft = paperOfWork(task!.kind) && `/api/v1/tasks/${encodeURIComponent(id)}/paper-draft`;
    return {
      ...task!,
      ...(form ? { form: await this.known.in(form, task!) } : {}),
      ...(paperDraft ? { paperDraft } : {}),
    };
  }

  @ApiOperation({
    summary: '签收',
    description: '签收后由本人办理，他人不能再签收。编审分离：编制人和按规定须回避的人不能签收。',
  })
  @Post(':id/claim')
  @HttpCode(200)
  @Answer(TASK_VERSION)
  @Requires('task.claim')
  async claim(@Param('id') id: string, @Who() who: Acting, @Meta() meta: MetaFactory): Promise<object> {
    const task = await this.files.task(who, 'task.claim', id);
    const { subject } = task;
    await this.desk.admit(task, who, meta);
    return this.engine
      .executeAndShow(
        envelope(
          claimTask(task.id, { person: who.actor.person }),
          meta(subject.entry, undefined, subject.district),
        ),
      )
      .then(({ version }) => ({ task: id, version }));
  }

  @ApiOperation({
    summary: '退还任务',
    description: '把本人签收的任务退回本单位，由他人签收。须写明原因。',
  })
  @Post(':id/release')
  @HttpCode(200)
  @Answer(TASK_VERSION)
  @Requires('task.release')
  async release(
    @Param('id') id: string,
    @Body() { reason }: ReasonBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const task = await this.files.task(who, 'task.release', id);
    const { subject } = task;
    return this.engine
      .executeAndShow(
        envelope(
          releaseTask(task.id, { person: who.actor.person, reason }),
          meta(subject.entry, undefined, subject.district),
        ),
      )
      .then(({ version }) => ({ task: id, version }));
  }

  @ApiOperation({
    summary: '可以转交给谁',
    description:
      '本单位同一岗位的在岗同事，不含本人、现签收人和须回避的人；任务不在本单位的，没有可以转交的人。',
  })
  @Get(':id/colleagues')
  @Answer(COLLEAGUES)
  @Requires('task.read')
  async colleagues(@Param('id') id: string, @Who() who: Acting): Promise<object> {
    return { items: await this.desk.colleagues(await this.files.task(who, 'task.read', id), who) };
  }

  @ApiOperation({
    summary: '转交同事',
    description: '转交本单位同一岗位的同事，须写明原因。须回避的人不能接办。',
  })
  @Post(':id/delegation')
  @HttpCode(200)
  @Answer(TASK_VERSION)
  @Requires('task.delegate')
  async delegate(
    @Param('id') id: string,
    @Body() { to, reason }: HandOverBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const task = await this.files.task(who, 'task.delegate', id);
    const { subject, excluded } = task;
    requireUnbarred(excluded, { person: to });
    const standing = await this.desk.standing(to);
    return this.engine
      .executeAndShow(
        envelope(
          delegateTask(task.id, { from: who.actor.person, to, reason, standing }),
          meta(subject.entry, undefined, subject.district),
        ),
      )
      .then(({ version }) => ({ task: id, version }));
  }

  @ApiOperation({
    summary: '收回任务',
    description: '由本单位负责人收回他人签收的任务；逾期上报后，上一级单位也可以收回。',
  })
  @Post(':id/take-back')
  @HttpCode(200)
  @Answer(TASK_VERSION)
  @Requires('task.take-back')
  async takeBack(
    @Param('id') id: string,
    @Body() { reason }: ReasonBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const task = await this.files.task(who, 'task.take-back', id);
    this.desk.requireChief(task, who);
    return this.engine
      .executeAndShow(
        envelope(
          takeBackTask(task.id, { reason }),
          meta(task.subject.entry, undefined, task.subject.district),
        ),
      )
      .then(({ version }) => ({ task: id, version }));
  }

  /**
   * Decides: claims the task if nobody has it, then gives the stage's command. The task closes when the
   * stage's fact is there. `If-Match` must name the version that the caller saw.
   */
  @ApiOperation({
    summary: '办理任务',
    description:
      '须带 If-Match。可以选择的办理结果及其字段随任务种类而定：见该任务的 form，或者下表。\n\n' +
      DECISION_TABLE,
  })
  @Post(':id/decision')
  @HttpCode(200)
  @Answer(DECIDED, { body: DECISION, topics: Object.values(MATTERS).flat() })
  @Requires('task.claim')
  decide(
    @Param('id') id: string,
    @Body() { outcome, data }: DecisionBody,
    @Headers('if-match') match: string | undefined,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.decisions.decide(who, id, { outcome, data }, { match, meta });
  }
}
