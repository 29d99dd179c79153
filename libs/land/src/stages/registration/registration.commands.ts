import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Burden, Day, FenText, Form, ReturnItem, Subject } from '../../shared/terms.js';

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
/** The right as it stands in the register. */
export type RegisterRight = Readonly<{
  unitNo: string;
  certificateNo: string;
  supervisionNo: string;
  deedTaxVoucher: string;
  deedTaxFen: FenText;
  /** 减免: the paper by which less than the full tax is enough. */
  deedTaxRelief?: string;
  registeredOn: Day;
}>;
export const registerRight = command<'RegisterRight', RegisterRight>('RegisterRight');
/** 受理: the registry examines the application. */
export const acceptApplication = command<'AcceptApplication', { applicationNo: string; acceptedOn: Day }>(
  'AcceptApplication',
);
/** 补正: the application goes back with what is missing. */
export const askCorrection = command<
  'AskCorrection',
  { documentNo: string; askedOn: Day; items: readonly ReturnItem[] }
>('AskCorrection');
/** 不予登记, with the reason and the clause that it rests on. */
export const refuseRegistration = command<
  'RefuseRegistration',
  { documentNo: string; refusedOn: Day; reason: string; clause: string }
>('RefuseRegistration');
/** After either of them; `remedy` says what was done about it. */
export const applyAgain = command<'ApplyAgain', { appliedOn: Day; remedy: string }>('ApplyAgain');
export const passRegistrationDeadline = command<'PassRegistrationDeadline', { subject: Subject }>(
  'PassRegistrationDeadline',
);
export const noteDistribution = command<'NoteDistribution', { subject: Subject }>('NoteDistribution');
export const closeRegistration = command<'CloseRegistration', { subject: Subject; reason: string }>(
  'CloseRegistration',
);

export type RegistrationCommand = CommandsOf<typeof import('./registration.commands.js')>;
