import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '#access';
import { Costs, SCHEMA_COST } from '../http/machine-budget.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { open } from '../openapi/schema.js';
import { asyncApi } from './asyncapi.js';

const ASYNC_API = 'application/vnd.aai.asyncapi+json';

/** What the feed says of itself: as public as the source is. */
@ApiTags('对接：事件')
@Controller('platform/v1/asyncapi.json')
export class AsyncApiController {
  @ApiOperation({
    summary: '事件的说明（AsyncAPI 3.0）',
    description: '全部已发布的事件类型及其内容的 JSON Schema，可由此生成程序。',
  })
  @Get()
  @Answer(open('AsyncAPI 3.0 文档'), { types: [ASYNC_API] })
  @Public('problem.read')
  @Costs(SCHEMA_COST)
  document(@Req() request: RushiRequest, @Res({ passthrough: true }) response: Response): object {
    response.type(ASYNC_API);
    return asyncApi(request.get('host') ?? 'localhost', request.protocol);
  }
}
