import type { Type } from '@nestjs/common';
import type { Refusal } from '#kernel';
import { CALCULATOR_NAMES, DECISIONS, FORM_NAMES, QUOTA_KINDS } from '#land';
import type {
  Burden,
  CalculatorAnswer,
  CalculatorBatch,
  DealTerms,
  DefaulterView,
  Doubt,
  EntryView,
  Basis,
  Equity,
  Lease,
  Parcel,
  Party,
  QuotaView,
  ReturnItem,
  Subject,
  TaskView,
  Totals,
  Use,
} from '#land';
import type { PackChange } from '#policy';
import { bodySchema } from '../openapi/body-schema.js';
import {
  area,
  day,
  fen,
  flag,
  instant,
  integer,
  items,
  list,
  map,
  named,
  object,
  oneOf,
  open,
  optional,
  orNull,
  page,
  text,
} from '../openapi/schema.js';
import type { Schema } from '../openapi/schema.js';
import type { FormField, OutcomeForm, Route, WorkForm } from './forms.js';
import type { PartView } from './procedure.controller.js';
import type { RulesVersion } from './rules.controller.js';

/**
 * What the routes of the procedure answer. The compiler holds each schema against its type, a test against
 * real answers.
 */
const subject = named(
  'Subject',
  object<Subject>({
    entry: text('事项编号'),
    parcel: text('宗地代码'),
    district: text('区县'),
    township: text('乡镇'),
    planYear: integer('计划年度'),
  }),
);
const party = named('Party', object<Party>({ name: text(), uscc: text('统一社会信用代码') }));
const stepUp = object<NonNullable<Lease['stepUps']>[number]>({ fromYear: integer(), annualRentFen: fen() });
const lease = named(
  'Lease',
  object<Lease>({
    years: integer(),
    annualRentFen: fen(),
    stepUps: optional(list(stepUp)),
    leasedM2: optional(area()),
    conversion: optional(text('转为出让的条件')),
  }),
);
const equity = named(
  'Equity',
  object<Equity>({
    company: party,
    shareRatio: text('百分数'),
    minDividendRatio: optional(text('百分数')),
    capitalFen: optional(fen('公司全部出资，含土地作价，分')),
  }),
);
const doubts = optional(
  list(
    named(
      'Doubt',
      object<Doubt>({
        code: text('编号'),
        field: text('字段'),
        message: text('疑点'),
        rule: text('规则'),
        source: text('依据'),
        confirmed: flag('依据已确认'),
      }),
    ),
  ),
);
const deal = named(
  'DealTerms',
  object<DealTerms>({
    form: oneOf(Object.keys(FORM_NAMES), Object.values(FORM_NAMES).join('、')),
    method: oneOf(['tender', 'auction', 'listing', 'agreement'], '招标、拍卖、挂牌、协议'),
    route: oneOf(['in-place', 'adjusted', 'consolidated'], '就地、异地调整、整备'),
    use: object<Use>({ system: text(), code: text(), name: text() }),
    grade: text('基准地价级别'),
    areaM2: area(),
    termYears: integer(),
    priceFen: fen(),
    acquisitionFen: optional(fen('分；没有填写为无法核定')),
    developmentFen: optional(fen('分；没有填写为无法核定')),
    costs: optional(oneOf(['stated'], '成本按填写的理解')),
    lease: optional(lease),
    equity: optional(equity),
    renewal: optional(text('续期约定')),
    benchmark: optional(object<NonNullable<DealTerms['benchmark']>>({ fenPerM2: fen(), documentNo: text() })),
    split: optional(
      object<NonNullable<DealTerms['split']>>({
        originRatio: text('百分数'),
        originFloorFenPerMu: optional(fen()),
        originM2: area(),
      }),
    ),
  }),
);
const actor = named(
  'Actor',
  object<{ person: string; role: string; office: string; onBehalfOf?: string }>({
    person: text(),
    role: text(),
    office: text(),
    onBehalfOf: optional(text('被代理人')),
  }),
);

