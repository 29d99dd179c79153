import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Delegations, Requires } from '#access';
import type { DelegationRow, SignedIn } from '#access';
import { PageQuery, paged, withNext } from '../http/paging.js';
import { Person } from '../http/params.js';
import type { RushiRequest } from '../http/request-context.js';
import { Answer } from '../openapi/answer.decorator.js';
import { ALL_DELEGATIONS, DELEGATION, DELEGATIONS } from './answers.js';
import { DelegationBody, DelegationQuery } from './session.dto.js';

/**
 * One's own absences. A deputy cannot pass on what is somebody else's, so these go by the person at the
 * keyboard.
 */
@ApiTags('代理')
@Controller('api/v1/delegations')
export class DelegationController {
  constructor(@Inject(Delegations) private readonly delegations: Delegations) {}

  @ApiOperation({
    summary: '我设置的和交给我的代理',
    description: '本人所委托的和受托的代理，各有起止日和工作种类。',
  })
  @Get()
  @Answer(DELEGATIONS)
  @Requires('delegation.read')
  async list(@Person() { user }: SignedIn): Promise<object> {
    return { items: await this.delegations.list(user) };
  }

  /** For whoever keeps the accounts, or watches them: only who gave one takes it back. */
  @ApiOperation({
    summary: '全部代理，按委托人',
    description: '谁在哪些日子由谁代办，已经过去的也在其中。分页。',
  })
  @Get('all')
  @Answer(ALL_DELEGATIONS, { headers: ['Link'] })
  @Requires('account.read')
  async all(
    @Query() { after, limit }: PageQuery,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const page = await paged('delegations', { after, limit }, (place, most) =>
      this.delegations.page(place, most),
    );
    return withNext(request, response, page);
  }

  /** Creating the same one again changes nothing. */
  @ApiOperation({
    summary: '设置代理',
    description:
      '在若干日内请本单位的同事代办，可以限定工作种类。代办时须带 On-Behalf-Of，记录中同时注明两人。',
  })
  @Post()
  @Answer(DELEGATION)
  @Requires('delegation.own')
  create(@Body() body: DelegationBody, @Person() { user }: SignedIn): Promise<DelegationRow> {
    return this.delegations.create({ ...body, from: user });
  }

  /** The id holds slashes, so it comes as a query: `?id=wang/li/2026-03-02`. */
  @ApiOperation({
    summary: '撤销代理',
    description: '立即撤销本人设置的代理；已经办理的继续有效。',
  })
  @Delete()
  @HttpCode(204)
  @Answer(null, { problems: [404] })
  @Requires('delegation.own')
  async remove(@Query() { id }: DelegationQuery, @Person() { user }: SignedIn): Promise<void> {
    await this.delegations.remove(user, id);
  }
}
