import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting } from '#access';
import { Engine, envelope } from '#kernel';
import type { Envelope } from '#kernel';
import {
  answerObjection,
  DocumentNo,
  Flag,
  Line,
  objectDeal,
  objectToDistribution,
  Paragraph,
  payGuarantee,
  PaymentBody,
  ReasonBody,
  recordLevyPayment,
  recordPricePayment,
  RescindBody,
  rescindContract,
  contractOf,
  distributionOf,
  levyOf,
} from '#land';
import { Meta, Who } from '../http/params.js';
import type { MetaFactory } from '../http/request-context.js';
import { Scope } from '../http/scope.js';
import { Answer } from '../openapi/answer.decorator.js';
import { STREAM_VERSION } from './shared/answers.js';
import { CaseFile } from './shared/case-file.js';

const TEXT_MAX = 400;

export class ObjectionBody {
  @DocumentNo({ max: TEXT_MAX }) objectionNo!: string;
  @Line({ max: TEXT_MAX }) objector!: string;
  @Paragraph({ max: TEXT_MAX }) reason!: string;
}

export class ObjectionAnswerBody {
  @DocumentNo({ max: TEXT_MAX }) objectionNo!: string;
  @Flag({ yes: '成立，重新编制分配方案', no: '不成立' }) upheld!: boolean;
  @Paragraph({ max: TEXT_MAX }) answer!: string;
}

/** Payments, rescission and objections: what comes from outside any task. */
@ApiTags('价款、调节金与异议')
@Controller('api/v1')
@Scope('entry')
export class MoneyController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  private async give(command: Envelope): Promise<object> {
    const { stream, version } = await this.engine.executeAndShow(command);
    return { stream, version };
  }

  @ApiOperation({ summary: '登记价款（同一凭证只计一次）' })
  @Post('entries/:entry/price-payments')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('contract.record-payment')
  async price(
    @Param('entry') id: string,
    @Body() body: PaymentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { subject } = await this.files.entry(who, 'contract.record-payment', id);
    return this.give(
      envelope(recordPricePayment(contractOf(id), { ...body }), meta(id, undefined, subject.district)),
    );
  }

  @ApiOperation({
    summary: '登记租赁履约保证金',
    description: '一次缴足。首期租金和履约保证金付清后，租赁即可登记；以后各年的租金按价款登记。',
  })
  @Post('entries/:entry/guarantee-payment')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('contract.record-payment')
  async guarantee(
    @Param('entry') id: string,
    @Body() body: PaymentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { subject } = await this.files.entry(who, 'contract.record-payment', id);
    return this.give(
      envelope(payGuarantee(contractOf(id), { ...body }), meta(id, undefined, subject.district)),
    );
  }

  @ApiOperation({ summary: '登记调节金缴款（同一凭证只计一次）' })
  @Post('entries/:entry/levy-payments')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('levy.record-payment')
  async levy(
    @Param('entry') id: string,
    @Body() body: PaymentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { subject } = await this.files.entry(who, 'levy.record-payment', id);
    return this.give(
      envelope(recordLevyPayment(levyOf(id), { ...body }), meta(id, undefined, subject.district)),
    );
  }

  @ApiOperation({ summary: '解除合同' })
  @Post('entries/:entry/rescission')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('contract.rescind')
  async rescind(
    @Param('entry') id: string,
    @Body() body: RescindBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { subject } = await this.files.entry(who, 'contract.rescind', id);
    return this.give(
      envelope(rescindContract(contractOf(id), { ...body }), meta(id, undefined, subject.district)),
    );
  }

  @ApiOperation({ summary: '公示期内异议成立' })
  @Post('entries/:entry/objection')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('deal.object')
  async object(
    @Param('entry') id: string,
    @Body() { reason }: ReasonBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { subject } = await this.files.entry(who, 'deal.object', id);
    return this.give(envelope(objectDeal(contractOf(id), { reason }), meta(id, undefined, subject.district)));
  }

  @ApiOperation({ summary: '登记对收益分配方案的异议', description: '异议答复以前不得兑付。' })
  @Post('entries/:entry/distribution-objections')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('distribution.object')
  async objectToDistribution(
    @Param('entry') id: string,
    @Body() body: ObjectionBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { subject } = await this.files.entry(who, 'distribution.object', id);
    return this.give(
      envelope(objectToDistribution(distributionOf(id), { ...body }), meta(id, undefined, subject.district)),
    );
  }

  @ApiOperation({
    summary: '答复对收益分配方案的异议',
    description: '成立的，重新编制方案；不成立的，继续公示。',
  })
  @Post('entries/:entry/distribution-objections/answer')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('distribution.answer')
  async answerObjection(
    @Param('entry') id: string,
    @Body() body: ObjectionAnswerBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { subject } = await this.files.entry(who, 'distribution.answer', id);
    return this.give(
      envelope(answerObjection(distributionOf(id), { ...body }), meta(id, undefined, subject.district)),
    );
  }
}
