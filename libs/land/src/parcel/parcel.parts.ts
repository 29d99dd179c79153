import { commandHandlers } from '#kernel';
import { GrantParcel, LiftBurden, LockParcel, NoteBurden, UnlockParcel } from './parcel.commands.js';
import { parcel } from './parcel.decider.js';
import { ParcelSaga } from './parcel.saga.js';

export const parcelParts = [...commandHandlers([LockParcel, UnlockParcel, GrantParcel, NoteBurden, LiftBurden], parcel), ParcelSaga];
