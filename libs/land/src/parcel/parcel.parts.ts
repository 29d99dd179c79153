import { commandHandlers } from '#kernel';
import * as commands from './parcel.commands.js';
import { parcel } from './parcel.decider.js';
import { ParcelSaga } from './parcel.saga.js';

export const parcelParts = [...commandHandlers(commands, parcel), ParcelSaga];
