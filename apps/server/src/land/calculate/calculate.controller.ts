import { Body, Controller, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import { Clock } from '#kernel';
import { CALCULATORS, CALCULATOR_NAMES, Optional, schemaOf, Choice, YES_NAMES } from '#land';
import { civilDate } from '#policy';
import { CURRENT_PACK } from '../../http/current-pack.js';
import type { CurrentPack } from '../../http/current-pack.js';
import { WithoutIdempotencyKey } from '../../http/idempotency.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { CALCULATED, CALCULATIONS } from './calculate.answers.js';
import { Calculating } from './calculating.js';

const inputs = CALCULATOR_NAMES.map((name) => schemaOf(CALCULATORS[name].input));
const BODY = {
  description: '一个对象，或者至多一千个对象的数组。每种计算的字段见 GET /api/v1/calculate。',
  schema: { anyOf: [...inputs, { type: 'array', items: { anyOf: inputs } }] },
  examples: Object.fromEntries(
    CALCULATOR_NAMES.map((name) => [
      name,
      { summary: CALCULATORS[name].title, value: CALCULATORS[name].example },
    ]),
  ),
};

export class CalculateQuery {
  @ApiPropertyOptional({ enum: ['yes'], description: '数组连同各项金额和面积的合计一起答复' })
  @Optional()
  @Choice(YES_NAMES)
  totals?: 'yes';
}

/** The calculators over HTTP: the functions that the stages use, with nothing kept. */
@ApiTags('计算')
@Controller('api/v1/calculate')
export class CalculateController {
  constructor(
    @Inject(Calculating) private readonly calculating: Calculating,
    @Inject(CURRENT_PACK) private readonly current: CurrentPack,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: '有哪些计算，各要什么，举例',
    description: '每种计算的名称、需要的内容、限制，以及可以直接提交的示例。',
  })
  @Get()
  @Requires('calculate.run')
  @Answer(CALCULATIONS)
  list(): object {
    return {
      items: CALCULATOR_NAMES.map((name) => {
        const { title, source, input, example } = CALCULATORS[name];
        return { name, title, source, input: schemaOf(input), example };
      }),
    };
  }

  @ApiOperation({
    summary: '按规则计算',
    description: '答复含结果、带数字的算式、规则行、依据和是否确认。不保存任何内容。',
  })
  @ApiParam({ name: 'name', enum: CALCULATOR_NAMES })
  @ApiBody(BODY)
  @Post(':name')
  @HttpCode(200)
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Requires('calculate.run')
  @Answer(CALCULATED, { problems: [422] })
  @WithoutIdempotencyKey('a calculation keeps nothing, so it may run twice')
  run(
    @Param('name') name: string,
    @Query() { totals }: CalculateQuery,
    @Body() input: unknown,
  ): Promise<string> {
    return this.calculating.text({
      name,
      input,
      totals: totals === 'yes',
      today: civilDate(this.clock.now()),
      current: this.current(),
    });
  }
}
