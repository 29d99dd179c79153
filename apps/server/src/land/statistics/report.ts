/** The report of a month or a year as tables: what came in it, and how everything stood at its end. Pure. */
import { QUOTA_NAMES, STAGES, WORK_NAMES } from '#land';
import type { DistrictStatistics } from '#land';
import { formatArea, formatYuan, parseArea, squareCm } from '#policy';
import type { Fen } from '#policy';
import type { Amount, Sheet, WorkbookCell } from '../shared/workbook.js';
import type { Statistics } from './statistics-desk.js';

/** `before` is as of the day before the period began, `after` as of its last day. */
export type Period = Readonly<{
  name: string;
  from: string;
  before: Statistics;
  after: Statistics;
  officeName: (office: string) => string;
}>;

type Row = Readonly<{ name: string; before: DistrictStatistics; after: DistrictStatistics }>;
type Figure = Readonly<{ title: string; of: (row: Row) => WorkbookCell }>;

const yuanOf = (fen: bigint): Amount => ({ amount: formatYuan(fen as Fen) });
/** What is given back is subtracted, so what came in a period may be below zero. */
const moneyIn =
  (of: (one: DistrictStatistics) => string) =>
  ({ before, after }: Row): Amount =>
    yuanOf(BigInt(of(after)) - BigInt(of(before)));
const moneyAt =
  (of: (one: DistrictStatistics) => string) =>
  ({ after }: Row): Amount =>
    yuanOf(BigInt(of(after)));
const countIn =
  (of: (one: DistrictStatistics) => number) =>
  ({ before, after }: Row): number =>
    of(after) - of(before);
const areaIn =
  (of: (one: DistrictStatistics) => string) =>
  ({ before, after }: Row): Amount => {
    const [now, then] = [parseArea(of(after)), parseArea(of(before))];
    // A revised scheme may take less land than it did.
    return { amount: now < then ? `-${areaText(then - now)}` : areaText(now - then) };
  };
const areaText = (area: bigint): string => formatArea(squareCm(area));

const OVERVIEW: readonly Figure[] = [
  { title: '本期受理', of: countIn(({ entries }) => entries.submitted) },
  { title: '本期受理面积（平方米）', of: areaIn(({ entries }) => entries.submittedM2) },
  { title: '本期批准', of: countIn(({ entries }) => entries.approved) },
  { title: '本期批准面积（平方米）', of: areaIn(({ entries }) => entries.approvedM2) },
  { title: '本期成交', of: countIn(({ entries }) => entries.dealt) },
  { title: '本期成交价款（元）', of: moneyIn(({ entries }) => entries.dealtFen) },
  { title: '本期办结', of: countIn(({ entries }) => entries.completed) },
  { title: '本期未通过', of: countIn(({ entries }) => entries.rejected) },
  { title: '本期撤回', of: countIn(({ entries }) => entries.withdrawn) },
  { title: '本期终止', of: countIn(({ entries }) => entries.lapsed) },
  { title: '期末办理中', of: ({ after }) => after.entries.running },
];

const MONEY: readonly Figure[] = [
  { title: '本期核定调节金（元）', of: moneyIn(({ levy }) => levy.assessedFen) },
  { title: '本期缴纳（元）', of: moneyIn(({ levy }) => levy.paidFen) },
  { title: '本期应退（元）', of: moneyIn(({ levy }) => levy.refundedFen) },
  { title: '期末累计核定（元）', of: moneyAt(({ levy }) => levy.assessedFen) },
  { title: '期末累计缴纳（元）', of: moneyAt(({ levy }) => levy.paidFen) },
  { title: '期末未缴（元）', of: moneyAt(({ levy }) => levy.unpaidFen) },
  { title: '期末逾期未缴（元）', of: moneyAt(({ levy }) => levy.overdueFen) },
  { title: '期末逾期事项', of: ({ after }) => after.levy.overdue },
  { title: '本期分配收益（元）', of: moneyIn(({ distribution }) => distribution.sharedFen) },
  { title: '其中分给成员（元）', of: moneyIn(({ distribution }) => distribution.membersFen) },
];

