import { NOTICE } from '#feed';
import { day, flag, integer, list, named, object, optional, page, text } from '../openapi/schema.js';
import type { Schema } from '../openapi/schema.js';
import type { TimeLeft } from './board-time.js';
import { isOnCard } from './board-view.js';
import type { NoticeEvidence, NoticeNames } from './board-view.js';

const LEFT = named(
  'NoticeTimeLeft',
  object<TimeLeft>({
    what: text('哪一日：交易开始、交易截止或者公示至'),
    until: day('该日'),
    naturalDays: integer('今天以后还有几日；当日为 0'),
    workingDays: optional(integer('今天以后还有几个工作日；放假安排公布前没有')),
    rule: optional(text('怎样计算')),
    source: optional(text('依据')),
    confirmed: optional(flag('依据已确认')),
  }),
);
const NAMES = named(
  'NoticeNames',
  object<NoticeNames>({
    kind: text('种类'),
    state: text('进展'),
    district: text('区县'),
    township: text('镇（街道）'),
    form: text('供应方式'),
    method: text('交易方式'),
  }),
);

const MAY_OBJECT = flag('今天可以在线提出异议');

type Members = Readonly<Record<string, Schema>>;
const published = NOTICE.schema as Readonly<{ properties: Members; required: readonly string[] }>;
/** As it is published, with what is counted and named for whoever reads it. */
const shown = (
  isIn: (member: string) => boolean,
  more: Members,
  required: readonly string[],
): ReturnType<typeof object> => ({
  type: 'object',
  properties: {
    ...Object.fromEntries(Object.entries(published.properties).filter(([member]) => isIn(member))),
    ...more,
  },
  required: [...published.required.filter(isIn), ...required],
});

export const NOTICES = page(
  named('NoticeCard', {
    ...shown(isOnCard, { names: NAMES, left: LEFT, mayObject: MAY_OBJECT }, ['names', 'mayObject']),
  }),
);

const EVIDENCE = named(
  'NoticeEvidence',
  object<NoticeEvidence>({
    fact: text('业务记录编号'),
    index: integer('在日志中的位置，从 0 起'),
    leafHash: text('该记录的散列值（SHA-256，base64）；记录的内容不公开'),
    proof: text('C2SP tlog-proof：该散列值在日志中的证明'),
  }),
);
export const NOTICE_IN_FULL = named('Notice', {
  ...shown(() => true, { names: NAMES, left: LEFT, mayObject: MAY_OBJECT, evidence: list(EVIDENCE) }, [
    'names',
    'mayObject',
    'evidence',
  ]),
});
