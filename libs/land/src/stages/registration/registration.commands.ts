import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Burden, Day, FenText, Form, Subject } from '../../shared/terms.js';

const command = commandsTo<StreamOf<'registration'>>();

/**
 * The filed contract says in which form the land is supplied and when it was signed, the settled price what
 * the deed tax is reckoned on.
 */
export type GateFact = Readonly<
  { gate: 'contract'; form: Form; signedOn?: Day } | { gate: 'price'; priceFen: FenText } | { gate: 'levy' }
>;

export const meetGate = command<'MeetGate', { subject: Subject } & GateFact>('MeetGate');
export const holdRegistration = command<'HoldRegistration', { subject: Subject; burden: Burden }>(
  'HoldRegistration',
);
export const liftRegistrationHold = command<'LiftRegistrationHold', { subject: Subject; burdenId: string }>(
  'LiftRegistrationHold',
);
export const registerRight = command<
  'RegisterRight',
  {
    unitNo: string;
    certificateNo: string;
    supervisionNo: string;
    deedTaxVoucher: string;
    deedTaxFen: FenText;
    /** 减免: the paper by which less than the full tax is enough. */
    deedTaxRelief?: string;
    registeredOn: Day;
  }
>('RegisterRight');
export const passRegistrationDeadline = command<'PassRegistrationDeadline', { subject: Subject }>(
  'PassRegistrationDeadline',
);
export const noteDistribution = command<'NoteDistribution', { subject: Subject }>('NoteDistribution');
export const closeRegistration = command<'CloseRegistration', { subject: Subject; reason: string }>(
  'CloseRegistration',
);

export type RegistrationCommand = CommandsOf<typeof import('./registration.commands.js')>;
