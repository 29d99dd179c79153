import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Scheme } from '../../stages/scheme/index.js';
import type { Burden, Subject } from '../../shared/terms.js';

const command = commandsTo<StreamOf<'parcel'>>();

export const lockParcel = command<
  'LockParcel',
  {
    subject: Subject;
    schemeVersion: number;
    boundary: Scheme['boundary'];
  }
>('LockParcel');
export const unlockParcel = command<'UnlockParcel', { subject: Subject; reason: string }>('UnlockParcel');
export const grantParcel = command<'GrantParcel', { subject: Subject }>('GrantParcel');
/** The right has ended: the land is the collective's again. */
export const returnParcel = command<'ReturnParcel', { subject: Subject; reason: string }>('ReturnParcel');
export const noteBurden = command<'NoteBurden', { parcel: string; burden: Burden }>('NoteBurden');
export const liftBurden = command<'LiftBurden', { parcel: string; burdenId: string; reason: string }>(
  'LiftBurden',
);

export type ParcelCommand = CommandsOf<typeof import('./parcel.commands.js')>;
