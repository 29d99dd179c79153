import { room } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './task.commands.js';
import { TaskDeadlines } from './task.deadlines.js';
import { task } from './task.decider.js';
import type { TaskEvent } from './task.events.js';
import { refuse } from './task.refusals.js';

export const taskRoom = room<TaskEvent>()({
  stream: 'task',
  name: { zh: '待办', en: 'Task' },
  module: moduleOf('task', commands, task, TaskDeadlines),
  decider: task,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    TaskOpened: { zh: '下发待办', en: 'Task opened' },
    TaskClaimed: { zh: '签收', en: 'Task claimed' },
    TaskReleased: { zh: '退还待办', en: 'Task released' },
    TaskDelegated: { zh: '转交待办', en: 'Task delegated' },
    TaskTakenBack: { zh: '收回待办', en: 'Task taken back' },
    TaskEscalated: { zh: '待办逾期上报', en: 'Task escalated' },
    TaskCompleted: { zh: '待办办结', en: 'Task completed' },
    TaskCancelled: { zh: '待办取消', en: 'Task cancelled' },
  },
});
