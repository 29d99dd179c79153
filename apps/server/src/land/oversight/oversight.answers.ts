import { OVERSEEN_NAMES, OVERSIGHT_STATE_NAMES } from '#land';
import type { OversightRound, OversightView } from '#land';
import {
  coded,
  day,
  flag,
  instant,
  integer,
  list,
  named,
  object,
  orNull,
  text,
} from '../../openapi/schema.js';
import { SUBJECT } from '../shared/answers.js';

export type OversightRoundAnswer = OversightRound & Readonly<{ answeredByName: string | null }>;
/** An order with what people are called now, and how the work of its answer stands. */
export type OversightAnswer = Omit<OversightView, 'rounds'> &
  Readonly<{
    orderedByName: string;
    dueOn: string | null;
    overdue: boolean;
    rounds: readonly OversightRoundAnswer[];
  }>;

const ROUND = named(
  'OversightRound',
  object<OversightRoundAnswer>({
    work: text('承办单位的任务编号'),
    askedAt: instant('要求答复的时刻'),
    lastDay: orNull(day('督办人指定的最后一日；没有指定而按规则计算的为 null')),
    answer: orNull(text('答复；还没有答复的为 null')),
    answeredBy: orNull(text('答复人的用户名')),
    answeredByName: orNull(text('答复人姓名')),
    answeredAt: orNull(instant('答复时刻')),
    returned: orNull(text('退回该答复的理由；没有退回的为 null')),
  }),
);

export const OVERSIGHT = named(
  'Oversight',
  object<OversightAnswer>({
    subject: SUBJECT,
    no: integer('在该事项中的序号，从 1 起'),
    number: text('督办编号，例如 370114001018JB00011-1.oversight.1'),
    round: integer('所要求的答复在该事项中的序号，从 1 起'),
    bureau: coded(OVERSEEN_NAMES, '承办单位'),
    state: coded(OVERSIGHT_STATE_NAMES, '办理情况'),
    text: text('督办事项'),
    about: orNull(text('所针对的任务编号；针对事项的为 null')),
    orderedBy: text('督办人的用户名'),
    orderedByName: text('督办人姓名'),
    orderedAt: instant('督办时刻'),
    dueOn: orNull(day('答复期限；按规则计算的，在任务开出以前为 null，该年放假安排尚未公布的也为 null')),
    overdue: flag('是否逾期未答复'),
    rounds: list(ROUND),
    endedAt: orNull(instant('办结或者撤回的时刻')),
    withdrawn: orNull(text('撤回理由；没有撤回的为 null')),
  }),
);
