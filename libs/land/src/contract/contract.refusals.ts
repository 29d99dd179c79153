import { refuser } from '../refusal.js';

export const refuse = refuser({
  'contract.none': { zh: '入市事项{entry}还没有成交，不能办理合同事项，请先完成交易。', en: 'Entry {entry} has no deal yet; complete the trade first.' },
  'contract.state': { zh: '合同当前状态为“{status}”，不能{action}，请刷新后按当前状态办理。', en: 'The contract is {status}; "{action}" is not possible. Reload and go on from there.' },
  'contract.price-below-scheme': {
    zh: '意向成交价{priceFen}分低于批准方案的价格{schemeFen}分，请按不低于批准价格重新约定。',
    en: 'The intended price of {priceFen} fen is below the approved {schemeFen} fen. Agree on a price that is not lower.',
    source: '土地管理法实施条例第四十条（入市价格须在方案中载明）',
  },
  'contract.void': {
    zh: '缺少{missing}文号，缺少规划条件、产业准入或者生态环境保护要求的合同无效，请补齐后再签订。',
    en: 'Without the document numbers of {missing} the contract is void. Add them before signing.',
    source: '土地管理法实施条例第四十一条',
  },
  'contract.dates': { zh: '日期顺序应为签订≤交地≤开工≤竣工，且签订日{signedOn}不得早于成交日{confirmedOn}，请核对。', en: 'Dates must run signing, delivery, start, completion, and signing on {signedOn} not before the deal of {confirmedOn}.' },
  'four-eyes.preparer': { zh: '您（{person}）是经办签订的人员，不能再由您备案，请转交其他工作人员。', en: '{person} prepared this and may not decide it. Hand it to a colleague.', source: '内部控制：经办与审核分离' },
  'contract.payment-amount': { zh: '付款金额应大于零，请核对凭证{voucherNo}。', en: 'The amount must be above zero; check voucher {voucherNo}.' },
  'contract.overpayment': { zh: '本次付款{amountFen}分超过未付价款{unpaidFen}分，请核对金额后重新录入。', en: 'The payment of {amountFen} fen exceeds the {unpaidFen} fen still open. Check the amount.' },
});
