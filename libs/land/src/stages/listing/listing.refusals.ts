import { refuser } from '../../shared/refusal.js';

const NOTICE = '土地管理法实施条例第四十条第一款';
const ORDER_39 = '招标拍卖挂牌出让国有建设用地使用权规定（国土资源部令第39号），参照执行';
const DECISION = '招标拍卖挂牌出让国有建设用地使用权规定（国土资源部令第39号）第十条（条号待核对），参照执行';
const VOID = '招标拍卖挂牌出让国有建设用地使用权规定（国土资源部令第39号）第二十五条，参照执行';

export const refuse = refuser({
  'listing.not-ordered': {
    zh: '该事项没有等待公告的交易委托。请先确认入市方案已经批准、上一轮已经结束，再发布公告。',
    en:
      'No listing of this entry waits for its notice. Check that the scheme is approved and the last round ' +
      'is over, then announce.',
    source: '济政字〔2021〕60号四（一）3',
  },
  'listing.already-announced': {
    zh: '第{round}轮已按公告{announcementNo}发布。如需更改，请先终止本轮，再重新委托。',
    en:
      'Round {round} is already announced as {announcementNo}. Terminate the round and order a new one to ' +
      'change it.',
    source: ORDER_39,
  },
  'listing.notice-too-early': {
    zh: '公告日{announcedOn}过早：入市方案报送满十个工作日后才可公告。请于{earliest}或之后公告。',
    en:
      'The notice of {announcedOn} is too early: ten working days must pass after the report. Announce on ' +
      '{earliest} or later.',
    source: NOTICE,
  },
  'listing.notice-too-short': {
    zh: '开始日{opensOn}距公告不足{days}日。请把开始日定在{earliest}或之后。',
    en: 'The opening of {opensOn} comes less than {days} days after the notice. Open on {earliest} or later.',
    source: ORDER_39,
  },
  'listing.opens-off-day': {
    zh: '开始交易之日{day}是休息日，竞买人无法到场。请改在{next}或之后的工作日。',
    en:
      'The trade would open on {day}, an off day on which nobody can attend. Open on {next} or a later ' +
      'working day.',
    source: ORDER_39,
  },
  'listing.closes-off-day': {
    zh: '截止之日{day}是休息日，竞买人无法到场。请改在{next}或之后的工作日。',
    en:
      'The trade would close on {day}, an off day on which nobody can attend. Close on {next} or a later ' +
      'working day.',
    source: ORDER_39,
  },
  'listing.period-too-short': {
    kind: 'invalid',
    zh: '截止日{closesOn}使挂牌时间不足{days}日（暂停的日子不计）。请把截止日定在{earliest}或之后。',
    en:
      'Closing on {closesOn} leaves less than {days} days of listing (suspended days do not count). Close ' +
      'on {earliest} or later.',
    source: ORDER_39,
  },
  'listing.not-announced': {
    zh: '第{round}次交易尚未公告，不能补充公告。请先发布公告。',
    en: 'Round {round} is not announced, so nothing can be supplemented. Announce it first.',
    source: '国土资源部令第39号第八条',
  },
  'listing.opened': {
    zh: '交易已于{openedOn}开始，不能再改变公告内容。确需改变的，请终止本次交易后重新公告。',
    en:
      'The trade opened on {openedOn}: its notice stands. To change it, terminate this round and announce ' +
      'anew.',
    source: '国土资源部令第39号第八条',
  },
  'listing.not-yet': {
    zh: '第{round}轮要到{opensOn}才开始。请到期后再办理。',
    en: 'Round {round} opens on {opensOn}. Come back on that day.',
    source: ORDER_39,
  },
  'listing.not-open': {
    zh: '第{round}轮不在交易中，不能报送结果。请核对轮次；如已公告，请等交易开始后再报。',
    en:
      'Round {round} is not open, so it has no result. Check the round; if it is announced, report after ' +
      'it has opened.',
    source: ORDER_39,
  },
  'listing.stopped': {
    zh: '第{round}轮已经终止，不能再有结果。请交易平台核对；终止有误的，由自然资源部门处理。',
    en:
      'Round {round} was terminated and can have no result. Let the platform check; a termination by ' +
      'mistake is for the natural-resources bureau to settle.',
    source: ORDER_39,
  },
  'listing.suspended': {
    zh: '第{round}轮已暂停，不能报送结果。请先恢复交易并重新确定截止日。',
    en: 'Round {round} is suspended and can have no result. Resume it with a new closing day first.',
    source: ORDER_39,
  },
  'listing.not-suspended': {
    zh: '该事项没有暂停中的交易，无需恢复。请核对事项编号。',
    en: 'No listing of this entry is suspended. Check the number of the entry.',
    source: ORDER_39,
  },
  'listing.not-closed': {
    zh: '截止日为{closesOn}，结果日{closedOn}与之不符（今天是{today}）。请在截止后报送实际的结果日。',
    en:
      'The listing closes on {closesOn}; a result of {closedOn}, reported on {today}, cannot be right. ' +
      'Report the actual day after the close.',
    source: ORDER_39,
  },
  'listing.result-contradicts': {
    zh: '第{round}轮已有结果（{known}），与报送的（{told}）不一致：{differences}。请交易平台核对；确有错误的，由自然资源部门处理后终止本轮。',
    en:
      'Round {round} already has the result {known}, which {told} contradicts: {differencesEn}. Let the ' +
      'platform check; a real mistake is for the natural-resources bureau to settle.',
    source: ORDER_39,
  },
  'listing.below-start': {
    zh: '成交价{priceFen}低于起始价{startFen}，不能成交。请报送为未成交，或更正成交价。',
    en:
      'The price of {priceFen} is below the starting price of {startFen}. Report a failure, or correct the ' +
      'price.',
    source: ORDER_39,
  },
  'listing.sold': {
    zh: '第{round}轮已经成交，交易不能再终止。请在合同环节办理解除。',
    en: 'Round {round} is sold and can no longer be terminated. Rescind the contract instead.',
    source: ORDER_39,
  },
  'listing.not-relistable': {
    zh: '该事项没有流拍或被平台终止的轮次，不能再次挂牌。请核对交易状态。',
    en:
      'No round of this entry has failed or was terminated by the platform, so there is nothing to list ' +
      'again. Check its state.',
    source: ORDER_39,
  },
  'listing.relist-limit': {
    zh: '已挂牌{rounds}轮，达到再次挂牌{max}次的上限。请终结本事项，重新编制入市方案。',
    en:
      'After {rounds} rounds the limit of {max} relistings is reached. Let the entry lapse and prepare a ' +
      'new scheme.',
    source: '规则包 listing.relist-max',
  },
  'listing.below-floor': {
    zh: '起始价{priceFen}低于底线{floorFen}（批准价格的{ratio}）。请提高起始价，或重新编制入市方案报批。',
    en:
      'The starting price of {priceFen} is under the floor of {floorFen} ({ratio} of the approved price). ' +
      'Raise it, or submit a new scheme.',
    source: '国土资发〔2010〕34号',
  },
  'listing.not-decided': {
    zh: '第{round}轮还没有集体决定起始价、保证金和加价幅度。请集体先作出交易决定，再发布公告。',
    en:
      'The collective has not yet resolved on start price, deposit and increment of round {round}. Let it ' +
      'decide, then announce.',
    source: DECISION,
  },
  'listing.decided-after-notice': {
    zh: '集体决定的日期{heldOn}晚于公告日{announcedOn}。请把公告日定在集体决定之后。',
    en:
      'The collective decided on {heldOn}, after the notice of {announcedOn}. Announce on the day of the ' +
      'decision or later.',
    source: DECISION,
  },
  'listing.not-decidable': {
    zh: '第{round}轮不在等待交易决定。公告以后要更改的，请先终止本轮，再重新委托。',
    en:
      'Round {round} does not wait for a decision of the collective. To change it after the notice, ' +
      'terminate the round and order a new one.',
    source: DECISION,
  },
  'listing.already-decided': {
    zh: '第{round}轮已按{documentNo}作出交易决定：{differences}。请核对文号和内容。',
    en: 'Round {round} was already decided by {documentNo}: {differencesEn}. Check the document.',
    source: DECISION,
  },
  'listing.decision-unnumbered': {
    zh: '缺少集体决定的文号。请填写决议文号后再提交。',
    en: 'The decision of the collective has no document number. Enter it and submit again.',
    source: DECISION,
  },
  'listing.date-in-future': {
    zh: '日期{day}晚于今天{today}。请填写实际日期。',
    en: 'The day {day} is after today, {today}. Enter the actual day.',
    source: ORDER_39,
  },
  'listing.start-below-approved': {
    zh: '起始价{startFen}低于批准或委托的价格{approvedFen}。请提高起始价，或修改方案重新报批。',
    en:
      'The starting price of {startFen} is below the ordered {approvedFen}. Raise it, or have the scheme ' +
      'approved anew.',
    source: '土地管理法实施条例第四十条',
  },
  'listing.below-benchmark': {
    zh: '起始价{startFen}低于级别基准地价（{documentNo}）的{ratio}，即{floorFen}：{formula}。请提高起始价。',
    en:
      'The starting price of {startFen} is under {ratio} of the benchmark price ({documentNo}), that is ' +
      '{floorFen}. Raise it.',
    source: '国土资发〔2010〕34号',
  },
  'listing.below-minimum': {
    zh: '起始价{startFen}低于最低价标准{floorFen}：{formula}（规则行 {rule}）。请提高起始价。',
    en: 'The start of {startFen} is under the least price of the use, {floorFen} ({rule}). Raise it.',
    source: '国土资发〔2006〕307号',
  },
  'listing.increment-missing': {
    zh: '拍卖和挂牌应当有加价幅度。请填写大于零的加价幅度。',
    en: 'An auction or a listing needs an increment. Enter one above zero.',
    source: DECISION,
  },
  'listing.criterion-not-tender': {
    zh: '只有招标可以按综合评价确定中标人。拍卖和挂牌请按价高者得。',
    en: 'Only a tender may go to the best score. Let the highest price win.',
    source: ORDER_39,
  },
  'listing.reserve-below-start': {
    zh: '底价低于起始价。请把底价定在起始价或以上，或不设底价。',
    en: 'The reserve is below the starting price. Set it at the starting price or above, or set none.',
    source: DECISION,
  },
  'listing.bidders-missing': {
    zh: '招标、拍卖的结果应当报送竞买人数或报价。请补报后重新提交。',
    en: 'The result of a tender or an auction needs the number of bidders or the bids. Report them with it.',
    source: ORDER_39,
  },
  'listing.result-refuted': {
    zh: '报送的结果（{winner}，{priceFen}）与交易过程不符：{why}。请核对报价后重新报送。',
    en:
      'The reported result ({winner} at {priceFen}) does not follow from the bids: {whyEn}. Check the ' +
      'bids and report again.',
    source: ORDER_39,
  },
  'listing.failure-refuted': {
    zh: '报送为未成交，但按报价应由{winner}以{priceFen}竞得。请核对报价后报送成交。',
    en:
      'Reported as a failure, but by the bids {winner} won at {priceFen}. Check the bids and report the ' +
      'sale.',
    source: ORDER_39,
  },
  'listing.held': {
    zh: '宗地有{burdens}，解除之前不得公告、交易。请待有权机关解除后再办理。',
    en: 'The parcel is under {burdensEn}. Nothing is announced or sold until the authority lifts that.',
    source: '土地管理法第十四条；不动产登记暂行条例第二十二条；招标拍卖挂牌规则（查封、权属争议终止或中止）',
  },
  'listing.not-sold': {
    zh: '该事项没有有效的成交结果可以撤销。请核对事项编号。',
    en: 'This entry has no result that could be voided. Check its number.',
    source: VOID,
  },
  'listing.no-duty': {
    zh: '第{round}轮没有待办的退款或公布。请核对轮次。',
    en: 'Round {round} has no refund or publication to report. Check the round.',
    source: ORDER_39,
  },
  'listing.report-before-close': {
    zh: '日期{day}早于交易结束日{closedOn}。请填写实际日期。',
    en: 'The day {day} is before the end of the trade, {closedOn}. Enter the actual day.',
    source: ORDER_39,
  },
});
