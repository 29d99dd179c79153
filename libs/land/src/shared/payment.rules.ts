/**
 * When a payment may be dated: between the fact that made it due and today. One rule for every kind of
 * payment. Pure.
 */
import { isBlank } from '#policy';
import { refuser } from './refusal.js';
import type { Day } from './terms.js';

/**
 * The paper on which a payment is taken that is older than the fact that made it due, and why it came so
 * early.
 */
export type Correction = Readonly<{ documentNo: string; reason: string }>;
export type DatedPayment = Readonly<{ paidOn: Day; correction?: Correction }>;

/** What made a payment due. */
const FACTS = {
  contract: ['合同签订之日', 'the signing of the contract'],
  notice: ['缴款通知书发出之日', 'the notice'],
  idle: ['土地闲置届满之日', 'the day since which the land is idle'],
  transfer: ['转让合同签订之日', 'the signing of the transfer'],
  conversion: ['出让合同签订之日', 'the signing of the contract of the grant'],
  share: ['该分红年度开始之日', 'the beginning of the year that the dividend is of'],
} as const;
export type Fact = Readonly<{ fact: keyof typeof FACTS; on: Day }>;

export const refuse = refuser({
  'payment.before-fact': {
    zh: '缴款日{paidOn}早于{fact}{on}。请核对凭证上的日期；确属提前缴款的，凭更正文件登记：在“更正依据”中填写文号和理由。',
    en:
      'The payment of {paidOn} comes before {factEn} on {on}. Check the day on the voucher; money that was ' +
      'paid early is recorded with a document: enter its documentNo and the reason in correction.',
    source: '会计基础工作规范第五十一条（条号待核对）',
  },
  'payment.correction-incomplete': {
    zh: '更正登记须有文号和理由。请在“更正依据”中填写文号和理由。',
    en: 'A correction names its document and its reason. Enter both.',
    source: '会计基础工作规范第五十一条（条号待核对）',
  },
});

/**
 * `requirePast` refuses a day that is still to come, with the code of its part. @throws Rejected
 * `payment.before-fact`, `payment.correction-incomplete`
 */
export function requirePaymentDay(
  { paidOn, correction }: DatedPayment,
  { fact, on }: Fact,
  today: Day,
  requirePast: (day: Day, today: Day) => void,
): void {
  requirePast(paidOn, today);
  if (correction && (isBlank(correction.documentNo) || isBlank(correction.reason)))
    throw refuse('payment.correction-incomplete');
  if (paidOn >= on || correction) return;
  const [words, factEn] = FACTS[fact];
  throw refuse('payment.before-fact', { paidOn, on, fact: words, factEn });
}
