import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import * as commands from './claims.commands.js';
import { claims } from './claims.decider.js';
import { ClaimsProjection } from './claims.projection.js';

@Module({ providers: [...commandHandlers(commands, claims), ClaimsProjection] })
export class ClaimsModule {}
