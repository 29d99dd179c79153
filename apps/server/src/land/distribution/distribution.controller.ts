import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting } from '#access';
import { answerObjection, distributionOf, objectToDistribution } from '#land';
import { Meta, Who } from '../../http/params.js';
import type { MetaFactory } from '../../http/request-context.js';
import { Scope } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { OperationsOf } from '../../openapi/operations.js';
import { STREAM_VERSION } from '../shared/answers.js';
import { EntryDesk } from '../shared/entry-desk.js';
import { ObjectionAnswerBody, ObjectionBody } from './distribution.bodies.js';

/** Objections against a distribution: they come from outside any task. */
@ApiTags('价款、调节金与异议')
@Controller('api/v1')
@Scope('entry')
@OperationsOf('MoneyController')
export class DistributionController {
  constructor(@Inject(EntryDesk) private readonly desk: EntryDesk) {}

  @ApiOperation({ summary: '登记对收益分配方案的异议', description: '异议答复以前不得兑付。' })
  @Post('entries/:entry/distribution-objections')
  @HttpCode(200)
  @Answer(STREAM_VERSION)
  @Requires('distribution.object')
  objectToDistribution(
    @Param('entry') id: string,
    @Body() body: ObjectionBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.desk.give(who, 'distribution.object', id, meta, () =>
      objectToDistribution(distributionOf(id), { ...body }),
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
  answerObjection(
    @Param('entry') id: string,
    @Body() body: ObjectionAnswerBody,
    @Who() who: Acting,
    @Meta() meta: MetaFactory,
  ): Promise<object> {
    return this.desk.give(who, 'distribution.answer', id, meta, () =>
      answerObjection(distributionOf(id), { ...body }),
    );
  }
}
