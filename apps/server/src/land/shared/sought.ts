import { Pattern } from '#land';

/** Two signs beside each other at least, 64 in all at most. */
export const SOUGHT = /^(?=.*\S\S).{2,64}$/u;
export const Sought = () =>
  Pattern(SOUGHT, '至少两个相连的字，不超过 64 字', '三涧溪', {
    noun: '可以查找的文字',
    called: '查找内容',
  });
