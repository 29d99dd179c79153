import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AuditTrail, Requires } from '#access';
import { PageQuery, paged, withNext } from '../http/paging.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { AUDIT } from './answers.js';

/** What was done to accounts and keys. The procedure's own facts stand in the timelines of the entries. */
@ApiTags('审计')
@Controller('api/v1/access-audit')
export class AuditController {
  constructor(@Inject(AuditTrail) private readonly audit: AuditTrail) {}

  @ApiOperation({
    summary: '账户与密钥的变更记录，按时间先后',
    description: '谁在何时对哪个账户或者密钥做了什么。分页。',
  })
  @Get()
  @Requires('audit.read')
  @Answer(AUDIT, { headers: ['Link'] })
  async list(
    @Query() { after, limit }: PageQuery,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    return withNext(
      request,
      response,
      await paged('access-audit', { after, limit }, (place, most) => this.audit.page(place, most)),
    );
  }
}
