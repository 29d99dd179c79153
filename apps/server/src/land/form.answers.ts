import { flag, integer, list, map, named, object, oneOf, open, optional, text } from '../openapi/schema.js';
import type { FormField, OutcomeForm, Route, WorkForm } from './forms.js';

export const formField = named('FormField', {
  ...object<FormField>({
    name: text('字段'),
    label: text('中文名称'),
    kind: text(
      '值的种类，例如 line、paragraph、documentNo、day、fen、area、percent、whole、choice、object、list',
    ),
    required: flag('是否必填'),
    minLength: optional(integer()),
    maxLength: optional(integer()),
    minimum: optional(integer()),
    maximum: optional(integer()),
    minItems: optional(integer()),
    maxItems: optional(integer()),
    pattern: optional(text()),
    choices: optional(list(text())),
    names: optional(map(text(), '各选项的中文名称，按代码')),
    wants: optional(text('允许填写什么')),
    example: optional(text('示例')),
    value: optional(text('案卷中已有的内容，可直接填写')),
    fields: optional(list(open('对象或列表各项的字段，结构同本字段'))),
  }),
});

const outcomeForm = named(
  'OutcomeForm',
  object<OutcomeForm>({
    outcome: text('办理结果'),
    zh: text('中文名称'),
    right: text('所需权限'),
    fields: list(formField),
    inBulk: optional(flag('可以批量办理：多件任务填写同样的内容')),
    route: optional(
      object<Route>({ method: oneOf(['POST']), path: text('路径，花括号内取任务事项的同名值') }),
    ),
  }),
);

export const WORK_FORM = named(
  'WorkForm',
  object<WorkForm>({
    kind: text('任务种类'),
    zh: text('中文名称'),
    part: text('环节'),
    role: text('岗位'),
    bureau: text('单位'),
    clock: text('期限在规则包中的键'),
    escalateTo: text('逾期上报'),
    outcomes: list(outcomeForm),
  }),
);
