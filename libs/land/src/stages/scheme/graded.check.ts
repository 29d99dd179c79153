/** Of which grade the land is, by the map in force, and what is published of land of that grade. */
import { formatArea, parseArea, squareCm } from '#policy';
import type { PackOn, SquareCm } from '#policy';
import { Rejected } from '#kernel/messages';
import { gridOf, readJudged, sharesOf } from '#geo';
import type { Boundary, VersionedLayer } from '#geo';
import { useOf } from '../../shared/benchmark.rules.js';
import { gradeName } from '../../shared/levy-question.rules.js';
import type { DealTerms, Doubt, ReturnItem } from '../../shared/terms.js';
import { withBenchmark } from './benchmark.check.js';
import { item, present } from './items.check.js';
import type { Graded, Scheme } from './scheme.events.js';

/** Land on a border of grades within so much of the other grade lies in one: a sliver of two surveys. */
const SLIVER = 'scheme.overlap-tolerance-m2';
const FIELD = 'deal.grade';
/** Stands for a grade where the map says none. */
const OUTSIDE = '级别图之外';
const PER_TEN_THOUSAND = 10_000n;

export type GradedScheme = Readonly<{
  scheme: Scheme;
  items: readonly ReturnItem[];
  doubts: readonly Doubt[];
  /** By the map; absent where no map says it. */
  graded?: Graded;
}>;

/**
 * The scheme with the grade of the map in force and the benchmark price published for it, and what
 * contradicts them. Without a map, or outside it, the grade stays as it is typed.
 */
export function gradedScheme(scheme: Scheme, maps: readonly VersionedLayer[], pack: PackOn): GradedScheme {
  const byMap = gradeByMap(scheme, maps, pack);
  const named = { ...scheme, deal: { ...scheme.deal, grade: byMap.grade } };
  const priced = withBenchmark(named, pack);
  const { graded, doubts } = byMap;
  return {
    scheme: priced.scheme,
    items: [...byMap.items, ...priced.items],
    doubts,
    ...(graded ? { graded } : {}),
  };
}

/** One sentence for people: where the grade comes from. */
export function gradeSaid({ deal }: Scheme, graded: Graded | undefined): string {
  if (graded)
    return `土地级别为${graded.grade}，依据${graded.gradeMap} ${graded.mapVersion} 版：${sharesSaid(graded)}。`;
  return present(deal.grade)
    ? `没有已采用的级别图覆盖该宗地，土地级别“${deal.grade}”按方案填写。`
    : '没有已采用的级别图覆盖该宗地，土地级别由方案填写。';
}

type ByMap = Readonly<{
  grade: string;
  items: readonly ReturnItem[];
  doubts: readonly Doubt[];
  graded?: Graded;
}>;

function gradeByMap(scheme: Scheme, maps: readonly VersionedLayer[], pack: PackOn): ByMap {
  const typed = scheme.deal.grade;
  const asTyped: ByMap = { grade: typed, items: [], doubts: [] };
  const found = mapFor(scheme.deal, maps, pack);
  const boundary = found && boundaryOf(scheme, pack);
  if (!boundary) return asTyped;
  const { map, row } = found;
  const shares = gradesAt(boundary, map, parseArea(pack.text(SLIVER).value));
  const [first, ...others] = shares;
  const doubt = (code: string, message: string): Doubt => ({
    code,
    field: FIELD,
    message,
    rule: row.id,
    source: row.source,
    confirmed: row.confirmed,
  });
  if (!first) {
    const message = `${row.name} ${map.version} 版没有覆盖该宗地，土地级别“${typed}”按方案填写。请核实并说明依据。`;
    return { ...asTyped, doubts: [doubt('grade-uncovered', message)] };
  }
  const graded: Graded = {
    layer: map.id,
    gradeMap: row.name,
    mapVersion: map.version,
    grade: first.grade,
    shares: shares.map(({ grade, areaCm2 }) => ({
      grade,
      areaM2: formatArea(areaCm2),
      ratio: percent(areaCm2, boundary.areaCm2),
    })),
  };
  const border = `宗地跨土地级别：${sharesSaid(graded)}，按面积最大的${first.grade}计。请核实并说明理由。`;
  return {
    grade: first.grade,
    items: contradiction(typed, graded, row.source),
    doubts: others.length > 0 ? [doubt('grade-border', border)] : [],
    graded,
  };
}

const contradiction = (typed: string, graded: Graded, source: string): readonly ReturnItem[] =>
  !present(typed) || gradeName(typed) === graded.grade
    ? []
    : [
        item(
          FIELD,
          `方案填写${gradeName(typed)}，${graded.gradeMap} ${graded.mapVersion} 版为${graded.grade}` +
            `（${sharesSaid(graded)}）。` +
            `请改为${graded.grade}，或者不填，由系统按级别图填写。`,
          source,
        ),
      ];

const sharesSaid = ({ shares }: Graded): string =>
  shares.map(({ grade, areaM2, ratio }) => `${grade} ${areaM2} 平方米（${ratio}）`).join('、');

/** The map of the use, else the one for any use that has none in force. */
function mapFor(deal: DealTerms, maps: readonly VersionedLayer[], pack: PackOn) {
  const use = useOf(deal, pack);
  const rows = [
    ...pack.gradeMaps.filter((row) => use !== undefined && row.use === use),
    ...pack.gradeMaps.filter((row) => row.use === 'any'),
  ];
  const [found] = rows.flatMap((row) => maps.filter(({ id }) => id === row.id).map((map) => ({ row, map })));
  return found;
}

/**
 * Of the grades in the map those that are more than a sliver, the largest first; one of two names is one.
 * What the map does not reach comes last, and never where it is all.
 */
function gradesAt(
  boundary: Boundary,
  map: VersionedLayer,
  sliver: SquareCm,
): readonly Readonly<{ grade: string; areaCm2: SquareCm }>[] {
  const areas = new Map<string, bigint>();
  for (const { value, insideCm2 } of sharesOf(boundary, map, map.gradeAttribute ?? '')) {
    const grade = gradeName(value);
    areas.set(grade, (areas.get(grade) ?? 0n) + insideCm2);
  }
  const sorted = [...areas]
    .map(([grade, area]) => ({ grade, areaCm2: squareCm(area) }))
    .sort((a, b) => (a.areaCm2 === b.areaCm2 ? 0 : a.areaCm2 < b.areaCm2 ? 1 : -1));
  const inside = sorted.reduce((sum, { areaCm2 }) => sum + areaCm2, 0n);
  const outside = {
    grade: OUTSIDE,
    areaCm2: squareCm(inside < boundary.areaCm2 ? boundary.areaCm2 - inside : 0n),
  };
  if (sorted.length === 0) return [];
  return [...sorted, outside].filter(({ areaCm2 }, index) => index === 0 || areaCm2 > sliver);
}

/** What is wrong with the boundary is said where it is checked. */
function boundaryOf({ boundary: { polygon, crs } }: Scheme, pack: PackOn): Boundary | undefined {
  if (polygon.coordinates.length === 0 || !present(crs)) return undefined;
  try {
    return readJudged(polygon, crs, gridOf(pack));
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return undefined;
  }
}

/** With two decimals, cut, so that the shares of a parcel are never more than the whole. */
function percent(part: SquareCm, whole: SquareCm): string {
  const hundredths = (part * PER_TEN_THOUSAND) / whole;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`;
}
