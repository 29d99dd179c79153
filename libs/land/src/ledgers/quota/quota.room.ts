import { stageRoom } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './quota.commands.js';
import { QuotaDeadlines } from './quota.deadlines.js';
import { quota } from './quota.decider.js';
import type { QuotaEvent } from './quota.events.js';
import { refuse } from './quota.refusals.js';

export const quotaRoom = stageRoom<QuotaEvent>()({
  stream: 'quota',
  name: { zh: '指标管控', en: 'Quota' },
  passage: {
    zh: '指标管控',
    who: 'engine, city plan office',
    whoZh: '系统核减和市级计划主管部门',
    law: '土地管理法 Art. 23; 济政字〔2021〕60号 四(一)4',
  },
  module: moduleOf('quota', commands, quota, QuotaDeadlines),
  decider: quota,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    QuotaIssued: { zh: '下达指标', en: 'Quota issued' },
    QuotaAdjusted: { zh: '调整指标', en: 'Quota adjusted' },
    QuotaBatchOpened: { zh: '开启批次', en: 'Quota batch opened' },
    QuotaReserved: { zh: '预占指标', en: 'Quota reserved' },
    QuotaWaitlisted: { zh: '指标轮候', en: 'Waiting for quota' },
    QuotaReservationExpired: { zh: '指标预占届满', en: 'Reservation of quota expired' },
    QuotaOccupied: { zh: '占用指标', en: 'Quota occupied' },
    QuotaWrittenOff: { zh: '核销指标', en: 'Quota written off' },
    QuotaReleased: { zh: '释放指标', en: 'Quota released' },
    QuotaYearClosed: { zh: '年度指标关闭', en: 'Plan year closed' },
    QuotaYearSettled: { zh: '年末结余处理', en: 'Rest of the plan year settled' },
    QuotaCarriedOver: { zh: '上年结转', en: 'Carried over from last year' },
  },
  stands: {
    waitlisted: { after: ['QuotaWaitlisted'], zh: '轮候指标' },
  },
});
