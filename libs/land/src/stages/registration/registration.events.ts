import type { Event } from '#kernel/messages';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Burden, Day, FenText, Subject } from '../../shared/terms.js';
import type { GateFact } from './registration.commands.js';

/**
 * What must be there before the right is registered (实施条例 Art. 42; 契税法 Art. 11 adds the deed tax at the
 * desk).
 */
export type Gate = GateFact['gate'];
export const GATES: readonly Gate[] = ['contract', 'price', 'levy'];

/** What the deed tax is and how it came about: the registrar compares the voucher with it. */
export type DeedTax = Readonly<{
  amountFen: FenText;
  explanation: Readonly<{
    formula: string;
    inputs: Readonly<Record<string, string>>;
    rule: string;
    source: string;
    confirmed: boolean;
  }>;
}>;

export type RegistrationEvent =
  | Event<'GateMet', { subject: Subject } & GateFact>
  /** 查封, 争议, 未解除的抵押 …: nothing is registered until it is lifted (不动产登记暂行条例 Art. 22). */
  | Event<'RegistrationHeld', { subject: Subject; burden: Burden }>
  | Event<'RegistrationHoldLifted', { subject: Subject; burdenId: string }>
  | Event<'RegistrationReady', { subject: Subject; decideBy: Day | null; deedTax: DeedTax } & MayBeOpen>
  | Event<'RegistrationOverdue', { subject: Subject; decideBy: Day }>
  | Event<
      'RightRegistered',
      {
        subject: Subject;
        unitNo: string;
        certificateNo: string;
        supervisionNo: string;
        deedTaxVoucher: string;
        deedTaxFen: FenText;
        deedTaxRelief?: string;
        registeredOn: Day;
      }
    >
  | Event<'DistributionNoted', { subject: Subject }>
  | Event<'EntryCompleted', { subject: Subject }>
  | Event<'RegistrationClosed', { subject: Subject; reason: string; taskOpen: boolean }>;
