/** The data sets that other systems take: which there are, what is in them, and for whom. */
import { LAND_DEAL, LAND_NOTICE } from './land.js';
import { MONITORING } from './monitoring.js';
import { OTHER_DEAL, OTHER_NOTICE } from './other.js';
import type { Field } from './field.js';
import type { Counterparty } from '../language/promises.js';

export type Dataset = Readonly<{
  id: string;
  zh: string;
  to: Counterparty;
  /** Which of a platform's two layouts it belongs to. */
  layout?: 'land' | 'other';
  /** Where the layout is from, and how sure it is. */
  source: string;
  fields: readonly Field[];
}>;

const PROVINCE = '外省公共服务平台 2021 年公开的数据集配置；字典和校验规则未公开，以当地平台为准（尚待确认）';

export const DATASETS: readonly Dataset[] = [
  { id: '600', zh: '土地出让公告', to: 'platform', layout: 'land', source: PROVINCE, fields: LAND_NOTICE },
  { id: '601', zh: '成交宗地', to: 'platform', layout: 'land', source: PROVINCE, fields: LAND_DEAL },
  { id: '1800', zh: '其他交易公告', to: 'platform', layout: 'other', source: PROVINCE, fields: OTHER_NOTICE },
  { id: '1801', zh: '其他交易结果', to: 'platform', layout: 'other', source: PROVINCE, fields: OTHER_DEAL },
  {
    ...{ id: 'monitoring', zh: '土地市场动态监测', to: 'monitor', fields: MONITORING },
    source: '中国土地市场网公开接口的字段；填报口径以监测系统为准（尚待确认）',
  },
];

export const datasetsFor = (to: Counterparty): readonly Dataset[] =>
  DATASETS.filter((dataset) => dataset.to === to);

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** As a JSON Schema; the check beside it judges what a schema cannot say. */
export const datasetSchema = ({ id, zh, source, fields }: Dataset): object => ({
  $schema: DIALECT,
  $id: `urn:rushi:dataset:${id}`,
  title: zh,
  description: source,
  type: 'object',
  properties: Object.fromEntries(
    fields.map(({ name, zh: title, kind: { schema, what } }) => [
      name,
      { ...schema, title, description: `应为${what}` },
    ]),
  ),
  required: fields.filter(({ required }) => required).map(({ name }) => name),
  additionalProperties: false,
});
