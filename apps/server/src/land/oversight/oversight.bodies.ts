import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  Choice,
  Day,
  District,
  Line,
  Optional,
  OVERSEEN_NAMES,
  OVERSIGHT_STATE_NAMES,
  Paragraph,
} from '#land';
import type { OversightState, Overseen } from '#land';
import { After, Limit, PAGE_DEFAULT } from '../../http/paging.js';

/** Longer than the id of any task. */
const TASK_ID_MAX = 200;

export class OversightBody {
  @Choice(OVERSEEN_NAMES, { called: '承办单位' }) bureau!: Overseen;
  @Paragraph({ called: '督办事项' }) text!: string;
  /** Where absent, the clock of the rules says it. */
  @Optional() @Day({ called: '答复期限' }) lastDay?: string;
  /** The task of this entry that it is about; where absent it is about the entry. */
  @Optional()
  @Line({ max: TASK_ID_MAX, called: '任务编号', example: 'task-370114001018JB00011-1.opinion-finance.1' })
  task?: string;
}

export class OversightReturnBody {
  @Paragraph({ called: '退回理由' }) reason!: string;
  @Optional() @Day({ called: '答复期限' }) lastDay?: string;
}

export class OversightQuery {
  @ApiPropertyOptional({ description: '区县代码；不写为可见的全部区县' })
  @Optional()
  @District()
  district?: string;

  @ApiPropertyOptional({ enum: Object.keys(OVERSIGHT_STATE_NAMES), description: '办理情况；不写为全部' })
  @Optional()
  @Choice(OVERSIGHT_STATE_NAMES, { called: '办理情况' })
  state?: OversightState;

  @After() after?: string;
  @Limit() limit: number = PAGE_DEFAULT;
}
