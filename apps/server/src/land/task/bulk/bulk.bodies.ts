import { Anything, Choice, Line, Lines, Nested, NestedList, Optional, WORK_NAMES, Whole } from '#land';

/** Tasks that are decided at once; more of them are the next bulk. */
export const BULK_TASKS_MAX = 1_000;
const WORD_MAX = 64;
const ID_MAX = 200;
/** No stream is longer. */
const VERSION_MAX = 1_000_000_000;

export const BULK_BANDS = { near: '临近期限或者今日截止', overdue: '逾期' } as const;
export type BulkBand = keyof typeof BULK_BANDS;

/** The tasks of one's own desk, as the desk filters them. */
export class DeskFilterBody {
  @Optional() @Choice(WORK_NAMES, { called: '工作种类' }) kind?: string;
  @Optional() @Line({ max: WORD_MAX, called: '乡镇代码', example: '370114001' }) township?: string;
  @Optional() @Choice(BULK_BANDS, { called: '缓急' }) band?: BulkBand;
}

export class PreflightBody {
  @Optional()
  @Lines({ min: 1, max: BULK_TASKS_MAX, called: '任务编号', what: `一次最多 ${BULK_TASKS_MAX} 项任务` })
  tasks?: string[];
  @Optional() @Nested(() => DeskFilterBody, { called: '待办的筛选条件' }) filter?: DeskFilterBody;
  @Line({ max: WORD_MAX, called: '办理结果', example: 'agree' }) outcome!: string;
  @Optional() @Anything() data: object = {};
}

/** A task, and which version of it somebody has seen. */
export class SeenTaskBody {
  @Line({ max: ID_MAX, called: '任务编号' }) task!: string;
  @Whole(0, VERSION_MAX, { called: '预检时的版本' }) version!: number;
}

export class BulkBody {
  @NestedList(() => SeenTaskBody, {
    min: 1,
    max: BULK_TASKS_MAX,
    called: '任务',
    what: `一次最多 ${BULK_TASKS_MAX} 项任务`,
  })
  tasks!: SeenTaskBody[];
  @Line({ max: WORD_MAX, called: '办理结果', example: 'agree' }) outcome!: string;
  @Optional() @Anything() data: object = {};
}
