/**
 * An office is a bureau of an area, such as `370114/finance`: the area is one of the packs', and the pack
 * says that there is such an office. The procedure has words of its own for the bureaus; here stands which
 * office of a pack each of them is.
 */
import { Rejected } from '#kernel/messages';
import { citiesIn, districtIn, townshipIn } from '#policy';
import type { PackOn } from '#policy';
import { officeOf } from './terms.js';

const OF_DISTRICT: Readonly<Record<string, string>> = {
  government: 'zf',
  'natural-resources': 'zrzy',
  'development-reform': 'fgw',
  ecology: 'sthj',
  agriculture: 'nyny',
  finance: 'czj',
  registry: 'djzx',
};
const OF_CITY: Readonly<Record<string, string>> = {
  'natural-resources': 'zrzy',
  trading: 'ggzy',
  finance: 'czj',
  agriculture: 'nyny',
};
/** They look after the installation and its books, so no pack lists them. */
const OF_INSTALLATION: Readonly<Record<string, string>> = { audit: '审计', operations: '系统运维' };
const OF_TOWNSHIP = 'township';
const DISTRICT_DIGITS = 6;

/**
 * That there is such an office in one of the packs in force.
 * @throws Rejected `policy.office-unknown`, `policy.district-unknown`, `policy.township-unknown`,
 *   `policy.code-wanted`, each with what there is
 */
export function requireOffice(packs: readonly PackOn[], office: string): void {
  const [area = '', bureau = ''] = office.split('/');
  const there = bureausOf(packs, area);
  if (Object.hasOwn(there, bureau)) return;
  const known = Object.entries(there).map(([name, title]) => [officeOf(area, name), title] as const);
  throw new Rejected({
    code: 'policy.office-unknown',
    zh: `${area}没有单位“${bureau}”。可选：${known.map(([code, title]) => `${code}（${title}）`).join('、')}。`,
    details: { office, known: known.map(([code]) => code) },
  });
}

/** Every office of a pack with its name: those of its city, of its districts and of their townships. */
export function officesIn(pack: PackOn): readonly Readonly<{ code: string; name: string }>[] {
  const areas = [
    ...citiesIn([pack]),
    ...pack.districts.flatMap(({ code, townships }) => [code, ...townships.map((town) => town.code)]),
  ];
  return areas.flatMap((area) =>
    Object.entries(bureausOf([pack], area)).map(([bureau, name]) => ({ code: officeOf(area, bureau), name })),
  );
}

/** Bureaus of an area with their names. */
function bureausOf(packs: readonly PackOn[], area: string): Readonly<Record<string, string>> {
  if (citiesIn(packs).includes(area)) return { ...OF_INSTALLATION, ...namesOf(packs, area, OF_CITY) };
  if (area.length <= DISTRICT_DIGITS) return namesOf(packs, districtIn(packs, area).code, OF_DISTRICT);
  return { [OF_TOWNSHIP]: townshipIn(packs, area.slice(0, DISTRICT_DIGITS), area).name };
}

function namesOf(
  packs: readonly PackOn[],
  area: string,
  bureaus: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const offices = new Map(
    packs.flatMap((pack) => pack.offices.map(({ code, name }) => [code, name] as const)),
  );
  return Object.fromEntries(
    Object.entries(bureaus).flatMap(([bureau, suffix]) =>
      offices.has(`${area}-${suffix}`) ? [[bureau, offices.get(`${area}-${suffix}`)!]] : [],
    ),
  );
}
