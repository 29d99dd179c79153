import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import type { Acting } from '#access';
import { Rejected, SimulatedTime, TURN_DAYS_MAX } from '#kernel';
import type { Turned } from '#kernel';
import { Optional, Pattern, Whole } from '#land';
import { Who } from '../http/params.js';
import { Answer } from '../openapi/answer.decorator.js';
import { CLOCK, TURNED } from './answers.js';

const HOURS_PER_DAY = 24;
const MS_PER_HOUR = 3_600_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export class TurnBody {
  @ApiPropertyOptional({ description: '拨到哪一时刻（UTC）' })
  @Optional()
  @Pattern(INSTANT, '世界时时刻', '2026-03-16T02:00:00.000Z', { called: '拨到的时刻' })
  to?: string;

  @ApiPropertyOptional({ description: '拨过多少小时，代替 to' })
  @Optional()
  @Whole(1, TURN_DAYS_MAX * HOURS_PER_DAY)
  hours?: number;
}

/**
 * The time that the procedure goes by. A demonstration that was started with CLOCK has one that people turn.
 */
@ApiTags('运维')
@Controller('api/v1/clock')
export class ClockController {
  constructor(@Inject(SimulatedTime) private readonly time: SimulatedTime) {}

  @ApiOperation({
    summary: '系统的时刻',
    description:
      'simulated 为 true 的是模拟时钟，可以向前拨动；其中 runs 为 true 的照常走动，否则停在原处，直到被拨动。',
  })
  @Get()
  @Answer(CLOCK)
  @Requires('session.own')
  now(): object {
    return this.time.now();
  }

  /** Everything that falls due on the way is done before the answer. */
  @ApiOperation({
    summary: '拨动模拟时钟',
    description: '途中到期的事项依次办理；仅限演示系统（以 CLOCK=demo 或者 CLOCK 指定时刻启动）。',
  })
  @Post('turns')
  @HttpCode(200)
  @Answer(TURNED)
  @Requires('clock.turn')
  async turn(@Body() { to, hours }: TurnBody, @Who() { actor }: Acting): Promise<Turned> {
    return this.time.turn(this.instantOf(to, hours), actor);
  }

  private instantOf(to: string | undefined, hours: number | undefined): string {
    if ((to === undefined) === (hours === undefined) || (to !== undefined && Number.isNaN(Date.parse(to)))) {
      throw new Rejected({
        code: 'clock.target-missing',
        zh: '请在 to（真实存在的时刻）和 hours（小时数）中只填一项。',
        en: 'Give either `to`, an instant that exists, or `hours`.',
      });
    }
    return to ?? new Date(Date.parse(this.time.now().now) + (hours ?? 0) * MS_PER_HOUR).toISOString();
  }
}
