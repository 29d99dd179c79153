import 'ol/ol.css';
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import { defaults as defaultControls, ScaleLine } from 'ol/control.js';
import Feature from 'ol/Feature.js';
import type { FeatureLike } from 'ol/Feature.js';
import MVT from 'ol/format/MVT.js';
import { LineString, Point as PointShape } from 'ol/geom.js';
import type { Polygon } from 'ol/geom.js';
import Draw from 'ol/interaction/Draw.js';
import { defaults as defaultInteractions } from 'ol/interaction.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import Projection from 'ol/proj/Projection.js';
import VectorSource from 'ol/source/Vector.js';
import VectorTileSource from 'ol/source/VectorTile.js';
import { Circle, Fill, Stroke, Style, Text } from 'ol/style.js';
import TileGrid from 'ol/tilegrid/TileGrid.js';
import type VectorTile from 'ol/VectorTile.js';
import { fetchFile } from '../api/client.js';
import { gridLines, gridStep } from './geometry.js';
import type { County, MapGrid, ParcelSeen } from './county.js';

export type Colours = Readonly<{
  text: string;
  ground: string;
  grid: string;
  line: string;
  stages: ReadonlyMap<string, string>;
  layers: ReadonlyMap<string, string>;
}>;
export type Measured = Readonly<{ kind: 'length' | 'area'; size: number }>;
type Listeners = Readonly<{
  /** What is in view, and at how many metres to a pixel. */
  onSeen: (parcels: readonly ParcelSeen[], resolution: number, clustered: boolean) => void;
  onChosen: (parcel: ParcelSeen | undefined, layers: readonly string[]) => void;
  onMeasured: (measured: Measured) => void;
}>;
/** The map for as long as it stands; what changes is told to it. */
export type CountyMap = Readonly<{
  show: (layers: readonly string[]) => void;
  measure: (kind: Measured['kind'] | undefined) => void;
  sheet: (resolution: number) => void;
  size: () => void;
  leave: () => void;
}>;

const PARCELS = 'parcels';
/** Below so many pixels a parcel is a dot, so that it is seen at all. */
const DOT_PX = 6;
/** The name of its stage is written on a parcel from so many metres to a pixel on. */
const NAMED_AT = 1.5;
const CLUSTER_ZOOM = 2;
const FIT_PADDING_PX = 16;
const ALPHA = '66';

