/**
 * From the geometry's answer to the verdict that counts: what the pack relaxes, what the land is now, and
 * what is not as declared.
 */
import { parseArea } from '#policy';
import type { PackOn } from '#policy';
import { Rejected } from '#kernel/messages';
import { newLandBarred } from '../../shared/new-land.js';
import { EXCEPTION_NAMES } from '../../shared/choice-names.js';
import type { Day } from '../../shared/terms.js';
import { areaOff } from '../../shared/area.rules.js';
import { inPilotArea } from '../../shared/pilot.rules.js';
import type { PlanningAnswer, PlanningCheck } from './planning-check.js';
import type { Finding, PlanningEvent } from './planning.events.js';

type Opened = Extract<PlanningEvent, { type: 'PlanningCheckOpened' }>['data'];

const ART_40 = '土地管理法实施条例第四十条';
/** Findings by this rule are mended by declaring the land as what it is. */
export const LAND_SOURCE_RULE = 'quota.allow-new-land';

export function answerOf(check: PlanningCheck, opened: Opened, pack: PackOn, on: Day): PlanningAnswer {
  const { boundary, declaredAreaM2, use, subject } = opened;
  try {
    const answer = check(boundary, declaredAreaM2, use, pack, on, subject.district);
    const findings = [
      ...answer.findings.map((finding) => asNewLand(relaxed(finding, opened, pack), opened, pack)),
      ...newForNothing(answer, opened, pack),
      ...areaFinding(answer.areaM2, declaredAreaM2, pack),
    ];
    return { ...answer, verdict: worst(findings), findings };
  } catch (error) {
    // What is wrong with the boundary is the clerk's to mend, so she gets a return. What is wrong with the
    // pack is not.
    if (!(error instanceof Rejected) || error.code.startsWith('policy.')) throw error;
    return { verdict: 'block', areaM2: '0.00', findings: [unreadable(error)], layers: [] };
  }
}

function worst(findings: readonly Finding[]): PlanningAnswer['verdict'] {
  const gates = new Set(findings.map(({ gate }) => gate));
  return gates.has('block') ? 'block' : gates.has('consult') ? 'consult' : 'pass';
}

const listed = (pack: PackOn, rule: string): readonly string[] => pack.text(rule).value.split('、');

/**
 * Asked where the layer is installed: one that is missing has no version, and relaxing it would pass land
 * unseen.
 */
const seen = ({ layerVersion }: Finding): boolean => layerVersion !== '';

/** 先行区, 点状供地 and 一事一议 turn a block of the plan's use into a question to the office; no bottom line moves. */
function relaxed(finding: Finding, opened: Opened, pack: PackOn): Finding {
  if (
    finding.gate !== 'block' ||
    !seen(finding) ||
    !listed(pack, 'planning.relaxable-layers').includes(finding.layer)
  )
    return finding;
  const why = relaxation(opened, pack);
  return why
    ? {
        ...finding,
        gate: 'consult',
        rule: why.rule,
        source: `${finding.source}；${why.source}`,
        message: `${finding.message}${why.name}，改为征求主管部门意见。`,
      }
    : finding;
}

function relaxation(
  { exception, subject: { district, township } }: Opened,
  pack: PackOn,
): Readonly<{ name: string; rule: string; source: string }> | undefined {
  const pilot = inPilotArea(pack, district, township);
  if (exception && (exception.kind === 'point-supply' || pilot)) {
    const { key, value, source } = pack.flag(`planning.${exception.kind}`);
    if (value)
      return { name: `经${exception.paper.documentNo}${EXCEPTION_NAMES[exception.kind]}`, rule: key, source };
  }
  const { key, value, source } = pack.flag('planning.pilot-use-relaxation');
  return pilot && value ? { name: '位于先行区', rule: key, source } : undefined;
}

/** 存量 or 新增 is a question of what the land is today, not of what the scheme calls it. */
function asNewLand(finding: Finding, { landSource }: Opened, pack: PackOn): Finding {
  if (
    landSource === 'new' ||
    finding.gate === 'pass' ||
    !seen(finding) ||
    !listed(pack, 'planning.farmland-layers').includes(finding.layer)
  )
    return finding;
  const allowed = pack.flag(LAND_SOURCE_RULE);
  const next = allowed.value
    ? '请改按新增建设用地申报，并办理农用地转用。'
    : newLandBarred('请调整界址退出农用地，或者待规则调整后按新增申报。');
  return {
    ...finding,
    gate: 'block',
    rule: LAND_SOURCE_RULE,
    source: `土地管理法第四十四条；${allowed.source}`,
    message: `宗地有${finding.overlapM2}平方米现状为农用地，属于新增建设用地，方案按存量申报。${next}`,
  };
}

/** Declared as new, although nothing of it is farmland: it would take from a plan that it does not need. */
function newForNothing(
  { findings }: PlanningAnswer,
  { landSource }: Opened,
  pack: PackOn,
): readonly Finding[] {
  const layers = listed(pack, 'planning.farmland-layers');
  if (
    landSource === 'existing' ||
    findings.some(({ layer, gate }) => layers.includes(layer) && gate !== 'pass')
  )
    return [];
  const { source } = pack.text('planning.farmland-layers');
  return [
    {
      layer: 'land-source',
      layerVersion: '',
      name: '新增或者存量',
      gate: 'warn',
      overlapM2: '0.00',
      rule: LAND_SOURCE_RULE,
      source,
      message: '宗地现状没有农用地，方案按新增申报，将占用新增计划。提请核对是否属于存量建设用地。',
    },
  ];
}

function areaFinding(measuredM2: string, declaredM2: string, pack: PackOn): readonly Finding[] {
  const off = areaOff(parseArea(measuredM2), parseArea(declaredM2), pack);
  return off
    ? [
        {
          layer: 'area',
          layerVersion: '',
          name: '面积',
          gate: 'block',
          overlapM2: off.differenceM2,
          rule: off.rule,
          source: off.source,
          message: off.message,
        },
      ]
    : [];
}

const unreadable = ({ code, message }: Rejected): Finding => ({
  layer: 'boundary',
  layerVersion: '',
  name: '土地界址',
  gate: 'block',
  overlapM2: '0.00',
  rule: code,
  source: ART_40,
  message,
});
