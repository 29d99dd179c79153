import { ApiPropertyOptional } from '@nestjs/swagger';
import { CLAIM_STATE_NAMES, Choice, Optional } from '#land';
import type { ClaimState } from '#land';
import { PageQuery } from '../../http/paging.js';

export class ClaimQuery extends PageQuery {
  @ApiPropertyOptional({ enum: Object.keys(CLAIM_STATE_NAMES) })
  @Optional()
  @Choice(CLAIM_STATE_NAMES, { called: '办理状态' })
  state?: ClaimState;
}
