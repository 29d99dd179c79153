import { Body, Controller, Get, Headers, Inject, Param, Put, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, RealTime, Requires, iso } from '#access';
import type { SignedIn } from '#access';
import { CONSUMER_NAME, CheckpointMoved, Consumers, Feed } from '#feed';
import type { Checkpoint, Sight } from '#feed';
import { Person } from '../http/params.js';
import { Problem } from '../http/problems.js';
import { etag, requireIfMatch } from '../http/versions.js';
import { Answer } from '../openapi/answer.decorator.js';
import { CheckpointBody } from './consumer.bodies.js';
import { CHECKPOINT } from './feed.answers.js';
import { wrong } from './feed.queries.js';
import { InSight } from './sight.js';

/** Where consumers are, for those that keep no store of their own. */
@ApiTags('对接：事件')
@Controller('platform/v1/consumers')
export class ConsumerController {
  constructor(
    @Inject(Consumers) private readonly consumers: Consumers,
    @Inject(Feed) private readonly feed: Feed,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  @ApiOperation({
    summary: '消费者的续读位置；ETag 是它的版本',
    description: '本系统保存在此的。接着读：GET /platform/v1/events?after= 其 after。',
  })
  @Get(':name/checkpoint')
  @Answer(CHECKPOINT, { headers: ['ETag'] })
  @Requires('feed.read')
  async one(
    @Param('name') name: string,
    @Person() { user }: SignedIn,
    @InSight() _sight: Sight,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Checkpoint> {
    const found = await this.consumers.find(user, nameOf(name));
    if (!found) throw new AccessRefused('access.unknown');
    response.set('ETag', etag(found.version)).set('Cache-Control', 'no-store');
    return found;
  }

  @ApiOperation({
    summary: '保存消费者的续读位置',
    description:
      '须带 If-Match：第一次为 "0"，此后为上次答复的 ETag；同一消费者的另一进程已移动的，答复 412。' +
      '可以往回移，以便重新处理。',
  })
  @Put(':name/checkpoint')
  @Answer(CHECKPOINT, { headers: ['ETag'], problems: [412, 428], topics: ['version'] })
  @Requires('feed.keep')
  async keep(
    @Param('name') name: string,
    @Body() { after }: CheckpointBody,
    @Headers('if-match') match: string | undefined,
    @Person() { user }: SignedIn,
    @InSight() sight: Sight,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Checkpoint> {
    nameOf(name);
    const seen = (await this.consumers.find(user, name))?.version ?? 0;
    requireIfMatch(match, seen);
    if (!(await this.feed.find(sight, after)))
      throw wrong('after', '已处理的最后一个事件', `没有事件“${after}”，请填写已收到的事件的 id`);
    const savedAt = iso(this.time.ms());
    const kept = await this.consumers.move(user, { name, after, savedAt }, seen).catch((error: unknown) => {
      throw error instanceof CheckpointMoved
        ? new Problem('version.old', { currentVersion: error.current })
        : error;
    });
    response.set('ETag', etag(kept.version));
    return kept;
  }
}

/** @throws Problem `request.invalid` */
function nameOf(name: string): string {
  if (!CONSUMER_NAME.test(name))
    throw wrong('name', '消费者', '消费者的名称由小写字母、数字和连字符组成，最多 63 个字符，如 notices-1');
  return name;
}
