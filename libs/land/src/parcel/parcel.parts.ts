import { commandHandlers } from '#kernel';
import {
  GrantParcel,
  LiftBurden,
  LockParcel,
  NoteBurden,
  ReturnParcel,
  UnlockParcel,
} from './parcel.commands.js';
import { parcel } from './parcel.decider.js';
import { ParcelSaga } from './parcel.saga.js';

export const parcelParts = [
  ...commandHandlers([LockParcel, UnlockParcel, GrantParcel, ReturnParcel, NoteBurden, LiftBurden], parcel),
  ParcelSaga,
];
