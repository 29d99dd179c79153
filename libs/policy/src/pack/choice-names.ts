/** What the codes of a pack are called, wherever somebody has to choose one of them. */
import type { GATE_KEYS } from './catalogue.js';
import type {
  Bound,
  ClockKind,
  DatasetKey,
  DistrictLeave,
  EntryStatus,
  Formula,
  Gate,
  OfficialPaperKind,
  PaperNeed,
  PaperStage,
  QuotaBooking,
  Unit,
} from './terms.js';

type Code =
  | Bound
  | ClockKind
  | DatasetKey
  | DistrictLeave
  | EntryStatus
  | Formula
  | Gate
  | OfficialPaperKind
  | PaperNeed
  | PaperStage
  | QuotaBooking
  | Unit
  | (typeof GATE_KEYS)[number]
  | 'forbidden'
  | 'amount';

const CHOICE_NAMES: Readonly<Record<Code, string>> = {
  day: '日',
  'working-day': '工作日',
  year: '年',
  ratio: '比例',
  'per-day': '每日比例',
  m2: '平方米',
  'yuan-per-mu': '元/亩',
  count: '个数',
  switch: '开关',
  text: '文字',
  working: '工作日',
  calendar: '日历日',
  'at-least': '至少经过',
  'at-most': '不得超过',
  none: '区县不得另定',
  tighten: '区县只能从严',
  any: '不限',
  gain: '按净收益',
  price: '按总价款',
  'average-cost': '按平均成本',
  allowed: '可以',
  restricted: '附条件',
  prohibited: '不可以',
  block: '不得入市',
  consult: '征求意见',
  warn: '提示',
  forbidden: '宗地应在图层之外',
  required: '应当提交',
  'may-follow': '可以容缺',
  'not-needed': '不需提交',
  scheme: '入市方案',
  planning: '规划核查',
  approval: '方案审批',
  listing: '公开交易',
  contract: '合同与备案',
  levy: '土地增值收益调节金',
  distribution: '收益分配',
  registration: '不动产登记',
  tenure: '使用权存续',
  'acceptance-notice': '受理通知书',
  'correction-notice': '补正通知书',
  'consultation-letter': '征求意见函',
  'approval-reply': '批复',
  'deal-confirmation': '成交确认书',
  'payment-notice': '调节金缴款通知书',
  'distribution-notice': '收益分配公示',
  'registration-application': '登记申请书',
  all: '每宗',
  'new-land': '仅新增',
  layout: '采用的数据集',
  'platform-code': '交易平台标识码',
  'service-platform-code': '公共服务平台标识码',
  'agency-name': '交易机构名称',
  'agency-code': '交易机构代码',
  'place-code': '交易场所行政区划代码',
  'liaison-unit': '联系单位',
  'contact-number': '联系电话',
  'announcement-type.first': '首次公告的公告性质',
  'announcement-type.changed': '变更公告的公告性质',
  'supply-type.tender': '招标的供应方式',
  'supply-type.auction': '拍卖的供应方式',
  'supply-type.listing': '挂牌的供应方式',
  'supply-type.agreement': '协议的供应方式',
  'listing-type': '挂牌类型',
  'buyer-type': '受让单位类型',
  currency: '币种代码',
  'class-code': '交易分类代码',
  amount: '实际数额',
  'contract-filed': '合同已备案',
  'price-paid': '土地价款已付清',
  'levy-settled': '土地增值收益调节金已缴清',
  'deed-tax-paid': '契税已缴纳',
  'no-dispute': '无权属争议',
};

type Names = Readonly<Record<string, string>>;

/**
 * `可以（allowed）、附条件（restricted）`; a code that is Chinese itself stands alone. `own`: what a code is
 * called in this place only.
 */
export const toldChoices = (codes: readonly string[], own: Names = {}): string => {
  const names: Names = { ...CHOICE_NAMES, ...own };
  return codes.map((code) => (Object.hasOwn(names, code) ? `${names[code]}（${code}）` : code)).join('、');
};
