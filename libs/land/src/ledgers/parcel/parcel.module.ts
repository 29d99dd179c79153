import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import * as commands from './parcel.commands.js';
import { parcel } from './parcel.decider.js';
import { ParcelSaga } from './parcel.saga.js';

@Module({ providers: [...commandHandlers(commands, parcel), ParcelSaga] })
export class ParcelModule {}
