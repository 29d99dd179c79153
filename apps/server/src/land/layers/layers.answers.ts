import type { Issue } from '#geo';
import type { LayerContent, LayerFile } from '#land';
import {
  area,
  coded,
  day,
  integer,
  items,
  list,
  map,
  named,
  number,
  object,
  oneOf,
  open,
  optional,
  text,
} from '../../openapi/schema.js';
import type { LayerImport, LayerReport } from './layers-desk.js';
import type { LayerChecked, LayerListed } from './layers.controller.js';
import type { IssueKind, ShownFeature } from './layer-check.js';

const SEVERITIES = 'error 未读取，warning 已读取、请核对，note 只作说明';
const COUNTS = map(integer(), '各种问题的个数，键为问题代码');
const EXTENT = list(number());

const issue = object<Issue>({
  code: text('问题代码'),
  severity: oneOf(['error', 'warning', 'note'], SEVERITIES),
  place: open('位置：图层、行、要素、环、点'),
  zh: text('在哪里、什么问题'),
  fix: text('如何处理'),
});

const report = object<LayerReport>({
  format: text('文件格式'),
  recognition: text('坐标按什么读取、依据什么'),
  sure: oneOf(['certain', 'likely', 'guess', 'none'], '把握'),
  system: optional(text('要素所在的平面坐标系')),
  found: integer('文件中的要素数'),
  taken: integer('可用的要素数'),
  vertices: integer('界址点数'),
  areaM2: area('面积合计，平方米'),
  extent: EXTENT,
  sha256: text('文件的 SHA-256'),
  sm3: text('文件的 SM3'),
  issueCounts: COUNTS,
  issues: list(issue),
});

export const LAYER_CHECK = named(
  'LayerCheck',
  object<LayerChecked>({
    system: text('要素所在的平面坐标系'),
    extent: EXTENT,
    taken: integer('可用的要素数'),
    features: list(
      object<ShownFeature>({
        name: text('要素名称'),
        polygons: list(list(list(list(number())))),
      }),
    ),
    issues: list(
      object<IssueKind>({
        code: text('问题代码'),
        severity: text(SEVERITIES),
        zh: text('什么问题'),
        fix: text('如何处理'),
        count: integer('个数'),
      }),
    ),
    report: optional(report),
  }),
);

const STATES: Readonly<Record<LayerImport['state'], string>> = {
  reading: '正在读取',
  writing: '正在写入',
  imported: '已导入，待采用',
  refused: '未导入，见 refusal',
  failed: '没有完成，请重新导入',
};

export const LAYER_IMPORT = named(
  'LayerImport',
  object<LayerImport>({
    id: text(),
    district: text('区县'),
    layer: text('图层'),
    version: text('版本'),
    state: coded(STATES, '进度'),
    written: integer('已写入的要素数'),
    toWrite: integer('应写入的要素数'),
    report: optional(report),
    refusal: optional(object<NonNullable<LayerImport['refusal']>>({ code: text(), detail: text() })),
  }),
);

const file = object<LayerFile>({
  name: text('文件名'),
  bytes: integer('字节数'),
  sha256: text('文件的 SHA-256'),
  sm3: text('文件的 SM3'),
});

const content = object<LayerContent>({
  format: text('文件格式'),
  system: text('要素所在的平面坐标系'),
  reading: object<LayerContent['reading']>({
    chosen: optional(text('导入人指定的坐标系')),
    crs: text('按什么坐标系读取'),
    sure: text('把握'),
    zh: text('一句话说明'),
  }),
  features: text('全部要素的 SHA-256'),
  found: integer('文件中的要素数'),
  taken: integer('可用的要素数'),
  vertices: integer('界址点数'),
  areaM2: area('面积合计，平方米'),
  extent: EXTENT,
  issues: COUNTS,
  grades: optional(
    object<NonNullable<LayerContent['grades']>>({
      attribute: text('级别图中要素的土地级别字段'),
      values: map(integer(), '各级别的要素数'),
    }),
  ),
});

const adoption = object<NonNullable<LayerListed['adopted']>>({
  validFrom: day('生效日'),
  documentNo: text('文号'),
  leftOut: integer('采用时确认缺少的要素数'),
  by: list(text()),
});
const retirement = object<NonNullable<LayerListed['retired']>>({
  on: day('自哪一天停用'),
  documentNo: text('文号'),
  reason: text('原因'),
  by: list(text()),
});

export const LAYERS = items(
  named(
    'Layer',
    object<LayerListed>({
      layer: text('图层代码'),
      name: text('图层名称'),
      version: text('版本'),
      source: text('数据来源'),
      inForce: { type: 'boolean', description: '今天的规划核查是否依据它' },
      file,
      content,
      importedBy: list(text()),
      adopted: optional(adoption),
      retired: optional(retirement),
    }),
  ),
);
