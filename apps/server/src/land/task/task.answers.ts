import type { Type } from '@nestjs/common';
import { DECISIONS } from '#land';
import type { TaskView } from '#land';
import { bodySchema } from '../../openapi/body-schema.js';
import {
  day,
  instant,
  integer,
  list,
  map,
  named,
  object,
  oneOf,
  optional,
  orNull,
  page,
  text,
} from '../../openapi/schema.js';
import type { Schema } from '../../openapi/schema.js';
import { WORK_FORM } from '../form.answers.js';
import { DOUBTS, SUBJECT } from '../shared/answers.js';

export const TASK = named(
  'Task',
  object<TaskView>({
    id: text(),
    version: integer('与 If-Match 比对'),
    subject: SUBJECT,
    kind: text('任务种类'),
    round: { type: ['integer', 'string'] },
    role: text(),
    office: text(),
    status: oneOf(['open', 'claimed', 'completed', 'cancelled']),
    assignee: orNull(text('签收人')),
    excluded: list(text('因回避不得办理的人')),
    dueOn: orNull(day('期限')),
    dueNote: optional(text()),
    doubts: DOUBTS,
    openedAt: instant(),
    escalatedTo: optional(object<{ role: string; office: string }>({ role: text(), office: text() })),
    outcome: optional(text('办理结果')),
    finishedAt: optional(instant()),
  }),
);

export const TASKS = page(TASK);
/** One task, with what may be decided on it. */
export const TASK_WITH_FORM = named('TaskWithForm', {
  ...TASK,
  properties: { ...(TASK.properties as object), form: WORK_FORM },
});

export const TASK_VERSION = named(
  'TaskVersion',
  object<{ task: string; version: number }>({ task: text('任务编号'), version: integer('办理后的版本') }),
);

export const DECIDED = named(
  'Decided',
  object<{ entry: string; task: string; outcome: string; stream: string; version: number }>({
    entry: text(),
    task: text(),
    outcome: text(),
    stream: text(),
    version: integer(),
  }),
);

/** The body of a decision: which data an outcome takes is told by kind and outcome. */
const bodies: readonly Type<object>[] = [...new Set(Object.values(DECISIONS).map(({ body }) => body))];
const byBody = (body: Type<object>) =>
  Object.keys(DECISIONS)
    .filter((key) => DECISIONS[key]!.body === body)
    .join('、');
const data: Schema = {
  anyOf: bodies.map(bodySchema),
  description: `随任务种类与结果而定：${bodies.map((body) => `${body.name}（${byBody(body)}）`).join('；')}`,
};
export const DECISION = named('DecisionBody', {
  ...object<{ outcome: string; data?: object }>({ outcome: text('办理结果'), data: optional(map({}, '')) }),
  properties: {
    outcome: oneOf(
      [...new Set(Object.keys(DECISIONS).map((key) => key.slice(key.indexOf('/') + 1)))],
      '办理结果',
    ),
    data,
  },
});
