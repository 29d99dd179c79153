import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Engine, Parking } from '#kernel';
import { Requires } from '#access';
import type { Acting } from '#access';
import { PageQuery, paged, withNext } from '../http/paging.js';
import { Who } from '../http/params.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { PARKED } from './answers.js';
import { DismissalBody } from './parked.bodies.js';

@ApiTags('运维')
@Controller('api/v1/parked')
export class ParkedController {
  constructor(
    @Inject(Parking) private readonly parking: Parking,
    @Inject(Engine) private readonly engine: Engine,
  ) {}

  /** Commands of sagas and deadlines that the rules refused. */
  @ApiOperation({
    summary: '待人工处理事项：系统自动办理时被规则拒绝的步骤',
    description: '系统自动进行的一步被规则拒绝后停在这里，等待人工处理；各有原因。分页。',
  })
  @Get()
  @Answer(PARKED, { headers: ['Link'] })
  @Requires('parked.read')
  async list(
    @Query() { after, limit }: PageQuery,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const page = await paged('parked', { after, limit }, async (place, most) => {
      const rows = await this.parking.parked(place, most + 1);
      const items = rows.slice(0, most);
      return { items, next: rows.length > most ? items[items.length - 1]!.id : null };
    });
    return withNext(request, response, page);
  }

  /** Gives it again, under the rules now in force. The id contains slashes and comes percent-encoded. */
  @ApiOperation({ summary: '重新执行待人工处理事项', description: '按现行规则重新执行，并留存业务记录。' })
  @Post(':id/release')
  @HttpCode(204)
  @Answer(null)
  @Requires('parked.release')
  async release(@Param('id') id: string, @Who() { actor }: Acting): Promise<void> {
    await this.engine.release(id, actor);
  }

  @ApiOperation({
    summary: '了结待人工处理事项，不再执行',
    description: '写明理由，随业务记录保存；已另行办结的才了结，不能恢复。',
  })
  @Post(':id/dismissal')
  @HttpCode(204)
  @Answer(null)
  @Requires('parked.release')
  async dismiss(
    @Param('id') id: string,
    @Body() { reason }: DismissalBody,
    @Who() { actor }: Acting,
  ): Promise<void> {
    await this.engine.dismiss(id, reason, actor);
  }
}
