import { Controller, Get, Inject, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AuditTrail, Requires } from '#access';
import type { SignedIn } from '#access';
import { RulePacks } from '#policy';
import { paged, withNext } from '../../http/paging.js';
import { Person } from '../../http/params.js';
import { Problem } from '../../http/problems.js';
import type { RushiRequest } from '../../http/request-context.js';
import { Scope, Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { text } from '../../openapi/schema.js';
import { placeNamesOn } from '../shared/place-names.js';
import { SHEET_ROWS_MAX, WORKBOOK_TYPE, workbookOf } from '../shared/workbook.js';
import { RENTS_LIST } from './rents.answers.js';
import { RentsDesk } from './rents-desk.js';
import type { RentsList } from './rents-desk.js';
import { RentFilters, RentsQuery } from './rents.query.js';
import { rentsSheet } from './rents-sheet.js';

/** Rents by the year in which they fall due: in pages, and as a file. */
@ApiTags('价款、调节金与异议')
@Controller('api/v1')
@Scope('entry')
export class RentsController {
  constructor(
    @Inject(RentsDesk) private readonly desk: RentsDesk,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(RulePacks) private readonly packs: RulePacks,
  ) {}

  @ApiOperation({
    summary: '年租金：逐期应缴、已缴、逾期和违约金，附合计和逐年合计',
    description:
      '租赁合同各期租金，按到期日排列。totals 是符合条件的全部各期的合计，不是一页的合计；years 是逐年的合计，不受 year 筛选影响。' +
      'interest 是逾期违约金的算式、规则行和依据，按合同约定的比例逐日计算。解除的合同和不再发生的各期不在其中。',
  })
  @Get('rents')
  @Answer(RENTS_LIST, { headers: ['Link'] })
  @Requires('money.read')
  async list(
    @Query() query: RentsQuery,
    @Within() scope: Filter | null,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RentsList> {
    const { after, limit, ...filters } = query;
    const rents = await this.desk.rents(filters, scope);
    const page = await paged('rents', { after, limit }, (place, most) =>
      Promise.resolve(this.desk.page(rents, place, most)),
    );
    return withNext(request, response, { ...this.desk.sums(rents), ...page });
  }

  @ApiOperation({
    summary: '导出年租金清单（Excel）',
    description:
      `与年租金列表相同的筛选，一张表，最多 ${SHEET_ROWS_MAX.toLocaleString('en')} 期，超过的请增加筛选条件。` +
      '代码都是文本。谁导出了什么记入审计。',
  })
  @Get('exports/rents')
  @Answer(text('Excel 工作簿'), { types: [WORKBOOK_TYPE], problems: [422], topics: ['export'] })
  @Requires('money.export')
  async file(
    @Query() filters: RentFilters,
    @Within() scope: Filter | null,
    @Person() { user }: SignedIn,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { today: day } = this.desk;
    const { rows } = await this.desk.rents(filters, scope);
    if (rows.length > SHEET_ROWS_MAX) throw new Problem('export.too-many');
    const content = await workbookOf([rentsSheet(rows, { day, placeName: placeNamesOn(this.packs, day) })]);
    await this.audit.note(user, 'rents.taken-away', scope?.district ?? 'all', {
      rows: rows.length,
      ...filters,
    });
    response.set({ 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' });
    return new StreamableFile(content, {
      type: WORKBOOK_TYPE,
      disposition: `attachment; filename="rushi-rents-${day}.xlsx"`,
      length: content.length,
    });
  }
}
