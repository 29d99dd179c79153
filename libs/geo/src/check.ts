/** The planning check: a boundary against every layer that the rules name. */
import { compareRates, formatArea, parseArea } from '#policy';
import type { Gate, LayerRow, SquareCm } from '#policy';
import type { Boundary } from './boundary.js';
import type { VersionedLayer } from './layers.js';
import { overlapOf } from './overlay.js';

export type Verdict = 'pass' | 'consult' | 'block';

export type Finding = Readonly<{
  /** Id of the layer and of its rule. */
  layer: string;
  /** Empty when the layer is missing. */
  layerVersion: string;
  name: string;
  gate: Gate;
  /** True for a sliver of two surveys: said, but without consequence. */
  tolerated: boolean;
  /** Area that breaks the rule: inside a forbidden layer, or outside a required one. m², two decimals. */
  overlapM2: string;
  /** The same as a share of the parcel, in percent with two decimals: `12.34%`. */
  ratio: string;
  /** Names of the features touched. */
  features: readonly string[];
  rule: string;
  source: string;
  confirmed: boolean;
  message: string;
}>;

export type PlanningResult = Readonly<{
  verdict: Verdict;
  areaM2: string;
  findings: readonly Finding[];
  /** Every layer that was asked, with its version: the check can be made again. */
  checked: readonly Readonly<{ layer: string; version: string }>[];
}>;

/**
 * Checks a boundary. Pass the layers and rules that are in force on the day (`layersInForce`, `pack.layers`).
 * One that a rule names and nobody adopted is a finding with the rule's own gate: silence is never a pass.
 */
export function checkBoundary(
  boundary: Boundary,
  layers: readonly VersionedLayer[],
  rules: readonly LayerRow[],
): PlanningResult {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  const findings = rules.flatMap((rule) => {
    const layer = byId.get(rule.id);
    const finding = layer ? judge(boundary, layer, rule) : missing(rule);
    return finding ? [finding] : [];
  });
  const standing = new Set(findings.filter(({ tolerated }) => !tolerated).map(({ gate }) => gate));
  return {
    verdict: standing.has('block') ? 'block' : standing.has('consult') ? 'consult' : 'pass',
    areaM2: boundary.areaM2,
    findings,
    checked: rules.flatMap(({ id }) => byId.get(id) ?? []).map(({ id, version }) => ({ layer: id, version })),
  };
}

function judge(boundary: Boundary, layer: VersionedLayer, rule: LayerRow): Finding | undefined {
  const { insideCm2, outsideCm2, features } = overlapOf(boundary, layer);
  const broken = rule.relation === 'forbidden' ? insideCm2 : outsideCm2;
  if (broken === 0n) return undefined;
  const share = { numerator: broken, denominator: boundary.areaCm2 };
  const tolerated = broken <= parseArea(rule.toleranceM2) && compareRates(share, rule.toleranceRatio) <= 0;
  const overlapM2 = formatArea(broken);
  const ratio = percent(broken, boundary.areaCm2);
  const where = rule.relation === 'forbidden' ? `与${rule.name}重叠` : `超出${rule.name}范围`;
  const consequence = tolerated ? '，在容差之内，不影响办理' : CONSEQUENCES[rule.gate];
  return {
    ...aboutRule(rule),
    layerVersion: layer.version,
    tolerated,
    overlapM2,
    ratio,
    features,
    message: `宗地${where} ${overlapM2} 平方米（占 ${ratio}）${consequence}。依据：${rule.source}。`,
  };
}

function missing(rule: LayerRow): Finding {
  return {
    ...aboutRule(rule),
    layerVersion: '',
    tolerated: false,
    overlapM2: '0.00',
    ratio: '0.00%',
    features: [],
    message:
      `没有已采用的“${rule.name}”图层，无法核查${CONSEQUENCES[rule.gate]}。` +
      `请由规划核查人员导入该图层、另一人采用${rule.gate === 'block' ? '，再重新提交' : ''}。`,
  };
}

const CONSEQUENCES: Readonly<Record<Gate, string>> = {
  block: '，不得入市',
  consult: '，须征求主管部门意见',
  warn: '，提请注意',
};

function aboutRule({ id, name, gate, source, confirmed }: LayerRow) {
  return { layer: id, name, gate, rule: `layer:${id}`, source, confirmed };
}

/** Never rounded down to nothing: a violation of a few cm² still shows as 0.01 %. */
function percent(part: SquareCm, whole: SquareCm): string {
  const hundredths = (part * 10_000n + whole - 1n) / whole;
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`;
}
