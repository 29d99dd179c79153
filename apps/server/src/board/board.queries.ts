import { ApiPropertyOptional } from '@nestjs/swagger';
import { NOTICE_KINDS, NOTICE_STATES } from '#feed';
import { Choice, District, Line, Optional } from '#land';
import { PageQuery } from '../http/paging.js';
import { Sought } from '../land/shared/sought.js';

const WORD_MAX = 64;

export class NoticeQuery extends PageQuery {
  @ApiPropertyOptional({ enum: Object.keys(NOTICE_KINDS) }) @Optional() @Choice(NOTICE_KINDS) kind?: string;
  @ApiPropertyOptional({ enum: Object.keys(NOTICE_STATES) })
  @Optional()
  @Choice(NOTICE_STATES)
  state?: string;
  @ApiPropertyOptional({ description: '县级行政区划代码' }) @Optional() @District() district?: string;
  @ApiPropertyOptional({ description: '镇街代码' }) @Optional() @Line({ max: WORD_MAX }) township?: string;
  @ApiPropertyOptional({ description: '事项编号、公告编号、村名、坐落、农民集体或者竞得人中的一段' })
  @Optional()
  @Sought()
  q?: string;
}
