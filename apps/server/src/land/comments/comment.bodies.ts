import { AUDIENCE_NAMES, Choice, Line, Optional, Paragraph } from '#land';
import type { Audience } from '#land';

/** Longer than the id of any task. */
const TASK_ID_MAX = 200;

export class CommentBody {
  @Paragraph({ called: '意见' }) text!: string;
  /** Everybody who may see the entry, where absent. */
  @Optional()
  @Choice(AUDIENCE_NAMES, { called: '查看范围' })
  audience?: Audience;
  /** The task of this entry that it is about; where absent it is about the entry. */
  @Optional()
  @Line({ max: TASK_ID_MAX, called: '任务编号', example: 'task-370114001018JB00011-1.opinion-finance.1' })
  task?: string;
}