export function countyMap(
  target: HTMLElement,
  { grid, box }: Pick<County, 'grid' | 'box'>,
  colours: Colours,
  names: ReadonlyMap<string, string>,
  { onSeen, onChosen, onMeasured }: Listeners,
): CountyMap {
  const projection = new Projection({ code: grid.crs, units: 'm', extent: [...grid.extent] });
  const ground = new VectorSource();
  const drawn = new VectorSource();
  const parcels = tileLayer(PARCELS, grid, projection, parcelStyle(colours, names));
  const layers = new Map<string, VectorTileLayer>();
  const view = new View({
    projection,
    minResolution: grid.resolutions[grid.levelMax]! / 2,
    maxResolution: grid.resolutions[Math.max(0, grid.levelMin - 1)]!,
  });
  const map = new OlMap({
    target,
    view,
    layers: [
      new VectorLayer({ source: ground }),
      parcels,
      new VectorLayer({ source: drawn, style: measureStyle(colours) }),
    ],
    controls: defaultControls({ rotate: false, attribution: false }).extend([new ScaleLine({ bar: false })]),
    interactions: defaultInteractions({ onFocusOnly: true, altShiftDragRotate: false, pinchRotate: false }),
  });
  // On what is there: in all of a city the parcels of a district are a thin strip.
  view.fit([...(box ?? grid.extent)], { padding: Array.from({ length: 4 }, () => FIT_PADDING_PX) });

  let drawing: Draw | undefined;
  let [lines, seen] = ['', ''];
  // After each drawing, because tiles come one by one; what is as it was is told to nobody.
  map.on('rendercomplete', () => {
    const extent = view.calculateExtent(map.getSize());
    const features: readonly FeatureLike[] = parcels.getFeaturesInExtent(extent);
    const found = features.filter((feature) => typeof feature.get('entry') === 'string').map(seenOf);
    const isClustered = features.some((feature) => typeof feature.get('count') === 'number');
    const now = [extent.join(), isClustered, ...found.map(({ entry, state }) => `${entry} ${state}`)].join();
    if (now === seen) return;
    seen = now;
    onSeen(found, view.getResolution()!, isClustered);
    if (lines === extent.join()) return;
    lines = extent.join();
    ground.clear();
    ground.addFeatures(gridIn(extent, colours));
  });
  map.on('click', ({ pixel, coordinate }) => {
    if (drawing) return;
    const here = map.getFeaturesAtPixel(pixel, { hitTolerance: DOT_PX });
    const cluster = here.find((feature) => typeof feature.get('count') === 'number');
    if (cluster) return view.animate({ center: coordinate, zoom: view.getZoom()! + CLUSTER_ZOOM });
    const parcel = here.find((feature) => typeof feature.get('entry') === 'string');
    const named = here.filter((feature) => layers.has(feature.get('layer') as string));
    onChosen(parcel && seenOf(parcel), [...new Set(named.map(wordsOf))]);
  });
  return {
    show: (wanted) => {
      for (const [id, layer] of layers) if (!wanted.includes(id)) map.removeLayer(layer);
      for (const id of wanted) {
        const layer = layers.get(id) ?? tileLayer(id, grid, projection, layerStyle(colours, id));
        layers.set(id, layer);
        // Above the grid and below the parcels.
        if (!map.getLayers().getArray().includes(layer)) map.getLayers().insertAt(1, layer);
      }
    },
    measure: (kind) => {
      if (drawing) map.removeInteraction(drawing);
      drawing = undefined;
      drawn.clear();
      if (!kind) return;
      drawing = new Draw({ source: drawn, type: kind === 'length' ? 'LineString' : 'Polygon' });
      drawing.on('drawstart', () => drawn.clear());
      drawing.on('drawend', ({ feature }) => {
        const shape = feature.getGeometry() as LineString | Polygon;
        onMeasured({ kind, size: shape instanceof LineString ? shape.getLength() : shape.getArea() });
      });
      map.addInteraction(drawing);
    },
    sheet: (resolution) => {
      map.updateSize();
      view.setResolution(resolution);
    },
    size: () => map.updateSize(),
    leave: () => map.setTarget(undefined),
  };
}

const wordsOf = (feature: FeatureLike): string => `${feature.get('layer')} ${feature.get('name')}`;

const seenOf = (feature: FeatureLike): ParcelSeen => {
  const text = (key: string) => String(feature.get(key) ?? '');
  return {
    entry: text('entry'),
    parcel: text('parcel'),
    village: text('village'),
    stage: text('stage'),
    state: text('state'),
  };
};

function tileLayer(
  layer: string,
  { origin, resolutions, tilePixels, levelMin, extent }: MapGrid,
  projection: Projection,
  style: (feature: FeatureLike, resolution: number) => Style | undefined,
): VectorTileLayer {
  const format = new MVT();
  const source = new VectorTileSource({
    format,
    projection,
    tileGrid: new TileGrid({
      ...{ origin: [...origin], resolutions: [...resolutions], extent: [...extent] },
      ...{ tileSize: tilePixels, minZoom: levelMin },
    }),
    url: `/api/v1/map/${encodeURIComponent(layer)}/{z}/{x}/{y}`,
    tileLoadFunction: (tile, url) =>
      (tile as VectorTile<FeatureLike>).setLoader((extentOfTile, _, featureProjection) => {
        void load(tile as VectorTile<FeatureLike>, url, (data) =>
          format.readFeatures(data, { extent: extentOfTile, featureProjection }),
        );
      }),
  });
  return new VectorTileLayer({ source, style });
}

