import { RENT_STATES } from '#land';
import type { ExplainedFen, RentRow, RentTotals, RentsOfYear } from '#land';
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
import type { RentsList } from './rents-desk.js';

/** A sum over a list may be longer than one amount. */
const total = (description: string) => text(`${description}，分`, { pattern: '^\\d+$' });

const ROW = named(
  'Rent',
  object<RentRow>({
    entry: text('事项编号'),
    parcel: text('宗地代码'),
    district: text('区县'),
    township: text('镇（街道）'),
    village: text('村'),
    owner: text('集体经济组织'),
    buyer: optional(text('承租人')),
    contractNo: optional(text('合同编号')),
    noticeNo: optional(text('缴款通知书编号')),
    no: integer('合同的第几期'),
    rentYear: integer('租赁的第几年'),
    dueOn: day('到期日'),
    state: coded(RENT_STATES, '缴纳情况'),
    owedFen: fen('应缴，分'),
    paidFen: fen('已缴，分'),
    unpaidFen: fen('未缴，分'),
    overdueFen: fen('其中逾期，分'),
    interestFen: fen('违约金，算到缴清之日或者今天，分'),
    interest: optional(
      object<ExplainedFen>({
        value: fen('违约金，分'),
        formula: text('算式，数字在其中'),
        inputs: map(text(), '算式中的数，键为名称'),
        rule: text('规则行'),
        source: text('依据'),
        confirmed: flag('依据已确认'),
      }),
    ),
    daysLate: optional(integer('逾期天数')),
  }),
);

const SUMS = {
  rows: integer('符合条件的期数'),
  owedFen: total('应缴合计'),
  paidFen: total('已缴合计'),
  unpaidFen: total('未缴合计'),
  overdueFen: total('逾期合计'),
  interestFen: total('违约金合计'),
};

export const RENTS_LIST = named(
  'RentsList',
  object<RentsList>({
    asOf: day('截至今天'),
    totals: named('RentTotals', object<RentTotals>(SUMS)),
    years: list(named('RentsOfYear', object<RentsOfYear>({ year: integer('到期的年份'), ...SUMS }))),
    items: list(ROW),
    next: orNull(text('下一页的 after；null 表示没有下一页')),
  }),
);
