import type { Fact } from '#kernel';
import { returnScheme } from '../scheme/index.js';
import { schemeOf } from '../../shared/terms.js';
import type { ReturnItem } from '../../shared/terms.js';
import type { Finding, PlanningEvent } from './planning.events.js';

const BY = 'planning';

/** A hard block goes back to the clerk as items. */
export const returnBlockedScheme = ({
  data: { subject, schemeVersion, verdict, findings },
}: Fact<PlanningEvent, 'PlanningChecked'>) =>
  verdict === 'block'
    ? returnScheme(schemeOf(subject.entry), {
        version: schemeVersion,
        by: BY,
        items: findings.filter(({ gate }) => gate === 'block').map(itemOf),
      })
    : [];

export const returnSchemeRefusedByPlanning = ({
  data: { subject, schemeVersion, kind, items },
}: Fact<PlanningEvent, 'PlanningRefused'>) =>
  returnScheme(schemeOf(subject.entry), { version: schemeVersion, by: `conditions-${kind}`, items });

/**
 * A finding speaks of a layer; the clerk mends a field: the area, what the land is declared as, or else the
 * boundary.
 */
const itemOf = ({ layer, rule, message, source }: Finding): ReturnItem => ({
  field: layer === 'area' ? 'deal.areaM2' : rule === LAND_SOURCE ? 'landSource' : 'boundary',
  opinion: message,
  source,
});
const LAND_SOURCE = 'quota.allow-new-land';
