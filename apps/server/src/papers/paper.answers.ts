import type { ChecklistLine, PaperView } from '#land';
import { MEDIA_NAMES } from '#papers';
import { SUBJECT } from '../land/shared/answers.js';
import {
  coded,
  flag,
  instant,
  integer,
  items,
  list,
  named,
  object,
  oneOf,
  orNull,
  text,
} from '../openapi/schema.js';

/** An upload as its owner sees it. */
export type UploadAnswer = Readonly<{
  id: string;
  name: string;
  bytes: number;
  offset: number;
  chunkBytesMax: number;
  until: string;
}>;

export const UPLOAD = named(
  'Upload',
  object<UploadAnswer>({
    id: text('上传编号'),
    name: text('文件名'),
    bytes: integer('总字节数'),
    offset: integer('已收到的字节数，从这里继续'),
    chunkBytesMax: integer('每段最多的字节数'),
    until: instant('到此时未附为材料的清除'),
  }),
);

export type PaperAnswer = PaperView & Readonly<{ mediaName: string; href: string }>;

export const PAPER = named(
  'Paper',
  object<PaperAnswer>({
    subject: SUBJECT,
    paper: integer('在该事项中的序号，从 1 起'),
    kind: text('材料种类，见 checklist；清单外为 other'),
    name: text('材料名称'),
    bytes: integer('字节数'),
    media: coded(MEDIA_NAMES, '文件种类，按内容识别'),
    mediaName: text('文件种类的名称'),
    sha256: text('内容的 SHA-256，十六进制'),
    sm3: text('内容的 SM3，十六进制'),
    office: text('上传单位'),
    stage: text('上传时事项所在的环节'),
    attachedBy: text('上传人'),
    attachedAt: instant('上传时刻'),
    withdrawn: orNull(
      object<NonNullable<PaperView['withdrawn']>>({ reason: text('撤回原因'), by: text(), at: instant() }),
    ),
    href: text('下载地址'),
  }),
);

const LINE = named(
  'PaperChecklistLine',
  object<ChecklistLine>({
    kind: text('材料种类'),
    title: text('名称'),
    stage: text('所属环节'),
    state: oneOf(
      ['attached', 'missing', 'may-follow', 'not-needed'],
      '已附、应当提交而缺少、可以容缺、不需提交',
    ),
    withinDays: orNull(integer('容缺的，多少日内补交')),
    why: orNull(text('不需提交的，原因')),
    source: text('依据'),
    confirmed: flag('是否经市、区确认'),
    papers: list(integer()),
  }),
);

export type PapersAnswer = Readonly<{ items: readonly PaperAnswer[]; checklist: readonly ChecklistLine[] }>;
export const PAPERS = named('Papers', object<PapersAnswer>({ items: list(PAPER), checklist: list(LINE) }));
export const CHECKLIST = items(LINE);
