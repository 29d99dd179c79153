import { ACCOUNT_KINDS, ACCOUNT_STATES, REFUND_NAMES } from '#land';
import type {
  AccountRow,
  ExplainedFen,
  Explanation,
  FeeCharged,
  LevyDue,
  LevyMoney,
  LevyPart,
  MoneyTotals,
  MoneyView,
  Paid,
  PriceMoney,
  RateConfirmation,
  RefundMoney,
  RentCall,
} from '#land';
import {
  coded,
  day,
  fen,
  flag,
  integer,
  list,
  map,
  named,
  object,
  optional,
  orNull,
  text,
} from '../../openapi/schema.js';
import { formField } from '../form.answers.js';
import { SUBJECT } from '../shared/answers.js';
import type { FormField } from '../forms.js';
import type { MoneyList } from './money-desk.js';

/** A sum over a list may be longer than one amount. */
const total = (description: string) => text(`${description}，分`, { pattern: '^\\d+$' });

const ROW = named(
  'MoneyAccount',
  object<AccountRow>({
    entry: text('事项编号'),
    kind: coded(ACCOUNT_KINDS, '款项'),
    parcel: text('宗地代码'),
    district: text('区县'),
    township: text('镇（街道）'),
    village: text('村'),
    owner: text('集体经济组织'),
    buyer: optional(text('受让人')),
    no: optional(text('缴款通知书编号，或者合同编号')),
    confirmed: optional(flag('计算依据已确认')),
    state: coded(ACCOUNT_STATES, '缴纳情况'),
    owedFen: fen('应缴，含滞纳金，分'),
    paidFen: fen('已缴，分'),
    unpaidFen: fen('未缴，分'),
    overdueFen: fen('其中逾期，分'),
    lateFeeFen: fen('已计收的滞纳金，分'),
    dueOn: optional(orNull(day('最早一期未缴的期限；null 为待放假安排公布'))),
    daysLate: optional(integer('逾期天数')),
  }),
);

export const MONEY_LIST = named(
  'MoneyList',
  object<MoneyList>({
    asOf: day('截至今天'),
    totals: named(
      'MoneyTotals',
      object<MoneyTotals>({
        rows: integer('符合条件的笔数'),
        owedFen: total('应缴合计'),
        paidFen: total('已缴合计'),
        unpaidFen: total('未缴合计'),
        overdueFen: total('逾期合计'),
        lateFeeFen: total('滞纳金合计'),
      }),
    ),
    items: list(ROW),
    next: orNull(text('下一页的 after；null 表示没有下一页')),
  }),
);

const EXPLANATION = {
  formula: text('算式，数字在其中'),
  inputs: map(text(), '算式中的数，键为名称'),
  rule: text('规则行'),
  source: text('依据'),
  confirmed: flag('依据已确认'),
};
const explanation = object<Explanation>(EXPLANATION);
const PAID = object<Paid>({
  voucherNo: text('凭证号'),
  amountFen: fen('金额，分'),
  paidOn: day('缴款日'),
});

const LEVY = object<LevyMoney>({
  status: coded(
    {
      awaiting: '待确定金额',
      assessed: '已核定，待发通知书',
      noticed: '已发通知书',
      settled: '已缴清',
      cancelled: '已撤销',
    },
    '办理情况',
  ),
  amountFen: fen('核定的调节金，分'),
  explanation: optional(explanation),
  confirmation: optional(
    object<RateConfirmation>({ confirmedBy: text('确认人'), documentNo: text('确认文号') }),
  ),
  reason: optional(text('没有金额，或者撤销的原因')),
  noticeNo: optional(text('缴款通知书编号')),
  issuedOn: optional(day('发出之日')),
  schedule: list(object<LevyPart>({ dueOn: orNull(day('期限')), amountFen: fen('本期应缴，分') })),
  payments: list(PAID),
  lateFeeFen: fen('滞纳金，分'),
  fees: list(
    object<FeeCharged>({
      on: day('计收之日'),
      feeFen: fen('此时的滞纳金全额，分'),
      days: integer('最近一笔缴款的逾期天数'),
      explanation,
    }),
  ),
  settledOn: optional(day('缴清之日')),
  refundedFen: optional(fen('撤销后应退，分')),
});

const PRICE = object<PriceMoney>({
  status: coded({ agreed: '已成交', owed: '已签合同', settled: '已付清', ended: '已终止' }, '办理情况'),
  priceFen: fen('成交价，分'),
  contractNo: optional(text('合同编号')),
  schedule: list(
    object<PriceMoney['schedule'][number]>({
      no: integer('期号'),
      dueOn: day('期限'),
      amountFen: fen('本期应付，分'),
      rentYear: optional(integer('租赁的第几年')),
      callOn: optional(day('发出缴款通知书之日')),
      conversion: optional(flag('租赁转为出让的价款')),
    }),
  ),
  stopped: list(integer('不再发生的期号')),
  payments: list(PAID),
  lateRate: optional(
    object<NonNullable<PriceMoney['lateRate']>>({
      rate: text('每日比例'),
      rule: optional(text('规则行；当事人约定比例的没有')),
      source: text('依据'),
      confirmed: flag('依据已确认'),
    }),
  ),
  rentsEnded: optional(
    object<NonNullable<PriceMoney['rentsEnded']>>({
      on: day('租赁终止之日'),
      keptFen: fen('履约保证金抵扣的欠缴租金，分'),
    }),
  ),
  guarantee: optional(object<ExplainedFen>({ value: fen('履约保证金，分'), ...EXPLANATION })),
  guaranteePaid: optional(PAID),
  calls: list(
    object<RentCall>({
      no: integer('期号'),
      noticeNo: optional(text('缴款通知书编号')),
      issuedOn: optional(day('发出之日')),
    }),
  ),
  reason: optional(text('终止的原因')),
  refundFen: optional(fen('应退，分')),
});

const REFUND = object<RefundMoney>({
  no: integer('第几笔退款，从 1 起'),
  kind: coded(REFUND_NAMES, '退的是哪一种款项'),
  amountFen: fen('应退，分'),
  reason: text('退款的原因'),
  owedOn: day('应退之日'),
  basis: text('所依据的业务记录'),
  paid: optional(
    object<NonNullable<RefundMoney['paid']>>({
      payee: text('收款人'),
      voucherNo: text('凭证号'),
      paidOn: day('退款日'),
    }),
  ),
});

/** The accounts of one entry, and by which form a payment is recorded. */
export type MoneyOfEntry = MoneyView &
  Readonly<{
    asOf: string;
    accounts: readonly AccountRow[];
    levyToday?: LevyDue;
    paymentForm: readonly FormField[];
  }>;

export const MONEY_OF_ENTRY = named(
  'MoneyOfEntry',
  object<MoneyOfEntry>({
    asOf: day('截至今天'),
    subject: SUBJECT,
    village: text('村'),
    owner: text('集体经济组织'),
    buyer: optional(text('受让人')),
    levy: optional(LEVY),
    price: optional(PRICE),
    refunds: optional(list(REFUND)),
    accounts: list(ROW),
    levyToday: optional(
      object<LevyDue>({
        on: day('今天'),
        openFen: fen('今天缴清需要的金额，含滞纳金，分'),
        lateFeeFen: fen('其中截至今天的滞纳金全额，分'),
        explanation,
      }),
    ),
    paymentForm: list(formField),
  }),
);
