import type { Type } from '@nestjs/common';
import { DECISIONS, WORKS, WORK_NAMES } from '#land';
import type { Countdown, Outcome } from '#land';
import { bodySchema } from '../../openapi/body-schema.js';
import {
  coded,
  day,
  flag,
  instant,
  integer,
  items,
  list,
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
import type { Colleague } from './task-desk.js';
import type { TaskRow } from './task-rows.js';

const COUNTDOWN = named(
  'Countdown',
  object<Countdown>({
    band: coded({ ample: '充足', near: '临近', today: '今日截止', overdue: '逾期' }, '缓急'),
    workingDays: integer('今日之后至截止日的工作日数；负数为已逾期的工作日数'),
    dueOn: day('截止日'),
    rule: text('期限，例如“合同备案 10 个工作日”'),
    source: text('依据'),
    confirmed: flag('是否已经主管部门确认'),
  }),
);

export const TASK = named(
  'Task',
  object<TaskRow>({
    id: text(),
    version: integer('与 If-Match 比对'),
    subject: SUBJECT,
    kind: coded(WORK_NAMES, '任务种类'),
    round: { type: ['integer', 'string'] },
    role: text(),
    office: text(),
    status: coded({ open: '待签收', claimed: '已签收', completed: '已办结', cancelled: '已取消' }, '状态'),
    assignee: orNull(text('签收人')),
    excluded: list(text('因回避不得办理的人')),
    dueOn: orNull(day('期限')),
    dueNote: optional(text()),
    doubts: DOUBTS,
    openedAt: instant(),
    escalatedTo: optional(object<{ role: string; office: string }>({ role: text(), office: text() })),
    outcome: optional(text('办理结果')),
    finishedAt: optional(instant()),
    countdown: optional(COUNTDOWN),
    assigneeName: optional(text('签收人姓名')),
  }),
);

export const TASKS = page(TASK);
/** One task, with what may be decided on it. */
export const TASK_WITH_FORM = named('TaskWithForm', {
  ...TASK,
  properties: {
    ...(TASK.properties as object),
    form: WORK_FORM,
    paperDraft: text('办结后将发出的公文的草稿的地址；不发公文的没有'),
  },
});

/** To whom a task may be handed over. */
export const COLLEAGUES = items(
  named('Colleague', object<Colleague>({ user: text('用户名'), name: text('姓名') })),
);

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

/** Every body that a decision may take, with the keys (`kind/outcome`) of the decisions that take it. */
const DECIDED_BY = new Map<Type<object>, readonly string[]>();
for (const [key, { body }] of Object.entries(DECISIONS))
  DECIDED_BY.set(body, [...(DECIDED_BY.get(body) ?? []), key]);
const outcomeOf = (key: string) => key.slice(key.indexOf('/') + 1);

/** One of the forms of a decision: outcomes that take the same data, so that a program is told which. */
function decision([body, keys]: readonly [Type<object>, readonly string[]]): Schema {
  const data = bodySchema(body);
  const outcome = oneOf([...new Set(keys.map(outcomeOf))], '办理结果');
  return {
    title: body.name,
    description: keys.map((key) => `\`${key}\``).join('、'),
    type: 'object',
    properties: { outcome, data },
    required: ['outcome', ...(data.required ? ['data'] : [])],
    additionalProperties: false,
  };
}

/** The body of a decision: which data goes with which outcome. What a task takes is told by its form. */
export const DECISION = named('DecisionBody', {
  anyOf: [...DECIDED_BY].map(decision),
  description: '办理结果及其 data；某项任务可以选择哪些，见该任务的 form。',
});

/** What may be decided on each kind of work, and which body its data is. */
export const DECISION_TABLE = [
  '| 任务 | 办理结果 | 含义 | data |',
  '|---|---|---|---|',
  ...WORKS.flatMap(({ kind, zh, outcomes }) =>
    Object.entries<Outcome>(outcomes).map(([outcome, { zh: meaning }]) => {
      const body = DECISIONS[`${kind}/${outcome}`]?.body.name;
      return `| ${zh} \`${kind}\` | \`${outcome}\` | ${meaning} | ${body ?? '另见该任务的 form'} |`;
    }),
  ),
].join('\n');
