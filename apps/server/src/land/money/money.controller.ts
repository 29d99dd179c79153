import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires } from '#access';
import type { Acting } from '#access';
import { PaymentBody, accountsOf } from '#land';
import { paged, withNext } from '../../http/paging.js';
import { Who } from '../../http/params.js';
import type { RushiRequest } from '../../http/request-context.js';
import { Scope, Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { fieldsOf } from '../forms.js';
import { CaseFile } from '../shared/case-file.js';
import { MONEY_LIST, MONEY_OF_ENTRY } from './money.answers.js';
import type { MoneyOfEntry } from './money.answers.js';
import { MoneyDesk } from './money-desk.js';
import type { MoneyList } from './money-desk.js';
import { MoneyQuery } from './money.query.js';

/** Levy and price as finance follows them. */
@ApiTags('价款、调节金与异议')
@Controller('api/v1')
@Scope('entry')
export class MoneyController {
  constructor(
    @Inject(MoneyDesk) private readonly desk: MoneyDesk,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '调节金和价款：逐笔应缴、已缴、未缴、逾期天数，附合计',
    description:
      '截至今天的缴纳情况，逾期的在前。totals 是符合条件的全部各笔的合计，不是一页的合计。财政、登记、区政府审批见本区县，市级督办和审计见全部区县。',
  })
  @Get('money')
  @Answer(MONEY_LIST, { headers: ['Link'] })
  @Requires('money.read')
  async list(
    @Query() query: MoneyQuery,
    @Within() scope: Filter | null,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<MoneyList> {
    const { after, limit, ...filters } = query;
    const rows = await this.desk.rows(filters, scope);
    const page = await paged('money', { after, limit }, (place, most) =>
      Promise.resolve(this.desk.listed(rows, place, most)),
    );
    const list = { asOf: this.desk.today, totals: this.desk.totals(rows), ...page };
    return withNext(request, response, list);
  }

  @ApiOperation({
    summary: '一个事项的调节金和价款：算式、规则行、通知书、各期、缴款、滞纳金、退款',
    description:
      'levy.explanation 是核定调节金的算式、算式中的数、规则行和依据，confirmed 为 false 的依据尚待确认；' +
      'levyToday 是今天缴清需要的金额和滞纳金的逐段算式；paymentForm 是登记缴款的表单。',
  })
  @Get('entries/:entry/money')
  @Answer(MONEY_OF_ENTRY)
  @Requires('money.read')
  async one(@Param('entry') id: string, @Who() who: Acting): Promise<MoneyOfEntry> {
    await this.files.entry(who, 'money.read', id);
    const view = await this.desk.find(id);
    if (!view) throw new AccessRefused('access.unknown');
    const levyToday = await this.desk.levyDue(view);
    return {
      asOf: this.desk.today,
      ...view,
      accounts: accountsOf(view, this.desk.today),
      ...(levyToday ? { levyToday } : {}),
      paymentForm: fieldsOf(PaymentBody),
    };
  }
}