const LINES: readonly Figure[] = [
  { title: '本期核查未通过（占用禁止图层）', of: countIn(({ bottomLines }) => bottomLines.blockedChecks) },
  { title: '累计未通过仍获批准', of: ({ after }) => after.bottomLines.approvedOverBlock },
  { title: '本期批准新增建设用地（平方米）', of: areaIn(({ bottomLines }) => bottomLines.approvedNewLandM2) },
  { title: '本期宗地占用或限制不予受理', of: countIn(({ bottomLines }) => bottomLines.lockRefusals) },
  { title: '本期分配异议', of: countIn(({ bottomLines }) => bottomLines.objections) },
  { title: '本期异议成立', of: countIn(({ bottomLines }) => bottomLines.objectionsUpheld) },
];

const STAGE_WORDS = new Map<string, string>(STAGES.map(({ stage, zh }) => [stage, zh]));
const wordOf = (part: string): string => STAGE_WORDS.get(part) ?? part;
const TOTAL = '合计';

export function reportSheets({ name, from, before, after, officeName }: Period): readonly Sheet[] {
  const rows: readonly Row[] = [
    ...after.districts.map((one, index) => ({
      name: one.name,
      before: before.districts[index]!,
      after: one,
    })),
    { name: TOTAL, before: before.total, after: after.total },
  ];
  const titleOf = (what: string) => `${what}（${name}，${from} 至 ${after.asOf}）`;
  const figures = (sheet: string, what: string, all: readonly Figure[]): Sheet => ({
    name: sheet,
    title: titleOf(what),
    columns: ['区县', ...all.map(({ title }) => title)],
    rows: rows.map((row) => [row.name, ...all.map(({ of }) => of(row))]),
  });
  return [
    figures('概况', '集体经营性建设用地入市情况', OVERVIEW),
    {
      name: '环节',
      title: titleOf('各环节期末情况'),
      columns: ['区县', '环节', '到过的事项', '目前事项', '用时合计（自然日）'],
      rows: rows.flatMap(({ name: place, after: { stages } }) =>
        stages.map(({ stage, reached, here, days }) => [place, wordOf(stage), reached, here, days]),
      ),
    },
    {
      name: '时限',
      title: titleOf('各单位办理用时和时限，期末累计'),
      columns: [
        ...['区县', '环节', '办理事项', '单位', '已下发', '已办结', '未办结', '已取消', '超期', '已督办'],
        ...['计时件数', '实际用时合计（自然日）', '规定时限合计（自然日）'],
      ],
      rows: rows
        .slice(0, -1)
        .flatMap(({ name: place, after: { work } }) =>
          work.map((one) => [
            ...[place, wordOf(one.part), WORK_NAMES[one.kind] ?? one.kind, officeName(one.office)],
            ...[one.opened, one.done, one.open, one.cancelled, one.late, one.escalated],
            ...[one.timed, one.daysUsed, one.daysAllowed],
          ]),
        ),
    },
    {
      name: '指标',
      title: titleOf('指标使用，期末（平方米）'),
      columns: ['区县', '年度', '种类', '总量', '预占', '占用', '核销', '可用', '轮候事项'],
      rows: rows.flatMap(({ name: place, after: { quotas } }) =>
        quotas.map((one) => [
          ...[place, one.planYear, QUOTA_NAMES[one.kind]],
          ...[one.totalM2, one.reservedM2, one.occupiedM2, one.usedM2, one.availableM2].map((amount) => ({
            amount,
          })),
          one.waiting,
        ]),
      ),
    },
    figures('资金', '调节金和收益分配', MONEY),
    figures('底线', '底线和风险', LINES),
  ];
}
