import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Requires } from '#access';
import type { SignedIn } from '#access';
import { ReadModels } from '#kernel';
import { PlatformClaims } from '#land';
import type { ClaimView } from '#land';
import { paged, withNext } from '../../http/paging.js';
import { Person } from '../../http/params.js';
import type { RushiRequest } from '../../http/request-context.js';
import { Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { CLAIM, CLAIMS } from '../shared/claim.answers.js';
import { ClaimQuery } from './claim.bodies.js';

/** What a machine has reported, and what became of it: its own, and nobody else's. */
@ApiTags('对接：报送')
@Controller('platform/v1/claims')
export class ClaimController {
  constructor(@Inject(ReadModels) private readonly readModels: ReadModels) {}

  @ApiOperation({
    summary: '本系统的报送',
    description:
      '每次报送先原样留存，再按规则处理。与已受理的内容矛盾的（disputed）由自然资源部门处理，已受理的内容不因报送而改变。' +
      '按收到的先后排列，分页。',
  })
  @Get()
  @Answer(CLAIMS, { headers: ['Link'] })
  @Requires('claim.read')
  async list(
    @Query() { after, limit, state }: ClaimQuery,
    @Person() { user }: SignedIn,
    @Within() scope: Filter | null,
    @Req() request: RushiRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    if (!scope) return { items: [], next: null };
    const where = { ...scope, user, ...(state ? { state } : {}) };
    const page = await paged(`claims ${state ?? ''}`, { after, limit }, (place, most) =>
      this.readModels.query(PlatformClaims, { where, after: place, limit: most }),
    );
    return withNext(request, response, page);
  }

  @ApiOperation({ summary: '一次报送', description: '编号见报送的答复；被拒绝的，见答复中的 claim。' })
  @Get(':id')
  @Answer(CLAIM)
  @Requires('claim.read')
  async one(
    @Param('id') id: string,
    @Person() { user }: SignedIn,
    @Within() scope: Filter | null,
  ): Promise<ClaimView> {
    const view = scope ? await this.readModels.find(PlatformClaims, id) : undefined;
    if (view?.claimant.user !== user) throw new AccessRefused('access.unknown');
    return view;
  }
}
