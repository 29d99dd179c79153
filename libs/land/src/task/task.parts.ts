import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  CancelTask,
  ClaimTask,
  CompleteTask,
  DelegateTask,
  EscalateTask,
  OpenTask,
  ReleaseTask,
  TakeBackTask,
} from './task.commands.js';
import { TaskDeadlines } from './task.deadlines.js';
import { task } from './task.decider.js';

const commands = [
  OpenTask,
  ClaimTask,
  ReleaseTask,
  DelegateTask,
  TakeBackTask,
  EscalateTask,
  CompleteTask,
  CancelTask,
];

export const taskParts = [
  ...commandHandlers(commands, { inject: [Policies], make: (policies: Policies) => task(policies) }),
  TaskDeadlines,
];
