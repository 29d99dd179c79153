import {
  createParamDecorator,
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Limits, Public, placeOf, secondsOf } from '#access';
import type { Limit } from '#access';
import { BoardLimit } from '../board/board-limit.guard.js';
import { keyOf } from '../http/idempotency.js';
import { Problem } from '../http/problems.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { ObjectionDesk } from './objection-desk.js';
import type { ObjectionReceipt, PublicObjection } from './objection-desk.js';
import { ANSWERS_ASKED, OBJECTIONS_SENT } from './objection-limits.js';
import { PUBLIC_OBJECTION, RECEIPT } from './objection.answers.js';
import { PublicObjectionBody } from './objection.bodies.js';

/** Of whoever has no account: it counts within the notice alone. */
const Key = createParamDecorator((_: unknown, execution: ExecutionContext): string =>
  keyOf(execution.switchToHttp().getRequest<RushiRequest>()),
);
/** Not in the address, which is written down in many places. */
const CODE_HEADER = 'objection-code';

/** Objections against a notice that runs, from anybody, and their answers. */
@ApiTags('公示与公告')
@Controller('public/v1')
@UseGuards(BoardLimit)
export class ObjectionController {
  constructor(
    @Inject(ObjectionDesk) private readonly desk: ObjectionDesk,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  @ApiOperation({
    summary: '对一则公示或者公告提出异议',
    description:
      '公示、公告期内任何人都可以提出，不须登录。异议内容长期留存；姓名和联系方式密封保存一年，只有答复的经办人可以查看，' +
      '查看须留痕，不公开。答复编号和查询码；以同一 Idempotency-Key 再次提交同一内容，得到同一答复。' +
      '提出异议不停止公示，由经办人依法判断。每处每小时最多 10 次。',
  })
  @Post('notices/:id/objections')
  @HttpCode(201)
  @Answer(RECEIPT, { takes: ['Idempotency-Key'], topics: ['objections', 'objection'] })
  @Public('objection.submit')
  async receive(
    @Param('id') id: string,
    @Key() key: string,
    @Body() body: PublicObjectionBody,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ObjectionReceipt> {
    const notice = await this.desk.notice(id);
    if (!notice) throw new AccessRefused('access.unknown');
    await this.count(OBJECTIONS_SENT, request);
    response.set('Cache-Control', 'no-store');
    return this.desk.receive(notice, key, body);
  }

  @ApiOperation({
    summary: '一件异议的办理情况和答复',
    description: '编号和查询码见提交时的答复；查询码放在请求头 Objection-Code。每处每十分钟最多 30 次。',
  })
  @Get('objections/:number')
  @Answer(PUBLIC_OBJECTION, { takes: ['Objection-Code'], topics: ['objection'] })
  @Public('objection.follow')
  async asked(
    @Param('number') number: string,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PublicObjection> {
    await this.count(ANSWERS_ASKED, request);
    const code = request.headers[CODE_HEADER];
    const found = typeof code === 'string' ? await this.desk.asked(number, code) : undefined;
    if (!found) throw new Problem('objection.unknown');
    response.set('Cache-Control', 'no-store');
    return found;
  }

  private async count(limit: Limit, { ip }: RushiRequest): Promise<void> {
    const { waitMs } = await this.limits.take(limit, placeOf(ip ?? ''));
    if (waitMs > 0) throw new Problem('rate.limited', { retryAfterSeconds: secondsOf(waitMs) });
  }
}
