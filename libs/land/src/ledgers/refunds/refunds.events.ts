import type { Event } from '#kernel/messages';
import type { Day, FenText, Subject } from '../../shared/terms.js';

/** What the money was paid as. Deposits of a trade lie with the platform, which gives them back by itself. */
export const REFUND_NAMES = {
  levy: '土地增值收益调节金',
  price: '土地价款',
  rent: '未使用期间的租金',
  guarantee: '履约保证金',
  'idle-fee': '土地闲置费',
} as const;
export type RefundKind = keyof typeof REFUND_NAMES;

/** Money that goes back, and the fact that it goes back by. */
export type RefundAbout = Readonly<{
  subject: Subject;
  /** Counts the refunds of the entry, from 1: the round of the task. */
  no: number;
  kind: RefundKind;
  /** 分. */
  amountFen: FenText;
}>;

export type RefundsEvent =
  /**
   * `basis`: the id of the fact by which it goes back, whose rule the amount follows; `reason` as it says.
   */
  | Event<'RefundOwed', RefundAbout & Readonly<{ basis: string; reason: string; owedOn: Day }>>
  /** The whole of it was paid to `payee`. */
  | Event<'RefundPaid', RefundAbout & Readonly<{ payee: string; voucherNo: string; paidOn: Day }>>;
