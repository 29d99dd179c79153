/** What an entry asks of the supply plan: how it follows from its scheme, and who of the waiting is first. */
import type { DealTerms, SquareMetresText } from './terms.js';

/**
 * 供应计划 supply is taken by every entry; 新增建设用地计划 new only by land that was not construction land; 总量控制 total
 * is cumulative, so what is left of a year goes on; 增减挂钩 linkage is land reclaimed elsewhere, for 异地调整入市.
 */
export type QuotaKind = 'supply' | 'new' | 'total' | 'linkage';
export type Demand = Readonly<{ kind: QuotaKind; areaM2: SquareMetresText }>;
/** With how ready the project is (项目成熟度, 0 to 100): the waiting list goes by it. */
export type QuotaNeed = Readonly<{ demands: readonly Demand[]; readiness: number }>;

/** Of an entry whose scheme is checked: what it asks the plan for once the departments agree. */
export type Needing = Readonly<{ need: QuotaNeed }>;

type Asking = Readonly<{
  deal: Pick<DealTerms, 'areaM2' | 'route'>;
  landSource: 'existing' | 'new';
  readiness: number;
}>;

/**
 * Every entry takes from the supply plan; 异地调整 also what was reclaimed elsewhere (增减挂钩), and land that was no
 * construction land also from the plan of new land.
 */
export function needOf({ deal: { areaM2, route }, landSource, readiness }: Asking): QuotaNeed {
  const supply = { kind: 'supply', areaM2 } as const;
  if (route === 'adjusted') return { demands: [supply, { kind: 'linkage', areaM2 }], readiness };
  return { demands: landSource === 'new' ? [supply, { kind: 'new', areaM2 }] : [supply], readiness };
}

/** The order of the waiting list: the readiest first, and last whose need is not known. */
export const byReadiness = (one: QuotaNeed | undefined, other: QuotaNeed | undefined): number =>
  (other?.readiness ?? -1) - (one?.readiness ?? -1);
