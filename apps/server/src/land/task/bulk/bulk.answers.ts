import {
  flag,
  instant,
  integer,
  list,
  named,
  object,
  oneOf,
  optional,
  page,
  text,
} from '../../../openapi/schema.js';
import type { Preflight, Prospect } from './bulk-check.js';
import type { BulkOutcome, BulkProgress, BulkRefusal } from './bulk-jobs.js';

const REFUSAL = named(
  'BulkRefusal',
  object<BulkRefusal>({
    code: text('代码，同单件办理'),
    detail: text('原因及如何处理'),
    source: optional(text('依据')),
  }),
);

const PROSPECT = named(
  'BulkProspect',
  object<Prospect>({
    task: text('任务编号'),
    can: flag('现在可以这样办理'),
    version: optional(integer('版本，发起批量办理时填写')),
    entry: optional(text('入市事项')),
    parcel: optional(text('宗地代码')),
    kind: optional(text('任务种类')),
    refusal: optional(REFUSAL),
  }),
);

export const PREFLIGHT = named(
  'BulkPreflight',
  object<Preflight>({
    can: integer('可办的件数'),
    cannot: integer('不可办的件数'),
    more: flag('符合条件的超过一次办理的上限，其余未列'),
    items: list(PROSPECT),
  }),
);

export const BULK = named(
  'Bulk',
  object<BulkProgress>({
    id: text('批量办理的编号'),
    state: oneOf(['running', 'ended', 'cancelled'], '办理中、已结束、已停止'),
    outcome: text('办理结果'),
    total: integer('任务数'),
    done: integer('已办结'),
    refused: integer('未能办理'),
    waiting: integer('尚未办理；停止以后即不再办理'),
    startedAt: instant(),
    endedAt: optional(instant()),
    keptUntil: instant(),
  }),
);

export const BULK_OUTCOMES = page(
  named(
    'BulkOutcome',
    object<BulkOutcome>({
      task: text('任务编号'),
      state: oneOf(['done', 'refused'], '已办结、未能办理'),
      entry: optional(text('入市事项')),
      parcel: optional(text('宗地代码')),
      kind: optional(text('任务种类')),
      version: optional(integer('办理后事项记录的版本')),
      refusal: optional(REFUSAL),
    }),
  ),
);
