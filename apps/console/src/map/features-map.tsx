import 'ol/ol.css';
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import { defaults as defaultControls, ScaleLine } from 'ol/control.js';
import Feature from 'ol/Feature.js';
import type { Polygon } from 'ol/geom.js';
import { MultiPolygon } from 'ol/geom.js';
import { fromExtent } from 'ol/geom/Polygon.js';
import { defaults as defaultInteractions } from 'ol/interaction.js';
import VectorLayer from 'ol/layer/Vector.js';
import Projection from 'ol/proj/Projection.js';
import VectorSource from 'ol/source/Vector.js';
import { Fill, Stroke, Style } from 'ol/style.js';
import { theme } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

const PADDING_PX = 24;
/** Below so many metres to a pixel there is nothing more to see of a layer. */
const RESOLUTION_MIN = 0.05;

type Shown = Readonly<{ name: string; polygons: readonly (readonly (readonly (readonly number[])[])[])[] }>;
type Colours = Readonly<{ line: string; fill: string; edge: string }>;
type Drawn = Readonly<{ crs: string; features: readonly Shown[]; extent: readonly number[] }>;

/** Features of a layer on its own plane, inside the dashed edge of everything that the layer covers. */
export default function FeaturesMap({ crs, features, extent }: Drawn) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const place = useRef<HTMLDivElement>(null);
  const { colorPrimary, colorPrimaryBg, colorTextTertiary } = token;
  useEffect(() => {
    if (!place.current) return undefined;
    const colours = { line: colorPrimary, fill: colorPrimaryBg, edge: colorTextTertiary };
    const map = mapOf(place.current, { crs, features, extent }, colours);
    return () => map.setTarget(undefined);
  }, [crs, features, extent, colorPrimary, colorPrimaryBg, colorTextTertiary]);
  return <div ref={place} className="parcel-map features-map" role="region" aria-label={t('map.features')} />;
}

function mapOf(target: HTMLElement, { crs, features, extent }: Drawn, colours: Colours): OlMap {
  const style = new Style({
    fill: new Fill({ color: colours.fill }),
    stroke: new Stroke({ color: colours.line, width: 1.5 }),
  });
  const edge = new Style({ stroke: new Stroke({ color: colours.edge, width: 1, lineDash: [6, 4] }) });
  const shapes = features.map(({ polygons }) => {
    const copied = polygons.map((rings) => rings.map((ring) => ring.map((point) => [...point])));
    return styled(new MultiPolygon(copied), style);
  });
  const around = styled(fromExtent([...extent]), edge);
  const source = new VectorSource({ features: shapes });
  const view = new View({
    projection: new Projection({ code: crs, units: 'm' }),
    minResolution: RESOLUTION_MIN,
  });
  const map = new OlMap({
    target,
    view,
    layers: [
      new VectorLayer({ source: new VectorSource({ features: [around] }) }),
      new VectorLayer({ source }),
    ],
    controls: defaultControls({ rotate: false, attribution: false }).extend([new ScaleLine()]),
    // The wheel belongs to the page until somebody has chosen the map.
    interactions: defaultInteractions({ onFocusOnly: true, altShiftDragRotate: false, pinchRotate: false }),
  });
  const seen = source.getExtent();
  if (seen) view.fit(seen, { padding: [PADDING_PX, PADDING_PX, PADDING_PX, PADDING_PX] });
  return map;
}

function styled(geometry: Polygon | MultiPolygon, style: Style): Feature {
  const feature = new Feature(geometry);
  feature.setStyle(style);
  return feature;
}
