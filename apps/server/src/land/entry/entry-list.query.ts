import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  Choice,
  ENTRY_ORDERS,
  ENTRY_STATUSES,
  FORM_NAMES,
  Line,
  Optional,
  STAGES,
  STATE_NAMES,
  STATUS_NAMES,
  YES_NAMES,
} from '#land';
import type { EntryOrder } from '#land';
import { After, Limit, PAGE_DEFAULT } from '../../http/paging.js';
import { Sought } from '../shared/sought.js';

const WORD_MAX = 64;
/** A filter that names nothing there is would answer an empty list, as if there were no such entry. */
const STAGE_WORDS = Object.fromEntries(STAGES.map(({ stage, zh }) => [stage, zh]));
const DIRECTION_NAMES = { asc: '从小到大', desc: '从大到小' } as const;
const namesOf = (names: object): string[] => Object.keys(names);

/** What narrows the list of entries and in which order it stands: of the pages and of the file alike. */
export class EntryFilters {
  @ApiPropertyOptional({ enum: namesOf(STAGE_WORDS) }) @Optional() @Choice(STAGE_WORDS) stage?: string;
  @ApiPropertyOptional({ enum: namesOf(STATE_NAMES) }) @Optional() @Choice(STATE_NAMES) state?: string;
  @ApiPropertyOptional({ enum: ENTRY_STATUSES }) @Optional() @Choice(STATUS_NAMES) status?: string;
  @ApiPropertyOptional() @Optional() @Line({ max: WORD_MAX }) township?: string;
  @ApiPropertyOptional() @Optional() @Line({ max: WORD_MAX }) parcel?: string;
  @ApiPropertyOptional({ enum: namesOf(FORM_NAMES), description: '供应方式' })
  @Optional()
  @Choice(FORM_NAMES, { called: '供应方式' })
  form?: string;
  @ApiPropertyOptional({ description: '用途代码' }) @Optional() @Line({ max: WORD_MAX }) use?: string;
  @ApiPropertyOptional({ enum: ['yes'], description: '只列有任务超过期限仍未办结的' })
  @Optional()
  @Choice(YES_NAMES, { called: '是否超期' })
  overdue?: 'yes';
  @ApiPropertyOptional({
    description: '宗地代码、事项编号、村名或者受让人中的一段，或者名称的拼音首字母',
  })
  @Optional()
  @Sought()
  q?: string;
  @ApiPropertyOptional({ enum: namesOf(ENTRY_ORDERS), default: 'submitted', description: '按哪一栏排序' })
  @Optional()
  @Choice(ENTRY_ORDERS, { called: '排序' })
  by: EntryOrder = 'submitted';
  @ApiPropertyOptional({ enum: namesOf(DIRECTION_NAMES), default: 'desc' })
  @Optional()
  @Choice(DIRECTION_NAMES, { called: '排序方向' })
  order: 'asc' | 'desc' = 'desc';
}

export class EntryQuery extends EntryFilters {
  @After() after?: string;
  @Limit() limit: number = PAGE_DEFAULT;
}
