import { refuser } from '../../shared/refusal.js';

const LEVY = '财税〔2016〕41号；济政字〔2021〕60号四（三）2';

export const refuse = refuser({
  'levy.rate-not-awaited': {
    zh: '该事项的调节金不待确认费率。请核对事项编号；已核定的，请直接发出缴款通知书。',
    en:
      'No rate of this entry waits to be confirmed. Check the number of the entry; where the levy is ' +
      'assessed, issue its notice.',
    source: LEVY,
  },
  'levy.rate-document-missing': {
    zh: '沿用已届满的费率须有依据。请填写同意沿用的文号。',
    en: 'An expired rate may be used only with a document that allows it. Enter its number.',
    source: LEVY,
  },
  'levy.cost-not-awaited': {
    zh: '该项成本方案已经填写，不待补录。请只填写缺少的一项；成本有误的，按更正程序办理。',
    en: 'The scheme states this cost already. Enter only the one that is missing.',
    source: LEVY,
  },
  'levy.instalments': {
    zh: '本地规则最多允许分{most}期缴纳，不能分{instalments}期。请按规则填写期数，或者一次缴清。',
    en: 'The rules allow {most} instalments at most, not {instalments}. Enter as many as allowed, or one.',
    source: LEVY,
  },
  'levy.instalments-of-lease': {
    zh: '按年计征的租赁已逐年列出应缴数，不再分期。请按年发出缴款通知书。',
    en: 'The levy of this lease is paid by the year already. Issue the notice without instalments.',
    source: LEVY,
  },
  'levy.not-assessed': {
    zh: '该事项尚未核定调节金。请待合同备案、系统核定后再办理。',
    en: 'The levy of this entry is not assessed yet. Wait until the contract is filed and the levy assessed.',
    source: LEVY,
  },
  'levy.already-noticed': {
    zh: '缴款通知书{noticeNo}已经发出，不能重复发出。请使用原通知书。',
    en: 'Notice {noticeNo} is already issued. Use that one.',
    source: LEVY,
  },
  'levy.not-noticed': {
    zh: '尚未发出缴款通知书，不能登记缴款。请财政部门先发出通知书。',
    en: 'No notice is issued yet, so no payment can be recorded. Let finance issue the notice first.',
    source: LEVY,
  },
  'levy.notice-unknown': {
    zh: '该事项的缴款通知书是{known}，不是{noticeNo}，款项不能对应。请核对通知书编号和事项编号。',
    en:
      'The notice of this entry is {known}, not {noticeNo}, so the money cannot be matched. Check the ' +
      'numbers of notice and entry.',
    source: LEVY,
  },
  'levy.settled': {
    zh: '该事项的调节金已缴清，无需再办理。请核对事项编号；多缴的，按退库程序办理。',
    en:
      'The levy of this entry is settled. Check the number of the entry; what was paid twice is refunded ' +
      'by the treasury.',
    source: LEVY,
  },
  'levy.cancelled': {
    zh: '该事项的调节金已撤销，不能再办理。请核对事项编号。',
    en: 'The levy of this entry is cancelled. Check the number of the entry.',
    source: LEVY,
  },
  'levy.amount-not-positive': {
    zh: '缴款金额{amountFen}应大于零。请按凭证填写。',
    en: 'The amount of {amountFen} must be above zero. Enter it as on the voucher.',
    source: LEVY,
  },
  'levy.overpayment': {
    zh: '缴款{amountFen}超过当日应缴的{openFen}。请按应缴金额登记，多收的退回缴款人。',
    en:
      'The payment of {amountFen} exceeds the {openFen} open on that day. Record what is due and return ' +
      'the rest.',
    source: LEVY,
  },
  'levy.voucher-contradicts': {
    zh: '凭证{voucherNo}已按另一金额或日期登记：{differences}。请核对凭证号。',
    en:
      'Voucher {voucherNo} is already recorded with another amount or day: {differencesEn}. Check the ' +
      'voucher number.',
    source: LEVY,
  },
  'levy.date-in-future': {
    zh: '日期{day}晚于今天{today}。请填写实际日期。',
    en: 'The day {day} is after today, {today}. Enter the actual day.',
    source: LEVY,
  },
});
