import { ApiPropertyOptional } from '@nestjs/swagger';
import { Choice, District, Line, Optional, REGISTRATION_STATES, TENURE_DAY_NAMES } from '#land';
import type { RegistrationState, TenureDayKind } from '#land';
import { After, Limit, PAGE_DEFAULT } from '../../http/paging.js';
import { Sought } from '../shared/sought.js';

const WORD_MAX = 64;

class RegistrationFilters {
  @ApiPropertyOptional({ description: '区县代码；不写为可见的全部区县' })
  @Optional()
  @District()
  district?: string;

  @ApiPropertyOptional({ description: '镇（街道）代码' })
  @Optional()
  @Line({ max: WORD_MAX })
  township?: string;

  @ApiPropertyOptional({
    description:
      '事项编号、村名、集体或者使用权人名称、不动产权证号、不动产单元号、受理号中的一段，或者名称的拼音首字母',
  })
  @Optional()
  @Sought()
  q?: string;
}

/** What narrows the list of registrations. */
export class RegistrationQuery extends RegistrationFilters {
  @ApiPropertyOptional({ enum: Object.keys(REGISTRATION_STATES), description: '登记情况' })
  @Optional()
  @Choice(REGISTRATION_STATES, { called: '登记情况' })
  state?: RegistrationState;

  @After() after?: string;
  @Limit() limit: number = PAGE_DEFAULT;
}

/** What narrows the days of the rights that run. */
export class TenureDayQuery extends RegistrationFilters {
  @ApiPropertyOptional({ enum: Object.keys(TENURE_DAY_NAMES), description: '哪一项期限' })
  @Optional()
  @Choice(TENURE_DAY_NAMES, { called: '期限' })
  what?: TenureDayKind;

  @After() after?: string;
  @Limit() limit: number = PAGE_DEFAULT;
}
