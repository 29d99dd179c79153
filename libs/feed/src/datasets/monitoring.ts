/**
 * What land market monitoring (土地市场动态监测与监管系统) keeps of a deal, by the keys of its public interface: areas in
 * m², sums in 万元.
 */
import { FORM_NAMES } from '#land';
import { COUNT, ISO_DAY, decimalOf, listOf, textOf } from './kinds.js';
import { may, must, orElse, said, theirs } from './field.js';
import type { Field, Source } from './field.js';
import { projectOf, wan } from './words.js';

const SUM = decimalOf(18, 6);
/** 时间, 金额（万元）. */
const INSTALMENT = { zfSj: ISO_DAY, zfJe: SUM };
const CONDITIONS: Source = theirs('见规划条件，数值');
const LAND_SOURCES = { existing: '存量集体建设用地', new: '新增集体建设用地' } as const;
const TEN_THOUSAND = said('listing.announced.v1', () => '万元');

export const MONITORING: readonly Field[] = [
  must(
    'zdBh',
    '宗地编号',
    textOf(100),
    said('listing.ordered.v1', (it) => it.parcel),
  ),
  must(
    'xzqFullName',
    '行政区',
    textOf(100),
    said('listing.ordered.v1', (_, { district }) => district),
  ),
  must(
    'zdZl',
    '坐落',
    textOf(200),
    said('listing.ordered.v1', (it) => it.location),
  ),
  must('xmMc', '项目名称', textOf(500), said('listing.ordered.v1', projectOf)),
  must(
    'tdYt',
    '土地用途',
    textOf(50),
    said('listing.ordered.v1', (it) => it.deal.use.name),
  ),
  must(
    'tdJb',
    '土地级别',
    textOf(20),
    said('listing.ordered.v1', (it) => it.deal.grade),
  ),
  must(
    'tdLy',
    '土地来源',
    textOf(50),
    said('listing.ordered.v1', (it) => LAND_SOURCES[it.landSource]),
  ),
  must(
    'gyFs',
    '供应方式',
    textOf(50),
    said('listing.ordered.v1', (it) => FORM_NAMES[it.deal.form]),
  ),
  must(
    'crNx',
    '出让年限',
    COUNT,
    said('listing.ordered.v1', (it) => String(it.deal.termYears)),
  ),
  must(
    'mj',
    '面积（平方米）',
    decimalOf(18, 2),
    said('listing.ordered.v1', (it) => it.deal.areaM2),
  ),
  ...(
    [
      ['minRjl', '容积率下限'],
      ['maxRjl', '容积率上限'],
      ['minJzMd', '建筑密度下限'],
      ['maxJzMd', '建筑密度上限'],
      ['minLhl', '绿地率下限'],
      ['maxLhl', '绿地率上限'],
      ['minJzXg', '建筑限高下限'],
      ['maxJzXg', '建筑限高上限'],
      ['tzQd', '投资强度（万元/公顷）'],
    ] as const
  ).map(([name, zh]) => may(name, zh, decimalOf(12, 4), CONDITIONS)),
  may('hyFl', '行业分类', textOf(50), theirs('行业分类')),
  may('tjSqSjS', '报名开始', ISO_DAY, theirs('报名开始的日期')),
  may('tjSqSjE', '报名截止', ISO_DAY, theirs('报名截止的日期')),
  must(
    'gpSjS',
    '挂牌开始',
    ISO_DAY,
    said('listing.announced.v1', (it) => it.opensOn),
  ),
  must(
    'gpSjE',
    '挂牌截止',
    ISO_DAY,
    orElse(
      said('listing.resumed.v1', (it) => it.closesOn),
      said('listing.supplemented.v1', (it) => it.closesOn),
      said('listing.announced.v1', (it) => it.closesOn),
    ),
  ),
  must(
    'crBzj',
    '保证金（万元）',
    SUM,
    said('listing.announced.v1', (it) => wan(it.depositFen)),
  ),
  must(
    'qsj',
    '起始价',
    SUM,
    said('listing.announced.v1', (it) => wan(it.startFen)),
  ),
  must('qsjDw', '起始价单位', textOf(10), TEN_THOUSAND),
  must(
    'jjFd',
    '增价幅度',
    SUM,
    said('listing.announced.v1', (it) => wan(it.incrementFen)),
  ),
  must('jjfdDw', '增价幅度单位', textOf(10), TEN_THOUSAND),
  must(
    'cjJg',
    '成交价（万元）',
    SUM,
    said('result.accepted.v1', (it) => wan(it.priceFen)),
  ),
  must(
    'srDw',
    '受让人',
    textOf(200),
    said('result.accepted.v1', (it) => it.winner.name),
  ),
  may(
    'gsSjS',
    '成交公示开始',
    ISO_DAY,
    said('result.published.v1', (it) => it.publishedOn),
  ),
  may('gsSjE', '成交公示截止', ISO_DAY, theirs('成交公示的截止日期')),
  must(
    'bh',
    '合同编号',
    textOf(100),
    said('contract.filed.v1', (it) => it.contractNo),
  ),
  must(
    'qdRq',
    '合同签订日期',
    ISO_DAY,
    said('contract.filed.v1', (it) => it.signedOn),
  ),
  may(
    'crjZfydList',
    '分期支付约定',
    listOf(INSTALMENT),
    said('contract.filed.v1', (it) =>
      it.instalments.map(({ dueOn, amountFen }) => ({ zfSj: dueOn, zfJe: wan(amountFen) })),
    ),
  ),
  must(
    'jdSj',
    '约定交地日期',
    ISO_DAY,
    said('contract.filed.v1', (it) => it.deliveryOn),
  ),
  must(
    'jgSj',
    '约定竣工日期',
    ISO_DAY,
    said('contract.filed.v1', (it) => it.completionOn),
  ),
  must(
    'tdSyqr',
    '土地使用权人',
    textOf(200),
    said('contract.filed.v1', (it) => it.buyer.name),
  ),
  must(
    'dzBaBh',
    '电子监管号',
    textOf(19),
    said('right.registered.v1', (it) => it.supervisionNo),
  ),
];
