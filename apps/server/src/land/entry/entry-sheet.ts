/** The list of entries as a table that offices go on working with. Pure. */
import { ENTRY_ORDERS, FORM_NAMES, STAGES, STATE_NAMES, STATUS_NAMES } from '#land';
import type { EntryView } from '#land';
import { formatYuan } from '#policy';
import type { Fen } from '#policy';
import type { Sheet, WorkbookCell } from '../shared/workbook.js';

type Told = Readonly<{
  /** The day on which it was taken. */
  day: string;
  placeName: (township: string) => string;
}>;
type Column = Readonly<{ title: string; of: (entry: EntryView, told: Told) => WorkbookCell }>;

const STAGE_WORDS = new Map<string, string>(STAGES.map(({ stage, zh }) => [stage, zh]));
const wordOf = (names: Readonly<Record<string, string>>, code: string): string => names[code] ?? code;
/** In 元; an empty cell where there is no sum yet, for zero is one. */
const yuanOf = (fen: string | undefined): WorkbookCell =>
  fen === undefined ? '' : { amount: formatYuan(BigInt(fen) as Fen) };

/** Codes are texts, so that no program takes a parcel or a credit code for a number and rounds it. */
const COLUMNS: readonly Column[] = [
  { title: '事项编号', of: ({ subject }) => subject.entry },
  { title: '宗地代码', of: ({ subject }) => subject.parcel },
  { title: ENTRY_ORDERS.township, of: ({ subject }, { placeName }) => placeName(subject.township) },
  { title: ENTRY_ORDERS.village, of: ({ village }) => village },
  { title: '环节', of: ({ stage }) => STAGE_WORDS.get(stage) ?? stage },
  { title: ENTRY_ORDERS.state, of: ({ state }) => wordOf(STATE_NAMES, state) },
  { title: '状态', of: ({ status }) => STATUS_NAMES[status] },
  { title: ENTRY_ORDERS.form, of: ({ deal }) => FORM_NAMES[deal.form] },
  { title: ENTRY_ORDERS.use, of: ({ deal }) => deal.use.name },
  { title: '面积（平方米）', of: ({ deal }) => ({ amount: deal.areaM2 }) },
  { title: ENTRY_ORDERS.buyer, of: ({ buyer }) => buyer?.name ?? '' },
  { title: '受让人统一社会信用代码', of: ({ buyer }) => buyer?.uscc ?? '' },
  { title: '成交价（元）', of: ({ priceFen }) => yuanOf(priceFen) },
  { title: '调节金（元）', of: ({ levyFen }) => yuanOf(levyFen) },
  { title: ENTRY_ORDERS.submitted, of: ({ submittedOn }) => submittedOn },
  { title: ENTRY_ORDERS.changed, of: ({ changedOn }) => changedOn },
  { title: '终结原因', of: ({ endedBecause }) => endedBecause ?? '' },
];

export const entrySheet = (entries: readonly EntryView[], told: Told): Sheet => ({
  name: '入市事项',
  title: `入市事项清单（${told.day} 导出，共 ${entries.length} 件）`,
  columns: COLUMNS.map(({ title }) => title),
  rows: entries.map((entry) => COLUMNS.map(({ of }) => of(entry, told))),
});
