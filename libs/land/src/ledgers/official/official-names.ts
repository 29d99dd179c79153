import type { OfficialPaperKind } from '#policy';

/** What each kind of official paper is called, where its title is not shown. */
export const OFFICIAL_NAMES: Readonly<Record<OfficialPaperKind, string>> = {
  'acceptance-notice': '受理通知书',
  'correction-notice': '补正通知书',
  'consultation-letter': '征求意见函',
  'approval-reply': '批复',
  'deal-confirmation': '成交确认书',
  'payment-notice': '缴款通知书',
  'distribution-notice': '收益分配公示',
  'registration-application': '不动产登记申请',
};
