import { refuser } from '../refusal.js';

export const refuse = refuser({
  'listing.not-ordered': { zh: '入市事项{entry}没有待交易的公告任务，请先完成方案审批。', en: 'Entry {entry} has no listing order; the scheme must be approved first.' },
  'listing.state': { zh: '交易当前状态为“{status}”，不能执行“{action}”，请刷新后按当前状态办理。', en: 'The listing is {status}; {action} is not possible. Reload and go on from there.' },
  'listing.notice-too-early': {
    zh: '公告日{announcedOn}早于最早可公告日{earliest}（方案报送后满十个工作日），请改期。',
    en: 'The notice of {announcedOn} is before {earliest}, ten working days after the report. Choose a later day.',
    source: '土地管理法实施条例第四十条',
  },
  'listing.notice-too-short': {
    zh: '公告期不足：{announcedOn}公告，最早{earliest}才可开始交易，请顺延开始日期。',
    en: 'Notice too short: announced on {announcedOn}, trading may open on {earliest} at the earliest.',
    source: '招标拍卖挂牌出让国有建设用地使用权规定（39号令），参照适用',
  },
  'listing.period-too-short': {
    zh: '挂牌期不足：{opensOn}开始，最早{earliest}才可截止，请顺延截止日期。',
    en: 'Listing period too short: opened on {opensOn}, it may close on {earliest} at the earliest.',
    source: '招标拍卖挂牌出让国有建设用地使用权规定（39号令），参照适用',
  },
  'listing.result-before-close': { zh: '截止日为{closesOn}，{closedOn}不能报送结果，请在截止后报送。', en: 'The listing closes on {closesOn}; a result of {closedOn} comes too early.' },
  'listing.price-below-start': {
    zh: '成交价{priceFen}分低于起始价{startFen}分，不能成交，请核对成交确认书。',
    en: 'The price of {priceFen} fen is below the starting price of {startFen} fen. Check the confirmation.',
    source: '39号令：竞价不得低于起始价',
  },
  'listing.result-contradicts': {
    zh: '第{round}次交易已按结果{recorded}办结，与{resultId}矛盾，请走更正程序，不得覆盖。',
    en: 'Round {round} was closed by result {recorded}, which {resultId} contradicts. Use the correction procedure.',
  },
  'listing.relist-limit': { zh: '已交易{round}次，达到规则包允许的上限{limit}次，不能再次公告，请终结本入市事项。', en: '{round} rounds were held, the pack allows {limit}. End the entry instead.' },
  'listing.relist-price': { zh: '再次公告的起始价{priceFen}分不得高于上次的{startFen}分，也不得为零，请修改。', en: 'The new starting price of {priceFen} fen must be above zero and not above {startFen}.' },
});
