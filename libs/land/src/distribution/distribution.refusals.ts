import { refuser } from '../refusal.js';

export const refuse = refuser({
  'distribution.none': { zh: '入市事项{entry}的价款和调节金尚未全部结清，暂不能办理收益分配。', en: 'Price and levy of entry {entry} are not both settled yet.' },
  'distribution.state': { zh: '收益分配当前状态为“{status}”，不能{action}，请刷新后按当前状态办理。', en: 'The distribution is {status}; "{action}" is not possible. Reload and go on from there.' },
  'distribution.vote': {
    zh: '同意{yes}票未达到全体{total}人的三分之二，分配方案未通过，请重新表决后再报。',
    en: '{yes} of {total} votes are less than two thirds of all. Vote again before handing in the plan.',
    source: '农村集体经济组织法第二十七条、第二十八条',
  },
  'distribution.paid': { zh: '收益已兑付，不能自动撤销分配，请由镇（街道）会同集体协商返还后人工处理。', en: 'The income is paid out and cannot be cancelled automatically; a person must settle the return.' },
});
