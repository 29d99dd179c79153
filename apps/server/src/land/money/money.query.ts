import { ApiPropertyOptional } from '@nestjs/swagger';
import { ACCOUNT_KINDS, ACCOUNT_STATES, Choice, District, Line, Optional } from '#land';
import type { AccountKind, AccountState } from '#land';
import { After, Limit, PAGE_DEFAULT } from '../../http/paging.js';
import { Sought } from '../shared/sought.js';

const WORD_MAX = 64;

/** What narrows the accounts. Totals are of all that it leaves, not of one page. */
export class MoneyQuery {
  @ApiPropertyOptional({ enum: Object.keys(ACCOUNT_KINDS), description: '调节金或者价款；不写为两种' })
  @Optional()
  @Choice(ACCOUNT_KINDS, { called: '款项' })
  kind?: AccountKind;

  @ApiPropertyOptional({ enum: Object.keys(ACCOUNT_STATES), description: '缴纳情况' })
  @Optional()
  @Choice(ACCOUNT_STATES, { called: '缴纳情况' })
  state?: AccountState;

  @ApiPropertyOptional({ description: '区县代码；不写为可见的全部区县' })
  @Optional()
  @District()
  district?: string;

  @ApiPropertyOptional({ description: '镇（街道）代码' })
  @Optional()
  @Line({ max: WORD_MAX })
  township?: string;

  @ApiPropertyOptional({ description: '事项编号、村名、集体或者受让人名称中的一段，或者名称的拼音首字母' })
  @Optional()
  @Sought()
  q?: string;

  @After() after?: string;
  @Limit() limit: number = PAGE_DEFAULT;
}
