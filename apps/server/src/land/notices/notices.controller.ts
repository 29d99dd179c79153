import { Body, Controller, Get, Inject, Put, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires } from '#access';
import type { SignedIn } from '#access';
import { PageQuery, paged, withNext } from '../../http/paging.js';
import { Person } from '../../http/params.js';
import type { RushiRequest } from '../../http/request-context.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { NOTICES, UNREAD } from './notice.answers.js';
import type { Notices, Unread } from './notice.answers.js';
import { ReadNoticesBody } from './notice.bodies.js';
import { NoticeDesk } from './notice-desk.js';

/** What somebody is told of. It goes by the person at the keyboard: nobody reads the notices of another. */
@ApiTags('提醒')
@Controller('api/v1/notices')
export class NoticesController {
  constructor(@Inject(NoticeDesk) private readonly desk: NoticeDesk) {}

  @ApiOperation({
    summary: '我的提醒，最新的在前',
    description:
      '本岗位的新待办、转交和逾期上报给您的待办、本单位编制的方案的办理结果、异议和意见；即将到期的待办另列在 due。' +
      '同一件事对同一人只提醒一次。只涉及您看得到的事项，不含任何人名和内容。',
  })
  @Get()
  @Answer(NOTICES, { headers: ['Link'] })
  @Requires('news.own')
  async list(
    @Query() query: PageQuery,
    @Person() person: SignedIn,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Notices> {
    const page = await paged('notices', query, (place, most) => this.desk.page(person, place, most));
    const due = await this.desk.due(person);
    const [unread, upTo] = await Promise.all([this.desk.unread(person, due), this.desk.newest(person)]);
    response.set('Cache-Control', 'no-store');
    return withNext(request, response, { due, ...page, unread, upTo });
  }

  @ApiOperation({
    summary: '标为已读',
    description:
      '写 ids 的逐条标为已读；写 upTo（列表答复中的 upTo）的，把该位置以前的和即将到期的全部标为已读，' +
      '此后新来的不受影响。重复提交结果相同。',
  })
  @Put('read')
  @Answer(UNREAD, { problems: [404] })
  @Requires('news.own')
  async read(@Body() { ids, upTo }: ReadNoticesBody, @Person() person: SignedIn): Promise<Unread> {
    if (ids !== undefined) await this.desk.read(person, ids);
    if (upTo !== undefined) await this.desk.readUpTo(person, upTo);
    return { unread: await this.desk.unread(person, await this.desk.due(person)) };
  }
}
