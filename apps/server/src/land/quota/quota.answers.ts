import { QUOTA_KINDS } from '#land';
import type { QuotaBatchView, QuotaView, QuotaWaitingView, QuotaYear } from '#land';
import {
  area,
  day,
  flag,
  integer,
  list,
  named,
  object,
  oneOf,
  orNull,
  page,
  text,
} from '../../openapi/schema.js';
import { QUOTA_DEMAND, SUBJECT } from '../shared/answers.js';

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

/** Which entry waits is told to whoever may read the entry, and its place to everybody of the district. */
export type QuotaPlaceAnswer = Omit<QuotaWaitingView, 'subject'> &
  Readonly<{ subject: QuotaWaitingView['subject'] | null }>;
export type QuotaYearAnswer = Omit<QuotaYear, 'waiting'> & Readonly<{ waiting: readonly QuotaPlaceAnswer[] }>;

export const QUOTA_YEAR = named(
  'QuotaYear',
  object<QuotaYearAnswer>({
    batches: list(
      object<QuotaBatchView>({
        batchNo: text('批次号'),
        openedOn: day('开启日'),
        limitM2: area('批次上限'),
        takenM2: area('已用'),
        leftM2: area('余额'),
        isCurrent: flag('此后预占的是否属于它'),
      }),
    ),
    waiting: list(
      object<QuotaPlaceAnswer>({
        subject: orNull(SUBJECT),
        readiness: integer('项目成熟度，0 至 100，高的在前'),
        demands: list(QUOTA_DEMAND),
        lacking: list(QUOTA_DEMAND),
      }),
    ),
    closedBy: orNull(text('年度结转的文号，未结转的为空')),
  }),
);
