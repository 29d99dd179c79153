import { stageRoom } from '../../room.js';
import { VAULT_REFUSALS, closedVault } from './aes-vault.js';
import { listing } from './listing.decider.js';
import type { ListingEvent } from './listing.events.js';
import { ListingModule } from './listing.module.js';
import { refuse } from './listing.refusals.js';
import { LISTING_WORK } from './listing.work.js';

export const listingRoom = stageRoom<ListingEvent>()({
  stream: 'listing',
  name: { zh: '公开交易', en: 'Listing' },
  passage: {
    zh: '公开交易',
    who: 'public trading platform',
    whoZh: '公共资源交易平台',
    law: '招标拍卖挂牌出让国有建设用地使用权规定 (39号令), by reference',
  },
  module: ListingModule,
  decider: (packs) => listing(packs, closedVault),
  refusals: { ...refuse.catalogue, ...VAULT_REFUSALS },
  work: LISTING_WORK,
  upcasters: [],
  facts: {
    ListingOrdered: { zh: '委托公开交易', en: 'Listing ordered' },
    TradeDecided: { zh: '集体作出交易决定', en: 'Collective decided on the trade' },
    ListingAnnounced: { zh: '发布交易公告', en: 'Listing announced' },
    NoticeSupplemented: { zh: '发布补充公告', en: 'Notice supplemented' },
    ListingOpened: { zh: '开始交易', en: 'Trading opened' },
    ListingSold: { zh: '成交', en: 'Sold' },
    ListingFailed: { zh: '未成交（流拍）', en: 'Not sold' },
    ListingSuspended: { zh: '中止交易', en: 'Trading suspended' },
    ListingResumed: { zh: '恢复交易', en: 'Trading resumed' },
    ListingTerminated: { zh: '终止交易', en: 'Trading terminated' },
    ResultVoided: { zh: '成交结果无效', en: 'Result voided' },
    WinnerDefaulted: { zh: '竞得人拒签违约', en: 'Winner refused to sign' },
    DepositsRefunded: { zh: '退还保证金', en: 'Deposits refunded' },
    RefundsOverdue: { zh: '退还保证金逾期', en: 'Refund of deposits overdue' },
    ResultPublished: { zh: '公布成交结果', en: 'Result published' },
    ResultUnpublished: { zh: '公布结果逾期', en: 'Publication of the result overdue' },
    ListingHeld: { zh: '交易受限', en: 'Trading held' },
    ListingHoldLifted: { zh: '解除交易限制', en: 'Hold on trading lifted' },
  },
  stands: {
    'listing-ordered': { after: ['ListingOrdered'], zh: '待公告' },
    'trade-decided': { after: ['TradeDecided'], zh: '已确定交易事项，待公告' },
    announced: { after: ['ListingAnnounced', 'ListingResumed'], zh: '已公告' },
    open: { after: ['ListingOpened'], zh: '交易中' },
    suspended: { after: ['ListingSuspended'], zh: '交易中止' },
    failed: { after: ['ListingFailed'], zh: '流拍，待决定是否重新交易' },
    terminated: { after: ['ListingTerminated'], zh: '交易终止' },
  },
});
