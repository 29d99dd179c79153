import type { Doubt, Graded, ReturnItem } from '#land';
import { area, flag, list, named, object, optional, text } from '../../openapi/schema.js';
import { DOUBTS } from '../shared/answers.js';

const item = object<ReturnItem>({
  field: text('哪一项'),
  opinion: text('问题与改法'),
  source: optional(text('所依据的条文')),
});

const graded = object<Graded>({
  layer: text('级别图的编号'),
  gradeMap: text('级别图的名称'),
  mapVersion: text('级别图的版本'),
  grade: text('按面积最大的一份所定的土地级别'),
  shares: list(
    object<Graded['shares'][number]>({
      grade: text('土地级别'),
      areaM2: area('宗地在该级别内的面积'),
      ratio: text('占宗地面积的比例，百分数'),
    }),
  ),
});

export const SCHEME_CHECK = named(
  'SchemeCheck',
  object<{ complete: boolean; pack: string; items: object; doubts?: readonly Doubt[]; grade: object }>({
    complete: flag('没有问题，可以提交'),
    pack: text('依据的规则版本'),
    items: list(item),
    doubts: DOUBTS,
    grade: object<{ text: string; map?: Graded }>({
      text: text('土地级别从何而来'),
      map: optional(graded),
    }),
  }),
);
