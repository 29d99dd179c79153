import { refuser } from '../../shared/refusal.js';

const INCOME = '农村集体经济组织法第四十二条';

export const refuse = refuser({
  'distribution.not-opened': {
    zh: '价款和调节金尚未全部结清，不能编制收益分配方案。请待两项结清后再编制。',
    en: 'Price and levy are not both settled, so the income cannot be planned. Plan it when both are.',
    source: INCOME,
  },
  'distribution.already-planned': {
    zh: '收益分配方案已经编制，不能重复编制。请继续公示或兑付。',
    en: 'The distribution is already planned. Go on with its publication or payment.',
    source: INCOME,
  },
  'distribution.vote': {
    zh: '收益分配方案的决议未通过：{failures}请依法重新表决后再编制。',
    en:
      'The resolution on the distribution did not pass: {yes} of {total} votes, {needed} needed. Vote ' +
      'again before planning.',
    source: '农村集体经济组织法第二十七条、第二十八条',
  },
  'distribution.plan-late': {
    zh: '分配方案{planShownOn}提供、{heldOn}开会，不足会前{days}日。请在会前{days}日提供方案后重新开会表决。',
    en:
      'The plan was open from {planShownOn} for a meeting on {heldOn}: less than {days} days. Show it in ' +
      'time and meet again.',
    source: '农村集体经济组织法第四十六条',
  },
  'distribution.not-public': {
    zh: '收益分配方案不在公示期内，不能提出公示异议。请向镇（街道）或者农业农村部门反映。',
    en:
      'No plan is on display, so no objection to it can be taken. Turn to the township or to the ' +
      'agriculture bureau.',
    source: '农村集体经济组织法第四十五条',
  },
  'distribution.objection-incomplete': {
    zh: '异议应写明编号、异议人和理由。请补全后登记。',
    en: 'An objection needs its number, who objects, and why. Complete it.',
    source: '农村集体经济组织法第四十五条',
  },
  'distribution.objection-unknown': {
    zh: '没有编号为{objectionNo}的公示异议。请核对编号。',
    en: 'There is no objection numbered {objectionNo}. Check the number.',
    source: '农村集体经济组织法第四十五条',
  },
  'distribution.answer-missing': {
    zh: '处理异议须书面答复。请填写答复内容。',
    en: 'An objection is answered in writing. Enter the answer.',
    source: '农村集体经济组织法第四十五条',
  },
  'distribution.personal-account': {
    zh: '集体收益不得经个人账户兑付。请改由集体经济组织的专用账户支付后登记。',
    en:
      'The income of the collective must not pass through a personal account. Pay it from the dedicated ' +
      'account.',
    source: '农村集体经济组织法第四十四条',
  },
  'distribution.date-in-future': {
    zh: '日期{day}晚于今天{today}。请填写实际日期。',
    en: 'The day {day} is after today, {today}. Enter the actual day.',
    source: INCOME,
  },
  'distribution.not-planned': {
    zh: '没有待公示的收益分配方案。请先编制方案。',
    en: 'No plan waits for publication. Plan the distribution first.',
    source: '农村集体经济组织法第四十五条',
  },
  'distribution.publication-running': {
    zh: '收益分配方案的公示到{publicUntil}才届满。请届满后再办理。',
    en: 'The plan is on display until {publicUntil}. Come back afterwards.',
    source: '农村集体经济组织法第四十五条',
  },
  'distribution.not-passed': {
    zh: '收益分配方案尚未公示期满，不能兑付。请先完成公示。',
    en: 'The plan has not passed its publication, so nothing can be paid out. Publish it first.',
    source: '农村集体经济组织法第四十五条',
  },
  'distribution.paid-before-end': {
    zh: '兑付日{paidOn}早于公示届满：公示到{publicUntil}为止。请填写公示届满后的实际兑付日；公示期内已经兑付的，请报农业农村部门处理。',
    en:
      'The payment of {paidOn} falls into the publication, which lasts until {publicUntil}. Enter the ' +
      'actual day after it; money paid earlier is for the agriculture bureau to look into.',
    source: '农村集体经济组织法第四十五条',
  },
  'distribution.voucher-missing': {
    zh: '缺少兑付凭证号。请填写集体账户的付款凭证号，不得经个人账户兑付。',
    en:
      'The voucher is missing. Enter the number of the payment from the account of the collective; ' +
      'personal accounts are not allowed.',
    source: '农村集体经济组织法第四十四条',
  },
  'distribution.paid': {
    zh: '收益已按凭证{voucherNo}兑付，系统不能撤销。请镇（街道）和农业农村部门处理追回后，人工了结。',
    en:
      'The income is already paid out (voucher {voucherNo}) and cannot be cancelled here. The township and ' +
      'agriculture must recover it and settle this by hand.',
    source: INCOME,
  },
  'distribution.cancelled': {
    zh: '该事项的收益分配已撤销，不能再办理。请核对事项编号。',
    en: 'The distribution of this entry is cancelled. Check the number of the entry.',
    source: INCOME,
  },
});
