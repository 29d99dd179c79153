import type { ENTRY_STATUSES, STATES } from './entry.projection.js';

export type EntryState = (typeof STATES)[keyof typeof STATES][1];

/** What is going on with an entry, as an officer says it. */
export const STATE_NAMES: Readonly<Record<EntryState, string>> = {
  checking: '核查中',
  'conditions-pending': '待出具规划和产业、生态条件',
  returned: '已退回，待修改',
  'under-review': '部门联审中',
  reserving: '预占指标中',
  waitlisted: '轮候指标',
  'awaiting-decision': '待区政府审批',
  approved: '已批准',
  'listing-ordered': '待公告',
  'trade-decided': '已确定交易事项，待公告',
  announced: '已公告',
  open: '交易中',
  suspended: '交易中止',
  failed: '流拍，待决定是否重新交易',
  terminated: '交易终止',
  'deal-pending': '已成交，待公示',
  'deal-published': '成交公示中',
  'to-be-signed': '待签订合同',
  signed: '已签订合同，待备案',
  assessing: '核定调节金中',
  'rate-missing': '待录入调节金比例',
  'rate-to-be-confirmed': '待确认调节金比例',
  assessed: '调节金已核定',
  noticed: '已发出缴款通知书，待缴款',
  overdue: '调节金逾期未缴',
  settled: '调节金已缴清',
  'to-be-planned': '待编制分配方案',
  planned: '分配方案待公示',
  published: '分配方案公示中',
  ready: '待登记',
  registered: '已登记',
  completed: '已办结',
  rejected: '未通过',
  withdrawn: '已撤回',
  lapsed: '已终止',
};

export const STATUS_NAMES: Readonly<Record<(typeof ENTRY_STATUSES)[number], string>> = {
  running: '办理中',
  completed: '已办结',
  rejected: '未通过',
  withdrawn: '已撤回',
  lapsed: '已终止',
};
