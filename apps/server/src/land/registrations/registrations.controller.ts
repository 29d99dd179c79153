import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Requires } from '#access';
import { paged, withNext } from '../../http/paging.js';
import type { RushiRequest } from '../../http/request-context.js';
import { Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { REGISTRATION_LIST, TENURE_DAYS } from './registrations.answers.js';
import { RegistrationsDesk } from './registrations-desk.js';
import { RegistrationQuery, TenureDayQuery } from './registrations.query.js';

/** What the registrar sees of a district. */
@ApiTags('使用权期间')
@Controller('api/v1')
export class RegistrationsController {
  constructor(@Inject(RegistrationsDesk) private readonly desk: RegistrationsDesk) {}

  @ApiOperation({
    summary: '不动产登记：各事项的登记情况、还缺的条件、证号、限制和使用期限',
    description:
      '自成交起列出，最近变化的在前。needs 是登记还缺的各项；burdens 是查封、抵押等限制，已解除的也在内；' +
      'days 是登记以后的各项期限，每一项附规则行和依据。区级部门见本区县，市级督办和审计见全部区县。',
  })
  @Get('registrations')
  @Answer(REGISTRATION_LIST, { headers: ['Link'] })
  @Requires('registration.read')
  async list(
    @Query() { after, limit, ...filters }: RegistrationQuery,
    @Within() scope: Filter | null,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const read = this.desk.rows(filters, scope);
    return withNext(request, response, await paged('registrations', { after, limit }, read));
  }

  @ApiOperation({
    summary: '使用权期间的各项期限：开工、竣工、闲置、续期、分红、届满',
    description:
      '存续的使用权还没有办理的各项期限，最早的在前，已过的也在内。rule 和 source 说明按哪一行规则计算；按合同确定的没有 rule。',
  })
  @Get('tenure-days')
  @Answer(TENURE_DAYS, { headers: ['Link'] })
  @Requires('registration.read')
  async days(
    @Query() { after, limit, ...filters }: TenureDayQuery,
    @Within() scope: Filter | null,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const read = this.desk.days(filters, scope);
    return withNext(request, response, await paged('tenure-days', { after, limit }, read));
  }
}
