import { Controller, Get, Headers, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires } from '#access';
import { FEED_LIMIT, FEED_LIMIT_MAX, Feed, UnknownCursor, namesFor } from '#feed';
import type { Asked, PublishedEvent, Sight } from '#feed';
import { Door } from '../http/admit.js';
import { Drain } from '../http/drain.js';
import { goneFrom } from '../http/listeners.js';
import { COST, Costs, EVENTS_PER_POINT, STREAM_COST } from '../http/machine-budget.js';
import { Problem } from '../http/problems.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { EVENT, EVENTS, HEAD } from './feed.answers.js';
import { FeedQuery, StreamQuery, lineOf, typesOf, waitOf } from './feed.queries.js';
import { FeedStreams } from './feed-streams.js';
import { MachineListeners } from './machine-listeners.js';
import { InSight } from './sight.js';

/** Ways to write a page of events. */
const BATCH = 'application/cloudevents-batch+json';
const SINGLE = 'application/cloudevents+json';
const LINES = 'application/x-ndjson';
export const STREAM = 'text/event-stream';

/** A pull costs by what it may hold, also where there is nothing: whoever asks for less pays less. */
function costOfPage({ query }: RushiRequest): number {
  const limit = Number(query.limit ?? FEED_LIMIT);
  const events = limit >= 1 && limit <= FEED_LIMIT_MAX ? limit : FEED_LIMIT;
  return COST + Math.ceil(events / EVENTS_PER_POINT);
}

/** What was published, for machines of other houses: pull is the contract, everything else is a hint. */
@ApiTags('对接：事件')
@Controller('platform/v1/events')
export class FeedController {
  constructor(
    @Inject(Feed) private readonly feed: Feed,
    @Inject(FeedStreams) private readonly streams: FeedStreams,
    @Inject(MachineListeners) private readonly listeners: MachineListeners,
    @Inject(Door) private readonly door: Door,
    @Inject(Drain) private readonly drain: Drain,
  ) {}

  @ApiOperation({
    summary: '某一事件之后的事件，按先后次序',
    description: [
      'CloudEvents 1.0，一次最多 500 个；只有本系统有权看到的类型和区县。次序与业务记录相同，不缺不重，永不删改，' +
        '任何时候的续读位置永远有效：断线、停机、换机之后从已处理的最后一个事件接着读。',
      '还没有新的事件时答复空数组；写 wait（秒）的，最多等到那时。Accept: application/x-ndjson 时每行一个事件。' +
        'Link 响应头的 rel="next" 是接着读的地址。http-feeds 的 lastEventId、timeout 同样可用。',
    ].join('\n\n'),
  })
  @Get()
  @Answer(EVENTS, { types: [BATCH, LINES], headers: ['Link', 'RateLimit', 'RateLimit-Policy'] })
  @Requires('feed.read')
  @Costs(costOfPage)
  async page(
    @Query() query: FeedQuery,
    @InSight() sight: Sight,
    @Req() request: RushiRequest,
    @Res() response: Response,
  ): Promise<void> {
    const asked = askedOf(query, sight);
    const seconds = waitOf(query);
    const events = await known(async () => {
      const now = await this.feed.page(sight, asked);
      if (now.length > 0 || seconds === 0) return now;
      return this.listeners.hold(request, async (watched) => {
        // Whoever waits takes nobody's room.
        this.door.release(response);
        const until = AbortSignal.any([this.until(response), watched.signal]);
        const events = await this.feed.waitFor(sight, asked, seconds, until);
        await watched.demandGood();
        return events;
      });
    });
    const next = events.at(-1)?.id ?? asked.after;
    if (next !== undefined) response.set('Link', `<${nextAddress(request, next)}>; rel="next"`);
    write(response, events, request.accepts([BATCH, LINES]) === LINES);
  }

  @ApiOperation({
    summary: '最近一个事件的编号和次序',
    description: '本系统有权看到的最近一个事件：从此刻开始读的，从它接着读。',
  })
  @Get('head')
  @Answer(HEAD)
  @Requires('feed.read')
  async head(@InSight() sight: Sight): Promise<object> {
    const last = await this.feed.head(sight);
    return { id: last?.id ?? null, sequence: last?.sequence ?? null };
  }

  @ApiOperation({
    summary: '事件流（Server-Sent Events）',
    description:
      '先补发续读位置之后的事件，再随发生随发；每条的 id 是事件的编号，断开后以 Last-Event-ID 请求头接着收。' +
      '没有事件时每 15 秒有一行注释；十分钟后连接结束，请接着重连。读得太慢的会被断开。' +
      '须带 Accept: text/event-stream；不带的，与 GET /platform/v1/events 答复相同。',
  })
  @Get('stream')
  @Answer(EVENTS, { types: [BATCH, STREAM], problems: [429] })
  @Requires('feed.read')
  @Costs(STREAM_COST)
  async stream(
    @Query() query: StreamQuery,
    @Headers('last-event-id') last: string | undefined,
    @InSight() sight: Sight,
    @Req() request: RushiRequest,
    @Res() response: Response,
  ): Promise<void> {
    const asked = askedOf({ ...query, ...(last === undefined ? {} : { lastEventId: last }) }, sight);
    await known(async () => {
      // HEAD asks how it would begin: an answer without a body would be one without an end.
      const isStream = request.method === 'GET' && request.accepts([BATCH, STREAM]) === STREAM;
      if (isStream) await this.streams.open(request, response, sight, asked);
      else write(response, await this.feed.page(sight, asked), false);
    });
  }

  @ApiOperation({ summary: '一个事件', description: '按编号；内容与当初发布的完全相同。' })
  @Get(':id')
  @Answer(EVENT, { types: [SINGLE] })
  @Requires('feed.read')
  async one(
    @Param('id') id: string,
    @InSight() sight: Sight,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PublishedEvent> {
    const event = await this.feed.find(sight, id);
    if (!event) throw new AccessRefused('access.unknown');
    // It never changes.
    response.set('Cache-Control', 'private, max-age=31536000, immutable').type(SINGLE);
    return event;
  }

  private until(response: Response): AbortSignal {
    return AbortSignal.any([goneFrom(response), this.drain.signal]);
  }
}

function write(response: Response, events: readonly PublishedEvent[], isLines: boolean): void {
  response
    .set('Cache-Control', 'no-store')
    .type(isLines ? LINES : BATCH)
    .send(isLines ? linesOf(events) : JSON.stringify(events));
}

function askedOf(query: Partial<FeedQuery>, { to }: Sight): Asked {
  const { after, lastEventId, limit, types, subject } = query;
  return { after: after ?? lastEventId, limit, types: typesOf(types, to) ?? namesFor(to), subject };
}

async function known<T>(ask: () => Promise<T>): Promise<T> {
  return ask().catch((error: unknown) => {
    if (!(error instanceof UnknownCursor)) throw error;
    throw new Problem('cursor.invalid', {
      errors: [
        lineOf('after', '续读位置', `没有事件“${error.cursor}”，请填写已收到的最后一个事件的 id 或 sequence`),
      ],
    });
  });
}

/** The same question from the next place, as it was asked. */
function nextAddress(request: RushiRequest, after: string): string {
  const { originalUrl } = request;
  // The first mark begins the query; any other is a part of it.
  const [path, query] = /^([^?]*)\??(.*)$/s.exec(originalUrl)!.slice(1) as [string, string];
  const asked = new URLSearchParams(query);
  asked.delete('lastEventId');
  asked.set('after', after);
  return `${path}?${asked.toString()}`;
}

const linesOf = (events: readonly PublishedEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');
