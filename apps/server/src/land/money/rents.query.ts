import { ApiPropertyOptional } from '@nestjs/swagger';
import { Choice, District, Line, Optional, RENT_STATES, WholeInAddress } from '#land';
import type { RentState } from '#land';
import { After, Limit, PAGE_DEFAULT } from '../../http/paging.js';
import { Sought } from '../shared/sought.js';

const WORD_MAX = 64;
const [YEAR_MIN, YEAR_MAX] = [2000, 2199] as const;

/** What narrows the rents: of the pages and of the file alike. */
export class RentFilters {
  @ApiPropertyOptional({
    minimum: YEAR_MIN,
    maximum: YEAR_MAX,
    description: '租金到期的公历年份；不写为全部年份',
  })
  @Optional()
  @WholeInAddress(YEAR_MIN, YEAR_MAX)
  year?: number;

  @ApiPropertyOptional({ enum: Object.keys(RENT_STATES), description: '缴纳情况' })
  @Optional()
  @Choice(RENT_STATES, { called: '缴纳情况' })
  state?: RentState;

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
}

export class RentsQuery extends RentFilters {
  @After() after?: string;
  @Limit() limit: number = PAGE_DEFAULT;
}
