import type { Rejected } from '#kernel/messages';
import type { WaitsFor } from './claims.events.js';

/**
 * The refusals that mean: this came before what it rests on, which may still be on its way. Everything else
 * that is early is early by its date, and is refused with the day on which it may come.
 */
const WAITS_FOR: Readonly<Record<string, WaitsFor>> = {
  'contract.not-signed': { zh: '合同签订', en: 'the contract is signed' },
  'contract.rent-notice-unknown': { zh: '租金缴款通知书发出', en: 'the notice of the rent is issued' },
  'levy.not-assessed': { zh: '调节金核定并发出缴款通知书', en: 'the levy is assessed and its notice issued' },
  'levy.not-noticed': { zh: '调节金缴款通知书发出', en: 'the notice of the levy is issued' },
  'registration.gates-open': { zh: '登记条件齐备', en: 'the conditions of registration are met' },
  'registration.refused': { zh: '重新申请登记', en: 'the registration is applied for again' },
};
/**
 * And those that mean it only where the rule says so, in the detail `early`. A resumption or a voidance names
 * no round and never waits: kept over, it would lift a later suspension, or void a later result.
 */
const WAITS_IF_EARLY: Readonly<Record<string, WaitsFor>> = {
  'listing.not-announced': { zh: '交易公告受理', en: 'the listing is announced' },
  'listing.not-open': { zh: '交易公告受理并开始交易', en: 'the listing is announced and open' },
  'listing.no-duty': { zh: '本轮交易结果受理', en: 'the result of the round is accepted' },
};

/** For what a report that was refused so may wait; nothing where waiting does not help. */
export const waitsFor = ({ code, details }: Pick<Rejected, 'code' | 'details'>): WaitsFor | undefined =>
  WAITS_FOR[code] ?? (details.early === true ? WAITS_IF_EARLY[code] : undefined);

/** Facts after which the claims of an entry are judged again. */
export const WAKING = [
  'ClaimWaiting',
  'ListingAnnounced',
  'ListingOpened',
  'ListingSold',
  'ListingFailed',
  'ListingTerminated',
  'ContractSigned',
  'ContractRescinded',
  'RentNoticeIssued',
  'LevyNoticeIssued',
  'LevyCancelled',
  'RegistrationReady',
  'RegistrationClosed',
] as const;
