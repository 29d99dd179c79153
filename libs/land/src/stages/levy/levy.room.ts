import { stageRoom } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './levy.commands.js';
import { LevyDeadlines } from './levy.deadlines.js';
import { levyDecider } from './levy.decider.js';
import type { LevyEvent } from './levy.events.js';
import { refuse } from './levy.refusals.js';
import { LEVY_WORK } from './levy.work.js';

export const levyRoom = stageRoom<LevyEvent>()({
  stream: 'levy',
  name: { zh: '调节金', en: 'Levy' },
  passage: {
    zh: '土地增值收益调节金',
    who: 'engine, district finance',
    whoZh: '系统核定和区（县）财政部门',
    law: '财税〔2016〕41号; 财税〔2023〕52号',
  },
  module: moduleOf('levy', commands, levyDecider, LevyDeadlines),
  decider: levyDecider,
  refusals: refuse.catalogue,
  work: LEVY_WORK,
  upcasters: [],
  facts: {
    LevyAssessmentDeferred: {
      zh: '费率或者成本待财政部门确认',
      en: 'Rate or cost to be confirmed by finance',
    },
    LevyRateMissing: { zh: '费率待录入', en: 'Rate missing' },
    LevyAssessed: { zh: '核定调节金', en: 'Levy assessed' },
    LevyNoticeIssued: { zh: '发出调节金缴款通知书', en: 'Levy notice issued' },
    LevyPaymentRecorded: { zh: '调节金到账', en: 'Levy payment recorded' },
    LevyOverdue: { zh: '调节金逾期', en: 'Levy overdue' },
    LevyLateFeeCharged: { zh: '计收滞纳金', en: 'Late fee charged' },
    LevyFirstPeriodPaid: { zh: '首期调节金缴清', en: 'First period of the levy paid' },
    LevySettled: { zh: '调节金缴清', en: 'Levy settled' },
    LevyCancelled: { zh: '撤销调节金核定', en: 'Levy cancelled' },
    LevyRefunded: { zh: '退还调节金', en: 'Levy refunded' },
  },
  stands: {
    'rate-missing': { after: ['LevyRateMissing'], zh: '待录入调节金比例' },
    'rate-to-be-confirmed': { after: ['LevyAssessmentDeferred'], zh: '待确认调节金比例' },
    assessed: { after: ['LevyAssessed'], zh: '调节金已核定' },
    noticed: { after: ['LevyNoticeIssued'], zh: '已发出缴款通知书，待缴款' },
    overdue: { after: ['LevyOverdue'], zh: '调节金逾期未缴' },
    settled: { after: ['LevySettled'], zh: '调节金已缴清' },
  },
});
