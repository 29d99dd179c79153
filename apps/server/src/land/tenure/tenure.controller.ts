import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting, Action } from '#access';
import { Engine, EventStore, envelope } from '#kernel';
import type { Command, StreamOf } from '#kernel';
import {
  applyConversion,
  applyRenewal,
  cancelTransfer,
  changeUse,
  payConversionLevy,
  recordDividend,
  registerConversion,
  completeConstruction,
  excuseDelay,
  grantRenewal,
  openTransfer,
  payTransferLevy,
  PaymentBody,
  ReasonBody,
  refuseRenewal,
  registerTransfer,
  returnRight,
  startConstruction,
  evolveTenure,
  officeOf,
  tenureOf,
} from '#land';
import type { Tenure, TenureEvent } from '#land';
import { Meta, Who, demand } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { STREAM_VERSION } from '../shared/answers.js';
import { CaseFile } from '../shared/case-file.js';
import { EntryDesk } from '../shared/entry-desk.js';
import { TENURE } from './tenure.answers.js';
import {
  CompletionBody,
  ConversionApplicationBody,
  DividendBody,
  ExcuseBody,
  RenewalBody,
  RenewalGrantBody,
  StartBody,
  TakeBackBody,
  TransferBody,
  TransferRegistrationBody,
  UseChangeBody,
} from './tenure.bodies.js';

