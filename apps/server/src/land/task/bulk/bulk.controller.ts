import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires } from '#access';
import type { Acting } from '#access';
import { WithoutIdempotencyKey } from '../../../http/idempotency.js';
import { PageQuery, paged, withNext } from '../../../http/paging.js';
import { Meta, Person, Who } from '../../../http/params.js';
import type { AtKeyboard } from '../../../http/params.js';
import { Problem } from '../../../http/problems.js';
import type { MetaFactory, RushiRequest } from '../../../http/request-context.js';
import { Within } from '../../../http/scope.js';
import type { Filter } from '../../../http/scope.js';
import { Answer } from '../../../openapi/answer.decorator.js';
import { BulkCheck } from './bulk-check.js';
import type { Preflight } from './bulk-check.js';
import { BulkJobs } from './bulk-jobs.js';
import type { BulkProgress } from './bulk-jobs.js';
import { BulkRunner } from './bulk-runner.js';
import { BULK, BULK_OUTCOMES, PREFLIGHT } from './bulk.answers.js';
import { BulkBody, PreflightBody } from './bulk.bodies.js';

const ID_CHARACTERS = 32;
/** The same request is the same job, also after a process died before it answered. */
const jobOf = (meta: MetaFactory, person: string): string =>
  createHash('sha256').update(meta(person, 'bulk').id).digest('hex').slice(0, ID_CHARACTERS);

/** Many tasks decided alike. What becomes of each is decided where a single one is. */
@ApiTags('待办任务')
@Controller('api/v1/tasks/bulk')
export class BulkController {
  constructor(
    @Inject(BulkCheck) private readonly checks: BulkCheck,
    @Inject(BulkJobs) private readonly jobs: BulkJobs,
    @Inject(BulkRunner) private readonly runner: BulkRunner,
  ) {}

  @ApiOperation({
    summary: '批量办理以前预检：逐件说明可办、不可办及原因',
    description:
      '给出任务编号（最多 1000 项），或者本人待办的筛选条件；不作任何办理。' +
      '只有标明 inBulk 的办理结果可以批量办理。预检以后情况可能变化，办理时仍逐件检查。',
  })
  @Post('preflight')
  @HttpCode(200)
  @Answer(PREFLIGHT, { topics: ['bulk'] })
  @Requires('task.claim')
  @WithoutIdempotencyKey('asks only')
  async preflight(
    @Body() { tasks, filter, outcome, data }: PreflightBody,
    @Who() who: Acting,
    @Within() _: Filter | null,
  ): Promise<Preflight> {
    if (tasks) return this.checks.of(who, tasks, { outcome, data });
    if (filter) return this.checks.matching(who, filter, { outcome, data });
    throw new Problem('bulk.nothing');
  }

  @ApiOperation({
    summary: '发起批量办理',
    description:
      '逐件按单件办理的同一规则办理（签收、权限、辖区、回避、版本），一件不能办理不影响其余。' +
      '每人同时一次；服务中断后自动接续，不会重复办理。结果保存三十天。须确认身份的，先确认一次。',
  })
  @Post()
  @HttpCode(202)
  @Answer(BULK, { topics: ['bulk'] })
  @Requires('task.claim')
  async start(
    @Body() { tasks, outcome, data }: BulkBody,
    @Who() who: Acting,
    @Person() { user }: AtKeyboard,
    @Within() _: Filter | null,
    @Meta() meta: MetaFactory,
  ): Promise<BulkProgress> {
    if (who.unconfirmed) throw new AccessRefused('session.unconfirmed');
    const id = jobOf(meta, user);
    const others = (await this.jobs.unfinished(user)).filter((job) => job.id !== id);
    if (others.length > 0) throw new Problem('bulk.running');
    const { onBehalfOf } = who.actor;
    const once = [...new Map(tasks.map(({ task, version }) => [task, { task, version }])).values()];
    if (!(await this.jobs.ended({ user, id }))) {
      const behalf = onBehalfOf === undefined ? {} : { onBehalfOf };
      const plain = JSON.parse(JSON.stringify(data)) as object;
      this.runner.wake(await this.jobs.begin({ id, user, ...behalf, outcome, data: plain, tasks: once }));
    }
    return this.progressOf(user, id);
  }

  @ApiOperation({
    summary: '一次批量办理的进度',
    description: '只有发起人可以查询。保存三十天。',
  })
  @Get(':job')
  @Answer(BULK, { problems: [404], topics: ['bulk'] })
  @Requires('bulk.own')
  async progress(@Param('job') id: string, @Person() { user }: AtKeyboard): Promise<BulkProgress> {
    return this.progressOf(user, id);
  }

  @ApiOperation({
    summary: '一次批量办理逐件的结果',
    description: '已经办理的各件：办结的，或者未能办理的及其代码和原因。按发起时的顺序。',
  })
  @Get(':job/outcomes')
  @Answer(BULK_OUTCOMES, { headers: ['Link'], problems: [404], topics: ['bulk'] })
  @Requires('bulk.own')
  async outcomes(
    @Param('job') id: string,
    @Query() page: PageQuery,
    @Person() { user }: AtKeyboard,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const found = await paged('bulk-outcomes', page, async (place, most) => {
      await this.progressOf(user, id);
      return this.jobs.page(id, place, most);
    });
    return withNext(request, response, found);
  }

  @ApiOperation({
    summary: '停止批量办理',
    description: '尚未办理的各件不再办理；已经办理的继续有效。已结束的不变。',
  })
  @Post(':job/cancellation')
  @HttpCode(200)
  @Answer(BULK, { problems: [404], topics: ['bulk'] })
  @Requires('bulk.own')
  async cancel(@Param('job') id: string, @Person() { user }: AtKeyboard): Promise<BulkProgress> {
    const job = await this.jobs.running({ user, id });
    if (job) {
      await this.jobs.cancel(job);
      this.runner.wake(job);
    }
    return this.progressOf(user, id);
  }

  /** @throws Problem `bulk.unknown`, also of what is somebody else's */
  private async progressOf(user: string, id: string): Promise<BulkProgress> {
    const progress = await this.jobs.progress({ user, id });
    if (!progress) throw new Problem('bulk.unknown');
    return progress;
  }
}
