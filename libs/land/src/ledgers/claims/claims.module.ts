import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import * as commands from './claims.commands.js';
import { claims } from './claims.decider.js';
import { ClaimsDeadlines } from './claims.deadlines.js';
import { ClaimsProjection } from './claims.projection.js';
import { WaitingClaims } from './waiting-claims.js';

@Module({
  providers: [...commandHandlers(commands, claims), ClaimsProjection, ClaimsDeadlines, WaitingClaims],
})
export class ClaimsModule {}
