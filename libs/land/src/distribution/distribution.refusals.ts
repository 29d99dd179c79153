import { refuser } from '../refusal.js';

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
    en: 'The resolution on the distribution does not carry: {yes} of {total} votes, {needed} needed. Vote again before planning.',
    source: '农村集体经济组织法第二十七条、第二十八条',
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
  'distribution.voucher-missing': {
    zh: '缺少兑付凭证号。请填写集体账户的付款凭证号，不得经个人账户兑付。',
    en: 'The voucher is missing. Enter the number of the payment from the account of the collective; personal accounts are not allowed.',
    source: '农村集体经济组织法第四十四条',
  },
  'distribution.paid': {
    zh: '收益已按凭证{voucherNo}兑付，系统不能撤销。请镇（街道）和农业农村部门处理追回后，人工了结。',
    en: 'The income is already paid out (voucher {voucherNo}) and cannot be cancelled here. The township and agriculture must recover it and settle this by hand.',
    source: INCOME,
  },
  'distribution.cancelled': {
    zh: '该事项的收益分配已撤销，不能再办理。请核对事项编号。',
    en: 'The distribution of this entry is cancelled. Check the number of the entry.',
    source: INCOME,
  },
});
