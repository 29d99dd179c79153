import type { Refusal } from '#kernel';
import { STAGES, STATE_NAMES, STATUS_NAMES } from '#land';
import type { Basis, Demand, EntryView, RegistrationNeed } from '#land';
import {
  coded,
  day,
  fen,
  flag,
  instant,
  integer,
  items,
  list,
  named,
  object,
  optional,
  page,
  text,
} from '../../openapi/schema.js';
import {
  DEAL,
  DOUBTS,
  FACT_DATA,
  FACT_KIND,
  factOf,
  PARTY,
  QUOTA_DEMAND,
  REGISTRATION_NEED,
  SUBJECT,
} from '../shared/answers.js';

const actor = named(
  'Actor',
  object<{ person: string; role: string; office: string; onBehalfOf?: string }>({
    person: text(),
    role: text(),
    office: text(),
    onBehalfOf: optional(text('被代理人')),
  }),
);

const entry = {
  subject: SUBJECT,
  village: text(),
  deal: DEAL,
  schemeVersion: integer(),
  stage: coded(Object.fromEntries(STAGES.map(({ stage, zh }) => [stage, zh])), '环节'),
  state: coded(STATE_NAMES, '进展'),
  status: coded(STATUS_NAMES, '状态'),
  preparedBy: text('编制人的账户'),
  preparedByName: optional(text('编制人姓名；已无账户的没有')),
  submittedOn: day(),
  changedOn: day('最近一次变化'),
  buyer: optional(PARTY),
  priceFen: optional(fen('成交价，分')),
  levyFen: optional(fen('调节金，分')),
  endedBecause: optional(text('终结原因')),
  doubts: DOUBTS,
} as const;
/** An entry as somebody reads it, with the name of who prepared it. */
export type EntryRow = EntryView & Readonly<{ preparedByName?: string }>;
const ENTRY = named('Entry', object<EntryRow>(entry));

export type EntryInFull = EntryRow &
  Readonly<{ registrationNeeds: readonly RegistrationNeed[]; quotaDemands: readonly Demand[] }>;
export const ENTRY_IN_FULL = named(
  'EntryInFull',
  object<EntryInFull>({
    ...entry,
    registrationNeeds: {
      ...list(REGISTRATION_NEED),
      description: '办理不动产登记还缺的各项；未成交的、已登记的和已终止的为空',
    },
    quotaDemands: { ...list(QUOTA_DEMAND), description: '按最近一版方案需要的指标' },
  }),
);

export const ENTRIES = page(ENTRY);
type Fact = Readonly<{
  id: string;
  position: string;
  type: string;
  stream: string;
  version: number;
  data: object;
  meta: object;
  recordedAt: string;
  actorName?: string;
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

const FACT = named(
  'Fact',
  factOf(
    object<Fact>({
      id: text(),
      position: text('在日志中的位置'),
      type: FACT_KIND,
      stream: text(),
      version: integer(),
      data: FACT_DATA,
      meta,
      recordedAt: instant(),
      actorName: optional(text('办理人姓名；已无账户的没有')),
      grounds: list(basis),
    }),
  ),
);

export const FACTS = page(FACT);
type RunningDeadline = Readonly<{
  id: string;
  dueAt: string;
  command: string;
  what?: string;
  stream: string;
  causation: string;
  policy: string;
}>;

const DEADLINE = named(
  'Deadline',
  object<RunningDeadline>({
    id: text(),
    dueAt: instant('到期时刻'),
    command: text('到期时系统发出的命令种类'),
    what: optional(text('期限名称')),
    stream: text(),
    causation: text('起算的业务记录'),
    policy: text('依据的规则版本'),
  }),
);

export const DEADLINES = items(DEADLINE);
const REFUSAL = named(
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

export const REFUSALS = items(REFUSAL);

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
