import { Command } from '#kernel/messages';
import type { Scheme } from '../scheme/scheme.events.js';
import type { Burden, Subject } from '../terms.js';

export class LockParcel extends Command<{
  subject: Subject;
  schemeVersion: number;
  boundary: Scheme['boundary'];
}> {
  readonly type = 'LockParcel';
}
export class UnlockParcel extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'UnlockParcel';
}
export class GrantParcel extends Command<{ subject: Subject }> {
  readonly type = 'GrantParcel';
}
/** The right has ended: the land is the collective's again. */
export class ReturnParcel extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'ReturnParcel';
}
export class NoteBurden extends Command<{ parcel: string; burden: Burden }> {
  readonly type = 'NoteBurden';
}
export class LiftBurden extends Command<{ parcel: string; burdenId: string; reason: string }> {
  readonly type = 'LiftBurden';
}

export type ParcelCommand = LockParcel | UnlockParcel | GrantParcel | ReturnParcel | NoteBurden | LiftBurden;
