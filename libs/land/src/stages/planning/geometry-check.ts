import { checkJudged, gridOf, layersInForce } from '#geo';
import type { Finding as Overlap, VersionedLayer } from '#geo';
import type { Ground } from './held-layers.js';
import type { PlanningCheck } from './planning-check.js';
import type { Finding } from './planning.events.js';

/** The check over some layers; of each layer the version in force on the day counts. */
export const geometryCheck =
  (layersOn: (ground: Ground) => readonly VersionedLayer[]): PlanningCheck =>
  (boundary, _declaredAreaM2, _use, pack, on, district) => {
    const { verdict, areaM2, findings, checked } = checkJudged(
      boundary.polygon,
      boundary.crs,
      layersInForce(layersOn({ district, boundary, on }), on),
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
