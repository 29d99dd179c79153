import { Command } from '#kernel/messages';
import type { Burden, Day, FenText, Form, Subject } from '../terms.js';

/**
 * The filed contract says in which form the land is supplied and when it was signed, the settled price what
 * the deed tax is reckoned on.
 */
export type GateFact = Readonly<
  { gate: 'contract'; form: Form; signedOn?: Day } | { gate: 'price'; priceFen: FenText } | { gate: 'levy' }
>;

export class MeetGate extends Command<{ subject: Subject } & GateFact> {
  readonly type = 'MeetGate';
}
export class HoldRegistration extends Command<{ subject: Subject; burden: Burden }> {
  readonly type = 'HoldRegistration';
}
export class LiftRegistrationHold extends Command<{ subject: Subject; burdenId: string }> {
  readonly type = 'LiftRegistrationHold';
}
export class RegisterRight extends Command<{
  unitNo: string;
  certificateNo: string;
  supervisionNo: string;
  deedTaxVoucher: string;
  deedTaxFen: FenText;
  /** 减免: the paper by which less than the full tax is enough. */
  deedTaxRelief?: string;
  registeredOn: Day;
}> {
  readonly type = 'RegisterRight';
}
export class PassRegistrationDeadline extends Command<{ subject: Subject }> {
  readonly type = 'PassRegistrationDeadline';
}
export class NoteDistribution extends Command<{ subject: Subject }> {
  readonly type = 'NoteDistribution';
}
export class CloseRegistration extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'CloseRegistration';
}

export type RegistrationCommand =
  | MeetGate
  | HoldRegistration
  | LiftRegistrationHold
  | RegisterRight
  | PassRegistrationDeadline
  | NoteDistribution
  | CloseRegistration;
