import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Sight } from '#feed';
import { SimulatedTime } from '#kernel';
import { civilDate } from '#policy';
import { Answer } from '../openapi/answer.decorator.js';
import { FEED_CLOCK } from './feed.answers.js';
import { InSight } from './sight.js';

/** The day for machines: what they announce and report is judged by it. */
@ApiTags('对接：事件')
@Controller('platform/v1/clock')
export class FeedClockController {
  constructor(@Inject(SimulatedTime) private readonly time: SimulatedTime) {}

  @ApiOperation({
    summary: '系统的时刻和日期',
    description:
      '公告日、截止日、结果日等均按 day 判断。simulated 为 true 的是模拟时钟，由人拨动：对接的系统以此为准，不按本机的日期。',
  })
  @Get()
  @Answer(FEED_CLOCK)
  @Requires('feed.read')
  clock(@InSight() _sight: Sight): Readonly<{ now: string; day: string; simulated: boolean }> {
    const { now, simulated } = this.time.now();
    return { now, day: civilDate(now), simulated };
  }
}
