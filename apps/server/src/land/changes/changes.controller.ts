import { Controller, Get, Headers, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires } from '#access';
import type { Acting } from '#access';
import { Optional, Pattern } from '#land';
import { ON_BEHALF_HEADER } from '../../http/access.guard.js';
import { Person, Who } from '../../http/params.js';
import type { AtKeyboard } from '../../http/params.js';
import type { RushiRequest } from '../../http/request-context.js';
import { Within } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { ChangeFeed } from './change-feed.js';
import { ChangeStreams } from './change-streams.js';
import { CHANGES } from './changes.answers.js';
import type { Changes } from './changes.answers.js';
import { told } from './watched.js';

const POSITION_DIGITS_MAX = 18;
const POSITION = new RegExp(`^\\d{1,${POSITION_DIGITS_MAX}}$`);
const WHERE = '上次答复中的“next”';
const STREAM = 'text/event-stream';

export class ChangesQuery {
  @ApiPropertyOptional({ description: '从哪里读起：上次答复的 next，或者上一个事件的 id' })
  @Optional()
  @Pattern(POSITION, WHERE, '1024', { called: '续读位置' })
  since?: string;
}

/** Tells pages what to read again. */
@ApiTags('入市事项')
@Controller('api/v1/changes')
export class ChangesController {
  constructor(
    @Inject(ChangeFeed) private readonly feed: ChangeFeed,
    @Inject(ChangeStreams) private readonly streams: ChangeStreams,
  ) {}

  @ApiOperation({
    summary: '刚才变了什么：只有编号，内容请另行读取',
    description: [
      '只告知本人看得到的任务、事项和指标，并且在读得到新内容之后才告知。',
      '以 Accept: text/event-stream 请求的，连接保持打开（Server-Sent Events）：每个事件的 data 是 `{"items": […]}`，' +
        'id 是续读位置；断开后以 Last-Event-ID 请求头（或者 since）续读，遗漏过多时先收到 reset 事件，表示应全部重新读取。',
      '没有变化时每 15 秒有一行注释；登录结束、服务停止时连接随之结束。其他请求立即得到 since 之后的变化。',
    ].join('\n\n'),
  })
  @Get()
  @Answer(CHANGES, { types: ['application/json', STREAM], problems: [429] })
  @Requires('entry.read')
  async changes(
    @Query() { since }: ChangesQuery,
    @Headers('last-event-id') last: string | undefined,
    @Who() { rights }: Acting,
    @Person() { sessionId }: AtKeyboard,
    @Within() _scope: unknown,
    @Req() request: RushiRequest,
    @Res() response: Response,
  ): Promise<void> {
    const from = positionOf(last ?? since);
    const isStream = request.method === 'GET' && request.accepts(['application/json', STREAM]) === STREAM;
    if (sessionId !== undefined && isStream) {
      const onBehalfOf = request.get(ON_BEHALF_HEADER);
      await this.streams.open(response, { session: sessionId, rights, onBehalfOf }, from);
      return;
    }
    const { changes, position, isReset } = await this.feed.since(from);
    const answer: Changes = {
      items: told(changes, rights),
      next: position.toString(),
      ...(isReset ? { reset: true } : {}),
    };
    response.set('Cache-Control', 'no-store').json(answer);
  }
}

/** What is no place of a log is ahead of every one: all is to be read again. */
const AHEAD_OF_EVERY_LOG = 10n ** BigInt(POSITION_DIGITS_MAX - 1);
const positionOf = (given: string | undefined): bigint | undefined =>
  given === undefined ? undefined : POSITION.test(given) ? BigInt(given) : AHEAD_OF_EVERY_LOG;
