import 'ol/ol.css';
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import { defaults as defaultControls, ScaleLine } from 'ol/control.js';
import Feature from 'ol/Feature.js';
import { LineString, Point, Polygon } from 'ol/geom.js';
import { defaults as defaultInteractions } from 'ol/interaction.js';
import VectorLayer from 'ol/layer/Vector.js';
import Projection from 'ol/proj/Projection.js';
import VectorSource from 'ol/source/Vector.js';
import { Fill, Stroke, Style, Text } from 'ol/style.js';
import { theme } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cornersOf, gridLines, gridStep, side } from './geometry.js';
import type { Corner, Ring } from './geometry.js';

const PADDING_PX = 48;
/** The grid reaches so many times the size of the parcel beyond it on each side. */
const AROUND = 1.5;
/** Below so many metres to a pixel a parcel of some ten metres fills the picture. */
const RESOLUTION_MIN = 0.01;

type Colours = Readonly<{ line: string; fill: string; text: string; ground: string; grid: string }>;

/** The parcel with corner numbers and sides on a grid of its own plane. */
export default function ParcelMap({ crs, rings }: Readonly<{ crs: string; rings: readonly Ring[] }>) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const place = useRef<HTMLDivElement>(null);
  const { colorPrimary, colorPrimaryBg, colorText, colorBgContainer, colorBorder } = token;
  useEffect(() => {
    if (!place.current) return undefined;
    const map = mapOf(place.current, crs, rings, {
      line: colorPrimary,
      fill: colorPrimaryBg,
      text: colorText,
      ground: colorBgContainer,
      grid: colorBorder,
    });
    return () => map.setTarget(undefined);
  }, [crs, rings, colorPrimary, colorPrimaryBg, colorText, colorBgContainer, colorBorder]);
  return <div ref={place} className="parcel-map" role="region" aria-label={t('map.label')} />;
}

function mapOf(target: HTMLElement, crs: string, rings: readonly Ring[], colours: Colours): OlMap {
  const shape = new Polygon(rings.map((ring) => [...ring, ring[0]!].map((point) => [...point])));
  const features = [
    ...gridOf(shape.getExtent(), colours),
    styled(
      shape,
      new Style({
        fill: new Fill({ color: colours.fill }),
        stroke: new Stroke({ color: colours.line, width: 2 }),
      }),
    ),
    ...rings.flatMap((ring) => labelsOf(ring, cornersOf(rings), colours)),
  ];
  const view = new View({
    projection: new Projection({ code: crs, units: 'm' }),
    minResolution: RESOLUTION_MIN,
  });
  const map = new OlMap({
    target,
    view,
    layers: [new VectorLayer({ source: new VectorSource({ features }) })],
    controls: defaultControls({ rotate: false, attribution: false }).extend([new ScaleLine()]),
    // The wheel belongs to the page until somebody has chosen the map.
    interactions: defaultInteractions({ onFocusOnly: true, altShiftDragRotate: false, pinchRotate: false }),
  });
  view.fit(shape, { padding: [PADDING_PX, PADDING_PX, PADDING_PX, PADDING_PX] });
  return map;
}

function styled(geometry: Polygon | LineString | Point, style: Style): Feature {
  const feature = new Feature(geometry);
  feature.setStyle(style);
  return feature;
}

const written = (text: string, { text: color, ground }: Colours, offsetY = 0): Style =>
  new Style({
    text: new Text({
      text,
      offsetY,
      font: '13px system-ui, sans-serif',
      fill: new Fill({ color }),
      stroke: new Stroke({ color: ground, width: 4 }),
    }),
  });

/** Numbers at the corners, and in the middle of each side its length. */
function labelsOf(ring: Ring, corners: readonly Corner[], colours: Colours): readonly Feature[] {
  return ring.flatMap((at, index) => {
    const corner = corners.find((each) => each.at === at)!;
    const next = ring[(index + 1) % ring.length]!;
    const middle = [(at[0] + next[0]) / 2, (at[1] + next[1]) / 2];
    return [
      styled(new Point([...at]), written(`J${corner.no}`, colours, -12)),
      styled(new Point(middle), written(side(corner.sideM), colours)),
    ];
  });
}

function gridOf(
  [west = 0, south = 0, east = 0, north = 0]: readonly number[],
  colours: Colours,
): readonly Feature[] {
  const span = Math.max(east - west, north - south);
  const [step, reach] = [gridStep(span), span * AROUND];
  const style = (text: string) => {
    const line = written(text, colours);
    line.setStroke(new Stroke({ color: colours.grid, width: 1, lineDash: [4, 4] }));
    line.getText()?.setPlacement('point');
    return line;
  };
  const lines = (low: number, high: number) => gridLines(low - reach, high + reach, step);
  return [
    ...lines(west, east).map((x) =>
      styled(
        new LineString([
          [x, south - reach],
          [x, north + reach],
        ]),
        style(''),
      ),
    ),
    ...lines(south, north).map((y) =>
      styled(
        new LineString([
          [west - reach, y],
          [east + reach, y],
        ]),
        style(''),
      ),
    ),
  ];
}
