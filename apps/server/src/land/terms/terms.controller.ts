import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ROLE_NAMES, Requires } from '#access';
import { Clock } from '#kernel';
import { Day, District, Optional, publishedTerms } from '#land';
import type { PublishedTerms, Term } from '#land';
import { ANY_DISTRICT, RulePacks, civilDate } from '#policy';
import { Answer } from '../../openapi/answer.decorator.js';
import { TERMS } from './terms.answers.js';

export class TermsQuery {
  @ApiPropertyOptional({ description: '按哪一日有效的规则，默认今天' })
  @Optional()
  @Day({ called: '日期' })
  day?: string;

  @ApiPropertyOptional({ description: '哪个区的规则，默认本市' }) @Optional() @District() district?: string;
}

/** The terms of the procedure, and what people call the roles of those who do the work. */
export type Terms = PublishedTerms & Readonly<{ roles: readonly Term[] }>;

const ROLES_HERE: readonly Term[] = [
  ...Object.entries(ROLE_NAMES).map(([code, name]) => ({ code, name })),
  { code: 'engine', name: '系统' },
  { code: 'public', name: '公众' },
];

/** The codes that forms, refusals and programs share, each with its name. */
@ApiTags('程序')
@Controller('api/v1/terms')
export class TermsController {
  constructor(
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: '代码与名称：镇（街道）、土地级别、用途、供应方式、交易方式、工作种类及其结果等',
    description: '按某一日有效的规则。填写方案、办理任务所用的代码都在其中。',
  })
  @Get()
  @Answer(TERMS)
  @Requires('terms.read')
  terms(@Query() { day = civilDate(this.clock.now()), district }: TermsQuery): Terms {
    const pack = district === undefined ? this.packs.atHome(day) : this.packs.current(district, day);
    return { ...publishedTerms(pack.on(day, district ?? ANY_DISTRICT)), roles: ROLES_HERE };
  }
}
