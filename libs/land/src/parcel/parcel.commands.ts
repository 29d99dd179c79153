import { Command } from '#kernel/messages';
import type { Subject } from '../terms.js';

export class LockParcel extends Command<{ subject: Subject }> { readonly type = 'LockParcel'; }
export class UnlockParcel extends Command<{ subject: Subject; reason: string }> { readonly type = 'UnlockParcel'; }
export class GrantParcel extends Command<{ subject: Subject }> { readonly type = 'GrantParcel'; }

export type ParcelCommand = LockParcel | UnlockParcel | GrantParcel;
