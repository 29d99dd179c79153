/** Parts that several published types share. */
import { STOP_CAUSES } from '#land';
import {
  day,
  fen,
  integer,
  list,
  number,
  object,
  oneOf,
  optional,
  squareMetres,
  text,
  uscc,
} from './json.js';
import type { Json } from './json.js';

/** What every published fact says of where it belongs. */
export const MATTER = {
  entry: text('入市编号：宗地代码和该宗地第几次入市'),
  parcel: text('宗地代码，19 位（GB/T 37346-2019）'),
  district: text('县级行政区划代码，6 位'),
  township: text('镇街代码，如 370114-01'),
  planYear: integer('年度建设用地供应计划的年份'),
} as const;

export const ROUND = integer('第几轮交易，从 1 起');

export const PARTY = object({ name: text('单位名称'), uscc: uscc('统一社会信用代码') });

export const OWNER = object({
  name: text('农民集体名称'),
  uscc: uscc('统一社会信用代码'),
  ownershipCertificate: text('集体土地所有权证号'),
});

export const USE = object({
  system: text('用途分类标准：同一代码在不同标准中含义不同'),
  code: text('用途代码'),
  name: text('用途名称'),
});

export const DEAL = object({
  form: oneOf(
    ['grant', 'lease', 'equity', 'lease-then-grant', 'part-lease'],
    '出让、租赁、作价出资（入股）、先租后让、租让结合',
  ),
  method: oneOf(['tender', 'auction', 'listing', 'agreement'], '招标、拍卖、挂牌、协议'),
  route: oneOf(['in-place', 'adjusted', 'consolidated'], '就地、异地调整、整备入市'),
  use: USE,
  grade: text('级别'),
  areaM2: squareMetres('面积'),
  termYears: integer('年限（年）'),
  priceFen: fen('起始价；协议的为约定价格，租赁的为全部租期的租金'),
  lease: optional(object({ years: integer('租期（年）'), annualRentFen: fen('年租金') })),
});

const POSITION = list(number('坐标'), 'x、y');
export const BOUNDARY = object({
  crs: text('坐标系，如 EPSG:4527'),
  polygon: object({
    type: oneOf(['Polygon'], 'GeoJSON（RFC 7946）'),
    coordinates: list(list(POSITION, '一个环，首尾相同'), '外环在前，内环在后'),
  }),
});

export const CONDITION = object({
  kind: oneOf(['planning', 'industry', 'ecology'], '规划条件、产业准入要求、生态环境保护要求'),
  issuer: text('出具单位'),
  documentNo: text('文号'),
  on: day('出具日期'),
  text: text('内容'),
});

export const CAUSE: Json<(typeof STOP_CAUSES)[number] | 'procedure'> = oneOf(
  [...STOP_CAUSES, 'procedure'],
  '司法查封、权属争议、串通、政策调整、系统故障、其他；procedure：入市本身终止',
);
