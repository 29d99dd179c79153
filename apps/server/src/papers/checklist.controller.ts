import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import { Clock } from '#kernel';
import { Choice, District, FORM_NAMES, Optional, ROUTE_NAMES, checklistOf } from '#land';
import type { ChecklistLine, DealTerms } from '#land';
import { ANY_DISTRICT, RulePacks, civilDate } from '#policy';
import { Answer } from '../openapi/answer.decorator.js';
import { CHECKLIST } from './paper.answers.js';

export class ChecklistQuery {
  @ApiPropertyOptional({ enum: Object.keys(FORM_NAMES), description: '供应方式，默认出让' })
  @Optional()
  @Choice(FORM_NAMES, { called: '供应方式' })
  form?: DealTerms['form'];

  @ApiPropertyOptional({ enum: Object.keys(ROUTE_NAMES), description: '入市路径，默认就地入市' })
  @Optional()
  @Choice(ROUTE_NAMES, { called: '入市路径' })
  route?: DealTerms['route'];

  @ApiPropertyOptional({ description: '哪个区的规则，默认本市' }) @Optional() @District() district?: string;
}

/** What papers the rules will ask of a case that does not exist yet. */
@ApiTags('材料')
@Controller('api/v1/checklists')
export class ChecklistController {
  constructor(
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @ApiOperation({
    summary: '按供应方式和入市路径列出的材料清单',
    description:
      '提交方案以前查看各环节需要哪些材料：今天有效的规则所列，papers 均为空。事项的清单见事项的材料。',
  })
  @Get()
  @Answer(CHECKLIST)
  @Requires('rules.read')
  list(
    @Query() { form = 'grant', route = 'in-place', district }: ChecklistQuery,
  ): Readonly<{ items: readonly ChecklistLine[] }> {
    const day = civilDate(this.clock.now());
    const pack = district === undefined ? this.packs.atHome(day) : this.packs.current(district, day);
    return { items: checklistOf(pack.on(day, district ?? ANY_DISTRICT).papers, { form, route }, []) };
  }
}
