import type { Event } from '#kernel/messages';
import type { Day, Subject } from '../terms.js';

/** What must be there before the right is registered (实施条例 Art. 42; 契税法 Art. 11 adds the voucher at the desk). */
export type Gate = 'contract' | 'price' | 'levy';
export const GATES: readonly Gate[] = ['contract', 'price', 'levy'];

export type RegistrationEvent =
  | Event<'GateMet', { subject: Subject; gate: Gate }>
  | Event<'RegistrationReady', { subject: Subject }>
  | Event<'RightRegistered', { subject: Subject; unitNo: string; certificateNo: string; supervisionNo: string; deedTaxVoucher: string; registeredOn: Day }>
  | Event<'DistributionNoted', { subject: Subject }>
  | Event<'EntryCompleted', { subject: Subject }>
  | Event<'RegistrationClosed', { subject: Subject; reason: string; taskOpen: boolean }>;
