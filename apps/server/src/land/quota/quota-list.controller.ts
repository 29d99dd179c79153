import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '#access';
import { ReadModels } from '#kernel';
import { Quotas } from '#land';
import { PageQuery, paged } from '../../http/paging.js';
import { Within } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { Answer } from '../../openapi/answer.decorator.js';
import { OperationsOf } from '../../openapi/operations.js';
import { QUOTAS } from './quota.answers.js';

/** What is left to give out: read by everybody who reads entries, and described among them. */
@ApiTags('入市事项')
@Controller('api/v1/quotas')
@OperationsOf('EntryController')
export class QuotaListController {
  constructor(@Inject(ReadModels) private readonly readModels: ReadModels) {}

  @ApiOperation({
    summary: '年度指标：总量、预占、占用、核销、可用（平方米）',
    description: '本区县（市级为全部区县）各年度的指标结余，分页。',
  })
  @Get()
  @Answer(QUOTAS)
  @Requires('quota.read')
  async quotas(@Query() { after, limit }: PageQuery, @Within() scope: Filter | null): Promise<object> {
    return scope
      ? paged('quotas', { after, limit }, (place, most) =>
          this.readModels.query(Quotas, { where: scope, after: place, limit: most }),
        )
      : { items: [], next: null };
  }
}
