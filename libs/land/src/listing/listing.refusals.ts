import { refuser } from '../refusal.js';

const NOTICE = '土地管理法实施条例第四十条第一款';
const ORDER_39 = '招标拍卖挂牌出让国有建设用地使用权规定（国土资源部令第39号），参照执行';

export const refuse = refuser({
  'listing.not-ordered': {
    zh: '该事项没有等待公告的交易委托。请先确认入市方案已经批准、上一轮已经结束，再发布公告。',
    en: 'No listing of this entry waits for its notice. Check that the scheme is approved and the last round is over, then announce.',
    source: '济政字〔2021〕60号四（一）3',
  },
  'listing.already-announced': {
    zh: '第{round}轮已按公告{announcementNo}发布。如需更改，请先终止本轮，再重新委托。',
    en: 'Round {round} is already announced as {announcementNo}. Terminate the round and order a new one to change it.',
    source: ORDER_39,
  },
  'listing.notice-too-early': {
    zh: '公告日{announcedOn}过早：入市方案报送满十个工作日后才可公告。请于{earliest}或之后公告。',
    en: 'The notice of {announcedOn} is too early: ten working days must pass after the report. Announce on {earliest} or later.',
    source: NOTICE,
  },
  'listing.notice-too-short': {
    zh: '开始日{opensOn}距公告不足{days}日。请把开始日定在{earliest}或之后。',
    en: 'The opening of {opensOn} comes less than {days} days after the notice. Open on {earliest} or later.',
    source: ORDER_39,
  },
  'listing.period-too-short': {
    zh: '截止日{closesOn}使挂牌时间不足{days}日（暂停的日子不计）。请把截止日定在{earliest}或之后。',
    en: 'Closing on {closesOn} leaves less than {days} days of listing (suspended days do not count). Close on {earliest} or later.',
    source: ORDER_39,
  },
  'listing.not-yet': {
    zh: '第{round}轮要到{opensOn}才开始。请到期后再办理。',
    en: 'Round {round} opens on {opensOn}. Come back on that day.',
    source: ORDER_39,
  },
  'listing.not-open': {
    zh: '第{round}轮不在交易中，不能报送结果。请核对轮次；如已公告，请等交易开始后再报。',
    en: 'Round {round} is not open, so it has no result. Check the round; if it is announced, report after it has opened.',
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
    en: 'The listing closes on {closesOn}; a result of {closedOn}, reported on {today}, cannot be. Report the actual day after the close.',
    source: ORDER_39,
  },
  'listing.result-contradicts': {
    zh: '第{round}轮已有结果（{known}），与报送的{resultId}不一致。请交易平台核对；确有错误的，由自然资源部门处理后终止本轮。',
    en: 'Round {round} already has the result {known}, which {resultId} contradicts. Let the platform check; a real mistake is for natural resources to settle.',
    source: ORDER_39,
  },
  'listing.below-start': {
    zh: '成交价{priceFen}分低于起始价{startFen}分，不能成交。请报送为未成交，或更正成交价。',
    en: 'The price of {priceFen} fen is below the starting price of {startFen} fen. Report a failure, or correct the price.',
    source: ORDER_39,
  },
  'listing.sold': {
    zh: '第{round}轮已经成交，交易不能再终止。请在合同环节办理解除。',
    en: 'Round {round} is sold and can no longer be terminated. Rescind the contract instead.',
    source: ORDER_39,
  },
  'listing.not-relistable': {
    zh: '该事项没有流拍或被平台终止的轮次，不能再次挂牌。请核对交易状态。',
    en: 'No round of this entry has failed or was terminated by the platform, so there is nothing to list again. Check its state.',
    source: ORDER_39,
  },
  'listing.relist-limit': {
    zh: '已挂牌{rounds}轮，达到再次挂牌{max}次的上限。请终结本事项，重新编制入市方案。',
    en: 'After {rounds} rounds the limit of {max} relistings is reached. Let the entry lapse and prepare a new scheme.',
    source: '规则包 listing.relist-max',
  },
  'listing.below-floor': {
    zh: '起始价{priceFen}分低于底线{floorFen}分（批准价格的{ratio}）。请提高起始价，或重新编制入市方案报批。',
    en: 'The starting price of {priceFen} fen is under the floor of {floorFen} fen ({ratio} of the approved price). Raise it, or submit a new scheme.',
    source: '国土资发〔2010〕34号',
  },
});
