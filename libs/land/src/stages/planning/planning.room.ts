import { stageRoom } from '../../room.js';
import type { PlanningCheck } from './planning-check.js';
import { planning } from './planning.decider.js';
import type { PlanningEvent } from './planning.events.js';
import { PlanningModule } from './planning.module.js';
import { refuse } from './planning.refusals.js';
import { PLANNING_WORK } from './planning.work.js';

/** Folding never looks at the layers; only deciding does. */
const noCheck: PlanningCheck = () => {
  throw new Error('A replay folds; it does not decide.');
};

export const planningRoom = stageRoom<PlanningEvent>()({
  stream: 'planning',
  name: { zh: '规划核查', en: 'Planning check' },
  passage: {
    zh: '规划核查',
    who: 'engine, then natural resources, development and reform, ecology',
    whoZh: '系统核查和自然资源、发展改革、生态环境部门',
    law: '实施条例 Art. 37–39',
  },
  module: PlanningModule,
  decider: (packs) => planning(packs, noCheck),
  refusals: refuse.catalogue,
  work: PLANNING_WORK,
  upcasters: [],
  facts: {
    PlanningCheckOpened: { zh: '开始规划核查', en: 'Planning check opened' },
    PlanningChecked: { zh: '完成图形核查', en: 'Boundary checked against the plans' },
    PlanningConditionsIssued: { zh: '出具规划等条件', en: 'Conditions issued' },
    PlanningRefused: { zh: '核查部门提出修改意见', en: 'Conditions refused' },
    PlanningPassed: { zh: '规划核查通过', en: 'Planning check passed' },
    PlanningClosed: { zh: '规划核查终止', en: 'Planning check closed' },
  },
  stands: {
    'conditions-pending': { after: ['PlanningChecked'], zh: '待出具规划和产业、生态条件' },
  },
});
