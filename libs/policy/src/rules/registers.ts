/**
 * What a pack knows by name and code: districts, townships, offices, plan years, grades. What somebody names
 * is looked up here; what is not there is refused with what is. A name given for a code is told its code.
 */
import { Rejected } from '#kernel/messages';
import type { CivilDate } from '../civil.js';
import type { PackOn } from '../pack/pack.js';
import type { DistrictRow, TownshipRow } from '../pack/shapes.js';
import type { RulePacks } from '../pack/rule-packs.js';
import { ANY_DISTRICT } from '../pack/terms.js';

type Named = Readonly<{ code: string; name: string }>;

const listed = (rows: readonly Named[]): string =>
  rows.map(({ code, name }) => `${name}（${code}）`).join('、');

/**
 * The row of a code. @throws {@link Rejected} `policy.code-wanted` for its name, `unknown` for anything else.
 */
function byCode<Row extends Named>(rows: readonly Row[], given: string, unknown: () => Rejected): Row {
  const row = rows.find(({ code, name }) => code === given || name === given);
  if (!row) throw unknown();
  if (row.code !== given)
    throw new Rejected({
      code: 'policy.code-wanted',
      zh: `${row.name}的代码是 ${row.code}，请填写代码。`,
      details: {
        given,
        code: row.code,
      },
    });
  return row;
}

/**
 * A district by its code, in any of the packs in force.
 * @throws {@link Rejected} `policy.code-wanted`, `policy.district-unknown`
 */
export function districtIn(packs: readonly PackOn[], code: string): DistrictRow {
  const rows = packs.flatMap(({ districts }) => districts);
  return byCode(
    rows,
    code,
    () =>
      new Rejected({
        code: 'policy.district-unknown',
        zh: `没有区“${code}”。可选：${listed(rows)}。请填写其中的代码。`,
        details: {
          district: code,
          known: rows.map((row) => row.code),
        },
      }),
  );
}

/**
 * A township of a district by its code, such as `370114-02`.
 * @throws {@link Rejected} `policy.code-wanted`, `policy.township-foreign`, `policy.township-unknown`, and as
 *   {@link districtIn} does
 */
export function townshipIn(packs: readonly PackOn[], district: string, code: string): TownshipRow {
  const { name, townships } = districtIn(packs, district);
  return byCode(townships, code, () => {
    const known = townships.map((row) => row.code);
    const elsewhere = packs
      .flatMap(({ districts }) => districts)
      .map((other) => ({ other, row: other.townships.find((one) => one.code === code || one.name === code) }))
      .find(({ row }) => row !== undefined);
    if (elsewhere?.row === undefined)
      return new Rejected({
        code: 'policy.township-unknown',
        zh: `没有镇（街道）“${code}”。${name}有：${listed(townships)}。请填写其中的代码。`,
        details: { township: code, district, known },
      });
    const { other, row } = elsewhere;
    return new Rejected({
      code: 'policy.township-foreign',
      zh:
        `${row.name}（${row.code}）属于${other.name}，不在${name}。` +
        `土地在${other.name}的，请将区代码改为 ${other.code}；在${name}的，请改填：${listed(townships)}。`,
      details: { township: code, district, belongsTo: other.code, known },
    });
  });
}

/** Codes of the cities whose packs are in force, such as `370100`: those of their offices. */
export const citiesIn = (packs: readonly PackOn[]): readonly string[] => [
  ...new Set(
    packs.flatMap(({ offices }) =>
      offices.filter(({ district }) => district === '').map(({ code }) => code.split('-')[0]!),
    ),
  ),
];

/** Packs in force on a day. */
export const packsOn = (packs: RulePacks, day: CivilDate): readonly PackOn[] =>
  packs.allOn(day).map((pack) => pack.on(day, ANY_DISTRICT));

/**
 * A plan year near enough to the day of the pack to be meant.
 * @throws {@link Rejected} `policy.plan-year` with the years that may be named
 */
export function planYearIn(pack: PackOn, planYear: number): number {
  const [back, ahead] = [pack.number('quota.plan-year-back'), pack.number('quota.plan-year-ahead')];
  const current = Number(pack.day.slice(0, 4));
  const [first, last] = [current - back.value, current + ahead.value];
  if (Number.isInteger(planYear) && planYear >= first && planYear <= last) return planYear;
  throw new Rejected({
    code: 'policy.plan-year',
    zh: `计划年度“${planYear}”不在${first}年至${last}年之间。请核对年度；确需办理更早或者更晚年度的，请先调整规则。`,
    details: { planYear, first, last, source: planYear < first ? back.source : ahead.source },
  });
}

/**
 * Grades of the benchmark price that the pack's rates name, those of ended rates too: the grades did not end
 * with them.
 */
export const gradesIn = (pack: PackOn): readonly string[] => [
  ...new Set(
    [...pack.rates, ...pack.endedRates].map(({ grade }) => grade).filter((grade) => grade !== ANY_DISTRICT),
  ),
];
