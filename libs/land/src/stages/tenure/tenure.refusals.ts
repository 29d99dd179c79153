import { refuser } from '../../shared/refusal.js';

const IDLE = '城市房地产管理法第二十六条';
const TRANSFER = '土地管理法实施条例第四十三条';
const DEED_TAX = '契税法第十一条';
const TAKE_BACK = '土地管理法第六十六条';
const RENEWAL = '民法典第三百五十九条';
const USE = '城镇国有土地使用权出让和转让暂行条例第十八条（参照）';
const CONTRACT = '土地管理法实施条例第四十一条';
const CONVERSION = '济政字〔2021〕60号 四（二）2；自然资发〔2022〕201号（待核对）';
const EQUITY = '济政字〔2021〕60号 四（二）2；出资合同';

export const refuse = refuser({
  'tenure.contract-unknown': {
    zh: '入市事项{entry}没有备案合同，不能开始使用权期间。请先办理合同备案。',
    en: 'Entry {entry} has no filed contract. File it first.',
    source: CONTRACT,
  },
  'tenure.not-registered': {
    zh: '该宗地的使用权尚未登记。请在不动产登记办结后办理。',
    en: 'The right is not registered yet. Do this after its registration.',
    source: '土地管理法实施条例第四十二条',
  },
  'tenure.ended': {
    zh: '使用权已于{on}终止，不能再办理。请核对入市事项编号。',
    en: 'The right ended on {on}. Check the number of the entry.',
    source: CONTRACT,
  },
  'tenure.document-missing': {
    zh: '缺少文号或者凭证号。请填写所依据的文书、合同或者凭证的编号。',
    en: 'A document or voucher number is missing. Enter it.',
    source: CONTRACT,
  },
  'tenure.date-in-future': {
    zh: '日期{day}晚于今天{today}。请填写实际日期。',
    en: 'The day {day} is after today, {today}. Enter the actual day.',
    source: CONTRACT,
  },
  'tenure.recorded': {
    zh: '已登记为{on}，不能再改（{differences}）。请核对；确有错误的，请联系自然资源部门。',
    en:
      'It is recorded as {on} and stays ({differencesEn}). Check it; if it is wrong, ask the ' +
      'natural-resources bureau.',
    source: IDLE,
  },
  'tenure.dates-disordered': {
    zh: '{what}（{on}）早于{before}（{beforeOn}）。请按办理的先后核对日期。',
    en: '{whatEn} on {on} is before {beforeEn} on {beforeOn}. Check the days.',
    source: CONTRACT,
  },
  'tenure.not-delivered': {
    zh: '开工日期{on}早于交地日期{beganOn}。请核对开工日期。',
    en: 'The start on {on} is before the delivery on {beganOn}. Check the day.',
    source: CONTRACT,
  },
  'tenure.not-started': {
    zh: '尚未登记开工，不能登记竣工。请先登记开工。',
    en: 'No start is recorded. Record the start before the completion.',
    source: CONTRACT,
  },
  'tenure.not-later': {
    zh: '竣工日期{on}早于开工日期{before}。请核对日期。',
    en: 'The completion on {on} is before the start on {before}. Check the days.',
    source: CONTRACT,
  },
  'tenure.excuse-days': {
    zh: '顺延天数应为1至{most}的整数，现为{days}。请按文书填写；更长的应变更合同。',
    en:
      'A delay is 1 to {most} days, not {days}. Enter those of the document; for more, change the ' +
      'contract.',
    source: IDLE,
  },
  'tenure.idle-declared': {
    zh: '已认定闲置，只有政府原因可以再顺延；天数足够的，认定随之撤销。请按证明政府原因的文书登记。',
    en:
      'The land was found idle already: only a cause of the government excuses it now. Record that with ' +
      'its document.',
    source: IDLE,
  },
  'tenure.not-idle': {
    zh: '该宗地没有应缴的土地闲置费。请核对入市事项编号。',
    en: 'This parcel owes no idle-land fee. Check the number of the entry.',
    source: IDLE,
  },
  'tenure.fee-voided': {
    zh: '土地闲置费已凭{documentNo}不再收取。请核对文号。',
    en: 'The idle-land fee is void by {documentNo}. Check the document.',
    source: IDLE,
  },
  'tenure.fee-paid': {
    zh: '土地闲置费已凭{voucherNo}缴清，不能再作废。认定有误的，请按政府原因登记顺延，认定撤销后退还。',
    en:
      'Voucher {voucherNo} has settled the idle-land fee. If the finding was wrong, record the cause of ' +
      'the government: lifting the finding refunds it.',
    source: IDLE,
  },
  'tenure.paid': {
    zh: '已凭{voucherNo}缴清，不能重复登记：{differences}。请核对凭证。',
    en: 'Voucher {voucherNo} has settled it: {differencesEn}. Check the voucher.',
    source: '财税〔2016〕41号',
  },
  'tenure.amount': {
    zh: '缴款{paidYuan}元与应缴{owedYuan}元（{formula}）不符。请按应缴金额缴纳后登记。',
    en: 'The payment of {paidYuan} yuan is not the {owedYuan} yuan owed ({formula}). Record the amount owed.',
    source: '财税〔2016〕41号',
  },
  'tenure.not-returnable': {
    zh: '未满规定年限，不能按闲置土地收回。请待满两年未动工后办理，或者按其他情形收回。',
    en:
      'The land has not been idle long enough to be taken back. Wait for two years without a start, or ' +
      'name another ground.',
    source: IDLE,
  },
  'tenure.approval-missing': {
    zh: '收回使用权应经有批准权的人民政府批准。请填写批准文号。',
    en: 'Taking a right back needs the approval of the government. Enter its number.',
    source: TAKE_BACK,
  },
  'tenure.transfer-open': {
    zh: '合同{contractNo}的转让正在办理。请先办结或者撤销。',
    en: 'The transfer by contract {contractNo} is under way. Finish or cancel it first.',
    source: TRANSFER,
  },
  'tenure.use-unchanged': {
    zh: '土地用途现在就是{use}，没有需要变更的。请核对变更后的用途。',
    en: 'The use is {use} already, so nothing changes. Check the new use.',
    source: TRANSFER,
  },
  'tenure.no-transfer': {
    zh: '没有正在办理的转让。请先提交转让合同和通知土地所有权人的文书。',
    en: 'No transfer is under way. Hand in its contract and the notice to the owner first.',
    source: TRANSFER,
  },
  'tenure.owner-notice': {
    zh: '转让、互换、出资、赠与应书面通知土地所有权人。请填写通知的文号和日期。',
    en: 'The owner must be told of the transfer in writing. Enter number and day of the notice.',
    source: TRANSFER,
  },
  'tenure.same-holder': {
    zh: '受让人就是现使用权人{holder}。请核对受让人。',
    en: 'The new holder is the present one, {holder}. Check the party.',
    source: TRANSFER,
  },
  'tenure.burdened': {
    zh: '宗地有未解除的限制（{organ}，{id}：{reason}），不得转让。请待解除后办理。',
    en: 'A burden lies on the parcel ({organ}, {id}: {reason}). Transfer it after it is lifted.',
    source: '城市房地产管理法第三十八条（土地管理法第六十三条参照执行）',
  },
  'tenure.mortgaged': {
    zh: '使用权已抵押（{organ}，{id}）。转让应通知抵押权人，请填写通知文号。',
    en: 'The right is mortgaged ({organ}, {id}). Tell the mortgagee and enter the number of the notice.',
    source: '民法典第四百零六条',
  },
  'tenure.transfer-invested': {
    zh: '已完成投资{investedYuan}元，不足计划投资{plannedYuan}元的{ratio}，不得转让。请待达到比例后办理。',
    en:
      'Invested {investedYuan} yuan of {plannedYuan} planned, less than {ratio}. Transfer it when that is ' +
      'reached.',
    source: '城市房地产管理法第三十九条（参照）',
  },
  'tenure.lease-years': {
    zh: '出租应写明租期。请填写年数。',
    en: 'A lease needs its years. Enter them.',
    source: '民法典第七百零五条',
  },
  'tenure.levy-unpaid': {
    zh: '再转让的调节金{owedYuan}元（{formula}）尚未缴纳，不能登记。请先缴纳。',
    en: 'The levy of {owedYuan} yuan ({formula}) is not paid. Pay it before the registration.',
    source: '财税〔2016〕41号',
  },
  'tenure.deed-tax-unpaid': {
    zh: '契税{owedYuan}元（{formula}）未缴清或者缺少完税凭证，不能登记。请补齐。',
    en: 'The deed tax of {owedYuan} yuan ({formula}) is not shown as paid. Enter the voucher.',
    source: DEED_TAX,
  },
  'tenure.owner-consent': {
    zh: '改变用途应经土地所有权人同意。请填写同意文书的编号。',
    en: 'Another use needs the consent of the owner. Enter its number.',
    source: USE,
  },
  'tenure.planning-missing': {
    zh: '改变用途应经自然资源（规划）部门批准。请填写批准文号。',
    en: 'Another use needs the approval of the planning authority. Enter its number.',
    source: USE,
  },
  'tenure.use-not-allowed': {
    zh: '用途{use}不在规则包允许入市的用途之内。请改为工业、商业等经营性用途。',
    en: 'The use {use} may not enter by the pack. Choose an industrial, commercial or other business use.',
    source: '土地管理法第六十三条',
  },
  'tenure.not-convertible': {
    zh: '该使用权不是先租后让的租赁，不能转为出让。请核对入市事项编号。',
    en: 'This right is not a lease that can become a grant. Check the number of the entry.',
    source: CONVERSION,
  },
  'tenure.conversion-late': {
    zh: '转为出让应在租期届满（{endsOn}）前申请，现为{appliedOn}。请按合同的届满约定处理。',
    en:
      'The grant is applied for before the lease ends on {endsOn}, not on {appliedOn}. Follow what the ' +
      'contract says about the end.',
    source: CONVERSION,
  },
  'tenure.conversion-not-applied': {
    zh: '没有等待办理的先租后让申请。请先登记使用权人的申请。',
    en: 'No application to convert the lease is under way. Record it first.',
    source: CONVERSION,
  },
  'tenure.conversion-decided': {
    zh: '该申请已经同意，不能再改为不同意。使用权人不付价款的，请按价款违约处置。',
    en:
      'The application was granted and cannot be refused any more. If the price is not paid, act on the ' +
      'default.',
    source: CONVERSION,
  },
  'tenure.conversion-not-approved': {
    zh: '先租后让的申请尚未同意，不能缴款或者登记。请先审查转让条件。',
    en:
      'The application is not granted yet, so nothing can be paid or registered. Examine the conditions ' +
      'first.',
    source: CONVERSION,
  },
  'tenure.conversion-price': {
    zh: '转让价款{priceYuan}元低于公开交易确定的{dealtYuan}元。请按不低于成交价签订出让合同。',
    en: 'The price of {priceYuan} yuan is below the {dealtYuan} yuan of the bidding. Agree on at least that.',
    source: CONVERSION,
  },
  'tenure.conversion-unpaid': {
    zh: '转让价款{owedYuan}元尚未付清，不能登记。请先在合同价款中登记付款。',
    en:
      'The price of {owedYuan} yuan is not paid in full, so nothing can be registered. Record the payments ' +
      'of the contract first.',
    source: CONVERSION,
  },
  'tenure.conversion-implausible': {
    zh: '转让价款{priceYuan}元超过公开交易确定的{dealtYuan}元的{times}倍，明显不合常理。请核对金额：以分为单位，1元填100。',
    en:
      'The price of {priceYuan} yuan is more than {times} times the {dealtYuan} yuan of the bidding. Check ' +
      'it: it is given in fen, 100 to the yuan.',
    source: CONVERSION,
  },
  'tenure.no-share': {
    zh: '该使用权不是作价出资（入股），没有分红。请核对入市事项编号。',
    en: 'This right was not put into a company, so there are no dividends. Check the number of the entry.',
    source: EQUITY,
  },
  'tenure.dividend-year': {
    zh: '第{year}年不在使用期限内（{endsOn}届满）。请核对分红年度，从1起数。',
    en: 'Year {year} lies beyond the term, which ends on {endsOn}. Count the years from 1.',
    source: EQUITY,
  },
  'tenure.dividend-amount': {
    zh: '分红{amountYuan}元应大于零。请按凭证填写。',
    en: 'A dividend of {amountYuan} yuan must be above zero. Enter it as on the voucher.',
    source: EQUITY,
  },
  'tenure.dividend-not-missing': {
    zh: '第{year}年的保底分红没有欠缴。请核对年度。',
    en: 'The minimum dividend of year {year} is not missing. Check the year.',
    source: EQUITY,
  },
  'tenure.renewal-late': {
    zh: '续期应在{latest}或之前申请（使用权于{endsOn}届满），现为{appliedOn}。请按合同的届满约定处理。',
    en:
      'A renewal is applied for by {latest} (the term ends on {endsOn}), not on {appliedOn}. Follow what ' +
      'the contract says about the end.',
    source: RENEWAL,
  },
  'tenure.renewal-not-applied': {
    zh: '没有等待答复的续期申请。请先登记申请。',
    en: 'No renewal waits for an answer. Record the application first.',
    source: RENEWAL,
  },
});
