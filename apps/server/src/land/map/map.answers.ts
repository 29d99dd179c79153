import { integer, list, named, number, object, optional, text } from '../../openapi/schema.js';
import type { MapGrid, MapLayer, MapOverview, MapStage } from './map-desk.js';

const grid = object<MapGrid>({
  crs: text('地图的平面坐标系，米'),
  place: text('范围的名称'),
  extent: list(number()),
  origin: list(number()),
  tilePixels: integer('瓦片的边长，像素'),
  tileSteps: integer('瓦片内坐标的最大值'),
  levelMin: integer('最低层级，一块瓦片即可覆盖全县'),
  levelMax: integer('最高层级'),
  resolutions: list(number()),
});

const layer = object<MapLayer>({
  layer: text('图层代码'),
  name: text('图层名称'),
  features: integer('要素数'),
  versions: list(
    object<MapLayer['versions'][number]>({
      version: text('版本'),
      source: text('数据来源'),
      district: optional(text('哪个区县的图层；随软件提供的没有')),
    }),
  ),
});

export const MAP_OVERVIEW = named(
  'MapOverview',
  object<MapOverview>({
    grid,
    parcels: integer('图上的宗地数'),
    box: optional(list(number())),
    stages: list(
      object<MapStage>({
        stage: text('环节代码'),
        name: text('环节名称'),
        parcels: integer('处于该环节的宗地数'),
      }),
    ),
    layers: list(layer),
  }),
);
