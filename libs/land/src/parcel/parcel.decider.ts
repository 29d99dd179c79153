import type { Decider } from '#kernel/messages';
import { refuse } from './parcel.refusals.js';
import type { ParcelCommand } from './parcel.commands.js';
import type { ParcelEvent } from './parcel.events.js';

/** A parcel is free, taken by one entry, or granted to a user. */
export type Parcel = Readonly<{ status: 'free' } | { status: 'locked'; entry: string } | { status: 'granted'; entry: string }>;

/**
 * One parcel, one entry at a time. A lock that cannot be given is a fact, not an exception: the scheme that asked for
 * it must hear of it, and only facts are heard.
 */
export const parcel: Decider<Parcel, ParcelCommand, ParcelEvent> = {
  initial: { status: 'free' },

  decide({ type, data }, state): readonly ParcelEvent[] {
    const { subject } = data;
    switch (type) {
      case 'LockParcel':
        if (state.status === 'free') return [{ type: 'ParcelLocked', data: { subject } }];
        // The same entry asks again: it has what it asks for.
        if (state.entry === subject.entry) return [];
        return [{ type: 'ParcelLockRefused', data: { subject, heldBy: state.entry } }];
      case 'UnlockParcel':
        // Only the holder lets go: a rejected second entry must not free the first one's parcel.
        if (state.status !== 'locked' || state.entry !== subject.entry) return [];
        return [{ type: 'ParcelUnlocked', data }];
      case 'GrantParcel':
        if (state.status === 'granted' && state.entry === subject.entry) return [];
        if (state.status !== 'locked' || state.entry !== subject.entry) {
          throw refuse('parcel.not-held', { parcel: subject.parcel, entry: subject.entry, heldBy: state.status === 'free' ? null : state.entry });
        }
        return [{ type: 'ParcelGranted', data }];
    }
  },

  evolve(state, { type, data }): Parcel {
    switch (type) {
      case 'ParcelLocked':
        return { status: 'locked', entry: data.subject.entry };
      case 'ParcelLockRefused':
        return state;
      case 'ParcelUnlocked':
        return { status: 'free' };
      case 'ParcelGranted':
        return { status: 'granted', entry: data.subject.entry };
    }
  },
};
