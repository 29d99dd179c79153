/** From the geometry's answer to the verdict that counts: what cannot be read and what is not as declared block as well. */
import { parseArea } from '#policy';
import type { Pack } from '#policy';
import { Rejected } from '#kernel/messages';
import type { Day } from '../terms.js';
import { areaDifference } from './area.rules.js';
import type { PlanningAnswer, PlanningCheck } from './planning-check.js';
import type { Finding, PlanningEvent } from './planning.events.js';

type Opened = Extract<PlanningEvent, { type: 'PlanningCheckOpened' }>['data'];

const ART_40 = '土地管理法实施条例第四十条';

export function answerOf(check: PlanningCheck, { boundary, declaredAreaM2, use }: Opened, pack: Pack, on: Day): PlanningAnswer {
  try {
    const answer = check(boundary, declaredAreaM2, use, pack, on);
    const off = areaFinding(answer.areaM2, declaredAreaM2, pack);
    return off ? { ...answer, verdict: 'block', findings: [...answer.findings, off] } : answer;
  } catch (error) {
    // What is wrong with the boundary is the clerk's to mend, so she gets a return. What is wrong with the pack is not.
    if (!(error instanceof Rejected) || error.code.startsWith('policy.')) throw error;
    return { verdict: 'block', areaM2: '0.00', findings: [unreadable(error)], layers: [] };
  }
}

function areaFinding(measuredM2: string, declaredM2: string, pack: Pack): Finding | undefined {
  const off = areaDifference(parseArea(measuredM2), parseArea(declaredM2), pack);
  return off && { layer: 'area', layerVersion: '', name: '面积', gate: 'block', overlapM2: off.differenceM2, rule: 'scheme.area-tolerance-m2', source: off.source, message: off.message };
}

const unreadable = ({ code, message }: Rejected): Finding => ({
  layer: 'boundary', layerVersion: '', name: '土地界址', gate: 'block', overlapM2: '0.00', rule: code, source: ART_40, message,
});