async function load(
  tile: VectorTile<FeatureLike>,
  url: string,
  read: (data: ArrayBuffer) => FeatureLike[],
): Promise<void> {
  try {
    tile.setFeatures(read(await (await fetchFile(url)).content.arrayBuffer()));
  } catch {
    tile.onError();
  }
}

const written = (text: string, { text: color, ground }: Colours, offsetY = 0): Text =>
  new Text({
    text,
    offsetY,
    font: '12px system-ui, sans-serif',
    fill: new Fill({ color }),
    stroke: new Stroke({ color: ground, width: 3 }),
  });

const layerStyle = (colours: Colours, layer: string) => {
  const color = colours.layers.get(layer) ?? colours.line;
  const style = new Style({
    fill: new Fill({ color: `${color}33` }),
    stroke: new Stroke({ color, width: 1, lineDash: [4, 3] }),
  });
  return (feature: FeatureLike) => (feature.get('layer') === layer ? style : undefined);
};

const measureStyle = ({ line }: Colours) =>
  new Style({
    fill: new Fill({ color: `${line}22` }),
    stroke: new Stroke({ color: line, width: 2, lineDash: [6, 4] }),
  });

function parcelStyle(colours: Colours, names: ReadonlyMap<string, string>) {
  return (feature: FeatureLike, resolution: number): Style | undefined => {
    if (feature.get('layer') !== PARCELS) return undefined;
    const count = feature.get('count') as number | undefined;
    if (count !== undefined) return clusterStyle(count, colours);
    const stage = String(feature.get('stage'));
    const color = colours.stages.get(stage) ?? colours.line;
    const [fill, stroke] = [new Fill({ color: `${color}${ALPHA}` }), new Stroke({ color, width: 2 })];
    const [west = 0, south = 0, east = 0, north = 0] = feature.getGeometry()!.getExtent();
    const isDot = Math.max(east - west, north - south) < DOT_PX * resolution;
    const named = resolution < NAMED_AT ? { text: written(names.get(stage) ?? stage, colours) } : {};
    return isDot
      ? dotStyle([(west + east) / 2, (south + north) / 2], color)
      : new Style({ fill, stroke, ...named });
  };
}

function dotStyle(at: number[], color: string): Style {
  return new Style({
    geometry: new PointShape(at),
    image: new Circle({ radius: DOT_PX / 2 + 1, fill: new Fill({ color }) }),
  });
}

const CLUSTER_PX = 10;
function clusterStyle(count: number, colours: Colours): Style {
  const radius = CLUSTER_PX + Math.log10(count) * DOT_PX;
  return new Style({
    image: new Circle({
      radius,
      fill: new Fill({ color: colours.ground }),
      stroke: new Stroke({ color: colours.line, width: 2 }),
    }),
    text: written(String(count), colours),
  });
}

/** Lines of the plane with their metres at the edge of what is seen. */
function gridIn([west = 0, south = 0, east = 0, north = 0]: readonly number[], colours: Colours): Feature[] {
  const step = gridStep(Math.max(east - west, north - south));
  const stroke = new Stroke({ color: colours.grid, width: 1 });
  const line = (from: number[], to: number[], text: string) => {
    const feature = new Feature(new LineString([from, to]));
    const label = new Style({ geometry: new PointShape(from), text: written(text, colours) });
    label.getText()!.setTextAlign('left');
    label.getText()!.setTextBaseline('bottom');
    feature.setStyle([new Style({ stroke }), label]);
    return feature;
  };
  return [
    ...gridLines(west, east, step).map((x) => line([x, south], [x, north], String(x))),
    ...gridLines(south, north, step).map((y) => line([west, y], [east, y], String(y))),
  ];
}
