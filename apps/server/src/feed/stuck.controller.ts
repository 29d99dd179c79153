import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, AuditTrail, Requires } from '#access';
import type { SignedIn } from '#access';
import { StuckDesk } from '#feed';
import type { DeliveryView } from '#feed';
import { paged, withNext } from '../http/paging.js';
import { Person } from '../http/params.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { DELIVERY, REDELIVERED, STUCK } from './webhook.answers.js';
import { RedeliverBody, StuckQuery } from './webhook.bodies.js';

/** What of the deliveries of all machines is stuck, for whoever keeps the installation running. */
@ApiTags('运维')
@Controller('api/v1/deliveries')
export class StuckController {
  constructor(
    @Inject(StuckDesk) private readonly desk: StuckDesk,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
  ) {}

  @ApiOperation({
    summary: '全部系统未送达的投递，按接收地址',
    description:
      'parked 是多次投递未成功、已停止的，pending 是等待下次投递的。每个接收地址列出总数、最近一次的答复和最早的二十个。分页。',
  })
  @Get()
  @Answer(STUCK, { headers: ['Link'] })
  @Requires('delivery.read')
  async list(
    @Query() { after, limit, status }: StuckQuery,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const page = await paged(`deliveries ${status}`, { after, limit }, (place, most) =>
      this.desk.page(status, place, most),
    );
    return withNext(request, response, page);
  }

  @ApiOperation({
    summary: '重新投递全部已停止的',
    description: '一个接收地址的，或者没有写 webhook 的，全部系统的。一次最多一千个；同一入市的仍按次序。',
  })
  @Post('redeliver')
  @HttpCode(202)
  @Answer(REDELIVERED)
  @Requires('delivery.redeliver')
  async redeliverAll(@Body() { webhook }: RedeliverBody, @Person() { user: by }: SignedIn): Promise<object> {
    const { byOwner, more } = await this.desk.redeliverAll(webhook);
    for (const [owner, count] of byOwner)
      await this.audit.note(by, 'delivery.redelivered', owner, { count, ...(webhook ? { webhook } : {}) });
    return { redelivered: [...byOwner.values()].reduce((sum, count) => sum + count, 0), more };
  }

  @ApiOperation({ summary: '重新投递一个', description: '立即再投递一次；不成的从头按期重试。' })
  @Post(':id/redeliver')
  @HttpCode(202)
  @Answer(DELIVERY)
  @Requires('delivery.redeliver')
  async redeliver(@Param('id') id: string, @Person() { user: by }: SignedIn): Promise<DeliveryView> {
    const owner = await this.desk.ownerOf(id);
    const delivery = owner === undefined ? undefined : await this.desk.redeliver(id);
    if (owner === undefined || !delivery) throw new AccessRefused('access.unknown');
    await this.audit.note(by, 'delivery.redelivered', owner, { delivery: id });
    return delivery;
  }
}
