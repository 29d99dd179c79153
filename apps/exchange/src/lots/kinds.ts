import type { Report } from './lot.js';

/** What reports are called by people. */
const KIND_NAMES: Readonly<Record<Report['kind'], string>> = {
  announcement: '公告',
  supplements: '补充公告',
  results: '结果',
  refunds: '保证金退还',
  'result-publication': '结果公布',
  suspension: '中止交易',
  resumption: '恢复交易',
  termination: '终止交易',
  voidance: '成交无效',
};
export const kindName = (kind: Report['kind']): string => KIND_NAMES[kind];
