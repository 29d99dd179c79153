import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting } from '#access';
import {
  contractOf,
  objectDeal,
  payGuarantee,
  PaymentBody,
  ReasonBody,
  recordPricePayment,
  RescindBody,
  rescindContract,
} from '#land';
import { Meta, Who } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { OperationsOf } from '../../openapi/operations.js';
import { STREAM_VERSION } from '../shared/answers.js';
import { EntryDesk } from '../shared/entry-desk.js';

/** The price, and what ends a contract: what comes from outside any task. */
@ApiTags('价款、调节金与异议')
@Controller('api/v1')
@Scope('entry')
@OperationsOf('MoneyController')
export class ContractController {
  constructor(@Inject(EntryDesk) private readonly desk: EntryDesk) {}

  @ApiOperation({
    summary: '登记价款（同一凭证只计一次）',
    description: '财政部门登记已到账的一笔价款或者租金。缴清后事项才能进入登记。',
  })
  @Post('entries/:entry/price-payments')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('contract.record-payment')
  price(
    @Param('entry') id: string,
    @Body() body: PaymentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.desk.give(who, 'contract.record-payment', id, meta, () =>
      recordPricePayment(contractOf(id), { ...body }),
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
  guarantee(
    @Param('entry') id: string,
    @Body() body: PaymentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.desk.give(who, 'contract.record-payment', id, meta, () =>
      payGuarantee(contractOf(id), { ...body }),
    );
  }

  @ApiOperation({
    summary: '解除合同',
    description: '登记以前解除出让、租赁或者入股合同，须写明原因；本次入市随之失效，宗地可以重新入市。',
  })
  @Post('entries/:entry/rescission')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('contract.rescind')
  rescind(
    @Param('entry') id: string,
    @Body() body: RescindBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.desk.give(who, 'contract.rescind', id, meta, () =>
      rescindContract(contractOf(id), { ...body }),
    );
  }

  @ApiOperation({
    summary: '公示期内异议成立',
    description: '成交公示期内，异议经查成立的登记于此，须写明理由；本次成交不予确认，方案随之失效。',
  })
  @Post('entries/:entry/objection')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('deal.object')
  object(
    @Param('entry') id: string,
    @Body() { reason }: ReasonBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.desk.give(who, 'deal.object', id, meta, () => objectDeal(contractOf(id), { reason }));
  }
}
