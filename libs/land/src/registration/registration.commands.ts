import { Command } from '#kernel/messages';
import type { Day, Subject } from '../terms.js';
import type { Gate } from './registration.events.js';

export class MeetGate extends Command<{ subject: Subject; gate: Gate }> { readonly type = 'MeetGate'; }
export class RegisterRight extends Command<{ unitNo: string; certificateNo: string; supervisionNo: string; deedTaxVoucher: string; registeredOn: Day }> { readonly type = 'RegisterRight'; }
export class NoteDistribution extends Command<{ subject: Subject }> { readonly type = 'NoteDistribution'; }
export class CloseRegistration extends Command<{ subject: Subject; reason: string }> { readonly type = 'CloseRegistration'; }

export type RegistrationCommand = MeetGate | RegisterRight | NoteDistribution | CloseRegistration;
