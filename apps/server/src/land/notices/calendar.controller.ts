import { Controller, Delete, Get, HttpCode, Inject, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, CalendarLinks, Public, Requires } from '#access';
import type { SignedIn } from '#access';
import { Line, Optional } from '#land';
import { BoardLimit } from '../../board/board-limit.guard.js';
import { WithoutIdempotencyKey } from '../../http/idempotency.js';
import { Person } from '../../http/params.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { text } from '../../openapi/schema.js';
import { Settings } from '../../settings.js';
import { CALENDAR_LINK, NEW_CALENDAR_LINK } from './calendar.answers.js';
import type { CalendarLinkAnswer, NewCalendarLink } from './calendar.answers.js';
import { ICALENDAR, icalendarOf } from './icalendar.js';
import { NoticeDesk } from './notice-desk.js';

const TOKEN_MAX = 64;
export class CalendarQuery {
  @ApiPropertyOptional({ description: '订阅链接中的 token' })
  @Optional()
  @Line({ max: TOKEN_MAX, called: '日历订阅的 token' })
  token?: string;
}

/** The deadlines of one's desk for programs that keep calendars. */
@ApiTags('提醒')
@Controller('api/v1')
export class CalendarController {
  constructor(
    @Inject(CalendarLinks) private readonly links: CalendarLinks,
    @Inject(NoticeDesk) private readonly desk: NoticeDesk,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @ApiOperation({
    summary: '我的待办期限（iCalendar，RFC 5545）',
    description:
      '供手机和办公软件订阅：本人签收的和本岗位待签收的待办，每项一个全天日程。凭订阅链接中的 token 读取，不需要登录；' +
      'token 已撤销或者账户已停用的，答复 404。不含人名和内容。',
  })
  @Get('calendar.ics')
  @UseGuards(BoardLimit)
  @Answer(text('iCalendar'), { types: [ICALENDAR], problems: [404, 429] })
  @Public('calendar.follow')
  async calendar(@Query() { token }: CalendarQuery, @Res() response: Response): Promise<void> {
    const person = token === undefined ? undefined : await this.links.find(token);
    if (!person) throw new AccessRefused('access.unknown');
    const deadlines = await this.desk.deadlines(person, this.settings.PUBLIC_ADDRESS);
    response
      .set('Cache-Control', 'private, no-store')
      .type(ICALENDAR)
      .send(icalendarOf('入市待办期限', deadlines));
  }

  @ApiOperation({
    summary: '我的日历订阅',
    description: '是否有订阅链接、何时生成；token 只在生成时显示一次。',
  })
  @Get('calendar-link')
  @Answer(CALENDAR_LINK)
  @Requires('news.own')
  async link(@Person() { user }: SignedIn): Promise<CalendarLinkAnswer> {
    return { issuedAt: (await this.links.of(user))?.issuedAt ?? null };
  }

  @ApiOperation({
    summary: '生成日历订阅链接',
    description: '以前的链接随即失效。链接只显示这一次，得到它的人都能看到您的待办期限；不再使用的请撤销。',
  })
  @Post('calendar-link')
  @Answer(NEW_CALENDAR_LINK)
  @Requires('news.own')
  @WithoutIdempotencyKey('the answer holds a secret that is kept nowhere')
  async issue(
    @Person() { user }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<NewCalendarLink> {
    response.set('Cache-Control', 'no-store');
    return { token: await this.links.issue(user) };
  }

  @ApiOperation({ summary: '撤销日历订阅链接', description: '没有链接的，同样答复成功。' })
  @Delete('calendar-link')
  @HttpCode(204)
  @Answer(null)
  @Requires('news.own')
  async revoke(@Person() { user }: SignedIn): Promise<void> {
    await this.links.revoke(user);
  }
}
