import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import { PLANNING_CHECK } from './planning-check.js';
import type { PlanningCheck } from './planning-check.js';
import * as commands from './planning.commands.js';
import { planning } from './planning.decider.js';
import { PlanningSaga } from './planning.saga.js';

/** The application provides {@link PLANNING_CHECK}: it alone knows which layers are installed. */
export const planningParts = [
  ...commandHandlers(commands, {
    inject: [Policies, PLANNING_CHECK],
    make: (policies: Policies, check: PlanningCheck) => planning(policies, check),
  }),
  PlanningSaga,
];
