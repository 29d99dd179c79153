import { Controller, Get, Inject, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AuditTrail, Requires } from '#access';
import type { SignedIn } from '#access';
import { Clock } from '#kernel';
import type { EntryView } from '#land';
import { RulePacks, civilDate } from '#policy';
import { paged, withNext } from '../../http/paging.js';
import { Person } from '../../http/params.js';
import type { RushiRequest } from '../../http/request-context.js';
import { Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { OperationsOf } from '../../openapi/operations.js';
import { text } from '../../openapi/schema.js';
import { PeopleNames } from '../shared/people-names.js';
import { placeNamesOn } from '../shared/place-names.js';
import { WORKBOOK_TYPE, workbookOf } from '../shared/workbook.js';
import { EntryList, EXPORT_ROWS_MAX } from './entry-list.js';
import { EntryFilters, EntryQuery } from './entry-list.query.js';
import { entrySheet } from './entry-sheet.js';
import { ENTRIES } from './entry.answers.js';
import type { EntryRow } from './entry.answers.js';

/** The list of entries: in pages, and as a file. */
@ApiTags('入市事项')
@Controller('api/v1')
@OperationsOf('EntryController')
export class EntryListController {
  constructor(
    @Inject(EntryList) private readonly entries: EntryList,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PeopleNames) private readonly names: PeopleNames,
  ) {}

  @ApiOperation({
    summary: '辖区内的入市事项',
    description:
      '经办人只见本镇街，区级部门见本区县，市级见全部。可按环节、进展、状态、镇街、宗地、供应方式、用途和是否超期筛选，' +
      '或者按文字查找，按任一栏排序（by、order），分页。换了筛选或者排序的，从第一页读起。',
  })
  @Get('entries')
  @Answer(ENTRIES, { headers: ['Link'] })
  @Requires('entry.read')
  async list(
    @Query() { after, limit, ...filters }: EntryQuery,
    @Within() scope: Filter | null,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const read = await this.entries.reader(filters, scope);
    const page = await paged(nameOf(filters), { after, limit }, read);
    return withNext(request, response, { ...page, items: await this.withNames(page.items) });
  }

  @ApiOperation({
    summary: '导出事项清单（Excel）',
    description:
      `与事项列表相同的筛选和排序，一张表，最多 ${EXPORT_ROWS_MAX.toLocaleString('en')} 件，超过的请增加筛选条件。` +
      '代码都是文本；以 = + - @ 等开头的文字前加单引号，表格软件不会当公式执行。谁导出了什么记入审计。',
  })
  @Get('exports/entries')
  @Answer(text('Excel 工作簿'), { types: [WORKBOOK_TYPE], problems: [422], topics: ['export'] })
  @Requires('entry.export')
  async file(
    @Query() filters: EntryFilters,
    @Within() scope: Filter | null,
    @Person() { user }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const day = civilDate(this.clock.now());
    const entries = await this.entries.whole(filters, scope);
    const content = await workbookOf([
      entrySheet(entries, { day, placeName: placeNamesOn(this.packs, day) }),
    ]);
    const whom = scope?.township ?? scope?.district ?? 'all';
    await this.audit.note(user, 'list.taken-away', whom, { rows: entries.length, ...filters });
    response.set({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' });
    return new StreamableFile(content, {
      type: WORKBOOK_TYPE,
      disposition: `attachment; filename="rushi-entries-${day}.xlsx"`,
      length: content.length,
    });
  }

  private async withNames(entries: readonly EntryView[]): Promise<readonly EntryRow[]> {
    const names = await this.names.of(entries.map(({ preparedBy }) => preparedBy));
    return entries.map((entry) => {
      const preparedByName = names.get(entry.preparedBy);
      return { ...entry, ...(preparedByName ? { preparedByName } : {}) };
    });
  }
}

/** A cursor is a place in one order: of another one it is as good as none. */
const nameOf = ({ by, order }: EntryFilters): string =>
  by === 'submitted' && order === 'desc' ? 'entries' : `entries ${by} ${order}`;
