import { NEWS_NAMES } from '#land';
import type { NewsKind, NewsView } from '#land';
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

/** One thing that one person is told. It names nobody and holds no text of any entry. */
export type Notice = Readonly<{
  /** `<fact>/<person>`: the same whenever and however often it is made. */
  id: string;
  kind: NewsKind;
  /** Name of the fact that it is told by; null of what is due, which the day alone tells. */
  type: string | null;
  subject: NewsView['subject'];
  work: string | null;
  task: string | null;
  dueOn: string | null;
  at: string | null;
  over: boolean;
  read: boolean;
}>;

const NOTICE = named(
  'PersonalNotice',
  object<Notice>({
    id: text('提醒编号：由业务记录编号和用户名组成，重启、重建后不变'),
    kind: coded(NEWS_NAMES, '提醒的种类'),
    type: orNull(text('所依据的业务记录的种类；即将到期的为 null')),
    subject: SUBJECT,
    work: orNull(text('工作种类；与待办无关的为 null')),
    task: orNull(text('待办编号；与待办无关的为 null')),
    dueOn: orNull(day('办理期限的最后一日；仅即将到期的有')),
    at: orNull(instant('发生的时刻；即将到期的为 null')),
    over: flag('所提醒的事是否已经办完或者取消'),
    read: flag('是否已读；已经办完或者取消的视为已读'),
  }),
);

/** A page, and what stands above every page. */
export type Notices = Readonly<{
  due: readonly Notice[];
  items: readonly Notice[];
  next: string | null;
  unread: number;
  upTo: string | null;
}>;
export const NOTICES = named(
  'PersonalNotices',
  object<Notices>({
    due: list(NOTICE),
    items: list(NOTICE),
    next: orNull(text('下一页的 after；null 表示没有下一页')),
    unread: integer('未读的条数，最多计到 99'),
    upTo: orNull(text('最新一条的位置，全部标为已读时写入 upTo；没有提醒的为 null')),
  }),
);

export type Unread = Readonly<{ unread: number }>;
export const UNREAD = named('UnreadNotices', object<Unread>({ unread: integer('未读的条数，最多计到 99') }));
