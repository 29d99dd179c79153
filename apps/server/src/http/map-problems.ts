import type { ProblemEntry } from './problem-codes.js';

/** What the map of a county has not. */
export const MAP_PROBLEMS = {
  'map.no-plane': {
    status: 404,
    title: '没有地图坐标系',
    zh: '规则包没有设定本县的平面坐标系和范围，无法绘制一张图。请系统管理员设定 planning.plane 和 planning.extent。',
    en: 'The rules name no plane of the county: the administrator sets planning.plane and planning.extent.',
  },
  'map.no-tile': {
    status: 404,
    title: '没有这块瓦片',
    zh: '瓦片地址不正确：层级、列、行都是整数，并且在网格以内。请按地图网格的层级和原点计算。',
    en: 'No such tile: level, column and row are whole numbers within the grid of the map.',
    request: 'GET /api/v1/map',
  },
  'map.no-layer': {
    status: 404,
    title: '没有这个图层',
    zh: '今天有效的图层中没有这一个，或者它不在地图的坐标系中。请从地图所列的图层中选取。',
    en: 'No layer of this name is in force today on the plane of the map: choose one that the map lists.',
    request: 'GET /api/v1/map',
  },
} as const satisfies Readonly<Record<string, ProblemEntry>>;
