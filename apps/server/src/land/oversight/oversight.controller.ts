import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires } from '#access';
import type { Acting } from '#access';
import {
  ReasonBody,
  acceptOversight,
  orderOversight,
  oversightOf,
  returnOversight,
  withdrawOversight,
} from '#land';
import { paged, withNext } from '../../http/paging.js';
import { Meta, Who } from '../../http/params.js';
import type { MetaFactory, RushiRequest } from '../../http/request-context.js';
import { Scope, Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { items, page } from '../../openapi/schema.js';
import { CaseFile } from '../shared/case-file.js';
import { OVERSIGHT } from './oversight.answers.js';
import type { OversightAnswer } from './oversight.answers.js';
import { OversightBody, OversightQuery, OversightReturnBody } from './oversight.bodies.js';
import { OversightDesk } from './oversight-desk.js';

const NUMBER = /^[1-9]\d{0,2}$/;
const OF_AN_ENTRY = 'entries/:entry/oversight';

/** What a supervisor asks of an office about a case; the answer is a task of that office. */
@ApiTags('督办')
@Controller('api/v1')
@Scope('entry')
export class OversightController {
  constructor(
    @Inject(OversightDesk) private readonly desk: OversightDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '督办清单',
    description: '最近督办的在前。市级督办和审计见全部区县，区级部门见本区县，镇（街道）见本镇。',
  })
  @Get('oversight')
  @Answer(page(OVERSIGHT), { headers: ['Link'] })
  @Requires('oversight.read')
  async all(
    @Query() { after, limit, ...filters }: OversightQuery,
    @Within() scope: Filter | null,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const read = this.desk.pages(filters, scope);
    return withNext(request, response, await paged('oversight', { after, limit }, read));
  }

  @ApiOperation({ summary: '事项的督办', description: '按督办顺序，附各次答复。督办不改变事项的办理状态。' })
  @Get(OF_AN_ENTRY)
  @Answer(items(OVERSIGHT))
  @Requires('oversight.read')
  async list(
    @Param('entry') entry: string,
    @Who() who: Acting,
  ): Promise<Readonly<{ items: readonly OversightAnswer[] }>> {
    return { items: await this.desk.list(await this.files.entry(who, 'oversight.read', entry)) };
  }

  @ApiOperation({
    summary: '督办',
    description:
      '就该事项，或者以 task 指明的该事项的一项任务，要求一个单位答复；该单位得到一项“督办答复”任务。' +
      '不写 lastDay 的，答复期限按规则 procedure.answer-oversight 计算。逾期的照常上报。',
  })
  @Post(OF_AN_ENTRY)
  @Answer(OVERSIGHT, { topics: ['oversight'] })
  @Requires('oversight.order')
  async order(
    @Param('entry') id: string,
    @Body() { task, ...body }: OversightBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<OversightAnswer> {
    const entry = await this.files.entry(who, 'oversight.order', id);
    const { subject } = entry;
    if (task !== undefined) {
      const found = await this.files.task(who, 'task.read', task);
      if (found.subject.entry !== subject.entry) throw new AccessRefused('access.unknown');
    }
    const data = { subject, task: task ?? null, ...body };
    return this.desk.give(entry, orderOversight(oversightOf(id), data), meta);
  }

  @ApiOperation({ summary: '认可督办答复', description: '该督办办结。' })
  @Post(`${OF_AN_ENTRY}/:no/acceptance`)
  @HttpCode(200)
  @Answer(OVERSIGHT, { topics: ['oversight'] })
  @Requires('oversight.order')
  async accept(
    @Param('entry') id: string,
    @Param('no') no: string,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<OversightAnswer> {
    const entry = await this.files.entry(who, 'oversight.order', id);
    return this.desk.give(entry, acceptOversight(oversightOf(id), { no: numberOf(no) }), meta);
  }

  @ApiOperation({ summary: '退回督办答复', description: '承办单位得到一项新的“督办答复”任务。' })
  @Post(`${OF_AN_ENTRY}/:no/return`)
  @HttpCode(200)
  @Answer(OVERSIGHT, { topics: ['oversight'] })
  @Requires('oversight.order')
  async return(
    @Param('entry') id: string,
    @Param('no') no: string,
    @Body() body: OversightReturnBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<OversightAnswer> {
    const entry = await this.files.entry(who, 'oversight.order', id);
    return this.desk.give(entry, returnOversight(oversightOf(id), { no: numberOf(no), ...body }), meta);
  }

  @ApiOperation({ summary: '撤回督办', description: '不再需要答复；未办的“督办答复”任务随之取消。' })
  @Post(`${OF_AN_ENTRY}/:no/withdrawal`)
  @HttpCode(200)
  @Answer(OVERSIGHT, { topics: ['oversight'] })
  @Requires('oversight.order')
  async withdraw(
    @Param('entry') id: string,
    @Param('no') no: string,
    @Body() { reason }: ReasonBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<OversightAnswer> {
    const entry = await this.files.entry(who, 'oversight.order', id);
    return this.desk.give(entry, withdrawOversight(oversightOf(id), { no: numberOf(no), reason }), meta);
  }
}

function numberOf(no: string): number {
  if (!NUMBER.test(no)) throw new AccessRefused('access.unknown');
  return Number(no);
}
