import { stageRoom } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './distribution.commands.js';
import { DistributionDeadlines } from './distribution.deadlines.js';
import { distributionDecider } from './distribution.decider.js';
import type { DistributionEvent } from './distribution.events.js';
import { refuse } from './distribution.refusals.js';
import { DISTRIBUTION_WORK } from './distribution.work.js';

export const distributionRoom = stageRoom<DistributionEvent>()({
  stream: 'distribution',
  name: { zh: '收益分配', en: 'Distribution' },
  passage: {
    zh: '收益分配',
    who: 'collective, township',
    whoZh: '农民集体和乡镇（街道）',
    law: '农村集体经济组织法 Art. 42',
  },
  module: moduleOf('distribution', commands, distributionDecider, DistributionDeadlines),
  decider: distributionDecider,
  refusals: refuse.catalogue,
  work: DISTRIBUTION_WORK,
  upcasters: [],
  facts: {
    ReceiptsNoted: { zh: '登记入市收入', en: 'Receipts noted' },
    LevyNoted: { zh: '登记分配前应扣的调节金', en: 'Levy noted' },
    DistributionOpened: { zh: '开始收益分配', en: 'Distribution opened' },
    DistributionPlanned: { zh: '编制收益分配方案', en: 'Distribution planned' },
    DistributionPublished: { zh: '公示收益分配方案', en: 'Distribution published' },
    DistributionObjected: { zh: '分配公示期内提出异议', en: 'Objection to the distribution' },
    DistributionObjectionDismissed: { zh: '分配异议不成立', en: 'Objection dismissed' },
    DistributionReopened: { zh: '分配异议成立，重新编制', en: 'Distribution to be planned anew' },
    PublicationPassed: { zh: '分配公示期满', en: 'Publication passed' },
    IncomeDistributed: { zh: '兑付收益', en: 'Income distributed' },
    DistributionCancelled: { zh: '撤销收益分配', en: 'Distribution cancelled' },
  },
  stands: {
    'to-be-planned': { after: ['DistributionOpened', 'DistributionReopened'], zh: '待编制分配方案' },
    planned: { after: ['DistributionPlanned'], zh: '分配方案待公示' },
    published: { after: ['DistributionPublished'], zh: '分配方案公示中' },
    'to-be-paid-out': { after: ['PublicationPassed'], zh: '分配方案公示期满，待兑付' },
    distributed: { after: ['IncomeDistributed'], zh: '收益已分配' },
  },
});
