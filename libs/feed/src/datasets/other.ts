/**
 * Data sets 1800 (其他交易公告) and 1801 (其他交易结果): where a platform takes the trade of collective land as one of
 * its other trades.
 */
import { ADDRESS, DAY, SECOND, TRADE_CODE, codeOf, compact, digitsOf, textOf } from './kinds.js';
import { AGENCY, ENVELOPE, NOTICE_TEXT } from './land.js';
import { local, may, must, said, theirs } from './field.js';
import type { Field, Source } from './field.js';
import { noticeTitleOf, projectOf, resultTextOf, resultTitleOf } from './words.js';

const TEXT_CHARS_MAX = 100_000;

const common = (title: Source, text: Source, address: Source): readonly Field[] => [
  must('PROJECT_NAME', '项目名称', textOf(300), said('listing.ordered.v1', projectOf)),
  must('PROJECT_CODE', '项目编号', textOf(20), theirs('不超过20位的项目编号')),
  must('PUBLISHING_TIME', '发布时间', SECOND, theirs('发布的时刻')),
  must('UNIFIED_DEAL_CODE', '统一交易标识码', TRADE_CODE, theirs('统一交易标识码')),
  must(
    'REGION_CODE',
    '行政区划代码',
    digitsOf(6, '行政区划代码'),
    said('listing.ordered.v1', (it) => it.district),
  ),
  ...AGENCY,
  must('ANNOUNCEMENT_TITLE', '公告标题', textOf(500), title),
  must('ANNOUNCEMENT_CONNECT', '公告内容', textOf(TEXT_CHARS_MAX), text),
  must('URL', '公告网址', ADDRESS, address),
  must('CLASSIFY_CODE', '交易分类代码', codeOf(3, '交易分类'), local('class-code')),
];

export const OTHER_NOTICE: readonly Field[] = [
  ...common(
    said('listing.ordered.v1', noticeTitleOf),
    NOTICE_TEXT,
    said('listing.announced.v1', (it) => it.url),
  ),
  ...ENVELOPE,
];

export const OTHER_DEAL: readonly Field[] = [
  ...common(
    said('listing.ordered.v1', resultTitleOf),
    said('result.accepted.v1', resultTextOf),
    said('result.published.v1', (it) => it.url),
  ),
  must(
    'TRADE_DATE',
    '成交日期',
    DAY,
    said('result.accepted.v1', (it) => compact(it.closedOn)),
  ),
  may('REMARK', '备注', textOf(4_000), theirs('备注')),
  ...ENVELOPE,
];
