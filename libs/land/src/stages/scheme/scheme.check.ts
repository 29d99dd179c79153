/**
 * What a scheme must hold before anybody is asked to look at it: the nine content groups of 实施条例 Art. 40 and
 * the proofs behind them. Collects every problem, because a clerk who gets them one by one makes nine
 * journeys.
 */
import { civilDate, fen, parseArea } from '#policy';
import type { PackOn } from '#policy';
import type { ReturnItem } from '../../shared/terms.js';
import { formProblems, methodProblems, sourceProblems, termProblems, useProblems } from './deal.check.js';
import { cost, missing, present, problem } from './items.check.js';
import { plausibleProblems } from './plausible.check.js';
import { boundaryProblems, placeProblems, titleProblems } from './place.check.js';
import { appraisalProblems, exceptionProblems, priceProblems, resolutionProblems } from './proofs.check.js';
import { routeProblems } from './route.check.js';
import type { Scheme } from './scheme.events.js';

/** All problems of a scheme handed in at an instant; empty when it may go on. */
export function problemsOf(scheme: Scheme, entry: string, pack: PackOn, at: string): readonly ReturnItem[] {
  const today = civilDate(at);
  const figures = plausibleProblems(scheme, pack);
  // A price that cannot be meant is told once, with what it was taken for.
  const isMeant = figures.every(({ field }) => field !== 'deal.priceFen');
  return [
    ...placeProblems(scheme, entry, pack),
    ...contents(scheme, pack),
    ...boundaryProblems(scheme, pack),
    ...titleProblems(scheme),
    ...sourceProblems(scheme, pack),
    ...useProblems(scheme, pack),
    ...termProblems(scheme, pack),
    ...formProblems(scheme, pack),
    ...methodProblems(scheme, pack),
    ...figures,
    ...priceProblems(scheme, pack).filter(({ field }) => isMeant || field !== 'deal.priceFen'),
    ...routeProblems(scheme, pack, today),
    ...exceptionProblems(scheme, pack, today),
    ...appraisalProblems(scheme, pack, today),
    ...resolutionProblems('resolution', scheme.resolution, pack, today),
  ];
}

/** The nine groups; each missing one is named as the law names it. */
function contents(
  { boundary, deal, planning, industry, ecology, distribution }: Scheme,
  pack: PackOn,
): ReturnItem[] {
  const area = problem('deal.areaM2', () => parseArea(deal.areaM2));
  const price = problem('deal.priceFen', () => fen(deal.priceFen));
  const lacks = (group: string, field: string) => missing(pack, group, field);
  return [
    ...(boundary.polygon.coordinates.length > 0 && present(boundary.crs)
      ? []
      : lacks('boundary', 'boundary')),
    ...(area.length > 0 || parseArea(deal.areaM2) > 0n ? area : lacks('area', 'deal.areaM2')),
    ...(present(deal.use.system) && present(deal.use.code) ? [] : lacks('use', 'deal.use')),
    ...(present(planning) ? [] : lacks('planning-conditions', 'planning')),
    ...(present(industry) ? [] : lacks('access-and-ecology', 'industry')),
    ...(present(ecology) ? [] : lacks('access-and-ecology', 'ecology')),
    ...(deal.termYears > 0 ? [] : lacks('term', 'deal.termYears')),
    ...(price.length > 0 || fen(deal.priceFen) > 0n ? price : lacks('price', 'deal.priceFen')),
    ...(present(distribution) ? [] : lacks('distribution', 'distribution')),
    ...cost('deal.acquisitionFen', '取得成本', deal.acquisitionFen),
    ...cost('deal.developmentFen', '土地开发支出', deal.developmentFen),
  ];
}
