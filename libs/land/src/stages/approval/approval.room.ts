import { stageRoom } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './approval.commands.js';
import { ApprovalDeadlines } from './approval.deadlines.js';
import { approval } from './approval.decider.js';
import type { ApprovalEvent } from './approval.events.js';
import { refuse } from './approval.refusals.js';
import { APPROVAL_WORK } from './approval.work.js';
import { APPROVAL_UPCASTERS } from './approval.upcasters.js';

export const approvalRoom = stageRoom<ApprovalEvent>()({
  stream: 'approval',
  name: { zh: '方案审批', en: 'Approval' },
  passage: {
    zh: '方案审批',
    who: 'departments in parallel (联审), then the district government',
    whoZh: '联审各部门和区（县）政府',
    law: '实施条例 Art. 40; 济政字〔2021〕60号 四(一)3',
  },
  module: moduleOf('approval', commands, approval, ApprovalDeadlines),
  decider: approval,
  refusals: refuse.catalogue,
  work: APPROVAL_WORK,
  upcasters: APPROVAL_UPCASTERS,
  facts: {
    ReviewOpened: { zh: '开始联审', en: 'Joint review opened' },
    OpinionGiven: { zh: '部门出具意见', en: 'Opinion given' },
    OpinionsOverdue: { zh: '部门意见逾期', en: 'Opinions overdue' },
    ReviewAgreed: { zh: '联审通过', en: 'Joint review agreed' },
    ReviewReturned: { zh: '联审退回', en: 'Joint review returned' },
    DecisionOpened: { zh: '报区政府审批', en: 'Before the district government' },
    DecisionDeclined: { zh: '审批已终结，退还指标', en: 'Decision declined' },
    DecisionExpired: { zh: '审批因指标届满退回', en: 'Decision expired with its quota' },
    ApprovalGranted: { zh: '区政府批准', en: 'Approval granted' },
    ApprovalReturned: { zh: '区政府退回', en: 'Approval returned' },
    ApprovalRefused: { zh: '区政府不予批准', en: 'Approval refused' },
    ReviewHeld: { zh: '因权利限制暂缓审批', en: 'Approval held' },
    ReviewHoldLifted: { zh: '限制解除，恢复审批', en: 'Hold on approval lifted' },
    ReviewClosed: { zh: '审查终止', en: 'Review closed' },
  },
  stands: {
    'under-review': { after: ['ReviewOpened'], zh: '部门联审中' },
    reserving: { after: ['ReviewAgreed'], stage: 'quota', zh: '预占指标中' },
    'awaiting-decision': { after: ['DecisionOpened'], zh: '待区政府审批' },
  },
});
