import { refuser } from '../refusal.js';

export const refuse = refuser({
  'levy.none': { zh: '入市事项{entry}尚未核定调节金，请在合同备案后办理。', en: 'No levy was assessed for entry {entry}; file the contract first.' },
  'levy.state': { zh: '调节金当前状态为“{status}”，不能{action}，请刷新后按当前状态办理。', en: 'The levy is {status}; "{action}" is not possible. Reload and go on from there.' },
  'levy.payment-amount': { zh: '缴款金额应大于零，请核对凭证{voucherNo}。', en: 'The amount must be above zero; check voucher {voucherNo}.' },
  'levy.overpayment': {
    zh: '本次缴款{amountFen}分超过应缴余额{dueFen}分（含滞纳金），请核对金额后重新录入。',
    en: 'The payment of {amountFen} fen exceeds the {dueFen} fen still due, late fee included. Check the amount.',
  },
});
