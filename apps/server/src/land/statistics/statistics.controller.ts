import { Controller, Get, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AuditTrail, Requires } from '#access';
import type { SignedIn } from '#access';
import { Day, District, Optional, Pattern, officesIn } from '#land';
import { ANY_DISTRICT, RulePacks, addDays } from '#policy';
import { Person } from '../../http/params.js';
import { Problem } from '../../http/problems.js';
import { Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { text } from '../../openapi/schema.js';
import { WORKBOOK_TYPE, workbookOf } from '../shared/workbook.js';
import { reportSheets } from './report.js';
import { STATISTICS } from './statistics.answers.js';
import { StatisticsDesk } from './statistics-desk.js';
import type { Statistics } from './statistics-desk.js';

class StatisticsQuery {
  @ApiPropertyOptional({ description: '截至哪一日终了，例如 2026-06-30；不写为今天' })
  @Optional()
  @Day({ called: '截至日' })
  asOf?: string;

  @ApiPropertyOptional({ description: '区县代码；不写为可见的全部区县' })
  @Optional()
  @District()
  district?: string;
}

const PERIOD = /^\d{4}(-(0[1-9]|1[0-2]))?$/;
class ReportQuery {
  @ApiPropertyOptional({ description: '年度或者月份，例如 2026、2026-06；不写为今年' })
  @Optional()
  @Pattern(PERIOD, '年度或者月份', '2026-06', { called: '报表期间' })
  period?: string;

  @ApiPropertyOptional({ description: '区县代码；不写为可见的全部区县' })
  @Optional()
  @District()
  district?: string;
}

/** What supervisors count, as of any day, and their reports of a month or a year. */
@ApiTags('统计')
@Controller('api/v1/statistics')
export class StatisticsController {
  constructor(
    @Inject(StatisticsDesk) private readonly desk: StatisticsDesk,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(RulePacks) private readonly packs: RulePacks,
  ) {}

  @ApiOperation({
    summary: '统计：截至任一日的环节、时限、指标、调节金、分配和底线',
    description:
      '按区县分列并合计。数字出自业务记录，过去任一日的数字与当日相同。市级督办和审计见全部区县，区政府审批见本区县。',
  })
  @Get()
  @Answer(STATISTICS, { topics: ['statistics'] })
  @Requires('statistics.read')
  async asOf(
    @Query() { asOf, district }: StatisticsQuery,
    @Within() scope: Filter | null,
  ): Promise<Statistics> {
    return this.desk.asOf(asOf ?? this.desk.today, scope, district);
  }

  @ApiOperation({
    summary: '月报、年报（Excel）',
    description:
      '本期发生数和期末数，六张表：概况、环节、时限、指标、资金、底线。期间未满的，截至今天。谁下载了哪份报表记入审计。',
  })
  @Get('report')
  @Answer(text('Excel 工作簿'), { types: [WORKBOOK_TYPE], topics: ['statistics'] })
  @Requires('statistics.export')
  async report(
    @Query() { period: asked, district }: ReportQuery,
    @Within() scope: Filter | null,
    @Person() { user }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { today } = this.desk;
    const period = asked ?? today.slice(0, 'YYYY'.length);
    const { name, from, until } = daysOf(period);
    if (from > today) throw new Problem('statistics.day-ahead');
    const [before, after] = await this.desk.asOfAll(
      [addDays(from, -1), until < today ? until : today],
      scope,
      district,
    );
    const offices = new Map(
      this.packs
        .allOn(today)
        .flatMap((pack) =>
          officesIn(pack.on(today, ANY_DISTRICT)).map(({ code, name: title }) => [code, title] as const),
        ),
    );
    const officeName = (office: string) => offices.get(office) ?? office;
    const content = await workbookOf(
      reportSheets({ name, from, before: before!, after: after!, officeName }),
    );
    await this.audit.note(user, 'statistics.taken-away', scope?.district ?? district ?? 'all', { period });
    response.set({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' });
    return new StreamableFile(content, {
      type: WORKBOOK_TYPE,
      disposition: `attachment; filename="rushi-statistics-${period}.xlsx"`,
      length: content.length,
    });
  }
}

/** First and last day of a year or a month. */
function daysOf(period: string): Readonly<{ name: string; from: string; until: string }> {
  const [year = '', month] = period.split('-');
  if (month === undefined) return { name: `${year} 年`, from: `${year}-01-01`, until: `${year}-12-31` };
  const from = `${period}-01`;
  // Four days after its 28th a month is over, whatever its length.
  const next = `${addDays(`${period}-28`, 4).slice(0, 'YYYY-MM'.length)}-01`;
  return { name: `${year} 年 ${Number(month)} 月`, from, until: addDays(next, -1) };
}
