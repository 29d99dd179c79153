/** What people say about a case. */
export const zhTalk = {
  'talk.title': '意见交流',
  'talk.none': '还没有意见。意见不是办理结果，不影响办理，也不公开。',
  'talk.say': '提出意见',
  'talk.missing': '请写明意见。',
  'talk.for-whom': '查看范围',
  'talk.audience.everybody': '可以查看该事项的各单位',
  'talk.audience.office': '仅本单位',
  'talk.office-only': '仅本单位',
  'talk.send': '提交意见',
  'talk.of-task': '针对一项待办',
  'talk.withdraw': '撤回',
  'talk.withdraw-it': '撤回第 {{comment}} 条意见',
  'talk.withdraw-sure': '撤回后不再显示内容，确认撤回？',
  'talk.keep': '不撤回',
  'talk.withdrawn': '已于 {{at}} 撤回',
} as const;
