/** Every row of a pack under the name by which an answer refers to it. */
import type { CalendarYear } from '../calendar.js';
import { paperKey } from './cross-checks.js';
import { nameOfRow } from './district-rows.js';
import type { Pack, RuleValue } from './pack.js';

export type NamedRow = Omit<RuleValue, 'unit'> & Readonly<{ unit: string }>;

type Kept = Readonly<{ source: string; confirmed: boolean; validFrom: string; validTo?: string }>;

const row = (
  key: string,
  title: string,
  value: RuleValue['value'],
  unit: string,
  { source, confirmed, validFrom, validTo }: Kept,
): NamedRow => ({
  key,
  title,
  value,
  unit,
  source,
  confirmed,
  validFrom,
  ...(validTo === undefined ? {} : { validTo }),
});
const GATES = { block: '重叠不得入市', consult: '须征求意见', warn: '提示' } as const;
const PAPER_NEEDS = { required: '应当提交', 'may-follow': '可以容缺', 'not-needed': '不需提交' } as const;
const STATUSES = { allowed: '可以入市', restricted: '附条件', prohibited: '不得入市' } as const;

/**
 * Scalars and clocks by key, `listing.notice@370114` where the row is a district's; rates, surcharges,
 * layers, grade maps, benchmark and least prices and quota kinds by id; `use:商服`, `用地用海2023/0901`,
 * `calendar:2026`, a district by its code.
 */
export function namedRows({ contentOfAllDays: { data, years } }: Pack): readonly NamedRow[] {
  return [
    ...data.rules.map((rule) => row(nameOfRow(rule), rule.title, rule.value, rule.unit, rule)),
    ...data.clocks.map((clock) =>
      row(nameOfRow(clock), clock.title, clock.days, clock.kind === 'working' ? 'working-day' : 'day', clock),
    ),
    ...data.rates.map((rate) =>
      row(
        rate.id,
        `调节金费率（${[rate.act, rate.use, rate.grade, rate.form, rate.district, rate.formula].join('、')}；` +
          `${rate.legalBasis}）`,
        rate.rate,
        'ratio',
        rate,
      ),
    ),
    ...data.surcharges.map((extra) =>
      row(
        extra.id,
        `再调节金（${extra.use}，每亩超过 ${extra.overYuanPerMu} 元的部分；${extra.legalBasis}）`,
        extra.rate,
        'ratio',
        extra,
      ),
    ),
    ...data.layers.map((layer) =>
      row(
        layer.id,
        `图层“${layer.name}”（${layer.relation === 'forbidden' ? '应在其外' : '应在其内'}，容差 ${layer.toleranceM2} ` +
          `平方米且 ${layer.toleranceRatio}）`,
        GATES[layer.gate],
        '',
        layer,
      ),
    ),
    ...data.uses.map((use) =>
      row(
        `use:${use.use}`,
        `${use.use}最高年限（${STATUSES[use.entry]}${use.condition ? `：${use.condition}` : ''}）`,
        use.years,
        'year',
        use,
      ),
    ),
    ...data.useCodes.map((code) =>
      row(
        `${code.codeSystem}/${code.code}`,
        code.name,
        `${STATUSES[code.entry]}${code.condition ? `：${code.condition}` : ''}`,
        '',
        code,
      ),
    ),
    ...data.deductions.map((deduction) =>
      row(
        deduction.key,
        `分配顺序中的“${deduction.name}”`,
        deduction.ratio ?? '实际数额',
        deduction.ratio ? 'ratio' : '',
        deduction,
      ),
    ),
    ...data.gates.map((gate) => row(gate.key, gate.title, '登记前须具备', '', gate)),
    ...data.quotaKinds.map((kind) =>
      row(kind.id, kind.name, kind.consumedBy === 'all' ? '每宗占用' : '新增用地占用', '', kind),
    ),
    ...data.contentGroups.map((group) =>
      row(`content:${group.key}`, `方案内容“${group.title}”`, '必备', '', group),
    ),
    ...data.datasets.map((said) =>
      row(`dataset:${said.key}@${said.district}`, `交易数据集中的“${said.key}”`, said.value, '', said),
    ),
    ...data.papers.map((paper) =>
      row(`paper:${paperKey(paper)}`, `材料“${paper.title}”`, PAPER_NEEDS[paper.need], '', paper),
    ),
    ...data.officialPapers.map((paper) =>
      row(`official:${paper.key}`, `公文“${paper.title}”的文号和正文`, paper.number, '', paper),
    ),
    ...data.gradeMaps.map((map) => row(map.id, `级别图“${map.name}”`, `用途：${map.use}`, '', map)),
    ...data.benchmarks.map((price) =>
      row(
        price.id,
        `基准地价（${[price.use, price.grade, price.form, price.district].join('、')}` +
          `${price.years === undefined ? '' : `、${price.years}年`}；${price.document}）`,
        price.yuanPerM2,
        '元/平方米',
        price,
      ),
    ),
    ...data.priceMinimums.map((least) =>
      row(least.id, `最低价标准（${least.use}、${least.district}）`, least.yuanPerM2, '元/平方米', least),
    ),
    ...data.districts.map((district) => row(district.code, district.name, district.government, '', district)),
    ...years.map((year) => calendarRow(year)),
  ];
}

function calendarRow({
  year,
  total,
  source,
  confirmed,
}: CalendarYear & Readonly<{ total?: number }>): NamedRow {
  return row(`calendar:${year}`, `${year} 年放假安排`, total ?? '', '个工作日', {
    source,
    confirmed: confirmed ?? true,
    validFrom: `${year}-01-01`,
    validTo: `${year}-12-31`,
  });
}
