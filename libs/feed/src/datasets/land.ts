/**
 * Data sets 600 (出让公告) and 601 (成交宗地) of the public resource platforms, as one province's edition of
 * 2021 lays them out. What is not known of them (dictionaries, the check character) comes from the pack of a
 * county.
 */
import {
  ADDRESS,
  COUNT,
  DAY,
  SECOND,
  TRADE_CODE,
  USCC,
  codeOf,
  compact,
  decimalOf,
  digitsOf,
  oneOfThese,
  textOf,
} from './kinds.js';
import { fixed, local, localBy, may, must, orElse, said, theirs } from './field.js';
import type { Field, Source } from './field.js';
import {
  dayAt,
  hectares,
  noticeTextOf,
  noticeTitleOf,
  projectOf,
  resultTextOf,
  resultTitleOf,
  wan,
} from './words.js';

const NOTICE_TEXT_CHARS_MAX = 100_000;
const TEN_THOUSAND_YUAN = '1';

const TRADE: Field = must('UNIFIED_DEAL_CODE', '统一交易标识码', TRADE_CODE, theirs('统一交易标识码'));
const PROJECT: Field = must(
  'LAND_PROJECT_NAME',
  '项目名称',
  textOf(500),
  said('listing.ordered.v1', projectOf),
);
export const AGENCY: readonly Field[] = [
  must('TRA_PLACE_CODE', '交易场所的行政区划代码', digitsOf(6, '行政区划代码'), local('place-code')),
  must('TRA_AGENCY_NAME', '交易机构名称', textOf(200), local('agency-name')),
  must('TRA_AGENCY_CODE', '交易机构的统一社会信用代码', USCC, local('agency-code')),
];
/** At the end of every record of these platforms. */
export const ENVELOPE: readonly Field[] = [
  must('PLATFORM_CODE', '交易平台标识码', textOf(18), local('platform-code')),
  must('PUB_SERVICE_PLAT_CODE', '公共服务平台标识码', textOf(18), local('service-platform-code')),
  must('DATA_TIMESTAMP', '数据时间戳', SECOND, theirs('报送的时刻')),
];

/** The notice as far as it was announced. */
export const NOTICE_TEXT: Source = (matter, ask) =>
  said('listing.ordered.v1', (it) => noticeTextOf(it, matter['listing.announced.v1']?.data))(matter, ask);

export const LAND_NOTICE: readonly Field[] = [
  must('ANNOUNCEMENT_GUID', '公告标识', textOf(100), theirs('一经使用不得改变的公告标识')),
  PROJECT,
  TRADE,
  must(
    'ANNOUNCEMENT_CODE',
    '公告编号',
    textOf(100),
    said('listing.announced.v1', (it) => it.announcementNo),
  ),
  must('ANNOUNCEMENT_TITLE', '公告标题', textOf(500), said('listing.ordered.v1', noticeTitleOf)),
  must('ANNOUNCEMENT_CONNECT', '公告内容', textOf(NOTICE_TEXT_CHARS_MAX), NOTICE_TEXT),
  must(
    'URL',
    '公告网址',
    ADDRESS,
    orElse(
      said('listing.supplemented.v1', (it) => it.url),
      said('listing.announced.v1', (it) => it.url),
    ),
  ),
  must('ANNOUNCEMENT_TYPE', '公告性质', codeOf(2, '字典 20'), (matter, ask) =>
    local(matter['listing.supplemented.v1'] ? 'announcement-type.changed' : 'announcement-type.first')(
      matter,
      ask,
    ),
  ),
  must(
    'LAND_DISTRICT',
    '行政区划',
    textOf(9),
    said('listing.ordered.v1', (it) => it.district),
  ),
  ...AGENCY,
  must(
    'CREATE_TIME',
    '公告建立日期',
    DAY,
    said('listing.announced.v1', (it) => compact(it.announcedOn)),
  ),
  must(
    'PUBLISHING_TIME',
    '公告发布日期',
    DAY,
    said('listing.announced.v1', (it) => compact(it.announcedOn)),
  ),
  must(
    'END_DATE',
    '公告截止日期',
    DAY,
    orElse(
      said('listing.resumed.v1', (it) => compact(it.closesOn)),
      said('listing.supplemented.v1', (it) => compact(it.closesOn)),
      said('listing.announced.v1', (it) => compact(it.closesOn)),
    ),
  ),
  must(
    'ANNOUNCEMENT_START_TIME',
    '公告开始日期',
    DAY,
    said('listing.announced.v1', (it) => compact(it.announcedOn)),
  ),
  must(
    'ANNOUNCEMENT_DEADLINE',
    '公告期满日期',
    DAY,
    orElse(
      said('listing.supplemented.v1', (it) => compact(it.opensOn)),
      said('listing.announced.v1', (it) => compact(it.opensOn)),
    ),
  ),
  may('LISTING_START_TIME', '挂牌开始时间', SECOND, theirs('挂牌开始的时刻')),
  may('LISTING_DEADLINE', '挂牌截止时间', SECOND, theirs('挂牌截止的时刻')),
  may(
    'CHANGE_TIME',
    '变更日期',
    DAY,
    said('listing.supplemented.v1', (it) => compact(it.publishedOn)),
  ),
  may(
    'RETREAT_TIME',
    '撤回日期',
    DAY,
    said('listing.terminated.v1', (it) => dayAt(it.at)),
  ),
  must(
    'SUPPLY_TYPE',
    '供应方式',
    codeOf(1, '字典 7002'),
    localBy('listing.ordered.v1', ({ deal }) => `supply-type.${deal.method}`),
  ),
  may('LISTING_TYPE', '挂牌类型', codeOf(1, '字典 7001'), local('listing-type')),
  must('FIELD_NUM', '宗地数', COUNT, fixed('1')),
  must(
    'ANNOUNCEMENT_UNIT',
    '公告单位',
    textOf(100),
    said('listing.ordered.v1', (it) => it.owner.name),
  ),
  must('LIAISON_UNIT', '联系单位', textOf(100), local('liaison-unit')),
  must('CONTACT_NUMBER', '联系电话', textOf(50), local('contact-number')),
  may('UNIT_ADDRESS', '单位地址', textOf(200), theirs('联系单位的地址')),
  may('ZIP_CODE', '邮政编码', digitsOf(6, '邮政编码'), theirs('联系单位的邮政编码')),
  may('CONTACT_PERSON', '联系人', textOf(50), theirs('联系人')),
  may('EMAIL', '电子邮箱', textOf(100), theirs('联系单位的电子邮箱')),
  may(
    'CANCEL_REASON',
    '撤回原因',
    textOf(4_000),
    said('listing.terminated.v1', (it) => it.documentNo),
  ),
  ...ENVELOPE,
];

