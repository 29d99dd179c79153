import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsString, Matches, MaxLength } from 'class-validator';
import { AccessRefused, Policy } from '#access';
import type { Acting } from '#access';
import { Engine } from '#kernel';
import type { Command } from '#kernel';
import { AdjustQuota, IssueQuota, ObjectDeal, PaymentBody, ReasonBody, RecordLevyPayment, RecordPricePayment, RescindBody, RescindContract, contractOf, levyOf, quotaOf } from '#land';
import { Meta, Who, demand } from '../http/params.js';
import type { MetaFactory } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { STREAM_VERSION } from './answers.js';
import { CaseFile } from './case-file.js';

const AREA = { message: '面积应为平方米数，最多两位小数，例如 "50000.00"' };

export class QuotaIssueBody {
  @IsIn(['supply', 'new'], { message: '指标种类应为 supply（供地计划）或 new（新增计划）' }) kind!: 'supply' | 'new';
  @Matches(/^\d{1,10}(\.\d{1,2})?$/, AREA) areaM2!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) documentNo!: string;
}

export class QuotaAdjustmentBody {
  @IsIn(['supply', 'new'], { message: '指标种类应为 supply（供地计划）或 new（新增计划）' }) kind!: 'supply' | 'new';
  @Matches(/^[+-]?\d{1,10}(\.\d{1,2})?$/, AREA) deltaM2!: string;
  @IsString() @IsNotEmpty() @MaxLength(200) documentNo!: string;
}

/** Payments, rescission, objection, and the plan office's quota documents: what comes from outside any task. */
@ApiTags('价款、调节金与指标')
@Controller('api/v1')
export class MoneyController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  private async give(command: Command): Promise<object> {
    const { stream, version } = await this.engine.give(command);
    return { stream, version };
  }

  @ApiOperation({ summary: '登记价款（同一凭证只计一次）' })
  @Post('entries/:entry/price-payments')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Policy('contract.record-payment')
  async price(@Param('entry') id: string, @Body() body: PaymentBody, @Who() who: Acting, @Meta() meta: MetaFactory): Promise<object> {
    const { subject } = await this.files.entry(who, 'contract.record-payment', id);
    return this.give(new RecordPricePayment(contractOf(id), { ...body }, meta(id, undefined, subject.district)));
  }

  @ApiOperation({ summary: '登记调节金缴款（同一凭证只计一次）' })
  @Post('entries/:entry/levy-payments')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Policy('levy.record-payment')
  async levy(@Param('entry') id: string, @Body() body: PaymentBody, @Who() who: Acting, @Meta() meta: MetaFactory): Promise<object> {
    const { subject } = await this.files.entry(who, 'levy.record-payment', id);
    return this.give(new RecordLevyPayment(levyOf(id), { ...body }, meta(id, undefined, subject.district)));
  }

  @ApiOperation({ summary: '解除合同' })
  @Post('entries/:entry/rescission')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Policy('contract.rescind')
  async rescind(@Param('entry') id: string, @Body() body: RescindBody, @Who() who: Acting, @Meta() meta: MetaFactory): Promise<object> {
    const { subject } = await this.files.entry(who, 'contract.rescind', id);
    return this.give(new RescindContract(contractOf(id), { ...body }, meta(id, undefined, subject.district)));
  }

  @ApiOperation({ summary: '公示期内异议成立' })
  @Post('entries/:entry/objection')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Policy('deal.object')
  async object(@Param('entry') id: string, @Body() { reason }: ReasonBody, @Who() who: Acting, @Meta() meta: MetaFactory): Promise<object> {
    const { subject } = await this.files.entry(who, 'deal.object', id);
    return this.give(new ObjectDeal(contractOf(id), { reason }, meta(id, undefined, subject.district)));
  }

  @ApiOperation({ summary: '下达指标' })
  @Post('quotas/:district/:year/issues')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Policy('quota.issue')
  async issue(@Param('district') district: string, @Param('year') year: string, @Body() body: QuotaIssueBody, @Who() who: Acting, @Meta() meta: MetaFactory): Promise<object> {
    demand(who, 'quota.issue', { district });
    const stream = streamOf(district, year);
    return this.give(new IssueQuota(stream, { ...body }, meta(stream, undefined, district)));
  }

  @ApiOperation({ summary: '追加或调减指标' })
  @Post('quotas/:district/:year/adjustments')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Policy('quota.adjust')
  async adjust(@Param('district') district: string, @Param('year') year: string, @Body() body: QuotaAdjustmentBody, @Who() who: Acting, @Meta() meta: MetaFactory): Promise<object> {
    demand(who, 'quota.adjust', { district });
    const stream = streamOf(district, year);
    return this.give(new AdjustQuota(stream, { ...body }, meta(stream, undefined, district)));
  }
}

function streamOf(district: string, year: string): string {
  if (!/^\d{6}$/.test(district) || !/^20\d\d$/.test(year)) throw new AccessRefused('access.unknown');
  return quotaOf(district, Number(year));
}
