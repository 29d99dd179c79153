import { refuser } from '../refusal.js';

export const refuse = refuser({
  'task.unknown': {
    zh: '没有这项待办。请刷新待办列表后重试。',
    en: 'There is no such task. Refresh the task list and try again.',
  },
  'task.finished': {
    zh: '该待办已经结束，不能再领取、退回或者转交。请刷新待办列表。',
    en: 'The task is over and can no longer be claimed, released or delegated. Refresh the task list.',
  },
  'task.claimed-by-other': {
    zh: '该待办已由{claimedBy}领取。请与其联系，由其退回或者转交后再办理。',
    en: 'The task is claimed by {claimedBy}. Ask them to release or delegate it.',
  },
  'task.not-claimed-by': {
    zh: '该待办现由{claimedBy}领取，不在{from}名下，不能由其转交。请刷新后由领取人转交。',
    en: 'The task is with {claimedBy}, not with {from}. Refresh; its holder may delegate it.',
  },
  'four-eyes.excluded': {
    zh: '{person}编制了该材料，不得办理本环节。请由本单位其他人员领取。',
    en: '{person} prepared what is decided here and may not handle it. Another person of the office must claim it.',
    source: '内部控制：经办与审批分离',
  },
});
