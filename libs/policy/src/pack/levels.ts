/** A rule level by level: what the statutes fix, what the city and a district say, and which stands. */
import type { CivilDate } from '../civil.js';
import { leaveOf, sideOf } from './district-checks.js';
import { nameOfRow } from './district-rows.js';
import { CLOCK_FLOORS, SCALAR_FLOORS } from './floors.js';
import { isValidOn } from './pack-on.js';
import type { Pack } from './pack.js';
import { namedRows } from './rows.js';
import type { NamedRow } from './rows.js';

/** `min`: not below the limit; `max`: not above. */
export type StatuteLimit = Readonly<{ side: 'min' | 'max'; limit: string; article: string }>;

export type RuleLevels = Readonly<{
  pack: string;
  key: string;
  district: string;
  on: CivilDate;
  /** The rows that are valid on the day; either is absent where there is none. */
  districtRow?: NamedRow;
  cityRow?: NamedRow;
  statutes: readonly StatuteLimit[];
  stands: 'district' | 'city';
  /** One sentence, in Chinese. */
  why: string;
}>;

/**
 * A rule or clock as it stands in a district on a day.
 * @throws Rejected `policy.rule-unknown`, `policy.rule-not-valid`, `policy.district-unknown`
 */
export function levelsOf(pack: Pack, key: string, district: string, on: CivilDate): RuleLevels {
  const rows = pack.on(on, district);
  const { code, name } = rows.district(district);
  const standing = rows.value(key);
  const { rules, clocks } = pack.contentOfAllDays.data;
  const valid = [...rules, ...clocks].filter((row) => row.key === key && isValidOn(row, on));
  const named = namedRows(pack).filter((row) => isValidOn(row, on));
  const [own, city] = [code, undefined].map((place) => {
    const row = valid.find((one) => one.district === place);
    return row && named.find((other) => other.key === nameOfRow(row));
  });
  const cityRow = valid.find((row) => row.district === undefined);
  return {
    ...{ pack: pack.ref, key, district: code, on },
    ...(own ? { districtRow: own } : {}),
    ...(city ? { cityRow: city } : {}),
    statutes: [...SCALAR_FLOORS, ...CLOCK_FLOORS]
      .filter((floor) => floor.key === key)
      .map(({ side, limit, article }) => ({ side, limit, article })),
    stands: own ? 'district' : 'city',
    why: own
      ? `${name}自 ${standing.validFrom} 起另有规定，优先于全市的规定${cityRow ? `；${leaveWords(cityRow)}` : ''}。`
      : `${name}在 ${on} 没有另行规定，适用全市的规定。`,
  };
}

function leaveWords(city: Parameters<typeof leaveOf>[0]): string {
  if (leaveOf(city) !== 'tighten') return '全市允许区县另定';
  return `区县只能从严，不得${sideOf(city) === 'min' ? '少于' : '多于'}全市的数`;
}
