import { AUDIENCE_NAMES } from '#land';
import type { CommentView } from '#land';
import { coded, flag, instant, integer, named, object, orNull, text } from '../../openapi/schema.js';
import { SUBJECT } from '../shared/answers.js';

/** A comment with what its author is called now, and whether it is one's own. */
export type CommentAnswer = CommentView & Readonly<{ byName: string; own: boolean }>;

export const COMMENT = named(
  'Comment',
  object<CommentAnswer>({
    subject: SUBJECT,
    comment: integer('在该事项中的序号，从 1 起；仅供其他单位内部查看的不列出，序号因此可能不连续'),
    task: orNull(text('所针对的任务编号；针对事项的为 null')),
    audience: coded(AUDIENCE_NAMES, '查看范围'),
    by: text('提出人的用户名'),
    byName: text('提出人姓名'),
    office: text('提出单位'),
    text: orNull(text('意见，纯文字；撤回后为 null')),
    writtenAt: instant('提出时刻'),
    withdrawnAt: orNull(instant('撤回时刻')),
    own: flag('是否由您提出，提出人可以撤回'),
  }),
);
