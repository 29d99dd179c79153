import type { Event } from '#kernel/messages';
import type { Scheme } from '../../stages/scheme/index.js';
import type { Burden, Subject } from '../../shared/terms.js';

export type ParcelEvent =
  /** With the boundary of the scheme that asked: the cadastre places it next. */
  | Event<'ParcelLocked', { subject: Subject; schemeVersion: number; boundary: Scheme['boundary'] }>
  /**
   * Another entry holds the parcel, or a burden lies on it: a fact of the procedure, because the scheme must
   * be told.
   */
  | Event<'ParcelLockRefused', { subject: Subject; heldBy: string | null; burden?: Burden }>
  | Event<'ParcelUnlocked', { subject: Subject; reason: string }>
  /** The right is registered: the parcel takes no further entry while it lasts. */
  | Event<'ParcelGranted', { subject: Subject }>
  /** Taken back, or its term is over: it may enter anew. */
  | Event<'ParcelReturned', { subject: Subject; reason: string }>
  /**
   * Found after the scheme was handed in. `subject` is the entry that holds the parcel, if any: its stages
   * must stand still.
   */
  | Event<'BurdenNoted', { parcel: string; burden: Burden; subject: Subject | null }>
  | Event<'BurdenLifted', { parcel: string; burdenId: string; reason: string; subject: Subject | null }>;
