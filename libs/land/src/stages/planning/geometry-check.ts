import { checkJudged, gridOf, layersInForce } from '#geo';
import type { Finding as Overlap, VersionedLayer } from '#geo';
import { PLANNING_CHECK } from './planning-check.js';
import type { PlanningCheck } from './planning-check.js';
import type { Finding } from './planning.events.js';

/** The check over the layers that are installed; of each layer the version in force on the day counts. */
export const geometryCheck =
  (layers: readonly VersionedLayer[]): PlanningCheck =>
  ({ polygon, crs }, _declaredAreaM2, _use, pack, on) => {
    const { verdict, areaM2, findings, checked } = checkJudged(
      polygon,
      crs,
      layersInForce(layers, on),
      pack.layers,
      gridOf(pack),
    );
    return {
      verdict,
      areaM2,
      findings: findings.map(findingOf),
      layers: checked.map(({ layer, version }) => ({ id: layer, version })),
    };
  };

/** The provider that {@link PLANNING_CHECK} asks for. */
export const planningCheckOver = (layers: readonly VersionedLayer[]) => ({
  provide: PLANNING_CHECK,
  useValue: geometryCheck(layers),
});

/** A sliver within tolerance is said but has no consequence: it passes, whatever the layer's gate. */
const findingOf = ({
  layer,
  layerVersion,
  name,
  gate,
  tolerated,
  overlapM2,
  rule,
  source,
  message,
}: Overlap): Finding => ({
  layer,
  layerVersion,
  name,
  gate: tolerated ? 'pass' : gate,
  overlapM2,
  rule,
  source,
  message,
});