export const LAND_DEAL: readonly Field[] = [
  must(
    'DEAL_LAND_CODE',
    '成交宗地标识',
    textOf(100),
    said('result.accepted.v1', (it) => it.resultId),
  ),
  must('DEAL_ANNOUNCEMENT_GUID', '所属公告标识', textOf(100), theirs('与出让公告相同的公告标识')),
  TRADE,
  PROJECT,
  must(
    'LAND_CODE',
    '宗地编号',
    textOf(100),
    said('result.accepted.v1', (it) => it.parcel),
  ),
  must(
    'RELATE_CODE',
    '是否关联固定资产投资项目',
    oneOfThese({ '0': '非固定资产投资项目', '1': '固定资产投资项目' }),
    theirs('是否关联固定资产投资项目'),
  ),
  may('INVEST_PROJECT_CODE', '投资项目代码', textOf(24), theirs('投资项目统一代码')),
  must(
    'REGION_CODE',
    '行政区划代码',
    digitsOf(6, '行政区划代码'),
    said('result.accepted.v1', (it) => it.district),
  ),
  must(
    'LAND_POSITION',
    '宗地坐落',
    textOf(200),
    said('listing.ordered.v1', (it) => it.location),
  ),
  must(
    'LAND_AREA',
    '出让面积（公顷；单位待当地平台确认）',
    decimalOf(12, 6),
    said('result.accepted.v1', (it) => hectares(it.deal.areaM2)),
  ),
  must(
    'LAND_USAGE',
    '土地用途',
    textOf(50),
    said('result.accepted.v1', (it) => it.deal.use.name),
  ),
  must(
    'LEND_AGE_LIMIT',
    '出让年限',
    textOf(50),
    said('result.accepted.v1', (it) => String(it.deal.termYears)),
  ),
  must(
    'DEAL_PRICE',
    '成交价（万元）',
    decimalOf(12, 6),
    said('result.accepted.v1', (it) => wan(it.priceFen)),
  ),
  must('CURRENCY_CODE', '币种代码', codeOf(3, '币种'), local('currency')),
  must('PRICE_UNIT', '金额单位', oneOfThese({ '0': '元', '1': '万元' }), fixed(TEN_THOUSAND_YUAN)),
  must(
    'LENDING_NAME',
    '受让单位名称',
    textOf(200),
    said('result.accepted.v1', (it) => it.winner.name),
  ),
  must('LENDING_TYPE', '受让单位类型', codeOf(1, '字典 2001'), local('buyer-type')),
  must(
    'LENDING_CODE',
    '受让单位代码',
    USCC,
    said('result.accepted.v1', (it) => it.winner.uscc),
  ),
  ...AGENCY,
  must(
    'LAND_URL',
    '成交公告网址',
    ADDRESS,
    said('result.published.v1', (it) => it.url),
  ),
  must('ANNOUNCEMENT_TITLE', '成交公告标题', textOf(500), said('listing.ordered.v1', resultTitleOf)),
  must(
    'ANNOUNCEMENT_CONNECT',
    '成交公告内容',
    textOf(NOTICE_TEXT_CHARS_MAX),
    said('result.accepted.v1', resultTextOf),
  ),
  must(
    'PUBLISHING_TIME',
    '成交公告发布日期',
    DAY,
    said('result.published.v1', (it) => compact(it.publishedOn)),
  ),
  may('LAND_BZ', '备注', textOf(4_000), theirs('备注')),
  ...ENVELOPE,
];
