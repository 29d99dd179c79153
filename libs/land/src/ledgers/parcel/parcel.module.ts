import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import * as commands from './parcel.commands.js';
import { parcel } from './parcel.decider.js';

@Module({ providers: [...commandHandlers(commands, parcel)] })
export class ParcelModule {}
