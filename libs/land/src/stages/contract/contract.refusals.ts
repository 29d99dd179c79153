import { refuser } from '../../shared/refusal.js';

const CONTRACT = '土地管理法实施条例第四十一条';
const PRICE = '土地管理法实施条例第四十二条';
const PUBLICITY = '规则包 procedure.deal-publication';

export const refuse = refuser({
  'contract.not-opened': {
    zh: '该事项没有等待公示的协议成交。请确认方案已批准且交易方式为协议。',
    en:
      'No agreement of this entry waits for its public notice. Check that the scheme is approved and its ' +
      'method is agreement.',
    source: PUBLICITY,
  },
  'contract.below-scheme-price': {
    zh: '协议价{priceFen}低于批准方案的价格{schemeFen}。请按不低于批准价格重新商定，或修改方案重新报批。',
    en:
      'The agreed price of {priceFen} is below the approved {schemeFen}. Agree on at least that, or have ' +
      'the scheme approved anew.',
    source: '土地管理法实施条例第四十条',
  },
  'contract.date-in-future': {
    zh: '日期{day}晚于今天{today}。请填写实际日期。',
    en: 'The day {day} is after today, {today}. Enter the actual day.',
    source: CONTRACT,
  },
  'contract.not-in-publicity': {
    zh: '该事项不在公示期内，不能按异议终止。公示期满后的争议，请通过解除合同或者诉讼处理。',
    en:
      'The deal is not on public notice, so no objection can end it. Later disputes end in rescission or ' +
      'in court.',
    source: PUBLICITY,
  },
  'contract.publicity-running': {
    zh: '意向成交公示到{publicUntil}才届满。请届满后再确认成交。',
    en: 'The intended deal is on public notice until {publicUntil}. Confirm it afterwards.',
    source: PUBLICITY,
  },
  'contract.not-confirmed': {
    zh: '该事项尚未确认成交，不能办理合同。请待挂牌成交或者公示期满。',
    en:
      'The deal of this entry is not confirmed, so there is no contract to act on. Wait for the sale or ' +
      'the end of the public notice.',
    source: CONTRACT,
  },
  'contract.void': {
    zh: '合同缺少{missing}的文号或者附件，未载明规划条件、产业准入和生态环境保护要求的合同无效。请补齐后再签订。',
    en:
      'The contract lacks the document or the annex of: {missingEn}. A contract without the three ' +
      'conditions is void; complete it before signing.',
    source: CONTRACT,
  },
  'contract.number-missing': {
    zh: '缺少合同编号或备案号。请填写后再提交。',
    en: 'The number of the contract or of its filing is missing. Enter it and submit again.',
    source: CONTRACT,
  },
  'contract.dates-disordered': {
    zh: '{later}（{laterOn}）早于{earlier}（{earlierOn}）。请按成交、签订、交地、动工、竣工的先后填写日期。',
    en:
      '{laterEn} ({laterOn}) is before {earlierEn} ({earlierOn}). Order the days: deal, signature, ' +
      'delivery, start, completion.',
    source: CONTRACT,
  },
  'contract.already-signed': {
    zh: '合同{contractNo}已经签订，不能另签。请先解除原合同。',
    en: 'Contract {contractNo} is already signed. Rescind it before signing another.',
    source: CONTRACT,
  },
  'contract.not-signed': {
    zh: '合同尚未签订，不能办理备案或收款。请先签订合同。',
    en: 'The contract is not signed yet, so it can be neither filed nor paid. Sign it first.',
    source: CONTRACT,
  },
  'four-eyes.preparer': {
    zh: '{person}已经办了该合同的签订或编制，不得再办备案。请由自然资源部门的其他人员备案。',
    en:
      '{person} prepared or signed this contract and may not file it as well. Let another officer of ' +
      'natural resources file it.',
    source: '入市管理的职责分离要求',
  },
  'contract.already-filed': {
    zh: '合同已按{filingNo}备案，不能重复备案。请使用原备案号。',
    en: 'The contract is already filed as {filingNo}. Use that number.',
    source: CONTRACT,
  },
  'contract.not-filed': {
    zh: '合同尚未备案，不能视为履行完毕。请先备案。',
    en: 'The contract is not filed, so it cannot be fulfilled. File it first.',
    source: CONTRACT,
  },
  'contract.amount-not-positive': {
    zh: '付款金额{amountFen}应大于零。请按凭证填写。',
    en: 'The amount of {amountFen} must be above zero. Enter it as on the voucher.',
    source: PRICE,
  },
  'contract.other-contract': {
    zh: '该事项的合同是{known}，不是{contractNo}，款项不能对应。请核对合同编号和事项编号。',
    en:
      'The contract of this entry is {known}, not {contractNo}, so the money cannot be matched. Check the ' +
      'numbers of contract and entry.',
    source: PRICE,
  },
  'contract.rent-notice-unknown': {
    zh: '该合同没有编号为{noticeNo}的租金缴款通知书，款项不能对应。请核对通知书编号；尚未发出的，请先发出通知书。',
    en:
      'This contract has no rent notice {noticeNo}, so the money cannot be matched. Check the number, or ' +
      'issue the notice first.',
    source: PRICE,
  },
  'contract.overpayment': {
    zh: '付款{amountFen}超过未付价款{openFen}。请按未付金额登记，多收的退回受让人。',
    en:
      'The payment of {amountFen} exceeds the open {openFen}. Record what is open and return the rest to ' +
      'the buyer.',
    source: PRICE,
  },
  'contract.voucher-contradicts': {
    zh: '凭证{voucherNo}已按另一金额或日期登记：{differences}。请核对凭证号。',
    en:
      'Voucher {voucherNo} is already recorded with another amount or day: {differencesEn}. Check the ' +
      'voucher number.',
    source: PRICE,
  },
  'contract.fulfilled': {
    zh: '使用权已经登记，合同不能再解除或关闭。请依登记簿和合同约定处理。',
    en:
      'The right is registered, so the contract can be neither rescinded nor closed. Proceed by the ' +
      'register and the contract.',
    source: PRICE,
  },
  'contract.rescind-first': {
    zh: '合同已经签订，不能直接关闭。请先解除合同，退还已付价款。',
    en: 'The contract is signed and cannot simply be closed. Rescind it, so that what was paid goes back.',
    source: '民法典第五百六十六条',
  },
  'contract.ended': {
    zh: '该事项的成交或合同已经终止，不能再办理。请核对事项编号。',
    en: 'The deal or contract of this entry has ended. Check the number of the entry.',
    source: CONTRACT,
  },
  'contract.incomplete': {
    zh: '合同缺少：{missing}。请按集体经营性建设用地使用权出让合同示范文本补齐后再签订。',
    en: 'The contract lacks: {missingEn}. Complete it by the model contract before signing.',
    source: '土地管理法实施条例第四十一条；GF-2023-2608',
  },
  'contract.grantor-wrong': {
    zh: '出让人“{grantor}”不是土地所有权人。请由农村集体经济组织（没有的由村民委员会）作为出让人；政府和管委会不能出让集体土地。',
    en:
      'The grantor "{grantor}" does not own the land. Let the collective (or its villagers’ committee) ' +
      'grant; a government or a zone’s committee cannot.',
    source: '土地管理法第十一条、第六十三条；GF-2023-2608',
  },
  'contract.supervision-missing': {
    zh: '缺少出让监管协议编号。请由出让人、受让人和监管人签订三方监管协议后再签订合同。',
    en:
      'The supervision agreement has no number. Let grantor, buyer and supervisor make it before the ' +
      'contract is signed.',
    source: 'GF-2023-2609',
  },
  'contract.supervisor-wrong': {
    zh: '监管人应为{government}，而不是“{supervisor}”。请更正监管协议。',
    en: 'The supervisor must be {government}, not "{supervisor}". Correct the supervision agreement.',
    source: 'GF-2023-2609',
  },
  'contract.term-over-approved': {
    zh: '合同期限{years}年超过批准方案的{approved}年。请改为不超过批准期限，或修改方案重新报批。',
    en:
      'The contract’s {years} years exceed the approved {approved}. Agree on no more, or have the scheme ' +
      'approved anew.',
    source: '土地管理法实施条例第四十条',
  },
  'contract.earnest-too-high': {
    zh: '定金{earnestFen}超过价款的{ratio}，即{mostFen}。请降低定金，超过部分不产生定金的效力。',
    en:
      'Earnest money of {earnestFen} is more than {ratio} of the price, {mostFen}. Lower it: the rest has ' +
      'no effect.',
    source: '民法典第五百八十六条',
  },
  'contract.instalments-sum': {
    zh: '分期金额合计{sumFen}，与价款{priceFen}不符，每期应大于零。请更正付款安排。',
    en:
      'The instalments add up to {sumFen}, the price is {priceFen}, and each must be above zero. Correct ' +
      'them.',
    source: PRICE,
  },
  'contract.instalments-disordered': {
    zh: '付款日期应从签订日起依次排列。请更正付款安排。',
    en: 'The days of payment must follow the signature and each other. Correct them.',
    source: PRICE,
  },
  'contract.instalments-late': {
    zh: '最后一期{last}晚于{latest}。请把付清日定在{latest}或之前（{rule}）。',
    en: 'The last instalment, of {last}, comes after {latest}. Set the last payment no later than that day.',
    source: '国土资发〔2010〕34号',
  },
  'contract.first-payment-low': {
    zh: '{firstBy}前应付{firstFen}，付款安排只有{earlyFen}。请提高首期付款。',
    en: 'By {firstBy}, {firstFen} must be paid; the instalments give only {earlyFen}. Raise the first one.',
    source: '国土资发〔2010〕34号',
  },
  'contract.nothing-overdue': {
    zh: '该合同没有需要催缴或处置的逾期价款。请核对付款记录。',
    en: 'No part of this contract’s price is overdue. Check the payments.',
    source: PRICE,
  },
  'contract.default-too-young': {
    zh: '价款逾期尚未满期，{earliest}之后才可以解除。请先催缴；因其他违约解除的，请在解除理由中选择“其他违约”。',
    en:
      'The price is not overdue for long enough; rescission is possible after {earliest}. Send a reminder ' +
      'first, or choose another breach as the ground.',
    source: '城镇国有土地使用权出让和转让暂行条例第十四条；民法典第五百六十三条',
  },
  'contract.no-rents': {
    zh: '该合同不按年收取租金，没有履约保证金和租金通知。请核对事项编号。',
    en:
      'This contract has no yearly rents, so it has neither a guarantee nor rent notices. Check the number ' +
      'of the entry.',
    source: CONTRACT,
  },
  'contract.guarantee-amount': {
    zh: '履约保证金应为{owedYuan}元（{formula}），本次为{paidYuan}元。请一次缴足后登记。',
    en: 'The guarantee is {owedYuan} yuan ({formula}), not {paidYuan}. Record it when it is paid in one sum.',
    source: '规则包 contract.guarantee-ratio',
  },
  'contract.guarantee-paid': {
    zh: '履约保证金已凭{voucherNo}缴清。租金请按价款登记。',
    en: 'Voucher {voucherNo} has paid the guarantee. Record rents as payments of the price.',
    source: '规则包 contract.guarantee-ratio',
  },
  'contract.voucher-taken': {
    zh: '凭证号“{voucherNo}”为空，或者已用于该合同的另一笔款项。请核对凭证号。',
    en: 'The voucher number "{voucherNo}" is empty or stands for another payment of this contract. Check it.',
    source: PRICE,
  },
  'contract.rent-not-called': {
    zh: '没有等待发出缴款通知书的这一期租金。请核对期次；到通知日之前不必发出。',
    en: 'No notice of this rent is due now. Check which rent is meant; before its day none is ' + 'needed.',
    source: PRICE,
  },
  'contract.capital-unpaid': {
    zh: '作价出资（入股）的合同不付价款，请登记出资证明书和验资报告。',
    en:
      'Land that is put into a company is not paid for. Record the certificate of the contribution and its ' +
      'verification.',
    source: '济政字〔2021〕60号 四（二）2',
  },
  'contract.no-capital': {
    zh: '该合同不是作价出资（入股），没有出资可以登记。请核对事项编号。',
    en: 'This contract is not a contribution to a company. Check the number of the entry.',
    source: CONTRACT,
  },
  'contract.share-differs': {
    zh: '出资证明书的股权比例{shareRatio}与合同约定的{agreed}不一致。请核对；确需变更的，请修改方案重新报批。',
    en:
      'The certificate gives a share of {shareRatio}, but the contract {agreed}. Check it; another share ' +
      'needs another approval.',
    source: '土地管理法实施条例第四十条',
  },
  'contract.held': {
    zh: '宗地有{burdens}，解除之前不得公示、签订或备案合同。请待有权机关解除后再办理。',
    en:
      'The parcel is under {burdensEn}. No contract is published, signed or filed until that is lifted by ' +
      'its organ.',
    source: '土地管理法第十四条；不动产登记暂行条例第二十二条；城市房地产管理法第三十八条（参照）',
  },
});
