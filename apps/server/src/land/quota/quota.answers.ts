import { QUOTA_KINDS } from '#land';
import type { QuotaView } from '#land';
import { area, integer, named, object, oneOf, page, text } from '../../openapi/schema.js';

const QUOTA = named(
  'Quota',
  object<QuotaView>({
    district: text(),
    planYear: integer(),
    kind: oneOf(QUOTA_KINDS, '年度建设用地供应计划、新增计划、总量控制、增减挂钩'),
    totalM2: area('总量，平方米'),
    reservedM2: area('预占'),
    occupiedM2: area('占用'),
    usedM2: area('核销'),
    availableM2: area('可用'),
    waiting: integer('等待中的事项'),
  }),
);

export const QUOTAS = page(QUOTA);
