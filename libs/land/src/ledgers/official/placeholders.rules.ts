/** What the texts of each kind of paper may say of the fact that it rests on. */
import { OFFICIAL_TABLES, capitalYuan, fen, formatYuan } from '#policy';
import type { OFFICIAL_PAPERS, OfficialPaperKind } from '#policy';
import { noticeFrom } from '../../shared/dossier.js';
import { nameAt } from '../../shared/field-names.js';
import type { Day, FenText } from '../../shared/terms.js';
import type { BasisFact, PAPER_AFTER, PaperFact, Papered } from './basis.rules.js';

export type PaperTable = Readonly<{ heads: readonly string[]; rows: readonly (readonly string[])[] }>;

type FactOf<Kind extends OfficialPaperKind> = BasisFact<
  { [Type in Papered]: (typeof PAPER_AFTER)[Type] extends Kind ? Type : never }[Papered]
>;
type Own<Kind extends OfficialPaperKind> = Readonly<{
  values: Readonly<Record<(typeof OFFICIAL_PAPERS)[Kind][number], string>>;
  table?: PaperTable;
}>;

/** A last day that waits for the holidays of its year. */
const OPEN = '（待放假安排公布后确定）';
const NO_TERM = '（不限）';

/** `2026-03-02` as papers date it: `2026年3月2日`. */
export function chineseDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
const dayOr = (day: Day | null | undefined, otherwise = OPEN): string => (day ? chineseDay(day) : otherwise);
const yuan = (amount: FenText): string => formatYuan(fen(amount));
const capital = (amount: FenText): string => capitalYuan(fen(amount));

/** Who found the scheme wanting, by the key under which it was returned. */
const RETURNED_BY: readonly (readonly [key: RegExp, who: (district: string) => string])[] = [
  [
    /^(cadastre|planning|conditions-planning|opinion-natural-resources|quota)$/,
    (name) => `${name}自然资源局`,
  ],
  [/^conditions-industry$/, (name) => `${name}发展和改革部门`],
  [/^conditions-ecology$/, (name) => `${name}生态环境部门`],
  [/^opinion-agriculture$/, (name) => `${name}农业农村部门`],
  [/^opinion-finance$/, (name) => `${name}财政部门`],
  [/^government$/, () => '审批机关'],
];
const returnedBy = (by: string, district: string): string =>
  RETURNED_BY.find(([key]) => key.test(by))?.[1](district) ?? '审查部门';
const departmentName = (department: string, district: string) =>
  returnedBy(`opinion-${department}`, district);

const levyTable = (parts: readonly Readonly<{ dueOn: Day | null; amountFen: FenText }>[]): PaperTable => ({
  heads: ['期次', '缴款期限', '金额（元）'],
  rows: parts.map(({ dueOn, amountFen }, index) => [`第${index + 1}期`, dayOr(dueOn), yuan(amountFen)]),
});

const OWN: {
  readonly [Kind in OfficialPaperKind]: (
    data: FactOf<Kind>['data'],
    facts: readonly PaperFact[],
    district: string,
  ) => Own<Kind>;
} = {
  'acceptance-notice': () => ({ values: {} }),
  'correction-notice': ({ by, items }, _facts, district) => ({
    values: { 退回机关: returnedBy(by, district) },
    table: {
      heads: ['序号', '内容', '补正要求', '依据'],
      rows: items.map(({ field, opinion, source = '' }, index) => [
        String(index + 1),
        nameAt(field.split(/[./]/)) ?? field,
        opinion,
        source,
      ]),
    },
  }),
  'consultation-letter': ({ departments, opinionDueOn }, _facts, district) => ({
    values: {
      反馈期限: dayOr(opinionDueOn),
      征求部门: departments.map((department) => departmentName(department, district)).join('、'),
    },
  }),
  'approval-reply': (granted) => ({
    values: { 审批文号: granted.documentNo, 公告不早于: dayOr(noticeFrom(granted)) },
  }),
  'deal-confirmation': ({ buyer, priceFen, confirmedOn, signBy }) => ({
    values: {
      受让人: buyer.name,
      受让人代码: buyer.uscc,
      成交价: yuan(priceFen),
      成交价大写: capital(priceFen),
      确认日期: chineseDay(confirmedOn),
      签约期限: dayOr(signBy),
    },
  }),
  'payment-notice': ({ noticeNo, amountFen, dueOn, schedule }) => ({
    values: {
      缴款编号: noticeNo,
      金额: yuan(amountFen),
      金额大写: capital(amountFen),
      缴款期限: dayOr(dueOn),
    },
    table: levyTable(schedule ?? [{ dueOn, amountFen }]),
  }),
  // Of the plan what each item takes, and of its members nothing: that is between them and the collective.
  'distribution-notice': ({ publishedOn, publicUntil, round }, facts) => ({
    values: { 公示开始: chineseDay(publishedOn), 公示截止: dayOr(publicUntil) },
    table: {
      heads: ['项目', '金额（元）'],
      rows: facts.flatMap((fact) =>
        fact.type === 'DistributionPlanned' && fact.data.round === round
          ? fact.data.lines.map(({ item, amountFen }) => [item, yuan(amountFen)])
          : [],
      ),
    },
  }),
  'registration-application': ({ deedTax, decideBy, round = 1 }) => ({
    values: {
      申请次数: String(round),
      契税: yuan(deedTax.amountFen),
      契税大写: capital(deedTax.amountFen),
      办结期限: dayOr(decideBy, NO_TERM),
    },
  }),
};

/** What the fact gives to the paper, and its table under the name that stands for it. */
export function ownOf(
  kind: OfficialPaperKind,
  fact: BasisFact,
  facts: readonly PaperFact[],
  district: string,
) {
  const own = OWN[kind] as (
    data: object,
    facts: readonly PaperFact[],
    district: string,
  ) => Readonly<{ values: Readonly<Record<string, string>>; table?: PaperTable }>;
  const { values, table } = own(fact.data, facts, district);
  const name = OFFICIAL_TABLES[kind];
  return { values, table: table && name ? { name, table } : undefined };
}
