import type { Event } from '#kernel/messages';
import type { Subject } from '../terms.js';

export type ParcelEvent =
  | Event<'ParcelLocked', { subject: Subject }>
  /** Another entry holds the parcel: a fact of the procedure, because the scheme must be told. */
  | Event<'ParcelLockRefused', { subject: Subject; heldBy: string }>
  | Event<'ParcelUnlocked', { subject: Subject; reason: string }>
  /** The right is registered: the parcel takes no further entry while it lasts. */
  | Event<'ParcelGranted', { subject: Subject }>;
