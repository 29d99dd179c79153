import type { Draft, DraftRow } from '#access';
import { instant, integer, items, named, object, open, text } from '../openapi/schema.js';

const row = {
  id: text('草稿编号，由保存者自定'),
  version: integer('版本，每保存一次加一'),
  savedAt: instant('最近保存的时刻'),
  title: text('草稿名称'),
};
export const DRAFT_ROW = named('DraftRow', object<DraftRow>(row));
export const DRAFTS = items(DRAFT_ROW);
export const DRAFT = named(
  'Draft',
  object<Draft>({ ...row, content: open('填写中的内容，原样保存，不作检查') }),
);