export const ENTRY = named(
  'Entry',
  object<EntryView>({
    subject,
    village: text(),
    deal,
    schemeVersion: integer(),
    stage: text('阶段'),
    state: text('进展'),
    status: oneOf(['running', 'completed', 'rejected', 'withdrawn', 'lapsed']),
    preparedBy: text('编制人'),
    submittedOn: day(),
    changedOn: day('最近一次变化'),
    buyer: optional(party),
    priceFen: optional(fen('成交价，分')),
    levyFen: optional(fen('调节金，分')),
    endedBecause: optional(text('终结原因')),
    doubts,
  }),
);
const formField = named('FormField', {
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
    route: optional(
      object<Route>({ method: oneOf(['POST']), path: text('路径，花括号内取任务事项的同名值') }),
    ),
  }),
);
const workForm = named(
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
export const WORK_FORMS = items(workForm);
type Arrow = PartView['arrows'][number];
export const PARTS = items(
  named(
    'Part',
    object<PartView>({
      part: text('环节'),
      zh: text('中文名称'),
      who: text('由谁办理'),
      law: text('依据'),
      work: list(text('任务种类')),
      arrows: list(
        object<Arrow>({
          name: text(),
          after: list(object<Arrow['after'][number]>({ type: text('事实'), zh: text('中文名称') })),
          gives: list(text('命令')),
        }),
      ),
    }),
  ),
);

export const TASK = named(
  'Task',
  object<TaskView>({
    id: text(),
    version: integer('与 If-Match 比对'),
    subject,
    kind: text('任务种类'),
    round: { type: ['integer', 'string'] },
    role: text(),
    office: text(),
    status: oneOf(['open', 'claimed', 'completed', 'cancelled']),
    assignee: orNull(text('领办人')),
    excluded: list(text('因回避不得办理的人')),
    dueOn: orNull(day('期限')),
    dueNote: optional(text()),
    doubts,
    openedAt: instant(),
    escalatedTo: optional(object<{ role: string; office: string }>({ role: text(), office: text() })),
    outcome: optional(text('办理结果')),
    finishedAt: optional(instant()),
  }),
);
/** One task, with what may be decided on it. */
export const TASK_WITH_FORM = named('TaskWithForm', {
  ...TASK,
  properties: { ...(TASK.properties as object), form: workForm },
});
export const QUOTA = named(
  'Quota',
  object<QuotaView>({
    district: text(),
    planYear: integer(),
    kind: oneOf(QUOTA_KINDS, '供地计划、新增计划、总量控制、增减挂钩'),
    totalM2: area('总量，平方米'),
    reservedM2: area('预留'),
    occupiedM2: area('占用'),
    usedM2: area('核销'),
    availableM2: area('可用'),
    waiting: integer('等待中的事项'),
  }),
);

const burden = object<Burden>({
  id: text('限制编号'),
  kind: oneOf(['dispute', 'seizure', 'mortgage', 'occupation'], '争议、查封、抵押、违法占地'),
  organ: text('作出机关'),
  on: day(),
  reason: text(),
});
type ParcelAnswer = Readonly<{
  parcel: string;
  status: Parcel['status'];
  entry: string | null;
  burdens: readonly Burden[];
}>;
export const PARCEL = named(
  'Parcel',
  object<ParcelAnswer>({
    parcel: text('宗地代码'),
    status: oneOf(['free', 'locked', 'granted'], '空闲、被入市事项占用、已设立使用权'),
    entry: orNull(text('占用它的入市事项')),
    burdens: list(burden),
  }),
);
export const PARCEL_VERSION = named(
  'ParcelVersion',
  object<{ parcel: string; version: number }>({ parcel: text('宗地代码'), version: integer('办理后的版本') }),
);

type Fact = Readonly<{
  id: string;
  position: string;
  type: string;
  stream: string;
  version: number;
  data: object;
  meta: object;
  recordedAt: string;
  grounds: readonly Basis[];
}>;
const basis = object<Basis>({
  what: text('哪个数字或期限'),
  value: optional(text()),
  formula: optional(text('带数字的算式')),
  rule: optional(text('规则行，可用 rushi policy explain 查询')),
  source: text('依据'),
  confirmed: flag('是否已确认'),
});
const meta = object<{
  correlation: string;
  causation: string;
  command: string;
  actor: object;
  occurredAt: string;
  policy: string;
  schema: number;
  trace?: string;
}>({
  correlation: text('所属事项'),
  causation: text('起因'),
  command: text('命令编号'),
  actor,
  occurredAt: instant(),
  policy: text('依据的规则版本'),
  schema: integer(),
  trace: optional(text('所属跟踪（W3C traceparent），未开启跟踪时没有')),
});
export const FACT = named(
  'Fact',
  object<Fact>({
    id: text(),
    position: text('在日志中的位置'),
    type: text('事实种类'),
    stream: text(),
    version: integer(),
    data: open('随事实种类而定'),
    meta,
    recordedAt: instant(),
    grounds: list(basis),
  }),
);
type RunningDeadline = Readonly<{
  id: string;
  dueAt: string;
  command: string;
  stream: string;
  causation: string;
  policy: string;
}>;
export const DEADLINE = named(
  'Deadline',
  object<RunningDeadline>({
    id: text(),
    dueAt: instant('到期时刻'),
    command: text('到期时系统发出的命令种类'),
    stream: text(),
    causation: text('起算的事实'),
    policy: text('依据的规则版本'),
  }),
);
export const DEADLINES = items(DEADLINE);
export const REFUSAL = named(
  'Refusal',
  object<Refusal>({
    id: text(),
    type: text('命令种类'),
    stream: text(),
    correlation: text(),
    actor,
    code: text('拒绝代码'),
    reason: text('理由'),
    at: instant(),
  }),
);
type ParkedOfEntry = Readonly<{
  id: string;
  command: string;
  stream: string;
  code: string;
  reason: string;
  parkedAt: string;
}>;
export const PARKED_OF_ENTRY = items(
  named(
    'ParkedOfEntry',
    object<ParkedOfEntry>({
      id: text(),
      command: text('系统未能完成的命令种类'),
      stream: text(),
      code: text('拒绝代码'),
      reason: text('理由'),
      parkedAt: instant(),
    }),
  ),
);
export const [ENTRIES, TASKS, QUOTAS, FACTS, REFUSALS] = [
  page(ENTRY),
  page(TASK),
  page(QUOTA),
  page(FACT),
  items(REFUSAL),
] as const;

type Listing = Readonly<{
  entry: string;
  parcel: string;
  district: string;
  village: string;
  state: string;
  deal: object;
}>;
export const LISTINGS = page(
  named(
    'Listing',
    object<Listing>({
      entry: text(),
      parcel: text(),
      district: text(),
      village: text(),
      state: text(),
      deal,
    }),
  ),
);
export const DEFAULTERS = page(
  named(
    'Defaulter',
    object<DefaulterView>({
      party,
      subject,
      round: integer(),
      ground: oneOf(
        ['refused-to-sign', 'false-documents', 'bribery', 'collusion'],
        '拒签、虚假文件、行贿、串通',
      ),
      reason: text(),
      forfeitFen: fen('没收的保证金'),
      on: day(),
    }),
  ),
);
const listingFact = object<{ id: string; type: string; version: number; data: object; occurredAt: string }>({
  id: text(),
  type: text(),
  version: integer(),
  data: open('随事实种类而定'),
  occurredAt: instant(),
});
export const LISTING_FILE = named(
  'ListingFile',
  object<{ entry: string; items: object }>({ entry: text(), items: list(listingFact) }),
);

/** Before the registration, during the right, after its end: what there is to say differs. */
export const TENURE = named('Tenure', {
  ...object<{ status: string }>({ status: oneOf(['none', 'held', 'ended'], '尚未登记、存续、终止') }),
  additionalProperties: true,
  description:
    '存续时：使用权人 holder、证号 certificateNo、用途 use、期限 beganOn 至 endsOn、约定日期 schedule、开工 startedOn、竣工 ' +
    'completedOn、闲置 idle、转让 transfer、续期 renewal、转为出让 conversion、分红 dividends、限制 burdens',
});

export const ENTRY_VERSION = named(
  'EntryVersion',
  object<{ entry: string; version: number }>({ entry: text('事项编号'), version: integer('办理后的版本') }),
);
const item = object<ReturnItem>({
  field: text('哪一项'),
  opinion: text('问题与改法'),
  source: optional(text('所依据的条文')),
});
export const SCHEME_CHECK = named(
  'SchemeCheck',
  object<{ complete: boolean; pack: string; items: object; doubts?: readonly Doubt[] }>({
    complete: flag('没有问题，可以提交'),
    pack: text('依据的规则版本'),
    items: list(item),
    doubts,
  }),
);
export const STREAM_VERSION = named(
  'StreamVersion',
  object<{ stream: string; version: number }>({ stream: text(), version: integer('办理后的版本') }),
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

const change = object<PackChange>({
  list: text('规则包的哪一部分'),
  row: text('哪一行'),
  before: optional(text('原内容，JSON')),
  after: optional(text('新内容，JSON')),
});
const adoption = object<NonNullable<RulesVersion['adoption']>>({
  by: text('采用人'),
  on: instant(),
  documentNo: text('文号'),
  changes: list(change),
});
export const RULES_LIST = items(
  named(
    'RulesVersion',
    object<RulesVersion>({
      ref: text('版本，例如 jinan@2026.1'),
      title: text(),
      validFrom: day(),
      validTo: optional(day()),
      source: text('依据'),
      adoption: optional(adoption),
    }),
  ),
);
export const RULES_CONTENT = named(
  'Rules',
  open('一版规则的全部内容：各部分的行都有 source、confirmed、validFrom'),
);
export const RULES_ADOPTED = named(
  'RulesAdopted',
  object<{ ref: string; changes: object }>({ ref: text(), changes: list(change) }),
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

const calculation = named(
  'Calculation',
  object<CalculatorAnswer>({
    calculator: oneOf(CALCULATOR_NAMES),
    pack: text('规则版本'),
    result: open('随计算而定；金额以分（…Fen）和元（…Yuan）各给一次'),
    formula: text('带数字的算式'),
    inputs: map(text(), '用到的数'),
    rule: text('规则行'),
    source: text('依据'),
    confirmed: flag('是否已确认'),
    converted: optional(list(text('以元、万元、亩给出的字段怎样换算'))),
    unchecked: optional(list(text('没有核对的事项'))),
    note: optional(text('为何由这一版规则答复')),
  }),
);
const totals = object<Totals>({
  items: integer(),
  given: map(text(), '问题各项的合计，分（…Fen）、元（…Yuan）和平方米'),
  result: map(text(), '答复各项的合计'),
  partial: optional(map(integer(), '只有部分项有的合计，各有几项')),
});
const batch = named(
  'CalculationBatch',
  object<CalculatorBatch>({
    answers: list(calculation),
    totals,
    note: optional(text('为何由这一版规则答复')),
  }),
);
/** One answer for one input, a list for a list, and with totals=yes a list with its totals. */
export const CALCULATED: Schema = { anyOf: [calculation, list(calculation), batch] };
type Offered = Readonly<{ name: string; title: string; source: string; input: object; example: object }>;
export const CALCULATIONS = items(
  named(
    'Calculator',
    object<Offered>({
      name: oneOf(CALCULATOR_NAMES),
      title: text(),
      source: text('依据'),
      input: open('输入的 JSON Schema'),
      example: open('一个可以直接提交的例子'),
    }),
  ),
);
