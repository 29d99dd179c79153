import type { Finding, Prefilled } from '#feed';
import { coded, flag, items, list, named, object, oneOf, open, orNull, text } from '../openapi/schema.js';

const LAYOUTS = { land: '土地出让的数据集', other: '其他交易的数据集' } as const;

export const DATASETS_ANSWER = items(
  named(
    'Dataset',
    object<{ id: string; title: string; layout: string | null; source: string; href: string }>({
      id: text('数据集'),
      title: text('名称'),
      layout: orNull(coded(LAYOUTS, '属于哪一套')),
      source: text('字段的来源，及其是否确认'),
      href: text('JSON Schema 的地址'),
    }),
  ),
);
export const DATASET_SCHEMA = open('JSON Schema 2020-12');

type Lack = Prefilled['lacks'][number];
type Unconfirmed = Prefilled['unconfirmed'][number];
export const PREFILLED = named(
  'PrefilledDataset',
  object<Prefilled>({
    dataset: text('数据集'),
    inUse: flag('本区县的平台是否采用这一套数据集（规则包 listing.yaml 的 layout 一行）'),
    values: open('已知的各字段'),
    lacks: list(
      object<Lack>({
        field: text('字段'),
        zh: text('名称'),
        required: flag('必填'),
        why: text('由谁填写，或者何时才有'),
      }),
    ),
    unconfirmed: list(
      object<Unconfirmed>({
        field: text('字段'),
        zh: text('名称'),
        value: text('取值'),
        source: text('规则包中的来源'),
      }),
    ),
  }),
);

export type Checked = Readonly<{ ok: boolean; findings: readonly Finding[] }>;
export const CHECKED = named(
  'CheckedDataset',
  object<Checked>({
    ok: flag('没有 error 的为 true'),
    findings: list(
      object<Finding>({
        field: text('字段'),
        zh: text('名称'),
        weight: oneOf(['error', 'warning'], '错误、提醒'),
        message: text('问题，及应当怎样写'),
      }),
    ),
  }),
);
