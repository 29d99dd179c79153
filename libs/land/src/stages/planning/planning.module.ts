import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import { PLANNING_CHECK } from './planning-check.js';
import type { PlanningCheck } from './planning-check.js';
import * as commands from './planning.commands.js';
import { planning } from './planning.decider.js';

/** The application provides {@link PLANNING_CHECK}: it alone knows which layers are installed. */
@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks, PLANNING_CHECK],
      make: (packs: RulePacks, check: PlanningCheck) => planning(packs, check),
    }),
  ],
})
export class PlanningModule {}
