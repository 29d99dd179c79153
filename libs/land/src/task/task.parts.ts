import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './task.commands.js';
import { TaskDeadlines } from './task.deadlines.js';
import { task } from './task.decider.js';

export const taskParts = [
  ...commandHandlers(commands, { inject: [Policies], make: (policies: Policies) => task(policies) }),
  TaskDeadlines,
];
