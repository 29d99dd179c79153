import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting } from '#access';
import { levyOf, PaymentBody, recordLevyPayment } from '#land';
import { Meta, Who } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { OperationsOf } from '../../openapi/operations.js';
import { STREAM_VERSION } from '../shared/answers.js';
import { EntryDesk } from '../shared/entry-desk.js';

/** Payments of the levy: they come from outside any task. */
@ApiTags('价款、调节金与异议')
@Controller('api/v1')
@Scope('entry')
@OperationsOf('MoneyController')
export class LevyController {
  constructor(@Inject(EntryDesk) private readonly desk: EntryDesk) {}

  @ApiOperation({
    summary: '登记调节金缴款（同一凭证只计一次）',
    description: '财政部门登记已到账的一笔土地增值收益调节金；发出缴款通知书后方可登记，缴清后进入收益分配。',
  })
  @Post('entries/:entry/levy-payments')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('levy.record-payment')
  levy(
    @Param('entry') id: string,
    @Body() body: PaymentBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.desk.give(who, 'levy.record-payment', id, meta, () =>
      recordLevyPayment(levyOf(id), { ...body }),
    );
  }
}
