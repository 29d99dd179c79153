import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessRefused, Requires, may } from '#access';
import type { Acting, Action } from '#access';
import { Engine, envelope } from '#kernel';
import type { Command, StreamOf } from '#kernel';
import { QuotaYears, adjustQuota, closeQuotaYear, issueQuota, openQuotaBatch, quotaOf } from '#land';
import { Meta, Who, demand } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { STREAM_VERSION } from '../shared/answers.js';
import { QUOTA_YEAR } from './quota.answers.js';
import type { QuotaYearAnswer } from './quota.answers.js';
import { QuotaAdjustmentBody, QuotaBatchBody, QuotaClosingBody, QuotaIssueBody } from './quota.bodies.js';

/**
 * The plan office's documents: what a district may give out in a year, in which batches, and the end of the
 * year.
 */
@ApiTags('指标')
@Controller('api/v1/quotas')
@Scope('district')
export class QuotaController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(QuotaYears) private readonly years: QuotaYears,
  ) {}

  @ApiOperation({
    summary: '一个区县某年度的批次和轮候名单',
    description:
      '批次的上限、已用、余额；轮候的事项按先后次序，demands 为各需多少，lacking 为现在单独看还缺多少（为空的，只因前面还有人）。' +
      '无权查看的事项，subject 为空。' +
      '总量、预占、占用、核销、可用见指标列表。没有下达过指标的年度答复 404。',
  })
  @Get(':district/:year')
  @Answer(QUOTA_YEAR)
  @Requires('quota.read')
  async year(
    @Param('district') district: string,
    @Param('year') year: string,
    @Who() who: Acting,
  ): Promise<QuotaYearAnswer> {
    demand(who, 'quota.read', { district });
    const found = YEAR.test(year) ? await this.years.find(district, Number(year)) : undefined;
    if (!found) throw new AccessRefused('access.unknown');
    const waiting = found.waiting.map((place) => ({
      ...place,
      subject: may(who.rights, 'entry.read', place.subject).allowed ? place.subject : null,
    }));
    return { ...found, waiting };
  }

  private async give(
    who: Acting,
    action: Action,
    meta: MetaFactory,
    { district, year }: Place,
    command: (stream: StreamOf<'quota'>) => Command,
  ): Promise<object> {
    demand(who, action, { district });
    // Which districts and years there are, the decider says, with what exists.
    if (!YEAR.test(year)) throw new AccessRefused('access.unknown');
    const quota = quotaOf(district, Number(year));
    const { stream, version } = await this.engine.executeAndShow(
      envelope(command(quota), meta(quota, undefined, district)),
    );
    return { stream, version };
  }

  @ApiOperation({
    summary: '下达指标',
    description: '市级下达一个区县某年度的入市指标总量，须有文号；此后的增减用追加或调减。',
  })
  @Post(':district/:year/issues')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('quota.issue')
  issue(
    @Param('district') district: string,
    @Param('year') year: string,
    @Body() body: QuotaIssueBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(who, 'quota.issue', meta, { district, year }, (stream) =>
      issueQuota(stream, { ...body }),
    );
  }

  @ApiOperation({
    summary: '追加或调减指标',
    description: '市级在已下达的总量上追加或者调减，须有文号；不得少于已预占和已占用的合计。',
  })
  @Post(':district/:year/adjustments')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('quota.adjust')
  adjust(
    @Param('district') district: string,
    @Param('year') year: string,
    @Body() body: QuotaAdjustmentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(who, 'quota.adjust', meta, { district, year }, (stream) =>
      adjustQuota(stream, { ...body }),
    );
  }

  @ApiOperation({
    summary: '开启批次（分期分批）',
    description: '此后预占的指标属于这一批次，合计不超过批次上限。',
  })
  @Post(':district/:year/batches')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('quota.batch')
  batch(
    @Param('district') district: string,
    @Param('year') year: string,
    @Body() body: QuotaBatchBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(who, 'quota.batch', meta, { district, year }, (stream) =>
      openQuotaBatch(stream, { ...body }),
    );
  }

  @ApiOperation({
    summary: '年度结转',
    description: '计划年度结束后：无人占用的指标按规则包结转下年或者作废，轮候的事项转入下年。',
  })
  @Post(':district/:year/closing')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('quota.close')
  close(
    @Param('district') district: string,
    @Param('year') year: string,
    @Body() { documentNo }: QuotaClosingBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(who, 'quota.close', meta, { district, year }, (stream) =>
      closeQuotaYear(stream, { documentNo }),
    );
  }
}

const YEAR = /^\d{4}$/;
type Place = Readonly<{ district: string; year: string }>;
