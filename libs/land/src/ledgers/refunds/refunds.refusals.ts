import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'refund.unknown': {
    zh: '该事项没有这一笔退款。请刷新后核对。',
    en: 'This entry has no such refund. Refresh and check.',
  },
  'refund.amount': {
    kind: 'invalid',
    zh: '应退{owedFen}，本次填写{amountFen}。退款一次退清，请核对凭证上的金额。',
    en: '{owedFen} is owed, and {amountFen} was given. A refund is paid whole: check the sum on the voucher.',
  },
  'refund.date-in-future': {
    kind: 'invalid',
    zh: '退款日期{paidOn}晚于今天（{today}）。请在款项退出后登记，并填写实际退款的日期。',
    en: 'The day {paidOn} is after today ({today}). Record the refund once it is paid, by its day.',
  },
  'refund.too-early': {
    kind: 'invalid',
    zh: '退款日期{paidOn}早于应退之日（{owedOn}）。请核对凭证上的日期。',
    en: 'The day {paidOn} is before the refund was owed ({owedOn}). Check the day on the voucher.',
  },
  'refund.voucher-used': {
    zh: '凭证{voucherNo}已经登记为第{no}笔退款。一份凭证只登记一次，请核对凭证号。',
    en: 'Voucher {voucherNo} is recorded for refund {no}. A voucher is recorded once: check its number.',
  },
});
