/** The list of rents as a table that offices go on working with. Pure. */
import { RENT_STATES, rentTotals } from '#land';
import type { RentRow } from '#land';
import { formatYuan } from '#policy';
import type { Fen } from '#policy';
import type { Sheet, WorkbookCell } from '../shared/workbook.js';

type Told = Readonly<{
  /** The day on which it was taken. */
  day: string;
  placeName: (township: string) => string;
}>;
type Column = Readonly<{ title: string; of: (row: RentRow, told: Told) => WorkbookCell }>;

/** In 元, exactly. */
const yuanOf = (fen: string): WorkbookCell => ({ amount: formatYuan(BigInt(fen) as Fen) });

/** Codes are texts, so that no program takes a parcel for a number and rounds it. */
const COLUMNS: readonly Column[] = [
  { title: '事项编号', of: ({ entry }) => entry },
  { title: '宗地代码', of: ({ parcel }) => parcel },
  { title: '镇（街道）', of: ({ township }, { placeName }) => placeName(township) },
  { title: '村', of: ({ village }) => village },
  { title: '集体经济组织', of: ({ owner }) => owner },
  { title: '承租人', of: ({ buyer }) => buyer ?? '' },
  { title: '合同编号', of: ({ contractNo }) => contractNo ?? '' },
  { title: '缴款通知书编号', of: ({ noticeNo }) => noticeNo ?? '' },
  { title: '租赁第几年', of: ({ rentYear }) => rentYear },
  { title: '到期日', of: ({ dueOn }) => dueOn },
  { title: '应缴（元）', of: ({ owedFen }) => yuanOf(owedFen) },
  { title: '已缴（元）', of: ({ paidFen }) => yuanOf(paidFen) },
  { title: '未缴（元）', of: ({ unpaidFen }) => yuanOf(unpaidFen) },
  { title: '其中逾期（元）', of: ({ overdueFen }) => yuanOf(overdueFen) },
  { title: '逾期天数', of: ({ daysLate }) => daysLate ?? '' },
  { title: '违约金（元）', of: ({ interestFen }) => yuanOf(interestFen) },
  { title: '违约金算式', of: ({ interest }) => interest?.formula ?? '' },
  {
    title: '违约金依据',
    of: ({ interest }) => (interest ? `${interest.source}${interest.confirmed ? '' : '（待确认）'}` : ''),
  },
  { title: '缴纳情况', of: ({ state }) => RENT_STATES[state] },
];

export function rentsSheet(rows: readonly RentRow[], told: Told): Sheet {
  const { owedFen, unpaidFen } = rentTotals(rows);
  const [owed, unpaid] = [owedFen, unpaidFen].map((sum) => formatYuan(BigInt(sum) as Fen));
  return {
    name: '年租金',
    title: `年租金清单（${told.day} 导出，共 ${rows.length} 期，应缴 ${owed} 元，未缴 ${unpaid} 元）`,
    columns: COLUMNS.map(({ title }) => title),
    rows: rows.map((row) => COLUMNS.map(({ of }) => of(row, told))),
  };
}
