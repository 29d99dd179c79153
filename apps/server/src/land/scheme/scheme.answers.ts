import type { Doubt, ReturnItem } from '#land';
import { flag, list, named, object, optional, text } from '../../openapi/schema.js';
import { DOUBTS } from '../shared/answers.js';

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
    doubts: DOUBTS,
  }),
);
