/**
 * What a district's row may be: of a district that there is, for a rule that may differ between districts,
 * and where the city's row is a floor never looser than it.
 */
import { compareRates } from '../money.js';
import { rolls } from '../periods.js';
import { CITY_ONLY } from './catalogue.js';
import { overlap } from './cross-checks.js';
import type { At } from './cross-checks.js';
import type { PackError } from './errors.js';
import { SCALAR_FLOORS } from './floors.js';
import type { ClockRow, ScalarRow } from './shapes.js';
import type { DistrictLeave } from './terms.js';

/** `min`: a greater value is the stricter one; `max`: a smaller. */
export type Side = 'min' | 'max';
type Row = ScalarRow | ClockRow;

const isClock = (row: Row): row is ClockRow => 'days' in row;
const amountOf = (row: Row): string => String(isClock(row) ? row.days : row.value);

/**
 * Towards which side a rule is stricter: a clock by its bound, a scalar by the statute that bounds it on one
 * side. Undefined where no value is stricter than another.
 */
export function sideOf(row: Row): Side | undefined {
  if (isClock(row)) return row.bound === 'at-least' ? 'min' : 'max';
  const [floor, ...more] = SCALAR_FLOORS.filter(({ key }) => key === row.key);
  return more.length === 0 ? floor?.side : undefined;
}

/** What the city leaves to its districts: as its row says, and else to be stricter where that can be told. */
export const leaveOf = (city: Row): DistrictLeave =>
  city.districtMay ?? (sideOf(city) === undefined ? 'any' : 'tighten');

export function checkDistrictRows(
  rows: readonly At<Row>[],
  districts: readonly Readonly<{ code: string }>[],
): PackError[] {
  const ofCity = rows.filter(({ row }) => row.district === undefined);
  return rows.flatMap((at) =>
    at.row.district === undefined
      ? checkLeave(at)
      : [
          ...checkPlace(at, districts),
          ...ofCity
            .filter(({ row: city }) => city.key === at.row.key && overlap(city, at.row))
            .flatMap(({ row: city }) => checkAgainst(at, city)),
        ],
  );
}

function checkLeave({ row, error }: At<Row>): PackError[] {
  if (row.districtMay === 'tighten' && sideOf(row) === undefined)
    return [error('district_may', `“${row.key}”的取值没有宽严之分，应为 none 或 any`, 'none')];
  return row.districtMay !== undefined && row.districtMay !== 'none' && CITY_ONLY.has(row.key)
    ? [error('district_may', `“${row.key}”全市只有一个取值，应为 none 或者不写`, 'none')]
    : [];
}

function checkPlace({ row, error }: At<Row>, districts: readonly Readonly<{ code: string }>[]): PackError[] {
  const { key, district, districtMay } = row;
  return [
    ...(districts.some(({ code }) => code === district)
      ? []
      : [
          error(
            'district',
            `districts.yaml 没有代码为“${district}”的区县，可用：${districts.map(({ code }) => code).join('、')}`,
            `"${districts[0]?.code ?? '370114'}"`,
          ),
        ]),
    ...(districtMay === undefined ? [] : [error('district_may', '这一项只写在全市的行，区县的行不写', '')]),
    ...(CITY_ONLY.has(key) ? [error('district', `“${key}”全市只有一个取值，区县不能另定`, '')] : []),
  ];
}

/** The row of a district beside one of the city's that is valid on a day with it. */
function checkAgainst({ row, error }: At<Row>, city: Row): PackError[] {
  const leave = leaveOf(city);
  const field = isClock(row) ? 'days' : 'value';
  const said = `全市自 ${city.validFrom} 起为 ${shown(city)}（${city.source}）`;
  if (leave === 'none') return [error('district', `${said}，不允许区县另定（district_may: none）`, '')];
  if (leave === 'any') return [];
  const unlike = isClock(row) && isClock(city) ? checkCounting({ row, error }, city) : [];
  if (unlike.length > 0) return unlike;
  const order = compareRates(amountOf(row), amountOf(city));
  const isLooser = sideOf(city) === 'min' ? order < 0 : order > 0;
  const most = sideOf(city) === 'min' ? '不少于' : '不多于';
  return isLooser
    ? [error(field, `放宽了全市的规定：${said}；区县的行只能从严，应${most}该数`, shown(city))]
    : [];
}

/** Days are compared with days of the same kind, which move in the same way. */
function checkCounting({ row, error }: At<ClockRow>, city: ClockRow): PackError[] {
  if (row.kind !== city.kind)
    return [error('kind', `应与全市的行相同（${city.kind}），天数才能比较宽严`, city.kind)];
  const [own, wanted] = [rolls(row), rolls(city)];
  return (['start', 'end'] as const)
    .filter((edge) => own[edge] !== wanted[edge])
    .map((edge) =>
      error(
        `roll_${edge}`,
        `应与全市的行相同（${String(wanted[edge])}），天数才能比较宽严`,
        String(wanted[edge]),
      ),
    );
}

const shown = (row: Row): string => (isClock(row) ? String(row.days) : JSON.stringify(row.value));
