import type { Event } from '#kernel/messages';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Burden, Day, FenText, ReturnItem, Subject } from '../../shared/terms.js';
import type { GateFact, RegisterRight } from './registration.commands.js';

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
  /** `round` counts the applications, from 1, which goes without saying. */
  | Event<
      'RegistrationReady',
      { subject: Subject; decideBy: Day | null; deedTax: DeedTax; round?: number } & MayBeOpen
    >
  | Event<'RegistrationOverdue', { subject: Subject; decideBy: Day }>
  /** 受理. */
  | Event<'ApplicationAccepted', { subject: Subject; applicationNo: string; acceptedOn: Day; round?: number }>
  /** 补正: the application is with the applicant again. */
  | Event<
      'CorrectionAsked',
      { subject: Subject; documentNo: string; askedOn: Day; items: readonly ReturnItem[]; round?: number }
    >
  /** 不予登记. */
  | Event<
      'RegistrationRefused',
      {
        subject: Subject;
        documentNo: string;
        refusedOn: Day;
        reason: string;
        clause: string;
        round?: number;
      }
    >
  /** `round` is that of the new application. */
  | Event<'AppliedAgain', { subject: Subject; appliedOn: Day; remedy: string; round?: number }>
  /** `returned`: while the application was with the applicant for a correction. */
  | Event<'RightRegistered', { subject: Subject; returned?: true; round?: number } & RegisterRight>
  | Event<'DistributionNoted', { subject: Subject }>
  | Event<'EntryCompleted', { subject: Subject }>
  /** `returned`: while the application was with the applicant. */
  | Event<
      'RegistrationClosed',
      { subject: Subject; reason: string; taskOpen: boolean; returned?: true; round?: number }
    >;