/** The right after its registration: building, passing on, another use, another term, taking back. */
@ApiTags('使用权期间')
@Controller('api/v1/entries/:entry/tenure')
@Scope('entry')
export class TenureController {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(CaseFile) private readonly files: CaseFile,
    @Inject(EntryDesk) private readonly desk: EntryDesk,
  ) {}

  private give(
    id: string,
    action: Action,
    who: Acting,
    meta: MetaFactory,
    command: (stream: StreamOf<'tenure'>) => Command,
  ): Promise<object> {
    return this.desk.give(who, action, id, meta, () => command(tenureOf(id)));
  }

  @ApiOperation({
    summary: '使用权现状：使用权人、期限、开工竣工、闲置、转让、续期',
    description: '不动产登记以后，该宗使用权的现状和各项期限。',
  })
  @Get()
  @Answer(TENURE)
  @Requires('tenure.read')
  async one(@Param('entry') id: string, @Who() who: Acting): Promise<object> {
    await this.files.entry(who, 'tenure.read', id);
    const events = (await this.store.read(tenureOf(id))) as readonly TenureEvent[];
    return events.reduce<Tenure>(evolveTenure, { status: 'none', agreed: null, holds: [] });
  }

  @ApiOperation({
    summary: '登记开工',
    description: '登记实际开工日和所依据的文号。',
  })
  @Post('start')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.build')
  start(
    @Param('entry') id: string,
    @Body() body: StartBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.build', who, meta, (stream) => startConstruction(stream, { ...body }));
  }

  @ApiOperation({
    summary: '登记竣工',
    description: '登记实际竣工日和所依据的文号，须在开工之后。',
  })
  @Post('completion')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.build')
  complete(
    @Param('entry') id: string,
    @Body() body: CompletionBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.build', who, meta, (stream) => completeConstruction(stream, { ...body }));
  }

  @ApiOperation({
    summary: '顺延开工、竣工期限',
    description:
      '不可抗力、政府原因或者动工必需的前期工作；闲置期限随之顺延。已认定闲置的，只登记政府原因：天数足够的，认定随之撤销，未缴的闲置费撤回，已缴的退还。',
  })
  @Post('excuses')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.excuse')
  excuse(
    @Param('entry') id: string,
    @Body() body: ExcuseBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.excuse', who, meta, (stream) => excuseDelay(stream, { ...body }));
  }

  @ApiOperation({
    summary: '提交再转让',
    description: '核对所有权人通知、投资比例、剩余年限和限制，算出再转让的调节金和契税。',
  })
  @Post('transfer')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.transfer')
  transfer(
    @Param('entry') id: string,
    @Body() body: TransferBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.transfer', who, meta, (stream) =>
      openTransfer(stream, { transfer: { ...body, to: { ...body.to } } }),
    );
  }

  @ApiOperation({
    summary: '登记再转让的调节金缴款',
    description: '财政部门登记再转让应缴的调节金；缴清后方可办理再转让登记。',
  })
  @Post('transfer/levy-payment')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.transfer-levy')
  levy(
    @Param('entry') id: string,
    @Body() body: PaymentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.transfer-levy', who, meta, (stream) => payTransferLevy(stream, { ...body }));
  }

  @ApiOperation({
    summary: '办理再转让登记',
    description: '调节金和契税缴清后，把使用权登记给受让人；使用期限为剩余期限。',
  })
  @Post('transfer/registration')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.register-transfer')
  register(
    @Param('entry') id: string,
    @Body() body: TransferRegistrationBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.register-transfer', who, meta, (stream) =>
      registerTransfer(stream, { ...body }),
    );
  }

  @ApiOperation({
    summary: '撤销再转让',
    description: '登记以前撤销尚未办结的再转让。须写明原因。',
  })
  @Post('transfer/cancellation')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.transfer')
  cancel(
    @Param('entry') id: string,
    @Body() { reason }: ReasonBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.transfer', who, meta, (stream) => cancelTransfer(stream, { reason }));
  }

  @ApiOperation({
    summary: '申请先租后让转为出让',
    description: '租期届满前提出；自然资源部门审查转让条件，同意的另订出让合同。',
  })
  @Post('conversion')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.apply-conversion')
  applyConversion(
    @Param('entry') id: string,
    @Body() body: ConversionApplicationBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.apply-conversion', who, meta, (stream) =>
      applyConversion(stream, { ...body }),
    );
  }

  @ApiOperation({
    summary: '登记转为出让的调节金缴款',
    description: '财政部门登记先租后让转为出让应缴的调节金。',
  })
  @Post('conversion/levy-payment')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.conversion-levy')
  conversionLevy(
    @Param('entry') id: string,
    @Body() body: PaymentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.conversion-levy', who, meta, (stream) =>
      payConversionLevy(stream, { ...body }),
    );
  }

  @ApiOperation({
    summary: '办理转为出让的登记',
    description: '转让价款、调节金和契税缴清后办理；使用权自此为出让，期限从交地之日连同租期计算。',
  })
  @Post('conversion/registration')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.register-conversion')
  registerConversion(
    @Param('entry') id: string,
    @Body() body: TransferRegistrationBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.register-conversion', who, meta, (stream) =>
      registerConversion(stream, { ...body }),
    );
  }

  @ApiOperation({
    summary: '登记入股分红',
    description: '按年登记，可以多次；低于保底分红的部分到期后催收。',
  })
  @Post('dividends')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.dividend')
  dividend(
    @Param('entry') id: string,
    @Body() body: DividendBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.dividend', who, meta, (stream) => recordDividend(stream, { ...body }));
  }

  @ApiOperation({ summary: '改变用途', description: '须所有权人同意、规划批准并另订合同。' })
  @Post('use')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.change-use')
  use(
    @Param('entry') id: string,
    @Body() body: UseChangeBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.change-use', who, meta, (stream) =>
      changeUse(stream, { ...body, use: { ...body.use } }),
    );
  }

  @ApiOperation({
    summary: '申请续期',
    description: '使用期限届满前提出，由自然资源部门答复。',
  })
  @Post('renewal')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.apply-renewal')
  applyRenewal(
    @Param('entry') id: string,
    @Body() body: RenewalBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.apply-renewal', who, meta, (stream) => applyRenewal(stream, { ...body }));
  }

  @ApiOperation({
    summary: '准予续期',
    description: '同意续期，记载新的期限等。',
  })
  @Post('renewal/grant')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.renew')
  grantRenewal(
    @Param('entry') id: string,
    @Body() body: RenewalGrantBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.renew', who, meta, (stream) => grantRenewal(stream, { ...body }));
  }

  @ApiOperation({
    summary: '不予续期',
    description: '不同意续期，须写明理由。',
  })
  @Post('renewal/refusal')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.renew')
  refuseRenewal(
    @Param('entry') id: string,
    @Body() { reason }: ReasonBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.give(id, 'tenure.renew', who, meta, (stream) => refuseRenewal(stream, { reason }));
  }

  /**
   * The desk is the district government's, so the right is judged by that office and not by the entry's place
   * alone.
   */
  @ApiOperation({
    summary: '收回使用权',
    description: '经批准收回；因公益收回的，退还剩余年限相应的价款。宗地随之可以重新入市。',
  })
  @Post('return')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('tenure.return')
  async takeBack(
    @Param('entry') id: string,
    @Body() body: TakeBackBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    const { subject } = await this.files.entry(who, 'entry.read', id);
    demand(who, 'tenure.return', { ...subject, office: officeOf(subject.district, 'government') });
    const { stream, version } = await this.engine.executeAndShow(
      envelope(returnRight(tenureOf(id), { ...body }), meta(id, undefined, subject.district)),
    );
    return { stream, version };
  }
}
